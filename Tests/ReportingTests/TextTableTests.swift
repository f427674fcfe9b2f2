import Testing

@testable import Reporting

@Suite("Tables for a person")
struct TextTableTests {
  @Test func columnsLineUp() {
    var table = TextTable(columns: [("bound", .left), ("value", .right), ("source", .left)])
    table.append(["naïve", "65536", "counting"])
    table.append(["serra2018", "1369", ""])
    #expect(
      table.text == """
        bound      value  source
        ---------  -----  --------
        naïve      65536  counting
        serra2018   1369

        """)
  }

  @Test func pairsHaveNoHeader() {
    let table = TextTable(pairs: [("format", "npz"), ("hidden layers", "3")])
    #expect(table.text == "format         npz\nhidden layers  3\n")
  }
}
