internal import ExactNumbers
internal import ReLUNetworks

/// The float type that a network's weights and biases are written in.
struct FloatNumbers {
  let type: OnnxElementType

  /// Chooses the smallest type that holds every number.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - rounds: whether float32 is taken where no type holds all numbers.
  /// - Throws: `FormatProblem` that names the first number that cannot be held.
  init(of network: ReLUNetwork, rounds: Bool) throws(FormatProblem) {
    let types = [OnnxElementType.float32, .float64]
    let fitting = types.first { type in
      network.layers.allSatisfy { layer in
        layer.map.weights.allSatisfy(type.holds) && layer.map.biases.allSatisfy(type.holds)
      }
    }
    type = fitting ?? .float32
    if fitting != nil { return }
    for (index, layer) in network.layers.enumerated() {
      let map = layer.map
      for (place, weight) in map.weights.enumerated() {
        let text = "\(index)].weights[\(place / map.inputDimension)][\(place % map.inputDimension)]"
        try Self.check(weight, text, rounds)
      }
      for (row, bias) in map.biases.enumerated() {
        try Self.check(bias, "\(index)].biases[\(row)]", rounds)
      }
    }
  }

  private static func check(
    _ value: Rational, _ place: String, _ rounds: Bool
  ) throws(FormatProblem) {
    let number = FormatProblem.excerpt(value.description)
    if rounds {
      guard OnnxElementType.float32.nearest(value) != nil else {
        throw FormatProblem("layers[\(place) is \(number), past the range of float32")
      }
    } else if !OnnxElementType.float64.holds(value) {
      throw FormatProblem(
        "layers[\(place) is \(number), which is no float64; round the numbers, or write .json, "
          + "which holds every fraction")
    }
  }

  /// The numbers as little-endian floats, each the nearest.
  func rawData(_ values: [Rational]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * type.byteCount)
    for value in values {
      let bits =
        type == .float64 ? Double(value).bitPattern : UInt64(Float(value).bitPattern)
      for place in 0..<type.byteCount {
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * place)))
      }
    }
    return bytes
  }
}
