public import ExactNumbers

/// Colours for the slopes of an affine function of two variables: the direction in which it rises
/// is a hue, the steeper it is the stronger the colour.
///
/// Rising to the right is orange, to the left blue, upward light yellow, downward dark purple: along
/// one axis warm and cold, along the other light and dark, so that every kind of colour vision tells
/// them apart. Where the function is constant stands a light grey.
public struct SlopeColors: Hashable, Sendable {
  /// What has the slopes, such as "slope of output 1".
  public let label: String
  /// The names of the two axes.
  public let axes: [String]
  /// The |slope along x| + |slope along y| of a colour two thirds as strong as can be.
  public let typical: Rational

  /// Makes a colour code.
  ///
  /// - Parameters:
  ///   - label: what has the slopes.
  ///   - xAxis: the name of the horizontal axis.
  ///   - yAxis: the name of the vertical axis.
  ///   - typical: the sum of the slopes' magnitudes that has two thirds of the full colour; it is
  ///     rounded to 1, 2 or 5 times a power of ten.
  /// - Precondition: `typical` is positive.
  public init(_ label: String, xAxis: String, yAxis: String, typical: Rational) {
    precondition(typical.sign == .positive, "slopes of size \(typical)")
    self.label = label
    axes = [xAxis, yAxis]
    self.typical = Self.round(typical)
  }

  private static func round(_ value: Rational) -> Rational {
    let exponent = DecimalLogarithm.of(value).flatMap { Int(exactly: $0.floor) } ?? 0
    let power = Rational(10).power(exponent)
    return ([1, 2, 5, 10] as [Rational]).map { $0 * power }.last { $0 <= value } ?? power
  }

  /// The colour of a pair of slopes.
  ///
  /// - Parameters:
  ///   - x: the slope along the horizontal axis.
  ///   - y: the slope along the vertical axis.
  ///   - shade: any number; it makes the colour a little lighter, in one of three ways.
  /// - Returns: one of a few hundred colours.
  public func color(x: Rational, y: Rational, shade: Int = 0) -> FigureColor {
    let size = x.magnitude + y.magnitude
    let paling = 20 * abs(shade % 3)
    guard size.sign != .zero else { return Self.flat.mixed(with: .white, weight: 2 * paling) }
    let strength = Self.eighths(size / (size + typical / 2))
    let share = Self.eighths(x.magnitude / size)
    let side = x.sign == .negative ? Self.left : Self.right
    let height = y.sign == .negative ? Self.down : Self.up
    let hue = height.mixed(with: side, weight: 32 * share)
    return Self.flat.mixed(with: hue, weight: 32 * strength).mixed(with: .white, weight: paling)
  }

  private static let flat = FigureColor(0xE2E2E2)
  private static let right = FigureColor(0xDD7A35)
  private static let left = FigureColor(0x4F9BD0)
  private static let up = FigureColor(0xF4E79B)
  private static let down = FigureColor(0x5F4690)

  /// A part of 1 in eighths, rounded to nearest.
  private static func eighths(_ part: Rational) -> Int {
    Int(exactly: (part * 8 + Rational(1, 2)).floor) ?? 0
  }
}
