import ExactNumbers
import ReLUNetworks
import Testing

@testable import NetworkFormats

/// Convolution and normalisation against their definitions, evaluated one output at a time.
@Suite("ONNX convolutions")
struct OnnxConvolutionTests {
  typealias File = OnnxFile

  /// A convolution drawn at random, with what the definition needs.
  struct Example {
    var (samples, groups, channels, kernels) = (1, 1, 1, 1)
    var size: [Int] = []
    var kernel: [Int] = []
    var strides: [Int] = []
    var dilations: [Int] = []
    var pads: [Int] = []
    var mode = "NOTSET"
    var weights: [Float] = []
    var biases: [Float] = []

    init(dimensions: Int, _ random: inout SplitMix64) {
      func list(_ bound: Int, _ count: Int, from first: Int) -> [Int] {
        (0..<count).map { _ in first + random.nextInt(below: bound) }
      }
      samples = 1 + random.nextInt(below: 2)
      groups = 1 + random.nextInt(below: 2)
      channels = groups * (1 + random.nextInt(below: 2))
      kernels = groups * (1 + random.nextInt(below: 2))
      size = list(4, dimensions, from: 5)
      kernel = list(3, dimensions, from: 1)
      strides = list(3, dimensions, from: 1)
      mode = ["NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"][random.nextInt(below: 4)]
      dilations = mode == "NOTSET" ? list(2, dimensions, from: 1) : list(1, dimensions, from: 1)
      pads = mode == "NOTSET" ? list(3, 2 * dimensions, from: 0) : []
      let weightCount = kernels * channels / groups * kernel.reduce(1, *)
      weights = list(9, weightCount, from: -4).map { Float($0) / 2 }
      biases = list(9, kernels, from: -4).map { Float($0) }
    }

    var model: [UInt8] {
      var attributes = [
        File.attribute("strides", strides), File.attribute("dilations", dilations),
        File.attribute("group", groups), File.attribute("auto_pad", text: mode),
        File.attribute("kernel_shape", kernel),
      ]
      if !pads.isEmpty { attributes.append(File.attribute("pads", pads)) }
      return File.model(
        [File.node("Conv", ["x", "W", "b"], "y", attributes)],
        [
          File.floats("W", [kernels, channels / groups] + kernel, weights),
          File.floats("b", [kernels], biases),
        ], input: [samples, channels] + size)
    }

    /// The zeros before an axis and the number of outputs along it.
    private func layout(_ axis: Int) -> (before: Int, outputs: Int) {
      let reach = (kernel[axis] - 1) * dilations[axis] + 1
      switch mode {
      case "SAME_UPPER", "SAME_LOWER":
        let outputs = (size[axis] + strides[axis] - 1) / strides[axis]
        let zeros = max(0, (outputs - 1) * strides[axis] + reach - size[axis])
        return (mode == "SAME_UPPER" ? zeros / 2 : (zeros + 1) / 2, outputs)
      default:
        let before = pads.isEmpty ? 0 : pads[axis]
        let after = pads.isEmpty ? 0 : pads[axis + size.count]
        // Every place at which the kernel lies within the padded image.
        let places = stride(
          from: 0, through: size[axis] + before + after - reach, by: strides[axis])
        return (before, Array(places).count)
      }
    }

    /// The output by the definition, one product after the other.
    func expected(_ image: [Rational]) -> [Rational] {
      let axes = size.indices.map(layout)
      var result: [Rational] = []
      for sample in 0..<samples {
        for kernelIndex in 0..<kernels {
          for place in Self.places(axes.map(\.outputs)) {
            result.append(output(image, sample, kernelIndex, place, axes.map(\.before)))
          }
        }
      }
      return result
    }

    private func output(
      _ image: [Rational], _ sample: Int, _ kernelIndex: Int, _ place: [Int], _ before: [Int]
    ) -> Rational {
      var sum = Rational(exactly: biases[kernelIndex]) ?? 0
      let perGroup = channels / groups
      for channel in 0..<perGroup {
        let plane = kernelIndex / (kernels / groups) * perGroup + channel
        for (offset, part) in Self.places(kernel).enumerated() {
          let at = size.indices.map {
            place[$0] * strides[$0] + part[$0] * dilations[$0] - before[$0]
          }
          guard zip(at, size).allSatisfy({ 0..<$1 ~= $0 }) else { continue }
          let pixel = zip(at, size).reduce(sample * channels + plane) { $0 * $1.1 + $1.0 }
          let weight = (kernelIndex * perGroup + channel) * kernel.reduce(1, *) + offset
          sum += (Rational(exactly: weights[weight]) ?? 0) * image[pixel]
        }
      }
      return sum
    }

    static func places(_ shape: [Int]) -> [[Int]] {
      shape.reduce([[]]) { places, extent in
        places.flatMap { place in (0..<extent).map { place + [$0] } }
      }
    }
  }

  @Test(arguments: [1, 2], [1, 2, 3] as [UInt64])
  func agreesWithTheDefinition(dimensions: Int, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<25 {
      let example = Example(dimensions: dimensions, &random)
      let network = try OnnxReading.network(example.model)
      let image = (0..<network.inputDimension).map { _ in Rational(random.nextInt(below: 9) - 4) }
      #expect(network(image) == example.expected(image), "seed \(seed), \(example)")
    }
  }

  @Test func normalizationIsExactWhereTheRootIs() throws {
    // Channel 1: 6 · (x − 1) / √9 + 5; channel 2: −1 · (x + 2) / √(1/4) + 0.
    let network = try OnnxReading.network(
      Self.normalization([6, -1], [5, 0], [1, -2], [9, 0.25], epsilon: 0))
    #expect(network.layers.count == 1)
    #expect(network([1, 2, 1, 2]) == [5, 7, -6, -8])
    let third = try OnnxReading.network(
      Self.normalization([1, 0], [0, 7], [0, 0], [9, 2], epsilon: 0))
    #expect(third([1, 0, 1, 1]) == [Rational(1, 3), 0, 7, 7])
  }

  @Test func normalizationRoundsOneFactor() throws {
    let bytes = Self.normalization([1, 3], [0, 1], [0, 1], [2, 0.7], epsilon: nil)
    let file = try OnnxReading.file(bytes)
    #expect(file.remarks.contains { $0.contains("nearest float32 is taken") })
    let map = file.network.layers[0].map
    for (channel, scale, variance) in [(0, 1, 2), (1, 3, 0.7)] as [(Int, Rational, Float)] {
      let row = 2 * channel
      let factor = map[row, row]
      #expect(map[row, row + 1] == 0 && map[row + 1, row + 1] == factor)
      #expect(OnnxElementType.float32.holds(factor))
      // √ lies between the midpoints around the factor: their squares say so.
      let epsilon = try #require(Rational(exactly: 1e-5 as Float))
      let square = scale * scale / (try #require(Rational(exactly: variance)) + epsilon)
      let float = Float(factor)
      let below = (factor + (try #require(Rational(exactly: float.nextDown)))) / 2
      let above = (factor + (try #require(Rational(exactly: float.nextUp)))) / 2
      #expect(below * below < square && square < above * above)
    }
    // 3 · (x − 1) · r + 1 at x = 1 is exactly 1.
    #expect(file.network([0, 0, 1, 1]) == [0, 0, 1, 1])
  }

  @Test func rootsRoundLikeTheirSquaresSay() {
    withSquares { square in
      let root = SquareRoot(of: square)
      guard !root.isExact else {
        #expect(root.value * root.value == square)
        return
      }
      for type in [FloatFit.Width.float32, .float64] {
        guard let nearest = type.nearest(root.value) else { continue }
        let bits = type == .float32 ? 24 : 53
        // Half a unit in the last place, or less.
        let error = (nearest * nearest - square).magnitude
        #expect(error <= square * Rational(1, Integer(1) << (bits - 2)), "\(square)")
      }
    }
  }

  private func withSquares(_ body: (Rational) -> Void) {
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let fraction = Rational(1 + random.nextInt(below: 1000), 1 + random.nextInt(below: 1000))
      let shift = random.nextInt(below: 200) - 100
      body(fraction * Rational(2).power(shift))
    }
  }

  private static func normalization(
    _ scale: [Float], _ bias: [Float], _ mean: [Float], _ variance: [Float], epsilon: Float?
  ) -> [UInt8] {
    let attributes = epsilon.map { [File.attribute("epsilon", $0)] } ?? []
    return File.model(
      [File.node("BatchNormalization", ["x", "s", "b", "m", "v"], "y", attributes)],
      [("s", scale), ("b", bias), ("m", mean), ("v", variance)].map {
        File.floats($0.0, [2], $0.1)
      }, input: [1, 2, 2])
  }

  @Test func whatFollowsAConvolutionIsMergedIntoIt() throws {
    let nodes = [
      File.node("Conv", ["x", "W"], "a"),
      File.node("BatchNormalization", ["a", "s", "b", "m", "v"], "c"),
      File.node("Relu", ["c"], "d"), File.node("Flatten", ["d"], "e"),
      File.node("MatMul", ["e", "L"], "y"),
    ]
    let tensors = [
      File.floats("W", [1, 1, 2], [1, -1]), File.floats("s", [1], [2]), File.floats("b", [1], [1]),
      File.floats("m", [1], [0]),
      File.floats("v", [1], [4]), File.floats("L", [3, 1], [1, 1, 1]),
    ]
    let network = try OnnxReading.network(File.model(nodes, tensors, input: [1, 1, 4]))
    #expect(network.architecture.widths == [4, 3, 1])
    #expect(network.layers.count == 2)
  }
}
