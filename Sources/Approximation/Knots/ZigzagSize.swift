internal import ExactNumbers
internal import ReLUNetworks

extension ZigzagSize {
  /// How far the inner square lies above the true one, at most: L²/(4N²).
  func delay(_ form: ZigzagForm) -> Rational {
    guard case .square = form.inner else { return 0 }
    let cells = Rational(squareRadices.reduce(1, *))
    let length = form.centered.width
    return length * length / (4 * cells * cells)
  }

  /// The most pieces between the knots that a proof visits.
  private static let pieceLimit = 1 << 22

  private var pieceCount: Int { (guess.places.count - 1) * radices.reduce(1, *) }

  /// The finished network, if the error can be proved.
  ///
  /// - Throws: ``ApproximationError/wideEnclosure(target:at:error:)`` where no size could be proved.
  func proved(
    _ form: ZigzagForm, error: Rational
  ) throws(ApproximationError) -> (network: ReLUNetwork, bound: Rational)? {
    let room = error - form.slack
    guard room.sign == .positive, pieceCount <= Self.pieceLimit,
      try attempt(form, digits: 30, room: room) != nil
    else { return nil }
    for digits in [4, 6, 8, 10, 12, 14, 16, 18, 21, 25, 30] {
      guard let (knots, bound) = try attempt(form, digits: digits, room: room) else { continue }
      let outer = knots.network(radices: radices, name: "zigzag")
      return (composed(outer, form), bound + form.slack)
    }
    return nil
  }

  /// The knots to some digits, moved by the best constant, with a proved bound below `room`.
  private func attempt(
    _ form: ZigzagForm, digits: Int, room: Rational
  ) throws(ApproximationError) -> (knots: ZigzagKnots, bound: Rational)? {
    let knots = knots(form, digits: digits, error: room)
    guard knots.cellCount + 1 == guess.places.count,
      knots.heights.allSatisfy({ $0.sign == .positive }),
      let range = try KnotErrorRange(
        knots.samples(cells: radices.reduce(1, *)), form.curve, delay: delay(form), limit: room)
    else { return nil }
    let spare = max(room - range.radius, room / 1024)
    let shift = range.middle.rounded(toFractionBits: (1 / spare).ceiling.bitLength + 2)
    let bound = max(range.upper - shift, shift - range.lower)
    return bound <= room ? (knots.shifted(by: -shift), bound) : nil
  }

  private func composed(_ outer: ReLUNetwork, _ form: ZigzagForm) -> ReLUNetwork {
    let signed = form.sign == 1 ? outer : outer.scaled(by: form.sign)
    let inner: ReLUNetwork
    switch form.inner {
    case .input: return signed
    case .fold(let axis):
      inner = ReLUNetwork(
        assembled: "fold", source: nil,
        hidden: [
          AffineMap(
            outputDimension: 2, inputDimension: 1, weights: [1, -1], biases: [-axis, axis])
        ],
        output: AffineMap(outputDimension: 1, inputDimension: 2, weights: [1, 1], biases: [axis]))
    case .square(let axis):
      let ends = form.centered
      let square = ZigzagKnots(
        places: [ends.lower + axis, ends.upper + axis],
        values: [ends.lower * ends.lower, ends.upper * ends.upper],
        heights: [1, 1], scale: ends.width * ends.width)
      inner = square.network(radices: squareRadices, name: "square")
    }
    do {
      return try signed.composed(after: inner)
    } catch {
      preconditionFailure("a network of one input after one of one output: \(error)")
    }
  }
}
