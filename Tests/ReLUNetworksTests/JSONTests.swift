import ExactNumbers
import Foundation
import ReLUNetworks
import TestSupport
import Testing

@Suite("The JSON format")
struct JSONTests {
  static let example = """
    {"format": "relu-network", "version": 1,
     "layers": [
       {"weights": [["4"], ["4"], ["-4"]], "biases": ["-1", "-2", "3"], "activation": "relu"},
       {"weights": [["-3", "2", "-2"]], "biases": ["5"], "activation": "identity"}]}
    """

  @Test func readsAndWritesTheDocumentedExample() throws {
    let network = try ReLUNetwork(json: Self.example)
    #expect(network == (try ReLUNetworkTests.zigzag()))
    #expect(
      network.json() == """
        {"format": "relu-network", "version": 1,
         "layers": [
          {"weights": [["4"], ["4"], ["-4"]], "biases": ["-1", "-2", "3"], "activation": "relu"},
          {"weights": [["-3", "2", "-2"]], "biases": ["5"], "activation": "identity"}]}

        """)
  }

  @Test func numbersAreExactTextOrDoubles() throws {
    let network = try ReLUNetwork(
      json: """
        {"version": 1.0, "format": "relu-network", "layers": [
          {"biases": [0.1, -2e-1], "weights": [["0.1", "-7/3", 4], ["0x1.8p-3", "1e-6", 1E2]]}]}
        """)
    let map = network.layers[0].map
    #expect(network.layers[0].activation == .identity)
    #expect(map.biases == [Rational(exactly: 0.1), Rational(exactly: -0.2)])
    #expect(
      map.weights == [
        Rational(1, 10), Rational(-7, 3), 4, Rational(3, 16), Rational(1, 1_000_000), 100,
      ])
  }

  @Test func keepsEveryAnnotation() throws {
    let network = try ReLUNetwork(
      layers: [Layer(.identity(2), .relu), Layer(.identity(2), .relu)],
      name: "quo\"te \\ line\nbreak \u{1} é 𝔽", source: "a / b", inputNames: ["x", "y"],
      outputNames: ["p", "q"],
      box: [
        Interval(.negativeInfinity, .finite(Rational(1, 3))),
        Interval(.finite(2), .positiveInfinity),
      ])
    #expect(try ReLUNetwork(json: network.json()) == network)
    let escaped =
      #"{"format":"relu-network","version":1,"name":"\u00e9\ud835\udd3d\/\b\t","layers":"#
      + #"[{"weights":[["1"]],"biases":["0"]}]}"#
    #expect(try ReLUNetwork(json: escaped).name == "é𝔽/\u{8}\t")
    #expect(try ReLUNetwork(json: [0xEF, 0xBB, 0xBF] + Array(escaped.utf8)).name == "é𝔽/\u{8}\t")
  }

  @Test("Round trips by text and by Codable", arguments: [51, 52] as [UInt64])
  func roundTrips(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for count in 0..<20 {
      let widths = [2] + [Int](repeating: 1 + count % 7, count: count % 4) + [2]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      #expect(try ReLUNetwork(json: network.json()) == network)
      let coded = try JSONEncoder().encode(network)
      #expect(try JSONDecoder().decode(ReLUNetwork.self, from: coded) == network)
      #expect(try ReLUNetwork(json: Array(coded)) == network)
      let text = Data(network.json().utf8)
      #expect(try JSONDecoder().decode(ReLUNetwork.self, from: text) == network)
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let change: (String, String)
    let places: [String]
    var testDescription: String { "\(change.0) → \(change.1)" }
    init(_ old: String, _ new: String, _ places: String...) {
      change = (old, new)
      self.places = places
    }
  }

  @Test(
    "A document with one fault",
    arguments: [
      Refusal(
        #"["-3", "2", "-2"]"#, #"["-3", "2"]"#, "layers[1]", "expects 2 inputs but receives 3"),
      Refusal(#"["4"], ["-4"]"#, #"["4", "5"], ["-4"]"#, "layers[0].weights[1]", "2 entries"),
      Refusal(#""biases": ["5"]"#, #""biases": ["5", "6"]"#, "layers[1].biases", "2 entries"),
      Refusal(#""-2"]]"#, #""-2/0"]]"#, "layers[1].weights[0][2]", "zero"),
      Refusal(#""-2"]]"#, #""nan"]]"#, "layers[1].weights[0][2]", "nan"),
      Refusal(#""-2"]]"#, #""1e999999999"]]"#, "layers[1].weights[0][2]", "exponent"),
      Refusal(#""-2"]]"#, "1e999]]", "layers[1].weights[0][2]", "double"),
      Refusal(#""-2"]]"#, "NaN]]", "layers[1].weights[0][2]", "a number or a string", "line 4"),
      Refusal(#""-2"]]"#, "01]]", "layers[1].weights[0][2]", "a number or a string"),
      Refusal(#""-2"]]"#, "null]]", "layers[1].weights[0][2]", "a number or a string"),
      Refusal(#""biases": ["5"]"#, #""biases": [""]"#, "layers[1].biases[0]", "missing"),
      Refusal(#""relu"}"#, #""tanh"}"#, "layers[0].activation", "tanh", "\"identity\""),
      Refusal(#""biases": ["5"]"#, #""bias": ["5"]"#, "layers[1].bias", "biases"),
      Refusal(#""biases": ["5"], "#, "", "layers[1].biases", "missing"),
      Refusal(#""weights": [["-3", "2", "-2"]], "#, "", "layers[1].weights", "missing"),
      Refusal(#""version": 1"#, #""version": 2"#, "version", "2.0"),
      Refusal(#""version": 1"#, #""version": "1""#, "version", "a number"),
      Refusal(#""version": 1,"#, "", "version", "missing"),
      Refusal(#""relu-network""#, #""onnx""#, "format", "onnx"),
      Refusal(#""format": "relu-network", "#, "", "format", "missing"),
      Refusal(#""version": 1"#, #""version": 1, "epochs": 3"#, "epochs", "not part of the format"),
      Refusal(#""version": 1"#, #""version": 1, "version": 1"#, "version", "twice"),
      Refusal(#""version": 1"#, #""version": 1, "name": 7"#, "name", "a string"),
      Refusal(#""version": 1"#, #""version": 1, "inputNames": []"#, "inputNames", "0 entries"),
      Refusal(#""version": 1"#, #""version": 1, "box": [["1", "0"]]"#, "box[0]"),
      Refusal(#""version": 1"#, #""version": 1, "box": [["1"]]"#, "box[0]", "pair"),
      Refusal(#""version": 1"#, #""version": 1, "box": [["0", "one"]]"#, "box[0][1]", "one"),
      Refusal(#""biases": ["5"]"#, #""biases": ["5",]"#, "layers[1].biases[1]", "line 4"),
      Refusal(#""identity"}]}"#, #""identity"}"#, "comma", "line 4"),
      Refusal(#""identity"}]}"#, #""identity"}]} {}"#, "end of the text"),
      Refusal(#""identity"}]}"#, #""identi"#, "layers[1].activation", "the text ends"),
      Refusal(#"["-3", "2", "-2"]"#, #"[[["#, "layers[1].weights[0][0]"),
      Refusal(
        #"[["-3", "2", "-2"]], "biases": ["5"]"#, #"[], "biases": []"#, "layers[1]", "no neurons"),
    ])
  func isRefused(_ refusal: Refusal) throws {
    let text = Self.example.replacingOccurrences(of: refusal.change.0, with: refusal.change.1)
    #expect(text != Self.example)
    let error = try #require(throws: NetworkError.self) { try ReLUNetwork(json: text) }
    for place in refusal.places {
      #expect(error.description.contains(place), "\(error)")
    }
  }

  @Test func refusesTextThatIsNoJSON() {
    for text in [
      "", " ", "[]", "{", "{\"", "{\"format", "{,}", "relu", "\u{0}", "{\"a\\ud800\":1}",
    ] {
      #expect(throws: NetworkError.self) { try ReLUNetwork(json: text) }
    }
    let brackets = String(repeating: "[", count: 100_000)
    #expect(throws: NetworkError.self) { try ReLUNetwork(json: brackets) }
    #expect(throws: NetworkError.self) { try ReLUNetwork(json: [0x7B, 0x22, 0xFF, 0x22]) }
  }

  @Test func refusesShortTextsOfHugeNumbers() throws {
    let row = [String](repeating: "\"1e100000\"", count: 4000).joined(separator: ",")
    let text = "{\"layers\": [{\"weights\": [[\(row)]], \"biases\": [\"0\"]}]}"
    let error = try #require(throws: NetworkError.self) { try ReLUNetwork(json: text) }
    #expect(error.description.contains("128 MiB"))
  }

  @Test func codableNamesThePlaceToo() {
    for (old, new, place) in [
      (#""biases": ["5"]"#, #""bias": ["5"]"#, "layers[1].bias"),
      (#""-2"]]"#, #""1//2"]]"#, "layers[1].weights[0][2]"),
      (#""version": 1"#, #""version": 1, "epochs": 3"#, "epochs"),
    ] {
      let text = Self.example.replacingOccurrences(of: old, with: new)
      let error = #expect(throws: NetworkError.self) {
        try JSONDecoder().decode(ReLUNetwork.self, from: Data(text.utf8))
      }
      #expect(error?.description.contains(place) == true)
    }
  }
}
