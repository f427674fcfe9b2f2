internal import ExactNumbers
internal import ReLUNetworks

/// Writes the `.nnet` text format with decimals that are exactly the numbers.
///
/// Its units are the file's normalised ones, which readers take by default.
struct NnetWriter {
  private var text = ""

  /// The content of a file.
  ///
  /// - Parameters:
  ///   - network: a network of finite decimals with ReLU after every layer but the last.
  ///   - ranges: its rows about normalisation.
  /// - Returns: the bytes, text in ASCII.
  static func bytes(of network: ReLUNetwork, _ ranges: NnetRanges) -> [UInt8] {
    var writer = NnetWriter()
    writer.write(network.layers.map(\.map), ranges)
    return Array(writer.text.utf8)
  }

  private mutating func write(_ maps: [AffineMap], _ ranges: NnetRanges) {
    let widths = [maps[0].inputDimension] + maps.map(\.outputDimension)
    text +=
      "// A ReLU network in exact decimals, rows of weights and then biases, layer by layer.\n"
    line([
      String(maps.count), String(widths[0]), String(widths[widths.count - 1]),
      String(widths.max() ?? 0),
    ])
    line(widths.map(String.init))
    line(["0"])
    line(ranges.minima.map(Self.decimal))
    line(ranges.maxima.map(Self.decimal))
    line([String](repeating: "0", count: widths[0] + 1))
    line(ranges.ranges.map(Self.decimal) + ["1"])
    for map in maps {
      for row in 0..<map.outputDimension { line(map.row(row).map(Self.decimal)) }
      for bias in map.biases { line([Self.decimal(bias)]) }
    }
  }

  /// A line as the format's own tools write it, a comma behind every number.
  private mutating func line(_ fields: [String]) {
    for field in fields {
      text += field
      text += ","
    }
    text += "\n"
  }

  /// The decimal of a number that has one.
  private static func decimal(_ value: Rational) -> String {
    guard let text = ExactDecimal.text(value) else {
      preconditionFailure("\(value) is no finite decimal")
    }
    return text
  }
}
