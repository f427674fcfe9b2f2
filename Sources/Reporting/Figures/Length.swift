import ExactNumbers

/// A length or a position in a figure, in whole hundredths of a pixel.
///
/// Figures are drawn in fixed point, so the same figure is the same bytes on every machine.
struct Length: Hashable, Comparable, ExpressibleByIntegerLiteral, Sendable {
  let hundredths: Int

  init(hundredths: Int) { self.hundredths = hundredths }
  init(pixels: Int) { hundredths = 100 * pixels }
  init(integerLiteral value: Int) { hundredths = 100 * value }

  /// Rounds to the nearest hundredth, halves upward.
  ///
  /// - Parameter pixels: within ±10^15; what lies beyond is drawn there.
  init(rounding pixels: Rational) {
    let scaled = (pixels * 100 + Rational(1, 2)).floor
    let limit = 1_000_000_000_000_000
    hundredths = Int(exactly: scaled) ?? (scaled.sign == .negative ? -limit : limit)
  }

  var pixels: Rational { Rational(hundredths, 100) }

  static func < (lhs: Length, rhs: Length) -> Bool { lhs.hundredths < rhs.hundredths }
  static func + (lhs: Length, rhs: Length) -> Length {
    Length(hundredths: lhs.hundredths + rhs.hundredths)
  }
  static func - (lhs: Length, rhs: Length) -> Length {
    Length(hundredths: lhs.hundredths - rhs.hundredths)
  }
  static func * (factor: Int, length: Length) -> Length {
    Length(hundredths: factor * length.hundredths)
  }
  static func / (length: Length, divisor: Int) -> Length {
    Length(hundredths: length.hundredths / divisor)
  }
  static func += (lhs: inout Length, rhs: Length) { lhs = lhs + rhs }
  static prefix func - (length: Length) -> Length { Length(hundredths: -length.hundredths) }

  /// The number of pixels with at most two decimals: "12", "-0.5", "3.25".
  var text: String {
    let magnitude = hundredths.magnitude
    var text = (hundredths < 0 ? "-" : "") + String(magnitude / 100)
    let fraction = magnitude % 100
    if fraction.isMultiple(of: 10) {
      if fraction != 0 { text += ".\(fraction / 10)" }
    } else {
      text += fraction < 10 ? ".0\(fraction)" : ".\(fraction)"
    }
    return text
  }
}

/// A point of a figure in pixels, the origin at the top left.
struct Position: Hashable {
  let x: Length
  let y: Length

  var text: String { "\(x.text),\(y.text)" }
}

/// A rectangle of a figure in pixels.
struct Frame: Hashable {
  var left: Length
  var top: Length
  var right: Length
  var bottom: Length

  var width: Length { right - left }
  var height: Length { bottom - top }
}
