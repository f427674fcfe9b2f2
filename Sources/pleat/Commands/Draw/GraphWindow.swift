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
    return WindowEnds.around(places, in: domain)
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
