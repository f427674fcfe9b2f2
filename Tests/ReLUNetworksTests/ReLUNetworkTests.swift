import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Networks")
struct ReLUNetworkTests {
  /// The example of the JSON format: −3 relu(4x−1) + 2 relu(4x−2) − 2 relu(3−4x) + 5.
  static func zigzag() throws -> ReLUNetwork {
    try ReLUNetwork(
      hidden: [AffineMap(weights: [[4], [4], [-4]], biases: [-1, -2, 3])],
      output: AffineMap(weights: [[-3, 2, -2]], biases: [5]))
  }

  struct Value: Sendable {
    let input: Rational
    let output: Rational
    let pattern: String
  }

  @Test(
    "Values and patterns worked by hand; zero is inactive",
    arguments: [
      Value(input: 0, output: -1, pattern: "001"),
      Value(input: Rational(1, 4), output: 1, pattern: "001"),
      Value(input: Rational(1, 2), output: 0, pattern: "101"),
      Value(input: Rational(3, 4), output: 1, pattern: "110"),
      Value(input: 1, output: 0, pattern: "110"),
      Value(input: Rational(1, 3), output: Rational(2, 3), pattern: "101"),
    ])
  func evaluates(_ value: Value) throws {
    let network = try Self.zigzag()
    #expect(network([value.input]) == [value.output])
    #expect(network.activationPattern(at: [value.input]).description == value.pattern)
  }

  @Test func patternsKeepTheirLayers() throws {
    let pattern = ActivationPattern([[true, false, true], [false, true]])
    #expect(pattern.description == "101|01")
    #expect(pattern.activity(inLayer: 1) == [false, true])
    #expect(pattern.activeCount == 3)
    #expect(pattern == ActivationPattern([[true, false, true], [false, true]]))
    #expect(pattern != ActivationPattern([[true, false], [true, false, true]]))
    #expect(pattern != ActivationPattern([[true, false, true], [true, true]]))
    let long = ActivationPattern([(0..<130).map { $0 % 3 == 0 }])
    #expect(long.activity(inLayer: 0) == (0..<130).map { $0 % 3 == 0 })
  }

  @Test func refusesSizesThatDoNotChain() throws {
    let one = AffineMap.identity(1)
    let two = AffineMap.identity(2)
    #expect(throws: NetworkError.noLayers) { try ReLUNetwork(layers: []) }
    #expect(throws: NetworkError.widthMismatch(layer: 1, expected: 2, received: 1)) {
      try ReLUNetwork(hidden: [one], output: two)
    }
    #expect(throws: NetworkError.emptyLayer(layer: 0)) {
      try ReLUNetwork(hidden: [], output: AffineMap.identity(0))
    }
    #expect(
      throws: NetworkError.annotationCountMismatch(
        annotation: "inputNames", expected: 2, received: 1)
    ) {
      try ReLUNetwork(layers: [Layer(two, .relu)], inputNames: ["x"])
    }
    #expect(
      throws: NetworkError.annotationCountMismatch(annotation: "box", expected: 1, received: 2)
    ) {
      try ReLUNetwork(layers: [Layer(one, .relu)], box: [.unit, .unit])
    }
  }

  @Test func refusesMergesThatFillTheMemory() throws {
    let wide = 10_000
    let spread = AffineMap(
      outputDimension: wide, inputDimension: 1,
      weights: [Rational](repeating: 1, count: wide), biases: [Rational](repeating: 0, count: wide))
    let gather = AffineMap(
      outputDimension: 1, inputDimension: wide,
      weights: [Rational](repeating: 1, count: wide), biases: [0])
    #expect(throws: NetworkError.mergedLayerTooLarge(layer: 1, rows: wide, columns: wide)) {
      try ReLUNetwork(
        layers: [Layer(spread, .relu), Layer(gather, .identity), Layer(spread, .identity)])
    }
  }

  @Test func standardFormMergesAndAppends() throws {
    let double = AffineMap(outputDimension: 1, inputDimension: 1, weights: [2], biases: [1])
    let network = try ReLUNetwork(
      layers: [
        Layer(double, .identity), Layer(double, .identity), Layer(double, .relu),
        Layer(double, .identity), Layer(double, .relu),
      ])
    let form = network.standardForm
    #expect(form.hidden.count == 2)
    #expect(form.hidden[0].weights == [8] && form.hidden[0].biases == [7])
    #expect(form.hidden[1].weights == [4] && form.hidden[1].biases == [3])
    #expect(form.output == .identity(1))
    #expect(network.architecture.depth == 2)
    let affine = try ReLUNetwork(layers: [Layer(double, .identity), Layer(double, .identity)])
    #expect(affine.standardForm.hidden.isEmpty && affine.standardForm.output.weights == [4])
    #expect(affine.activationPattern(at: [1]).description == "")
  }

  @Test("The standard form has the network's values", arguments: [11, 12] as [UInt64])
  func standardFormIsTheSameFunction(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let sample = NetworkSamples.random(widths: [2, 3, 2, 2, 1], using: &generator)
      let layers = sample.layers.map {
        Layer($0.map, generator.nextInt(below: 2) == 0 ? .relu : .identity)
      }
      let network = try ReLUNetwork(layers: layers)
      let form = network.standardForm
      let standard = try ReLUNetwork(hidden: form.hidden, output: form.output)
      let x = NetworkSamples.point(dimension: 2, using: &generator)
      #expect(network(x) == standard(x))
      #expect(network.preactivations(at: x) == standard.preactivations(at: x))
    }
  }

  @Test func architectureCounts() throws {
    let architecture = try Self.zigzag().architecture
    #expect(architecture.widths == [1, 3, 1])
    #expect(architecture.hiddenWidths == [3])
    #expect(architecture.width == 3 && architecture.depth == 1 && architecture.neuronCount == 3)
    #expect(architecture.parameterCount == 10 && architecture.nonzeroParameterCount == 10)
    let sparse = try ReLUNetwork(hidden: [.identity(3)], output: .identity(3)).architecture
    #expect(sparse.parameterCount == 24 && sparse.nonzeroParameterCount == 6)
    #expect(sparse.inputDimension == 3 && sparse.outputDimension == 3)
  }
}
