import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// Regions as values.
@Suite("Regions by linear programs: values")
struct ProgramRegionTests {
  private let shapes = [[2, 4, 3, 1], [3, 4, 3, 1], [4, 4, 3, 1]]

  @Test(
    "half-spaces: one has a facet iff there is something behind it and inside all others",
    arguments: [true, false])
  func facets(usesFilter: Bool) throws {
    var found = [true: 0, false: 0]
    try withSeeds(1...8) { seed, generator in
      let widths = shapes[Int(seed) % shapes.count]
      let network =
        seed % 4 < 2
        ? DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
        : NetworkSamples.random(widths: widths, using: &generator)
      let box = try cube(widths[0], seed % 2 == 0 ? "-1,2" : nil)
      let search = ProgramSearch(
        try SpaceNetwork(network, in: box, layers: nil), usesFilter: usesFilter)
      while search.advance() > 0 {
        let neurons = search.neuronSides
        let rows = (neurons + search.exact.boxSides).map {
          search.exact.row($0).map { Rational($0) }
        }
        let point = search.interiorPoint + [1]
        #expect(rows.allSatisfy { row in zip(row, point).reduce(0) { $0 + $1.0 * $1.1 } > 0 })
        for (index, side) in neurons.enumerated() {
          var others = rows
          others[index] = rows[index].map { -$0 }
          let isFacet = search.isFacet(side)
          #expect(isFacet == StrictInequalities(others).haveSolution, "seed \(seed)")
          found[isFacet, default: 0] += 1
        }
      }
    }
    #expect(found.values.allSatisfy { $0 > 10 }, "\(found)")
  }

  @Test("the half-spaces of a known cell")
  func triangle() throws {
    // x > 0, y > 0, x + y < 1; x + y < 3 is implied.
    let network = try arrangement([[1, 0, 0], [0, 1, 0], [-1, -1, 1], [-1, -1, 3]])
    let search = ProgramSearch(try SpaceNetwork(network, in: try cube(2, "-5,5"), layers: nil))
    var found: [[Int]] = []
    while search.advance() > 0 {
      if search.pattern == [[true, true, true, true]] {
        found = search.neuronSides.filter(search.isFacet).map { side in
          search.exact.row(side).compactMap { Int(exactly: $0) }
        }
      }
    }
    #expect(Set(found) == [[1, 0, 0], [0, 1, 0], [-1, -1, 1]])
  }

  @Test("permuting and scaling neurons changes nothing")
  func invariance() throws {
    try withSeeds(1...10) { seed, generator in
      let widths = [3, 4, 3, 1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      let form = network.standardForm
      let (first, second) = (form.hidden[0], form.hidden[1])
      let order = [2, 0, 3, 1]
      let scales = [Rational(3), Rational(1, 1 << 40), Rational(1 << 30), Rational(2, 7)]
      let moved = try AffineMap(
        weights: order.map { i in first.row(i).map { $0 * scales[i] } },
        biases: order.map { first.biases[$0] * scales[$0] })
      let next = try AffineMap(
        weights: (0..<3).map { row in order.map { Array(second.row(row))[$0] / scales[$0] } },
        biases: second.biases)
      let other = try ReLUNetwork(hidden: [moved, next], output: form.output)
      let box = try cube(3, seed % 2 == 0 ? "-1,1" : nil)
      let (a, b) = (try ProgramFindings(network, box), try ProgramFindings(other, box))
      #expect(a.perLayer == b.perLayer, "seed \(seed): \(network.text)")
    }
  }
}
