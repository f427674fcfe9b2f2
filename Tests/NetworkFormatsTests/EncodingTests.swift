import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import NetworkFormats

@Suite("Written networks")
struct EncodingTests {
  /// The formats whose layers are named arrays or rows.
  static let plain: [NetworkFormat] = [.nnet, .npz, .safetensors]

  /// Kinds of numbers: what float32 holds, what float64 holds, decimals, any fraction.
  enum Numbers: CaseIterable {
    case float32, float64, decimal, fraction

    func next(_ random: inout SplitMix64) -> Rational {
      let value = randomRational(bits: 90, using: &random)
      switch self {
      case .float32: return Rational(exactly: Float(value)) ?? 1
      case .float64: return Rational(exactly: Double(value)) ?? 1
      case .decimal:
        return Rational(randomInteger(bits: 60, using: &random))
          / Rational(10).power(random.nextInt(below: 25))
      case .fraction: return value
      }
    }
  }

  private func network(
    _ numbers: Numbers, _ random: inout SplitMix64, activations: [Activation]? = nil
  ) throws -> ReLUNetwork {
    let depth = activations?.count ?? 1 + random.nextInt(below: 3)
    let widths = (0...depth).map { _ in 1 + random.nextInt(below: 4) }
    var layers: [Layer] = []
    for index in 0..<depth {
      let map = AffineMap(
        outputDimension: widths[index + 1], inputDimension: widths[index],
        weights: (0..<widths[index] * widths[index + 1]).map { _ in numbers.next(&random) },
        biases: (0..<widths[index + 1]).map { _ in numbers.next(&random) })
      layers.append(Layer(map, activations?[index] ?? (index == depth - 1 ? .identity : .relu)))
    }
    return try ReLUNetwork(layers: layers)
  }

  private func numbers(of network: ReLUNetwork) -> [Rational] {
    network.layers.flatMap { $0.map.weights + $0.map.biases }
  }

  private func read(_ encoded: EncodedNetwork) throws -> ReLUNetwork {
    try NetworkFile(bytes: encoded.bytes, format: encoded.format, name: "net").network
  }

  /// Whether a fraction is a finite decimal, by school division.
  private func isDecimal(_ value: Rational) -> Bool {
    var rest = value.denominator
    for prime in [2, 5] as [Integer] { while rest % prime == .zero { rest /= prime } }
    return rest == .one
  }

  @Test("what is read is what was written, or it is refused", arguments: [11, 12] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var refusals = 0
    for turn in 0..<120 {
      let kind = Numbers.allCases[turn % 4]
      let network = try network(kind, &random)
      let values = numbers(of: network)
      for format in NetworkFormat.allCases {
        let isHeld =
          switch format {
          case .json: true
          case .nnet: values.allSatisfy(isDecimal)
          default: values.allSatisfy { Rational(exactly: Double($0)) == $0 }
          }
        switch Result(catching: { try EncodedNetwork(network, as: format, name: "net") }) {
        case .success(let encoded):
          #expect(isHeld, "seed \(seed), turn \(turn), \(format)")
          #expect(try read(encoded) == network, "seed \(seed), turn \(turn), \(format)")
          #expect(encoded.largestRounding == 0 && encoded.network == network)
          let isNarrow = values.allSatisfy { Rational(exactly: Float($0)) == $0 }
          if format != .json && format != .nnet {
            #expect(encoded.numberKind == (isNarrow ? "float32" : "float64"))
          }
        case .failure(let error):
          refusals += 1
          #expect(!isHeld, "seed \(seed), turn \(turn), \(error)")
          #expect("\(error)".contains("--round writes the nearest float64"))
        }
      }
    }
    #expect(refusals > 90)
  }

  @Test("rounded numbers are the nearest float64s", arguments: [13] as [UInt64])
  func rounding(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for turn in 0..<40 {
      let network = try network(.fraction, &random)
      for format in Self.plain {
        let encoded = try EncodedNetwork(network, as: format, rounds: true, name: "net")
        let written = numbers(of: try read(encoded))
        var largest: Rational = 0
        for (value, result) in zip(numbers(of: network), written) {
          let isKept = format == .nnet && isDecimal(value)
          #expect(result == (isKept ? value : Rational(exactly: Double(value))), "turn \(turn)")
          largest = max(largest, (value - result).magnitude)
        }
        #expect(encoded.largestRounding == largest, "seed \(seed), turn \(turn), \(format)")
      }
    }
  }

  @Test func theFirstNumberThatDoesNotFitIsNamed() throws {
    let map = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [1, 2, 3, Rational(1, 3)], biases: [0, 0])
    let network = try ReLUNetwork(layers: [Layer(.identity(2), .relu), Layer(map, .identity)])
    for (format, kind) in [(NetworkFormat.npz, "float64"), (.nnet, "finite decimal")] {
      let error = #expect(throws: NetworkFileError.self) {
        try EncodedNetwork(network, as: format, name: "out")
      }
      #expect(
        error?.description
          == "out: layers[1].weights[1][1] is 1/3, which is no \(kind); "
          + "--round writes the nearest float64")
    }
    let huge = AffineMap(
      outputDimension: 1, inputDimension: 1, weights: [1], biases: [Rational(10).power(400)])
    let error = #expect(throws: NetworkFileError.self) {
      try EncodedNetwork(
        try ReLUNetwork(layers: [Layer(huge, .identity)]), as: .npz, rounds: true, name: "out")
    }
    #expect(error?.problem.hasPrefix("layers[0].biases[0] is 1000000") == true)
    #expect(error?.problem.hasSuffix("past the range of float64") == true)
  }

  @Test("layers without ReLU are merged, and a last ReLU is followed by the identity")
  func standardForm() throws {
    try withSeeds(21...24) { seed, random in
      for activations in [[.identity, .relu, .identity], [.relu, .relu], [.identity, .identity]]
        as [[Activation]]
      {
        // Products of float32s are float64s.
        let network = try network(.float32, &random, activations: activations)
        for format in Self.plain {
          guard let encoded = try? EncodedNetwork(network, as: format, name: "net") else {
            continue
          }
          let file = try read(encoded)
          #expect(file.standardForm == network.standardForm, "seed \(seed), \(format)")
          #expect(file == encoded.network && file.layers.last?.activation == .identity)
          #expect(encoded.remarks.count == 1, "\(encoded.remarks)")
        }
        #expect(try read(EncodedNetwork(network, as: .json, name: "net")) == network)
      }
    }
    let twice = try ReLUNetwork(layers: [
      Layer(.identity(1), .identity), Layer(.identity(1), .relu),
    ])
    let encoded = try EncodedNetwork(twice, as: .npz, name: "net")
    #expect(
      encoded.remarks == [
        "layers[0] has no ReLU and was merged into the next layer.",
        "The identity follows the ReLU of layers[1].",
      ])
    #expect(try read(encoded).layers.map(\.activation) == [.relu, .identity])
  }

  @Test func whatIsLostIsSaid() throws {
    let network = try ReLUNetwork(
      layers: [Layer(.identity(1), .identity)], name: "n", source: "s", inputNames: ["x"],
      outputNames: ["y"], box: [.unit])
    for (format, remarks) in [
      (NetworkFormat.json, []),
      (.npz, ["the name, the source, the input names, the output names and the box"]),
      (.nnet, ["the name, the source, the input names and the output names"]),
    ] {
      let encoded = try EncodedNetwork(network, as: format, name: "net")
      #expect(
        encoded.remarks == remarks.map { ".\(format.rawValue) files do not hold \($0)." })
    }
  }

  @Test("names and the box are kept where there is metadata")
  func annotations() throws {
    let network = try ReLUNetwork(
      layers: [Layer(.identity(2), .identity)], name: "n \"1\"\n", source: "ü\\",
      inputNames: ["x", "{}"], outputNames: ["", "y"],
      box: [Interval(Rational(-1, 3), Rational(2, 7)), .wholeLine])
    for format in [.json, .safetensors, .onnx] as [NetworkFormat] {
      let encoded = try EncodedNetwork(network, as: format, name: "net")
      #expect(try read(encoded) == network, "\(format)")
      #expect(encoded.remarks.isEmpty)
    }
  }

  @Test func theEndingChoosesTheFormat() throws {
    let network = try ReLUNetwork(layers: [Layer(.identity(1), .identity)])
    #expect(try EncodedNetwork(network, forFile: "a/b.NPZ").format == .npz)
    for path in ["a.pt", "npz", "a.txt", ""] {
      let error = #expect(throws: NetworkFileError.self) {
        try EncodedNetwork(network, forFile: path)
      }
      #expect(error?.problem.contains("the ending says no format that is written") == true)
    }
  }
}
