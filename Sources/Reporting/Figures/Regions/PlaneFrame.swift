public import ExactNumbers

/// The rectangle of the plane that a map shows, in the units of its axes.
public struct PlaneFrame: Hashable, Sendable {
  /// What is shown of the horizontal axis.
  public let x: ClosedRange<Rational>
  /// What is shown of the vertical axis.
  public let y: ClosedRange<Rational>

  /// Makes a frame.
  ///
  /// - Parameters:
  ///   - x: what is shown of the horizontal axis.
  ///   - y: what is shown of the vertical axis.
  /// - Precondition: both have a length.
  public init(x: ClosedRange<Rational>, y: ClosedRange<Rational>) {
    precondition(
      x.lowerBound < x.upperBound && y.lowerBound < y.upperBound, "a frame without inside")
    self.x = x
    self.y = y
  }

  /// Rounds a point to the grid of the frame; what lies outside goes to the nearest side.
  func grid(_ point: PlotPoint) -> GridPoint {
    GridPoint(x: Self.grid(point.x, in: x), y: Self.grid(point.y, in: y))
  }

  private static func grid(_ value: Rational, in range: ClosedRange<Rational>) -> Int32 {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    let steps = (share * Rational(Int(GridPoint.steps)) + Rational(1, 2)).floor
    guard let step = Int32(exactly: Int(exactly: steps) ?? -1), step >= 0 else {
      return share.sign == .negative ? 0 : GridPoint.steps
    }
    return min(step, GridPoint.steps)
  }
}

/// A point of a map, rounded: so many steps from the frame's lower left corner.
///
/// A point has one rounded place, so regions that share a corner still do when they are drawn.
struct GridPoint: Hashable {
  /// The steps from one side of a frame to the other.
  static let steps: Int32 = 1 << 22

  let x: Int32
  let y: Int32

  /// The place in a rectangle of pixels.
  func position(in frame: Frame) -> Position {
    func part(_ length: Length, _ steps: Int32) -> Length {
      let all = Int(GridPoint.steps)
      return Length(hundredths: (length.hundredths * Int(steps) + all / 2) / all)
    }
    return Position(x: frame.left + part(frame.width, x), y: frame.bottom - part(frame.height, y))
  }
}

extension Rational {
  /// The number with so many significant bits, rounded to nearest.
  package func rounded(toBits bits: Int) -> Rational {
    if numerator.bitLength <= bits && denominator.bitLength <= bits { return self }
    let scale = Rational(2).power(bits - numerator.bitLength + denominator.bitLength)
    return Rational((self * scale + Rational(1, 2)).floor) / scale
  }
}
