import ExactNumbers
import Foundation
import NetworkFormats
import ReLUNetworks
import TestSupport
import Testing

/// What is written is what is read again, and networks that PyTorch exported are the ones it
/// trained.
@Suite("ONNX both ways")
struct OnnxWriterTests {
  private func written(_ network: ReLUNetwork, rounds: Bool = false) throws -> [UInt8] {
    try EncodedNetwork(network, as: .onnx, rounds: rounds, name: "out.onnx").bytes
  }

  /// A network whose numbers are all binary fractions.
  private func dyadic(_ widths: [Int], _ random: inout SplitMix64, bits: Int) throws -> ReLUNetwork
  {
    var layers: [Layer] = []
    for (index, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      let numbers = (0..<(inputs + 1) * outputs).map { _ in
        Rational(random.nextInt(below: 1 << bits) - 1 << (bits - 1), 1 << random.nextInt(below: 40))
      }
      let map = AffineMap(
        outputDimension: outputs, inputDimension: inputs,
        weights: Array(numbers.prefix(inputs * outputs)),
        biases: Array(numbers.suffix(outputs)))
      let isRelu = index < widths.count - 2 ? random.nextInt(below: 4) > 0 : false
      layers.append(Layer(map, isRelu ? .relu : .identity))
    }
    return try ReLUNetwork(layers: layers)
  }

  @Test(arguments: [(20, "float32 tensors"), (50, "float64 tensors")])
  func roundTrip(bits: Int, kind: String) throws {
    try withSeeds(1...20) { seed, random in
      let widths = (0..<2 + random.nextInt(below: 4)).map { _ in 1 + random.nextInt(below: 4) }
      let network = try dyadic(widths, &random, bits: bits)
      let file = try OnnxReading.file(try written(network))
      #expect(file.network == network, "seed \(seed)")
      // A drawn network may happen to fit the smaller type.
      #expect(file.weightKind == kind || bits == 50 && widths.count == 2, "seed \(seed)")
    }
  }

  @Test func annotationsAreKept() throws {
    let map = AffineMap(
      outputDimension: 1, inputDimension: 2, weights: [1, -2], biases: [Rational(1, 4)])
    let network = try ReLUNetwork(
      layers: [Layer(map, .relu)], name: "a\n\"name\"", source: "from a test",
      inputNames: ["x 1", "x,2"],
      outputNames: ["é"], box: [.unit, try Interval(text: "-inf,1/3")])
    #expect(try OnnxReading.network(try written(network)) == network)
  }

  @Test func whatNoFloatHoldsIsRefusedOrRounded() throws {
    func network(_ weight: Rational, _ bias: Rational) throws -> ReLUNetwork {
      try ReLUNetwork(layers: [
        Layer(
          AffineMap(
            outputDimension: 1, inputDimension: 2, weights: [1, weight], biases: [bias]), .identity)
      ])
    }
    let third = try network(Rational(1, 3), 0)
    #expect(throws: NetworkFileError.self) { try written(third) }
    do {
      _ = try written(third)
    } catch let error as NetworkFileError {
      #expect(
        error.problem.contains("layers[0].weights[0][1] is 1/3, which is no float64"))
    }
    let rounded = try OnnxReading.file(try written(third, rounds: true))
    #expect(rounded.weightKind == "float64 tensors")
    #expect(rounded.network.layers[0].map.weights[1] == Rational(exactly: 1.0 / 3))
    let huge = try network(Rational(1, 3), Rational(10).power(309))
    do {
      _ = try written(huge, rounds: true)
      Issue.record("a bias past the range of float64 was written")
    } catch let error as NetworkFileError {
      #expect(error.problem.contains("layers[0].biases[0] is 1000"))
    }
  }

  @Test(arguments: [
    ("moons_2-16-16-1_epoch200", [2, 16, 16, 1]),
    ("digits_64-32-32-10_epoch030", [64, 32, 32, 10]),
  ])
  func exportsOfPyTorch(name: String, widths: [Int]) throws {
    let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let file = try NetworkFile(path: root.path + "/Tests/Networks/\(name).onnx")
    let twin = try NetworkFile(path: root.path + "/Experiments/data/\(name).npz")
    #expect(file.network.architecture.widths == widths)
    #expect(file.network.layers == twin.network.layers)
    #expect(try OnnxReading.network(try written(file.network)) == file.network)
  }
}
