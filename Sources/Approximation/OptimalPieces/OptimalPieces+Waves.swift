internal import ExactNumbers

extension ApproximationTarget {
  /// A lower bound for the sine or cosine over many half waves, `nil` for few.
  ///
  /// Every stretch between neighbouring inflections is the first one moved and turned, so as many
  /// pieces are needed on each; the two at the ends may be cut short, and are left out.
  func wavePieces(on domain: RationalInterval, error: Rational, bits: Int) -> OptimalPieces? {
    guard elementary == .sin || elementary == .cos, domain.width > 16 else { return nil }
    let (first, last) = ElementaryFunction.sineZeroTurns(
      in: domain, quarterTurns: elementary == .cos ? 1 : 0)
    let waves = (last - first) / 2
    // Any interval of length 8 has two inflections inside, so a whole half wave.
    let start = RationalInterval(domain.lower, domain.lower + 8)
    let stretches = curvatureStretches(on: start, bits: bits)
    let pieces = optimalPieces(on: [stretches[1]], error: error)
    return OptimalPieces(count: max(waves * (pieces.count - 1) + 1, 1), isExact: false)
  }
}
