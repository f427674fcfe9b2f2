public import ExactNumbers

/// Colours for the values of a map, in bands of equal height, with the colour bar that explains them.
public struct ColorScale: Hashable, Sendable {
  /// What the values are, with their unit; it stands over the colour bar.
  public let label: String
  /// The lower end of the lowest band.
  public let lower: Rational
  /// The height of a band.
  public let step: Rational
  /// The colours of the bands from the lowest on.
  public let colors: [FigureColor]

  /// The upper end of the highest band.
  public var upper: Rational { lower + step * Rational(colors.count) }

  /// Bands for real values: where 0 lies inside, blue below it and orange above, and a band ends at
  /// 0; otherwise from dark to light.
  ///
  /// - Parameters:
  ///   - label: what the values are.
  ///   - range: the values to show.
  ///   - bandCount: about how many bands there are, at least 2.
  /// - Returns: the scale.
  public static func values(
    _ label: String, showing range: ClosedRange<Rational>, bandCount: Int = 24
  ) -> ColorScale {
    let (low, high) = (range.lowerBound, range.upperBound)
    if low == high { return ColorScale(label: label, lower: low, step: 1, colors: [mist]) }
    guard low.sign == .negative && high.sign == .positive else {
      let step = (high - low) / Rational(bandCount)
      let colors = (0..<bandCount).map { sequential($0, of: bandCount) }
      return ColorScale(label: label, lower: low, step: step, colors: colors)
    }
    let half = max(1, bandCount / 2)
    let step = max(-low, high) / Rational(half)
    let below = Int(exactly: (-low / step).ceiling) ?? half
    let above = Int(exactly: (high / step).ceiling) ?? half
    let colors =
      (0..<below).reversed().map { shade(blues, $0, of: half) }
      + (0..<above).map { shade(oranges, $0, of: half) }
    return ColorScale(label: label, lower: -Rational(below) * step, step: step, colors: colors)
  }

  /// A colour for each whole number of a range, from dark to light; odd ones are a little lighter,
  /// so that neighbouring numbers are told apart.
  ///
  /// - Parameters:
  ///   - label: what is counted.
  ///   - range: the numbers to show.
  /// - Returns: the scale, whose band i stands around `range.lowerBound` + i.
  public static func counts(_ label: String, showing range: ClosedRange<Int>) -> ColorScale {
    let colors = range.map { number in
      sequential(number - range.lowerBound, of: range.count)
        .mixed(with: .white, weight: number.isMultiple(of: 2) ? 0 : 64)
    }
    return ColorScale(
      label: label, lower: Rational(range.lowerBound) - Rational(1, 2), step: 1, colors: colors)
  }

  /// The band of a value; the ends of the scale take what lies beyond.
  func band(of value: Rational) -> Int {
    let band = Int(exactly: ((value - lower) / step).floor) ?? 0
    return min(max(band, 0), colors.count - 1)
  }

  /// The lower end of a band.
  func boundary(_ band: Int) -> Rational { lower + step * Rational(band) }

  private static let mist = FigureColor(0xEDEDED)
  private static let blues: [FigureColor] = [0xE6EFF6, 0x9CC3DF, 0x4C8DBF, 0x1F5A93]
    .map { FigureColor($0) }
  private static let oranges: [FigureColor] = [0xFBF0DC, 0xF6CB8B, 0xE2943F, 0xB35F0E]
    .map { FigureColor($0) }
  /// The viridis scale, lighter, so that thin dark lines stand out everywhere.
  private static let lights: [FigureColor] = [
    0x6A4C8C, 0x5F6FA8, 0x5590B0, 0x52ADAB, 0x6CC798, 0xA3DA7E, 0xE8E57A,
  ].map { FigureColor($0) }

  private static func sequential(_ index: Int, of count: Int) -> FigureColor {
    shade(lights, index, of: count)
  }

  /// The colour at a step of a list of colours, mixed from the two next to it.
  private static func shade(_ colors: [FigureColor], _ index: Int, of count: Int) -> FigureColor {
    let position = count == 1 ? 0 : min(index, count - 1) * (colors.count - 1) * 256 / (count - 1)
    let next = min(position / 256 + 1, colors.count - 1)
    return colors[position / 256].mixed(with: colors[next], weight: position % 256)
  }
}
