/// A colour of a figure, in sRGB.
public struct FigureColor: Hashable, Sendable {
  /// Red, 0 to 255.
  public let red: UInt8
  /// Green, 0 to 255.
  public let green: UInt8
  /// Blue, 0 to 255.
  public let blue: UInt8

  /// Makes a colour from its three parts.
  ///
  /// - Parameters:
  ///   - red: 0 to 255.
  ///   - green: 0 to 255.
  ///   - blue: 0 to 255.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ hex: UInt32) {
    self.init(
      red: UInt8(hex >> 16 & 255), green: UInt8(hex >> 8 & 255), blue: UInt8(hex & 255))
  }

  /// Okabe and Ito's black.
  public static let black = FigureColor(0x000000)
  /// Okabe and Ito's orange.
  public static let orange = FigureColor(0xE69F00)
  /// Okabe and Ito's sky blue.
  public static let skyBlue = FigureColor(0x56B4E9)
  /// Okabe and Ito's bluish green.
  public static let green = FigureColor(0x009E73)
  /// Okabe and Ito's yellow, too light for lines on white.
  public static let yellow = FigureColor(0xF0E442)
  /// Okabe and Ito's blue.
  public static let blue = FigureColor(0x0072B2)
  /// Okabe and Ito's vermilion.
  public static let vermilion = FigureColor(0xD55E00)
  /// Okabe and Ito's reddish purple.
  public static let purple = FigureColor(0xCC79A7)
  static let white = FigureColor(0xFFFFFF)
  /// A middle grey for what stays in the background.
  public static let gray = FigureColor(0x8C8C8C)

  /// The colours of series in order, told apart by every kind of colour vision.
  ///
  /// - Source: Okabe and Ito 2008, "Color Universal Design".
  public static let series: [FigureColor] = [
    .blue, .vermilion, .green, .orange, .purple, .skyBlue, .black,
  ]

  /// Colours for steps of an order, such as the layers of a network, from dark to light.
  ///
  /// - Parameters:
  ///   - index: the step, 0 to `count` − 1.
  ///   - count: how many steps there are, at least 1.
  /// - Returns: for at most seven steps a colour of `series`; beyond, a colour of the viridis scale
  ///   without its lightest end.
  /// - Precondition: `index` is one of the steps.
  public static func ordered(_ index: Int, of count: Int) -> FigureColor {
    precondition(index >= 0 && index < count, "step \(index) of \(count)")
    if count <= series.count { return series[index] }
    let position = index * (viridis.count - 1) * 256 / (count - 1)
    let (lower, weight) = (position / 256, position % 256)
    let upper = min(lower + 1, viridis.count - 1)
    return viridis[lower].mixed(with: viridis[upper], weight: weight)
  }

  private static let viridis: [FigureColor] = [
    0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
  ].map { FigureColor($0) }

  /// This colour with `weight` 256ths of another.
  func mixed(with other: FigureColor, weight: Int) -> FigureColor {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Int(a) * (256 - weight) + Int(b) * weight) / 256)
    }
    return FigureColor(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The colour as `#rrggbb`.
  public var hex: String {
    let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
