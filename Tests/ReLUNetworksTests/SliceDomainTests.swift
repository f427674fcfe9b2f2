import ExactNumbers
import ReLUNetworks
import Testing

@Suite("Slices in JSON")
struct SliceDomainTests {
  private static let example = """
    {"origin": ["0", "1/2", "0"], "directions": [["1", "0", "0"], ["0", "0", "1"]], \
    "box": [["0", "1"], ["-1", "inf"]]}
    """

  @Test func readsTheDocumentedExample() throws {
    let domain = try SliceDomain(json: Self.example)
    #expect(
      domain.slice
        == AffineSlice(origin: [0, Rational(1, 2), 0], directions: [[1, 0, 0], [0, 0, 1]]))
    #expect(
      domain.box == [.unit, try Interval(.finite(-1), .positiveInfinity)])
  }

  @Test("Numbers are exact text or doubles; the box may be left out, directions may depend")
  func formsOfNumbers() throws {
    let domain = try SliceDomain(
      json: #"{"directions": [[0.1, "0.1"], ["1e-6", 0]], "origin": ["0x1p-2", -2]}"#)
    #expect(domain.box == nil)
    #expect(domain.slice.origin == [Rational(1, 4), -2])
    #expect(
      domain.slice.directions
        == [[try #require(Rational(exactly: 0.1)), Rational(1, 10)], [Rational(1, 1_000_000), 0]])
    let flat = try SliceDomain(json: #"{"origin": [0], "directions": [[1], [2], [0]]}"#)
    #expect(flat.slice.directions.count == 3)
  }

  @Test(
    "A document with one fault",
    arguments: [
      (#""box": "#, #""bx": "#, "bx: this key is not part of the format"),
      (#""origin": ["0", "1/2", "0"], "#, "", "origin: the key is missing"),
      (#""directions": [["1", "0", "0"], ["0", "0", "1"]], "#, "", "directions: the key is"),
      (#"[["1", "0", "0"], ["0", "0", "1"]]"#, "[]", "directions: the list is empty"),
      (#"["0", "0", "1"]"#, #"["0", "1"]"#, "directions[1]: 2 entries"),
      (#"["0", "1"], "#, "", "box: 1 pairs stand for 2 directions"),
      (#"["0", "1"]"#, #"["1", "1"]"#, "box[0]: "), (#""1/2""#, #""1/0""#, "origin[1]: "),
      (#""0", "1"]]"#, #""0", "x"]]"#, "directions[1][2]: "),
      (#""inf""#, #""infinite""#, "box[1][1]: "), (#""1/2""#, #""inf""#, "origin[1]: "),
      (#"{"origin""#, #"{"box": [], "origin""#, "box: the key stands twice"),
      (#"]]}"#, "]]} 1", "the end of the text"), (#"]]}"#, "]]", "a comma or }"),
    ])
  func isRefused(old: String, new: String, place: String) throws {
    let text = Self.example.replacing(old, with: new)
    #expect(text != Self.example)
    let error = try #require(throws: NetworkError.self) { try SliceDomain(json: text) }
    #expect(error.description.contains(place), "\(error)")
  }

  @Test func refusesShortTextsOfHugeNumbers() throws {
    let numbers = [String](repeating: "\"1e100000\"", count: 4000).joined(separator: ",")
    let error = try #require(throws: NetworkError.self) {
      try SliceDomain(json: "{\"origin\": [\(numbers)], \"directions\": []}")
    }
    #expect(error.description.contains("128 MiB"))
  }
}
