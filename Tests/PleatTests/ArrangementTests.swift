import Foundation
import Testing

@Suite("pleat arrangement")
struct ArrangementTests {
  private struct Document: Decodable {
    let regions, rank, dimension: String
    let boundedRegions, regionsInBox: String?
    let characteristicPolynomial: [String]?
    let complete: Bool
    let seconds: Double
  }

  private let pleat: PleatProcess

  init() throws { pleat = try PleatProcess() }

  private func document(_ arguments: String..., input: String = "") throws -> Document {
    let outcome = try pleat.run(["arrangement"] + arguments + ["--format", "json"], input: input)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
  }

  @Test("The example of the interface has four regions, also from standard input")
  func example() throws {
    let text = #"{"dimension": 2, "normals": [["1", "-1"], ["0", "1"]], "offsets": ["0", "1/3"]}"#
    try pleat.write(text, to: "lines.json")
    for input in ["lines.json", "-"] {
      let lines = try document(input, "--box", "0,1", input: text)
      #expect(lines.regions == "4" && lines.boundedRegions == "0")
      #expect(lines.characteristicPolynomial == ["1", "-2", "1"])
      #expect(lines.rank == "2" && lines.dimension == "2" && lines.complete)
      #expect(lines.regionsInBox == "4")
    }
    #expect(try document("lines.json").regionsInBox == nil)
    #expect(try document("lines.json", "--box", "all").regionsInBox == "4")
    #expect(try document("lines.json", "--box", "0,inf;1/2,1").regionsInBox == "2")
    let empty = try document("-", input: #"{"dimension": 3, "normals": [], "offsets": []}"#)
    #expect(empty.regions == "1" && empty.characteristicPolynomial == ["0", "0", "0", "1"])
  }

  @Test("Families by name, and graphs by their edges")
  func families() throws {
    #expect(try document("--family", "resonance", "--n", "5").regions == "11292")
    #expect(try document("--family", "shi", "--n", "4").boundedRegions == "27")
    let graph = try document("--family", "graphical", "--edges", "1-2,2-3,1-3")
    #expect(graph.regions == "6" && graph.dimension == "3")
    let isolated = try document("--family", "graphical", "--edges", "1-2", "--n", "4")
    #expect(isolated.regions == "2" && isolated.dimension == "4")
    for method in ["deletion-restriction", "finite-field"] {
      let threshold = try document("--family", "threshold", "--n", "4", "--method", method)
      #expect(threshold.regions == "1882")
    }
  }

  @Test("CSV and text")
  func forms() throws {
    let table = try pleat.run(
      "arrangement", "--family", "braid", "--n", "3", "--box", "-1,1", "--format", "csv")
    #expect(
      table.outputLines == [
        "arrangement,hyperplanes,dimension,rank,regions,bounded_regions,"
          + "characteristic_polynomial,box,regions_in_box,complete",
        "braid 3,3,3,2,6,0,0;2;-3;1,\"-1,1;-1,1;-1,1\",6,true",
      ])
    let text = try pleat.run("arrangement", "--family", "braid", "--n", "3").output
    #expect(text.contains("characteristic polynomial  t^3 - 3t^2 + 2t\n"))
  }

  @Test("A budget leaves a lower bound and exit status 3")
  func budget() throws {
    let outcome = try pleat.run(
      "arrangement", "--family", "resonance", "--n", "9", "--budget", "1/10", "--format", "json")
    #expect(outcome.status == 3)
    let result = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
    #expect(!result.complete && result.boundedRegions == nil)
    #expect(result.characteristicPolynomial == nil)
    #expect(Int(result.regions).map { $0 >= 1 } == true)
  }

  @Test(
    "Bad requests end in one sentence",
    arguments: [
      Refusal("arrangement", "zero.json", says: ["zero.json", "normals[1]", "zero"]),
      Refusal("arrangement", "length.json", says: ["length.json", "normals[1]", "dimension"]),
      Refusal("arrangement", "offsets.json", says: ["offsets.json", "offsets", "one a normal"]),
      Refusal("arrangement", "number.json", says: ["number.json", "normals[0][1]"]),
      Refusal("arrangement", "key.json", says: ["key.json", "extra", "dimension"]),
      Refusal("arrangement", "none.json", says: ["none.json", "dimension"]),
      Refusal("arrangement", "missing.json", says: ["missing.json", "cannot be read"]),
      Refusal("arrangement", "--family", "cube", "--n", "3", says: ["--family", "resonance"]),
      Refusal("arrangement", "--family", "braid", says: ["--n", "braid"]),
      Refusal("arrangement", "--family", "braid", "--n", "0", says: ["--n", "at least 1"]),
      Refusal("arrangement", "--family", "resonance", "--n", "40", says: ["--n", "hyperplanes"]),
      Refusal("arrangement", "--family", "threshold", "--n", "4000000000", says: ["--n", "2^"]),
      Refusal("arrangement", "--family", "graphical", says: ["--edges"]),
      Refusal("arrangement", "--family", "graphical", "--edges", "1-1", says: ["--edges", "loop"]),
      Refusal("arrangement", "--family", "graphical", "--edges", "1", says: ["--edges", "1-2"]),
      Refusal(
        "arrangement", "--family", "braid", "--n", "3", "--box", "0,1;0,1",
        says: ["--box", "3 coordinates"]),
      Refusal("arrangement", "--family", "braid", "--n", "3", "--box", "1,0", says: ["--box"]),
      Refusal(
        "arrangement", "--family", "shi", "--n", "12", "--method", "finite-field",
        says: ["finite-field", "deletion-restriction"]),
    ])
  func refusals(_ refusal: Refusal) throws {
    try pleat.write(
      #"{"normals": [["1", "1"], ["0", "0"]], "offsets": ["0", "1"]}"#, to: "zero.json")
    try pleat.write(
      #"{"normals": [["1", "1"], ["0"]], "offsets": ["0", "1"]}"#, to: "length.json")
    try pleat.write(#"{"normals": [["1", "1"]], "offsets": ["0", "1"]}"#, to: "offsets.json")
    try pleat.write(#"{"normals": [["1", "x"]], "offsets": ["0"]}"#, to: "number.json")
    try pleat.write(#"{"normals": [["1"]], "offsets": ["0"], "extra": 1}"#, to: "key.json")
    try pleat.write(#"{"normals": [], "offsets": []}"#, to: "none.json")
    let outcome = try pleat.run(refusal.arguments)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errorLines.count == 1 && outcome.errors.hasPrefix("pleat: "))
    for word in refusal.words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
  }
}
