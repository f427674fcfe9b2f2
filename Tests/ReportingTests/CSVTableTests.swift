import Testing

@testable import Reporting

@Suite("CSV")
struct CSVTableTests {
  @Test("RFC 4180, section 2: its own examples")
  func matchesTheStandard() {
    #expect(CSVWriter.line(["aaa", "bbb", "ccc"]) == "aaa,bbb,ccc\r\n")
    #expect(CSVWriter.line(["aaa", "b \r\nbb", "ccc"]) == "aaa,\"b \r\nbb\",ccc\r\n")
    #expect(CSVWriter.line(["aaa", "b\"bb", "ccc"]) == "aaa,\"b\"\"bb\",ccc\r\n")
    #expect(CSVWriter.line(["0,1", "", "x"]) == "\"0,1\",,x\r\n")
    #expect(CSVWriter.line([""]) == "\"\"\r\n")
  }

  @Test func everyTableOfAwkwardCellsReadsBack() {
    let awkward = ["", "a", ",", "\"", "\n", "\r\n", "\"\"", "a,b", " a ", "é", "\u{1F600}\""]
    for first in awkward {
      for second in awkward {
        var table = CSVTable(columns: ["left", "right"])
        table.append([first, second])
        table.append([second, first])
        let expected = [["left", "right"], [first, second], [second, first]]
        #expect(Self.parse(table.text) == expected, "\(first.debugDescription)")
      }
    }
  }

  @Test func valuesPrintAndMissingOnesAreEmpty() {
    var table = CSVTable(columns: ["count", "maximum"])
    table.append([12, nil])
    table.append([nil, "x"])
    #expect(table.text == "count,maximum\r\n12,\r\n,x\r\n")
    #expect(table["maximum"] == ["", "x"])
    #expect(table["width"] == nil)
  }

  @Test func aWrongNumberOfCellsTraps() async {
    await #expect(processExitsWith: .failure) {
      var table = CSVTable(columns: ["a", "b"])
      table.append(["1"])
    }
  }

  /// A reader of RFC 4180 that knows nothing of the writer.
  private static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      index += 1
      switch (scalar, isQuoted) {
      case ("\"", true) where next == "\"":
        cell.unicodeScalars.append(scalar)
        index += 1
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        row.append(cell)
        cell = ""
      case ("\r", false) where next == "\n":
        rows.append(row + [cell])
        (row, cell) = ([], "")
        index += 1
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
