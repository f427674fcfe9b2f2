import ExactNumbers
import Testing

@testable import Experiments

@Suite("What the committed tables say of x², xy and Lipschitz functions")
struct ApproximationTableTests {
  private static let domainArea = ["0,1;0,1": Rational(1), "-1,1;-1,1": Rational(4)]

  @Test("x²: 1/(4N²) unshifted, 1/(8N²) shifted, N pieces")
  func squareErrors() throws {
    let table = try CommittedTable("square-error-versus-depth")
    for row in table.rows {
      let pieces = try #require(row.number("linear_pieces"))
      let isSawtooth = row["construction"]?.hasPrefix("sawtooth") == true
      let error = try #require(row.number("sup_error"))
      #expect(error == 1 / (Rational(isSawtooth ? 4 : 8) * pieces * pieces))
      #expect(try #require(row.number("least_error_of_widths")) <= error)
      let neurons = try #require(row.number("neurons"))
      #expect(try #require(row.number("least_neurons_at_depth")) <= neurons)
      // Shifted interpolants have no piece too many.
      if !isSawtooth { #expect(row["least_pieces"] == row["linear_pieces"]) }
    }
  }

  @Test(
    "x²: the neurons of the goals, and of 2^200 pieces",
    arguments: [("1/1000", 7), ("1/1000000", 20), ("1/1000000000", 32), ("1/1000000000000", 45)])
  func squareNeurons(error: String, neurons: Int) throws {
    let table = try CommittedTable("square-error-versus-depth")
    let rows = table.rows(where: ["construction": "best_radices", "requested_error": error])
    #expect(rows.compactMap { $0.integer("neurons") } == [Integer(neurons)])
    let deep = table.rows(where: ["construction": "radix_2", "radices": "2^200"])
    #expect(deep.compactMap { $0.number("sup_error") } == [Rational(1, 2).power(403)])
    #expect(deep.map { $0["neurons"] } == ["598"])
  }

  @Test("x²: neurons by formula", arguments: [1, 2, 7, 16, 100])
  func squareFormulas(levels: Int) throws {
    let table = try CommittedTable("square-error-versus-depth")
    let radices = levels == 1 ? "2" : "2^\(levels)"
    func neurons(_ construction: String) -> [String?] {
      table.rows(where: ["construction": construction, "radices": radices]).map { $0["neurons"] }
    }
    #expect(neurons("sawtooth") == ["\(3 * levels)"])
    #expect(neurons("sawtooth_skip") == ["\(2 * levels)"])
    #expect(neurons("radix_2") == ["\(levels == 1 ? 2 : 3 * levels - 2)"])
  }

  /// The range of the error in units of 4^−(m+1), and the regions on [0, 1]² for m = 1, 2, 3.
  private struct Form: Sendable {
    let name: String
    let units: (Int, Int)
    let regions: [Int]
  }

  private static let forms = [
    Form(name: "two_squares", units: (-1, 1), regions: [4, 12, 40]),
    Form(name: "three_squares_same_grid", units: (-1, 2), regions: [6, 24, 96]),
    Form(name: "three_squares_finer_sum", units: (-1, 0), regions: [8, 32, 128]),
    Form(name: "three_squares_common_scale", units: (-4, 0), regions: [2, 8, 32]),
  ]

  @Test("xy: error and regions of every form")
  func productForms() throws {
    let table = try CommittedTable("multiply-error-regions")
    for form in Self.forms {
      let rows = table.rows(where: ["form": form.name])
      for row in rows {
        let levels = try #require(row.integer("levels").flatMap { Int(exactly: $0) })
        let unit = Rational(1, 4).power(levels + 1)
        #expect(row.number("error_minimum") == Rational(form.units.0) * unit)
        #expect(row.number("error_maximum") == Rational(form.units.1) * unit)
        #expect(row["activation_regions"] == row["linear_regions"])
      }
      let unit = rows.filter { $0["domain"] == "0,1;0,1" }
      #expect(unit.prefix(3).map { $0["linear_regions"] } == form.regions.map { "\($0)" })
      let others = form.name == "three_squares_same_grid" ? 2 : 0
      #expect(
        rows.allSatisfy {
          ($0.number("sup_on_axes")?.sign == .zero) == (others == 0)
        })
    }
    // On [−1, 1]²: 2^(m+1) (2^m + 1).
    for name in ["two_squares", "two_squares_sawtooth"] {
      let rows = table.rows(where: ["form": name, "domain": "-1,1;-1,1"])
      #expect(rows.prefix(3).map { $0["linear_regions"] } == ["12", "40", "144"])
    }
  }

  @Test("xy: the neurons of the goals; two squares come close to regions of area 8 E")
  func productNeurons() throws {
    let table = try CommittedTable("multiply-error-regions")
    for (error, neurons) in [("1/1000", 15), ("1/1000000", 38), ("1/1000000000", 60)] {
      let rows = table.rows(where: ["form": "two_squares_best_radices", "requested_error": error])
      #expect(rows.map { $0["neurons"] } == ["\(neurons)"])
    }
    for row in table.rows {
      let (error, area) = (row.number("sup_error"), row.number("area_over_8_errors"))
      let domain = try #require(row["domain"].flatMap { Self.domainArea[$0] })
      #expect(domain / (8 * (try #require(error))) == area)
      guard let regions = row.number("linear_regions") else { continue }
      #expect(try #require(area) < regions)
    }
  }

  @Test("Lipschitz functions: half of L · length/ε, sharp, and the class's lower bound")
  func lipschitz() throws {
    let table = try CommittedTable("lipschitz-shallow")
    for row in table.rows where row["nodes"] != "grid" {
      let length = Rational(row["function"] == "runge" ? 2 : 1)
      let reach = try #require(row.number("lipschitz_constant")) * length
      let error = try #require(row.number("error"))
      #expect(row.integer("node_bound") == (reach / (2 * error)).ceiling)
      #expect(row.integer("class_least_pieces") == (reach / (4 * error)).ceiling)
      let found = try #require(row.number("sup_error_upper"))
      #expect(found <= error)
      if row["nodes"] == "equidistant" {
        #expect(
          try #require(row.integer("neurons")) <= (try #require(row.integer("node_bound"))))
      }
      switch row["function"] {
      case "sharp" where row["nodes"] == "equidistant":
        #expect(row["sup_error_upper"] == row["error_bound"])
      case "worst":
        #expect(
          try #require(row.integer("linear_pieces"))
            >= (try #require(row.integer("class_least_pieces"))))
      case "parabola" where row["nodes"] == "equidistant":
        // x²/2 between nodes at distance h is h²/8 below its chord.
        let gap = 1 / Rational(try #require(row.integer("node_bound")))
        #expect(found == gap * gap / 8)
      default: break
      }
    }
  }

  @Test("two inputs: (L₁h₁ + L₂h₂)/2 attained by the cone, h²/4 for xy")
  func lipschitzGrid() throws {
    let table = try CommittedTable("lipschitz-shallow")
    for row in table.rows(where: ["nodes": "grid"]) {
      let error = try #require(row.number("error"))
      let cells = 1 / error
      let neurons = (cells + 1) * (cells + 1) + 4 * cells - 1
      #expect(row.number("neurons") == neurons)
      let expected = row["function"] == "cone" ? error : error * error / 4
      #expect(row.number("sup_error_upper") == expected)
      #expect(row.number("sup_error_lower") == expected)
    }
  }
}
