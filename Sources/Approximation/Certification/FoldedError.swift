internal import ExactNumbers
internal import ReLUNetworks

/// The sup error of a self-similar network of one input against a polynomial, without its pieces.
enum FoldedError {
  /// The sup error, or `nil` where the network does not fold.
  ///
  /// - Parameters:
  ///   - form: a network of one input and one output with a hidden layer.
  ///   - target: what it is compared with.
  ///   - domain: where.
  ///   - relativeWidth: how close the bounds shall be.
  ///   - isCancelled: asked before each layer.
  /// - Returns: bounds that are close enough.
  static func sup(
    _ form: StandardForm, against target: Polynomial, on domain: RationalInterval,
    relativeWidth: Rational, isCancelled: () -> Bool
  ) -> ErrorSpan? {
    let strands = FoldedStrand.walked(through: form, isCancelled: isCancelled) {
      [
        FoldedStrand(
          form, $0, members: $0.others, slopes: form.hidden[0].weights, target: target,
          on: domain, addsBiases: true)
      ]
    }
    guard let strand = strands?.first else { return nil }
    var result = ErrorSpan.none
    for (error, place) in strand.outcomes() {
      let span = error.supMagnitude(on: RationalInterval(0, 1), relativeWidth: relativeWidth)
      result.join(
        ErrorSpan(lower: span.lower, upper: span.upper, point: span.point.map(place.input)))
    }
    return result
  }
}
