import ExactNumbers
import Reporting
import Testing

@testable import Experiments

@Suite("The committed table of polynomials and functions")
struct FunctionTableTests {
  private let table: CommittedTable

  init() throws { table = try CommittedTable("polynomials-and-functions") }

  @Test("its figure is made of it, byte for byte")
  func figure() throws {
    let figure = PolynomialsAndFunctionsFigure(table: table.table).figure.svg()
    let committed = try ExperimentFiles.bytes(of: "polynomials-and-functions/figure.svg")
    let isSame = committed.elementsEqual(figure.utf8)
    #expect(isSame)
  }

  @Test(
    "rows are rebuilt",
    arguments: [
      ("square", 6), ("product", 1), ("product:3", 1), ("monomial:3", 1), ("exp", 2),
      ("log1p", 2), ("reciprocal1p", 1), ("sqrt", 2), ("cos", 1),
    ])
  func rows(_ target: String, _ digits: Int) throws {
    let example = try #require(FunctionCase.all.first { $0.target == target })
    var rebuilt = CSVTable(columns: NeuronComparison.columns)
    for row in try NeuronComparison(example, digits: digits).rows { rebuilt.append(row) }
    let committed = table.rows(where: ["target": target, "error": "1e-\(digits)"])
    let rows = committed.map { row in table.columns.map { row[$0] ?? "" } }
    #expect(rebuilt.columns == table.columns && rebuilt.rows == rows)
  }

  @Test("every target of the command has its rows, and every row its proof")
  func proofs() throws {
    for example in FunctionCase.all {
      let rows = table.rows(where: ["target": example.target])
      #expect(rows.filter { $0["network"] == "deep" }.count == NeuronComparison.digits.count)
      for row in rows {
        let error = try #require(row.number("error"))
        #expect(try #require(row.number("sup_error_upper")) <= error)
        if let lower = row.number("sup_error_lower") {
          #expect(lower <= (try #require(row.number("sup_error_upper"))))
        }
        let neurons = try #require(row.integer("neurons"))
        guard let least = row.integer("neuron_lower_bound") else { continue }
        #expect(least <= neurons)
        let (pieces, optimal) = (row.integer("linear_pieces"), row.integer("optimal_pieces"))
        #expect(try #require(optimal) <= (try #require(pieces)))
      }
    }
  }

  /// The fewest pieces of theory: x² by N* = ⌈1/√(8E)⌉, the others by a greedy search of their own.
  @Test(
    arguments: [
      ("square", "12", "354"), ("exp", "11", "325"), ("log1p", "6", "174"), ("sqrt", "16", "500"),
    ])
  func fewestPieces(_ target: String, _ coarse: String, _ fine: String) {
    for (error, count) in [("1e-3", coarse), ("1e-6", fine)] {
      let rows = table.rows(where: ["target": target, "error": error])
      #expect(Set(rows.map { $0["optimal_pieces"] }) == [count])
      #expect(Set(rows.map { $0["optimal_pieces_exact"] }) == ["true"])
    }
  }

  @Test(
    "the goals at 1e-3 and 1e-6 are met, deep or shallow",
    arguments: [
      ("square", 7, 20), ("product", 15, 38), ("monomial:4", 18, 44), ("monomial:8", 33, 69),
      ("chebyshev:5", 65, 120), ("chebyshev:10", 90, 159), ("legendre:8", 53, 98), ("exp", 7, 39),
      ("log1p", 5, 29), ("cos", 13, 38), ("sin", 17, 49), ("lorentz", 14, 60), ("runge", 30, 999),
    ])
  func goals(_ target: String, _ coarse: Int, _ fine: Int) {
    for (error, goal) in [("1e-3", coarse), ("1e-6", fine)] {
      let neurons = table.rows(where: ["target": target, "error": error])
        .compactMap { $0.integer("neurons") }
      #expect((neurons.min() ?? 1_000_000) <= Integer(goal), "\(target) within \(error)")
    }
  }
}
