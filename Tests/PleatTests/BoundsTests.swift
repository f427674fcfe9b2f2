import Foundation
import Testing

@Suite("pleat bounds")
struct BoundsTests {
  private struct Document: Decodable {
    struct Bound: Decodable {
      let name, direction, value, counts, hypotheses, source: String
    }
    let widths: [String]
    let bounds: [Bound]
  }

  private let pleat: PleatProcess

  init() throws { pleat = try PleatProcess() }

  private func bounds(_ widths: String) throws -> Document {
    let outcome = try pleat.run("bounds", "--widths", widths, "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    return try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
  }

  @Test("The example of the interface: serra2018 of 2,8,8 is 1369")
  func severalInputs() throws {
    let document = try bounds("2,8,8")
    #expect(document.widths == ["2", "8", "8"])
    let serra = try #require(document.bounds.first { $0.name == "serra2018" })
    #expect(serra.direction == "upper")
    #expect(serra.value == "1369")
    #expect(serra.counts == "R2")
    #expect(!serra.source.isEmpty)
    #expect(!serra.hypotheses.isEmpty)
  }

  @Test func oneInput() throws {
    let document = try bounds("1,3,3")
    let maximum = try #require(document.bounds.first { $0.name == "maximum_1d" })
    #expect(maximum.direction == "exact")
    #expect(maximum.value == "16")
    let names = Set(document.bounds.map(\.name))
    #expect(names.isSuperset(of: ["naive", "montufar2017", "upper_arora2018_1d"]))
  }

  @Test func forAPersonAndAsATable() throws {
    let text = try pleat.run("bounds", "--widths", "1,3,3")
    let line = try #require(text.outputLines.first { $0.hasPrefix("maximum_1d") })
    #expect(line.split(separator: " ").prefix(4) == ["maximum_1d", "exact", "R4", "16"])
    let table = try pleat.run("bounds", "--widths", "1,3,3", "--format", "csv").output
    #expect(table.hasPrefix("widths,name,direction,value,counts,hypotheses,source\r\n\"1,3,3\","))
  }
}
