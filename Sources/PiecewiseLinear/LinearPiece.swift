public import ExactNumbers

/// One affine piece x ↦ slope · x + intercept of a one-variable function, with its interval.
public struct LinearPiece: Hashable, Sendable {
  /// Where the piece stands: a closed interval with interior, its ends possibly infinite.
  public let domain: Interval
  /// The rise per unit of input.
  public let slope: Rational
  /// The value that the line through the piece takes at 0, which may lie outside `domain`.
  public let intercept: Rational

  /// The piece x ↦ `slope` · x + `intercept` on `domain`.
  ///
  /// - Parameters:
  ///   - domain: where the piece stands.
  ///   - slope: the rise per unit of input.
  ///   - intercept: the value at 0 of the line through the piece.
  public init(domain: Interval, slope: Rational, intercept: Rational) {
    self.domain = domain
    self.slope = slope
    self.intercept = intercept
  }

  /// The value at a point of the piece's interval.
  ///
  /// - Parameter x: the point.
  /// - Returns: slope · x + intercept.
  /// - Precondition: `domain` contains `x`.
  public func callAsFunction(_ x: Rational) -> Rational {
    precondition(domain.contains(x), "the piece stands on \(domain), not at \(x)")
    return slope * x + intercept
  }
}

extension LinearPiece: CustomStringConvertible {
  /// A text like `2·x + -1 on 0,1/2`.
  public var description: String { "\(slope)·x + \(intercept) on \(domain)" }
}

/// A line x ↦ slope · x + intercept without its interval: what pieces are compared by.
struct AffinePart: Hashable, Sendable {
  let slope: Rational
  let intercept: Rational

  /// The line through two points of different abscissa.
  init(from x: Rational, _ y: Rational, to laterX: Rational, _ laterY: Rational) {
    self.init(slope: (laterY - y) / (laterX - x), through: x, y)
  }

  /// The line of a given slope through one point.
  init(slope: Rational, through x: Rational, _ y: Rational) {
    self.init(slope: slope, intercept: y - slope * x)
  }

  init(slope: Rational, intercept: Rational) {
    self.slope = slope
    self.intercept = intercept
  }

  static let zero = AffinePart(slope: .zero, intercept: .zero)

  func callAsFunction(_ x: Rational) -> Rational { slope * x + intercept }

  /// The value as x tends to an end, which for an infinite end is an infinity or the constant.
  func value(towards end: ExtendedRational) -> ExtendedRational {
    switch (end, slope.sign) {
    case (.finite(let x), _): .finite(self(x))
    case (_, .zero): .finite(intercept)
    case (.positiveInfinity, .positive), (.negativeInfinity, .negative): .positiveInfinity
    case (.positiveInfinity, .negative), (.negativeInfinity, .positive): .negativeInfinity
    }
  }

  /// Where the line takes a value, or `nil` for a horizontal one.
  func preimage(of value: Rational) -> Rational? {
    slope.sign == .zero ? nil : (value - intercept) / slope
  }

  /// This line after another: x ↦ self(inner(x)).
  func composed(after inner: AffinePart) -> AffinePart {
    AffinePart(slope: slope * inner.slope, intercept: slope * inner.intercept + intercept)
  }
}
