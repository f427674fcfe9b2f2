import ExactNumbers
import ReLUNetworks
import Testing

@testable import NetworkFormats

@Suite("The .nnet text format")
struct NnetReaderTests {
  /// 2-2-1 with every decimal form in it.
  static let lines = [
    "// a comment", "// another", "2,2,1,2,", "2,2,1,", "0,", "-1.0,0,", "1.0,10,",
    "0.0,5,2,", "2,1e1,3,", "1,-0.5,", "+2.5e-1,.1,", "1.,", "-1,", "3,-0,", "0.2,",
  ]

  private func read(
    _ lines: [String], _ options: NetworkReadingOptions = NetworkReadingOptions()
  ) throws -> NetworkFile {
    let text = lines.joined(separator: "\n") + "\n"
    return try NetworkFile(
      bytes: Array(text.utf8), format: .nnet, name: "net.nnet", options: options)
  }

  @Test func decimalsAreExact() throws {
    let file = try read(Self.lines)
    let layers = file.network.layers
    #expect(layers.map(\.activation) == [.relu, .identity])
    #expect(layers[0].map.weights == [1, Rational(-1, 2), Rational(1, 4), Rational(1, 10)])
    #expect(layers[0].map.biases == [1, -1])
    #expect(layers[1].map.weights == [3, 0])
    #expect(layers[1].map.biases == [Rational(1, 5)])
    #expect(file.weightKind == "decimal text, exact")
    let box = try [
      Interval(Rational(-1, 2), Rational(1, 2)), Interval(Rational(-1, 2), Rational(1, 2)),
    ]
    #expect(file.network.box == box)
  }

  @Test func linesMayBeWrittenInOtherWays() throws {
    let expected = try read(Self.lines)
    let bare = Self.lines.dropFirst(2).map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
    #expect(try read(Array(bare)) == expected)
    #expect(try read(Self.lines.map { "  " + $0.replacing(",", with: " , ") + "\r" }) == expected)
    #expect(try read(Self.lines.flatMap { [$0, ""] }) == expected)
    var long = Self.lines
    long[7] = "0.0,5,7,7,2,"
    long[8] = "2,1e1,9,9,3,"
    #expect(try read(long) == expected)
  }

  @Test func roundingIsToTheNearestFloat() throws {
    let float32 = try read(Self.lines, NetworkReadingOptions(weights: .float32))
    #expect(float32.network.layers[0].map.weights[3] == Rational(exactly: Float(0.1)))
    #expect(float32.weightKind == "decimal text, rounded to float32")
    let float64 = try read(Self.lines, NetworkReadingOptions(weights: .float64))
    #expect(float64.network.layers[0].map.weights[3] == Rational(exactly: 0.1))
    #expect(float64.network.box == float32.network.box)
  }

  @Test("f(x) · range + mean at the normalised x, by the definition")
  func foldingIsExact() throws {
    let plain = try read(Self.lines).network
    let file = try read(Self.lines, NetworkReadingOptions(normalization: .fold))
    #expect(file.network.box == [try Interval(-1, 1), try Interval(0, 10)])
    var random = SplitMix64(seed: 5)
    for _ in 0..<50 {
      let point = (0..<2).map { _ in 20 * random.nextDyadic(bits: 10) }
      let inner = plain([point[0] / 2, (point[1] - 5) / 10])
      #expect(file.network(point) == [inner[0] * 3 + 2])
    }
  }

  @Test func legacyRowsGiveNoBox() throws {
    var lines = Self.lines
    lines[7] = "0.0,"
    let file = try read(lines)
    #expect(file.network.box == nil)
    #expect(file.remarks.contains { $0.contains("gives no box") })
    #expect(throws: NetworkFileError.self) {
      try read(lines, NetworkReadingOptions(normalization: .fold))
    }
    lines = Self.lines
    lines[8] = "2,0,3,"
    #expect(try read(lines).network.box == nil)
    lines = Self.lines
    lines[5] = "1,0,"
    #expect(try read(lines).remarks.contains { $0.contains("not below its maximum") })
  }

  @Test("Each error names its line")
  func errorsNameTheLine() {
    let cases: [(Int, String, String)] = [
      (2, "2,2,", "line 3: the number of layers"),
      (2, "two,2,1,", "line 3: \"two\" is no whole number"),
      (2, "3,2,1,2,", "line 4: 3 widths stand where 3 layers ask for 4"),
      (2, "2,3,1,2,", "line 4: the widths begin with 2"),
      (3, "2,0,1,", "line 4: a layer without neurons"),
      (3, "2,3,1,", "line 12: 1 numbers stand where row 3 of layer 1's weights asks for 2"),
      (3, "2,1999999999,1,", "at most 10000000 are read"),
      (3, "2,20000,1,", "more than the file has room for"),
      (9, "1,", "line 10: 1 numbers stand where row 1 of layer 1's weights asks for 2"),
      (9, "1,2,3", "line 10: 3 numbers"),
      (9, "nan,1,", "line 10: \"nan\" is not a finite decimal number"),
      (9, "inf,1,", "line 10: \"inf\" is not"),
      (9, "1/2,1,", "line 10: \"1/2\" is not"),
      (9, "0x1p3,1,", "line 10: \"0x1p3\" is not"),
      (9, "1,,", "line 10: "), (9, "--1,1", "line 10: "), (9, "1e,1", "line 10: "),
      (9, "1e999999999,1", "line 10: "),
      (6, "x,1,", "line 7: \"x\" is not"),
      (14, "0.2,\n7", "line 16: text follows after the last bias"),
    ]
    for (index, line, words) in cases {
      var lines = Self.lines
      lines[index] = line
      let error = #expect(throws: NetworkFileError.self) { try read(lines) }
      #expect(error?.description.contains("net.nnet: ") == true)
      #expect(error?.problem.contains(words) == true, "\(line): \(error?.problem ?? "")")
    }
  }

  @Test func everyCutIsRefusedAndNamesTheLine() {
    for count in 0..<Self.lines.count {
      let error = #expect(throws: NetworkFileError.self) { try read(Array(Self.lines[..<count])) }
      #expect(error?.problem.contains("line") == true)
    }
  }

  @Test(arguments: NetworkReadingOptions.WeightRounding.allCases)
  func shortTextsCannotFillTheMemory(_ rounding: NetworkReadingOptions.WeightRounding) {
    let row = String(repeating: "1e-20000,", count: 100)
    let header = Array(repeating: String(repeating: "1,", count: 101), count: 4)
    let lines = ["1,100,100,100,", "100,100,", "0,"] + header + Array(repeating: row, count: 100)
    let error = #expect(throws: NetworkFileError.self) {
      try read(lines, NetworkReadingOptions(weights: rounding))
    }
    #expect(error?.problem.contains("line 48: the long numbers") == true, "\(error?.problem ?? "")")
  }
}
