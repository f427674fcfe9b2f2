import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// What a search of cells found: regions, and cells per layer.
private struct Found: Equatable {
  let regions: Int
  let perLayer: [Int]

  init(_ network: SpaceNetwork, countsOnly: Bool = false, usesFilter: Bool = true) {
    let search = SpaceSearch(network, countsOnly: countsOnly, usesFilter: usesFilter)
    var regions = 0
    while true {
      let found = search.advance()
      if found == 0 { break }
      regions += found
    }
    self.regions = regions
    perLayer = (1...network.depth).map { search.state.pointee.layers[$0].cells }
  }

  init(plane network: ReLUNetwork, _ box: [Interval]) throws {
    let search = PlaneSearch(try PlaneNetwork(network, in: box, layers: nil))
    var regions = 0
    while search.advance() > 0 { regions += 1 }
    self.regions = regions
    perLayer = search.cellsPerLayer
  }
}

@Suite("Search of cells by their vertices")
struct SpaceSearchTests {
  private static func boxes(_ dimension: Int) throws -> [[Interval]] {
    let half = try Interval(.finite(0), .positiveInfinity)
    let narrow = try Interval(Rational(-1, 3), Rational(2, 3))
    return [
      Array(repeating: try Interval(-2, 2), count: dimension),
      Array(repeating: .wholeLine, count: dimension),
      (0..<dimension).map { $0 == 0 ? half : narrow },
      (0..<dimension).map { $0 == 0 ? .wholeLine : half },
    ]
  }

  @Test("as many cells as the search of the plane, on networks full of ties", arguments: [1, 2, 3])
  func agreesWithThePlane(depth: Int) throws {
    for seed in UInt64(0)..<40 {
      var generator = SplitMix64(seed: seed * 10 + UInt64(depth))
      let widths = [2] + (0..<depth).map { _ in 1 + generator.nextInt(below: 5) } + [1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      for box in try Self.boxes(2) {
        let expected = try Found(plane: network, box)
        let space = try SpaceNetwork(network, in: box, layers: nil)
        for (countsOnly, usesFilter) in [(false, true), (true, true), (true, false)] {
          let found = Found(space, countsOnly: countsOnly, usesFilter: usesFilter)
          #expect(found == expected, "seed \(seed), widths \(widths), box \(box)")
        }
      }
    }
  }

  @Test(
    "generic networks of the plane, cells counted at once and cut",
    arguments: [[2, 9, 30, 28, 1], [2, 3, 100, 1]])
  func agreesOnGenericNetworks(widths: [Int]) throws {
    for seed in UInt64(1)...(widths.count > 4 ? 6 : 2) {
      let network = try ReLUNetwork.random(widths: widths, seed: seed)
      for box in try Self.boxes(2) {
        let expected = try Found(plane: network, box)
        let space = try SpaceNetwork(network, in: box, layers: nil)
        #expect(Found(space) == expected, "seed \(seed), box \(box)")
        #expect(Found(space, countsOnly: true) == expected, "seed \(seed), box \(box)")
      }
    }
  }

  @Test("doubles decide as exact arithmetic does, in three and four inputs", arguments: [3, 4])
  func filterChangesNothing(dimension: Int) throws {
    for seed in UInt64(0)..<20 {
      var generator = SplitMix64(seed: seed * 10 + UInt64(dimension))
      let widths = [dimension, 4, 1 + generator.nextInt(below: 4), 1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      for box in try Self.boxes(dimension) {
        let space = try SpaceNetwork(network, in: box, layers: nil)
        let exact = Found(space, usesFilter: false)
        let name = "seed \(seed), widths \(widths), box \(box)"
        #expect(Found(space) == exact, "\(name)")
        #expect(Found(space, countsOnly: true) == exact, "\(name)")
      }
    }
  }

  @Test("planes through one point, in three inputs")
  func planesThroughOnePoint() throws {
    // m planes in general position through 0 have 2 (C(m − 1, 0) + C(m − 1, 1) + C(m − 1, 2)) regions.
    for count in 1...9 {
      let rows = (0..<count).map { index -> [Rational] in
        let t = Rational(index, 7)
        return [1, t, t * t]
      }
      let hidden = AffineMap(
        outputDimension: count, inputDimension: 3, weights: Array(rows.joined()),
        biases: Array(repeating: 0, count: count))
      let network = try ReLUNetwork(hidden: [hidden], output: .identity(count))
      let expected = 2 * (1 + (count - 1) + (count - 1) * (count - 2) / 2)
      for box in [try Interval(-1, 1), .wholeLine] {
        let space = try SpaceNetwork(
          network, in: Array(repeating: box, count: 3), layers: nil)
        #expect(Found(space, countsOnly: true).regions == expected)
      }
    }
  }

  @Test("inputs that the first layer does not tell apart change nothing")
  func rankOfTheFirstLayer() throws {
    for seed in UInt64(0)..<12 {
      var generator = SplitMix64(seed: seed)
      let inner = NetworkSamples.random(widths: [2, 4, 3, 1], using: &generator)
      // x ↦ B x from four inputs onto two.
      let rows = NetworkSamples.random(widths: [4, 2], using: &generator).standardForm.output
      let outer = try ReLUNetwork(
        hidden: [inner.standardForm.hidden[0].composed(after: rows)]
          + inner.standardForm.hidden.dropFirst(), output: inner.standardForm.output)
      let whole = try SpaceNetwork(
        outer, in: Array(repeating: .wholeLine, count: 4), layers: nil)
      let reduced = whole.withoutIdleInputs()
      #expect(reduced.dimension <= 2, "seed \(seed)")
      #expect(Found(reduced) == Found(whole), "seed \(seed)")
    }
  }
}
