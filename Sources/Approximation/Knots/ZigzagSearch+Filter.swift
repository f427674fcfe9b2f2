internal import ExactNumbers

/// The sizes of a zigzag network, with the guess of its numbers.
struct ZigzagSize: Sendable {
  /// The radices of the square before the knots; none for other forms.
  let squareRadices: [Int]
  /// The radices after the knots.
  let radices: [Int]
  let guess: ZigzagGuess
  let predictedError: Double
}

/// Tries sizes in the order of their neurons.
struct ZigzagSearch {
  private let form: ZigzagForm
  private let error: Double
  /// The most layers: one for the knots or the fold, the others for radices.
  private let maximumDepth: Int
  private var guesses: [[ZigzagGuess?]]
  private static let cellLimit = 96

  init(_ form: ZigzagForm, error: Rational, maximumDepth: Int) {
    self.form = form
    self.maximumDepth = maximumDepth
    self.error = Double(error) * (1 - 1e-6)
    guesses = HeightPower.all.map { _ in [] }
  }

  /// The sizes with some number of neurons that seem to reach the error, best first.
  mutating func sizes(neurons: Int) -> [ZigzagSize] {
    switch form.inner {
    case .input: return sizes(neurons: neurons, layers: maximumDepth, squareRadices: [], delay: 0)
    case .fold:
      guard neurons >= 3 else { return [] }
      return sizes(neurons: neurons - 2, layers: maximumDepth - 1, squareRadices: [], delay: 0)
    case .square:
      let length = Double(form.centered.width)
      var found: [ZigzagSize] = []
      for inner in stride(from: 2, to: neurons - 1, by: 1) {
        let radices = Self.bestRadices(neurons: inner, maximumLayers: maximumDepth) { layers in
          ZigzagKnots.neuronCount(
            cells: 1, isLevel: true, radices: [Int](repeating: 1, count: layers))
        }
        guard let radices else { continue }
        let cells = radices.reduce(1.0) { $0 * Double($1) }
        let delay = length * length / (4 * cells * cells)
        let change = form.curve.guide.slope(0).magnitude * delay / 2
        if change > error { continue }
        found += sizes(
          neurons: neurons - inner, layers: maximumDepth - radices.count, squareRadices: radices,
          delay: delay)
        // Beyond a hundredth of the error a better square is waste.
        if change < error / 128 { break }
      }
      return Array(found.sorted { $0.predictedError < $1.predictedError }.prefix(3))
    }
  }

  private mutating func sizes(
    neurons: Int, layers limit: Int, squareRadices: [Int], delay: Double
  ) -> [ZigzagSize] {
    var found: [ZigzagSize] = []
    for index in HeightPower.all.indices {
      for cells in 1...max(1, min(neurons, Self.cellLimit)) {
        guard let guess = guess(index, cells: cells) else { continue }
        let radices = Self.bestRadices(
          neurons: neurons, maximumLayers: cells == 1 ? limit : limit - 1
        ) { layers in
          ZigzagKnots.neuronCount(
            cells: cells, isLevel: index == 0, radices: [Int](repeating: 1, count: layers))
        }
        guard let radices else { continue }
        let pieces = radices.reduce(1, *)
        let predicted = guess.predictedError(cells: pieces, delay: delay)
        guard predicted <= error else { continue }
        found.append(
          ZigzagSize(
            squareRadices: squareRadices, radices: radices, guess: guess,
            predictedError: predicted))
      }
    }
    return Array(found.sorted { $0.predictedError < $1.predictedError }.prefix(3))
  }

  private mutating func guess(_ index: Int, cells: Int) -> ZigzagGuess? {
    while guesses[index].count < cells {
      let guess = ZigzagGuess(
        form.curve, cells: guesses[index].count + 1, power: HeightPower.all[index], error: error)
      // What stays with endless pieces must leave room.
      let fits = guess.map { $0.predictedError(cells: 1 << 20, delay: 0) < error } ?? false
      guesses[index].append(fits ? guess : nil)
    }
    return guesses[index][cells - 1]
  }

  /// The radices of greatest product for a number of neurons; `active` counts the neurons that are
  /// no kinks, by the number of layers.
  private static func bestRadices(
    neurons: Int, maximumLayers: Int, active: (Int) -> Int
  ) -> [Int]? {
    var best: (product: Double, radices: [Int])?
    for layers in stride(from: 1, through: min(24, maximumLayers), by: 1) {
      let kinks = neurons - active(layers)
      if kinks < layers { continue }
      let (low, extra) = (kinks + layers).quotientAndRemainder(dividingBy: layers)
      let radices = (0..<layers).map { $0 < layers - extra ? low : low + 1 }
      let product = radices.reduce(1.0) { $0 * Double($1) }
      if product > best?.product ?? 0 && product < 1e9 { best = (product, radices) }
    }
    return best?.radices
  }
}

extension ZigzagSize {
  /// The knots as exact numbers, to some digits.
  func knots(_ form: ZigzagForm, digits: Int, error: Rational) -> ZigzagKnots {
    guess.rounded(
      form.curve, digits: digits, cells: radices.reduce(1, *), delay: Double(delay(form)),
      error: error)
  }
}
