import ExactNumbers
import LinearPieces
import Reporting

/// The bounded interval that a picture shows.
struct GraphWindow {
  let interval: Interval
  /// Whether an end was chosen here, since the domain has none there.
  let isChosen: Bool

  /// The smallest interval with all the networks' domains; where a domain is unbounded it reaches
  /// a twentieth of its length past the outermost breakpoint, and on to a round number.
  init(_ subjects: [GraphSubject], limit: WorkLimit) throws {
    var ends: [Rational] = []
    var isChosen = false
    for subject in subjects {
      let domain = subject.line.domain
      if case .finite(let lower) = domain.lower, case .finite(let upper) = domain.upper {
        ends += [lower, upper]
      } else {
        isChosen = true
        ends += try Self.chosenEnds(for: subject, limit: limit)
      }
    }
    interval = try Interval(ends.min() ?? 0, ends.max() ?? 1)
    self.isChosen = isChosen
  }

  private static func chosenEnds(
    for subject: GraphSubject, limit: WorkLimit
  ) throws -> [Rational] {
    let domain = subject.line.domain
    let places = try extent(of: subject, limit: limit)
    let first = domain.lower.finiteValue ?? places?.first ?? domain.upper.finiteValue ?? 0
    let last = domain.upper.finiteValue ?? places?.last ?? domain.lower.finiteValue ?? 0
    guard first < last else {
      return [domain.lower.finiteValue ?? first - 1, domain.upper.finiteValue ?? last + 1]
    }
    let margin = (last - first) / 20
    let step = Self.roundStep(within: 2 * margin)
    let lower = Rational(((first - margin) / step).floor) * step
    let upper = Rational(((last + margin) / step).ceiling) * step
    return [domain.lower.finiteValue ?? lower, domain.upper.finiteValue ?? upper]
  }

  /// The largest power of ten that is at most a positive number.
  private static func roundStep(within length: Rational) -> Rational {
    let ten: Rational = 10
    // Decimal digits from binary ones, one too few at the most; the loop puts that right.
    let bits = length.numerator.bitLength - length.denominator.bitLength
    var step = ten.power(bits * 30_103 / 100_000 - 2)
    while step * ten <= length { step *= ten }
    return step
  }

  /// The outermost breakpoints; nil where there are none.
  private static func extent(
    of subject: GraphSubject, limit: WorkLimit
  ) throws -> (first: Rational, last: Rational)? {
    var extent: (first: Rational, last: Rational)?
    try GraphTrace.forEachPiece(of: subject, on: subject.line.domain, limit: limit) { piece in
      if case .finite(let end) = piece.domain.upper, piece.domain.upper != subject.line.domain.upper
      {
        extent = (extent?.first ?? end, end)
      }
    }
    return extent
  }
}
