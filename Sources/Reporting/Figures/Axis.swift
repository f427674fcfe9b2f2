public import ExactNumbers

/// An axis of a panel.
public struct Axis: Hashable, Sendable {
  /// How values are spaced along an axis.
  public enum Scale: Hashable, Sendable {
    /// Equal differences are equal lengths.
    case linear
    /// Equal ratios are equal lengths; decades are marked. Values of any size have their place,
    /// and what is not positive is left out.
    case logarithmic
  }

  /// A mark on the axis where the caller chooses them.
  public struct Tick: Hashable, Sendable {
    /// Where it stands, in the axis's units.
    public let value: Rational
    /// What is written there; `^{…}` raises, `_{…}` lowers.
    public let label: String

    /// Makes a mark.
    ///
    /// - Parameters:
    ///   - value: where it stands, in the axis's units.
    ///   - label: what is written there.
    public init(_ value: Rational, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// What the axis measures, with its unit; `^{…}` raises, `_{…}` lowers.
  public var label: String
  /// How values are spaced.
  public var scale: Scale
  /// The part of the axis that is shown; `nil` shows all data with a little room.
  public var range: ClosedRange<Rational>?
  /// The marks; `nil` chooses round numbers.
  public var ticks: [Tick]?

  /// Describes an axis.
  ///
  /// - Parameters:
  ///   - label: what the axis measures, with its unit.
  ///   - scale: how values are spaced.
  ///   - range: the part that is shown; `nil` shows all data with a little room.
  ///   - ticks: the marks; `nil` chooses round numbers.
  public init(
    _ label: String, scale: Scale = .linear, range: ClosedRange<Rational>? = nil,
    ticks: [Tick]? = nil
  ) {
    self.label = label
    self.scale = scale
    self.range = range
    self.ticks = ticks
  }
}

/// The shown part of an axis laid out along a stretch of pixels.
///
/// The *coordinate* of a value is the value itself on a linear axis and its decimal logarithm on a
/// logarithmic one.
struct AxisMapping {
  let scale: Axis.Scale
  /// The coordinates of the two ends, the first below the second.
  let lower: Rational
  let upper: Rational
  /// Where the two ends stand.
  let start: Length
  let end: Length

  func coordinate(_ value: Rational) -> Rational? {
    Self.coordinate(value, scale)
  }

  static func coordinate(_ value: Rational, _ scale: Axis.Scale) -> Rational? {
    scale == .linear ? value : DecimalLogarithm.of(value)
  }

  /// Where a coordinate stands.
  func length(_ coordinate: Rational) -> Length {
    let share = (coordinate - lower) / (upper - lower)
    return Length(rounding: start.pixels + share * (end - start).pixels)
  }

  /// Where a value stands, or `nil` where it is not shown.
  func visible(_ value: Rational) -> Length? {
    guard let coordinate = coordinate(value), contains(coordinate) else { return nil }
    return length(coordinate)
  }

  /// Where a value stands or, where it is beyond an end, that end.
  func clamped(_ value: Rational) -> Length {
    guard let coordinate = coordinate(value) else { return start }
    return length(min(max(coordinate, lower), upper))
  }

  func contains(_ coordinate: Rational) -> Bool { coordinate >= lower && coordinate <= upper }
}

extension Axis {
  /// The ends of the shown part, as coordinates: the axis's own range, or all data with room.
  ///
  /// - Parameters:
  ///   - values: what the axis has to show.
  ///   - includesZero: whether bars stand on zero, which is then shown without room below it.
  ///   - share: the share of the axis that is left free at each end.
  /// - Returns: the coordinates of the two ends, the first below the second.
  func limits(
    showing values: [Rational], includesZero: Bool, room share: Rational = Rational(1, 25)
  ) -> (Rational, Rational) {
    if let range, let lower = AxisMapping.coordinate(range.lowerBound, scale),
      let upper = AxisMapping.coordinate(range.upperBound, scale), lower < upper
    {
      return (lower, upper)
    }
    var coordinates = values.compactMap { AxisMapping.coordinate($0, scale) }
    if includesZero && scale == .linear { coordinates.append(0) }
    guard var lower = coordinates.min(), var upper = coordinates.max() else { return (0, 1) }
    if lower == upper { (lower, upper) = (lower - 1, upper + 1) }
    let room = (upper - lower) * share
    let standsOnZero = includesZero && scale == .linear
    return (
      standsOnZero && lower == 0 ? 0 : lower - room, standsOnZero && upper == 0 ? 0 : upper + room
    )
  }
}
