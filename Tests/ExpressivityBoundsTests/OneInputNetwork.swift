import ExactNumbers

/// A one-input network of hidden layers with a slow count of its pieces: the oracle for maxima.
struct OneInputNetwork {
  /// One row per neuron: its weights on the layer before, then its bias.
  typealias Layer = [[Rational]]

  /// The hidden layers; the pieces are those of the last layer's output vector, which a linear
  /// read-out with generic weights has as well.
  var layers: [Layer] = []

  /// A vector-valued function affine on each piece between breakpoints.
  private struct Pieces {
    var breakpoints: [Rational] = []
    var lines: [[Line]] = [[Line(slope: 1, intercept: 0)]]
  }

  private struct Line: Hashable {
    var slope: Rational
    var intercept: Rational
    func callAsFunction(_ x: Rational) -> Rational { slope * x + intercept }
  }

  /// The number of maximal intervals on which the last hidden layer's output is affine.
  var pieceCount: Int { layers.reduce(Pieces()) { Self.pass($0, through: $1) }.lines.count }

  private static func pass(_ pieces: Pieces, through layer: Layer) -> Pieces {
    var result = Pieces(breakpoints: [], lines: [])
    for (index, lines) in pieces.lines.enumerated() {
      let start = index == 0 ? nil : pieces.breakpoints[index - 1]
      let end = index < pieces.breakpoints.count ? pieces.breakpoints[index] : nil
      let before = layer.map { preactivation($0, of: lines) }
      let zeros = Set(before.compactMap { zero(of: $0, after: start, before: end) }).sorted()
      let cuts = [start] + zeros.map(Optional.some) + [end]
      for (left, right) in zip(cuts, cuts.dropFirst()) {
        let inside = pointBetween(left, right)
        let after = before.map { $0(inside) > 0 ? $0 : Line(slope: 0, intercept: 0) }
        guard after != result.lines.last else { continue }
        if let left, !result.lines.isEmpty { result.breakpoints.append(left) }
        result.lines.append(after)
      }
    }
    return result
  }

  private static func preactivation(_ row: [Rational], of lines: [Line]) -> Line {
    var sum = Line(slope: 0, intercept: row[lines.count])
    for (weight, line) in zip(row, lines) {
      sum.slope += weight * line.slope
      sum.intercept += weight * line.intercept
    }
    return sum
  }

  private static func zero(of line: Line, after: Rational?, before: Rational?) -> Rational? {
    guard line.slope != 0 else { return nil }
    let zero = -line.intercept / line.slope
    if let after, zero <= after { return nil }
    if let before, zero >= before { return nil }
    return zero
  }

  private static func pointBetween(_ left: Rational?, _ right: Rational?) -> Rational {
    switch (left, right) {
    case (let left?, let right?): (left + right) / 2
    case (let left?, nil): left + 1
    case (nil, let right?): right - 1
    case (nil, nil): 0
    }
  }
}
