import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("The list of bounds and its errors")
struct BoundListTests {
  private func values(_ sizes: [Int]) throws -> [String: Integer] {
    Dictionary(uniqueKeysWithValues: try bounds(forWidths: sizes).map { ($0.name, $0.value) })
  }

  @Test("every bound of (1; 3, 3)")
  func oneInput() throws {
    #expect(
      try values([1, 3, 3]) == [
        "naive": 64, "per_layer_zaslavsky": 16, "montufar2017": 16, "serra2018": 16,
        "hinz_montufar_gamma": 16, "hinz_serra_gamma": 16, "upper_arora2018_1d": 24,
        "composition_calculus_1d": 19, "upper_alternation_1d": 16, "lower_pascanu2013": 12,
        "lower_montufar2014": 12, "lower_serra2018": 16, "lower_sawtooth_1d": 10,
        "lower_construction_1d": 16, "maximum_1d": 16,
      ])
  }

  @Test("every bound of (2; 8, 8)")
  func twoInputs() throws {
    #expect(
      try values([2, 8, 8]) == [
        "naive": 65536, "per_layer_zaslavsky": 1369, "montufar2017": 1369, "serra2018": 1369,
        "hinz_montufar_gamma": 1369, "hinz_serra_gamma": 1369, "lower_pascanu2013": 148,
        "lower_montufar2014": 592, "lower_serra2018": 925, "lower_arora2018_zonotope": 64,
        "lower_zonotope_zigzag": 72,
      ])
  }

  @Test("bounds that do not apply are left out")
  func narrowLayers() throws {
    let names = Set(try values([4, 2, 8]).keys)
    #expect(names.isDisjoint(with: ["lower_pascanu2013", "lower_montufar2014", "maximum_1d"]))
    #expect(try values([2, 5])["maximum_one_layer"] == 16)
    #expect(try values([1, 2, 3, 3])["maximum_1d"] == nil)
    #expect(try values([1, 2, 3, 3])["upper_alternation_1d"] == 36)
  }

  @Test("each bound says what it counts, on what hypotheses, and where it stands")
  func fields() throws {
    for sizes in [[1, 3, 3], [1, 2, 2], [2, 8, 8], [2, 5], [784, 20, 2], [1, 6, 1]] {
      let bounds = try bounds(forWidths: sizes)
      #expect(Set(bounds.map(\.name)).count == bounds.count)
      for bound in bounds {
        #expect(["R2", "R4"].contains(bound.counts))
        #expect(!bound.hypotheses.isEmpty && !bound.source.isEmpty)
        #expect(bound.value >= 1)
      }
    }
    let maxima = try [[1, 3, 3], [1, 2, 2]].map { sizes in
      try #require(try bounds(forWidths: sizes).first { $0.name == "maximum_1d" })
    }
    #expect(maxima[0].source.contains("Theorem 5"))
    #expect(maxima[1].source == "proof in Docs/bounds.md")
  }

  @Test("Montúfar's folds with a last layer no wider than the input count R2 only")
  func foldedCountsNeedNotShow() throws {
    func counts(_ sizes: [Int]) throws -> String? {
      try bounds(forWidths: sizes).first { $0.name == "lower_montufar2014" }?.counts
    }
    #expect(try counts([1, 6, 1]) == "R2")
    #expect(try Widths([1, 6, 1]).montufar2014Bound() == 12)
    #expect(try Widths([1, 6, 1]).maximumPieceCount() == 11)
    #expect(try counts([1, 6, 2]) == "R4")
    #expect(try counts([2, 4, 2]) == "R2")
    #expect(try counts([2, 3, 2]) == "R4")
  }

  @Test func errors() {
    #expect(throws: BoundsError.tooFewWidths(count: 0)) { try bounds(forWidths: []) }
    #expect(throws: BoundsError.tooFewWidths(count: 1)) { try bounds(forWidths: [3]) }
    #expect(throws: BoundsError.notPositive(position: 2, width: 0)) {
      try bounds(forWidths: [1, 0, 3])
    }
    #expect(throws: BoundsError.notPositive(position: 1, width: -2)) {
      try maximumUpperBound(forWidths: [-2, 3])
    }
    #expect(throws: BoundsError.tooWide(position: 2, width: Int.max, limit: 1_000_000)) {
      try maximumPieceCount(forWidths: [1, Int.max])
    }
    #expect(throws: BoundsError.tooManyNeurons(limit: 1_000_000)) {
      try Widths([1] + Array(repeating: 1000, count: 1001))
    }
    #expect(throws: BoundsError.tooMuchWork) { try Widths([1_000_000, 1_000_000]) }
  }

  @Test func messages() {
    #expect(
      BoundsError.notPositive(position: 2, width: 0).description
        == "width number 2 is 0, but every width must be at least 1")
    #expect(BoundsError.tooFewWidths(count: 1).description.contains("like 1,3,3"))
  }
}
