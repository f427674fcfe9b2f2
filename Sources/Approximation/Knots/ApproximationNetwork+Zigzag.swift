public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// A deep network for a function of one variable: coarse knots, then a zigzag refined by radix
  /// layers.
  ///
  /// The first layer makes the chord interpolant A at K knots, a zigzag z through the same knots and
  /// a height v; radix layers then subtract c v h_M(z/v), the interpolated parabola of every cell,
  /// bent in perspective so that its second derivative follows the target's (see `ZigzagKnots`).
  /// What is left is of fourth order in the cells, so that K grows as E^(−1/4) and the rest as
  /// log 1/E. Even functions may be folded at their axis, or the square be taken first, where they
  /// have no inflections: sin and cos as cos √y, 1/(1 + c x²) as 1/(1 + c y).
  ///
  /// Neurons: K + Σ (k + 1) − 1 with v constant, one more for every radix layer but the last
  /// otherwise; Σ (k + 1) − 2 for K = 1. A search in doubles proposes the sizes in the order of
  /// their neurons; the first whose error is proved, cell by cell, is returned.
  ///
  /// - Parameters:
  ///   - target: one input.
  ///   - interval: where, bounded.
  ///   - error: the greatest sup error, above 0.
  ///   - neuronLimit: the most neurons.
  ///   - maximumDepth: the most hidden layers.
  ///   - isCancelled: asked between sizes; true gives up.
  /// - Returns: the network, or `nil` where the scheme finds none: for a target with inflections
  ///   and no axis, one that is affine, or beyond the limit.
  /// - Throws: ``ApproximationError`` for a bad target, interval or error, or when cancelled.
  /// - Complexity: the proof takes O(pieces) enclosures of the target.
  public static func zigzag(
    _ target: ApproximationTarget, on interval: Interval, error: Rational, neuronLimit: Int = 200,
    maximumDepth: Int = .max, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork? {
    let domain = try KnotRequest.checked(target, on: interval, error: error)
    let forms = try ZigzagForm.forms(of: target, on: domain, error: error)
    var searches = forms.map {
      ZigzagSearch($0, error: error - $0.slack, maximumDepth: maximumDepth)
    }
    var first: Int?
    for neurons in stride(from: 2, through: neuronLimit, by: 1) {
      // What twice the neurons of the first guess do not prove, more will not.
      if let first, neurons > 2 * first + 8 { return nil }
      for (index, form) in forms.enumerated() {
        for size in searches[index].sizes(neurons: neurons) {
          first = first ?? neurons
          if isCancelled() { throw .stopped(target: target.description) }
          guard let found = try size.proved(form, error: error) else { continue }
          return ApproximationNetwork(
            network: found.network, scheme: size.scheme(form), domain: [interval],
            errorBound: found.bound)
        }
      }
    }
    return nil
  }
}

extension ZigzagSize {
  /// The construction in words.
  fileprivate func scheme(_ form: ZigzagForm) -> String {
    let cells = guess.places.count - 1
    let knots = "\(cells) coarse cell\(cells == 1 ? "" : "s"), zigzag of \(radices.layersSummary)"
    switch form.inner {
    case .input: return knots
    case .fold(let axis): return "fold at \(axis), \(knots)"
    case .square(let axis):
      return "square about \(axis) by \(squareRadices.layersSummary), \(knots)"
    }
  }
}
