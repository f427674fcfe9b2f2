import ExactNumbers
import Testing

@testable import HyperplaneArrangements

@Suite("Regions in a convex domain")
struct DomainTests {
  private func box(_ dimension: Int, _ lower: Rational, _ upper: Rational) -> [(Rational, Rational)]
  {
    [(Rational, Rational)](repeating: (lower, upper), count: dimension)
  }

  private func intervals(_ box: [(Rational, Rational)]) throws -> [Interval] {
    try box.map { try Interval($0.0, $0.1) }
  }

  @Test("are those that a slow search cuts out, coincidences included", arguments: 1...4)
  func boxes(dimension: Int) throws {
    for seed in 0..<12 {
      var generator = SplitMix64(seed: UInt64(500 * dimension + seed))
      let arrangement = try ArrangementSamples.degenerate(
        dimension: dimension, count: 3 + seed % 4, isCentral: seed % 4 == 0, using: &generator)
      // Sides that pass through meetings of the hyperplanes, and some that do not.
      let side = [Rational(1), 2, Rational(7, 5)][seed % 3]
      let box = box(dimension, -side, side)
      let expected = SlowArrangementOracle.regionCount(arrangement, box: box)
      let count = try arrangement.regionCount(in: intervals(box), CountRequest(threads: 2))
      #expect(count == Integer(expected), "seed \(500 * dimension + seed)")
    }
  }

  @Test("in doubles and exactly are the same, in general position", arguments: 2...5)
  func generic(dimension: Int) throws {
    let counts = [0, 0, 24, 18, 12, 10]
    var generator = SplitMix64(seed: UInt64(dimension))
    let hyperplanes = try (0..<counts[dimension]).map { _ in
      try Hyperplane(
        normal: (0..<dimension).map { _ in generator.nextDyadic(bits: 30) - Rational(1, 2) },
        offset: (generator.nextDyadic(bits: 30) - Rational(1, 2)) / 3)
    }
    let arrangement = try HyperplaneArrangement(dimension: dimension, hyperplanes: hyperplanes)
    let domain = try ConvexDomain(box: intervals(box(dimension, -1, 1)))
    let cell = RestrictedCell(
      values: domain.corners.map { corner in
        arrangement.rows.map { ExtremeRays.product($0, corner) }
      }, facets: domain.facets)
    let exact = try #require(cell.regionCount())
    let request = CountRequest(threads: 3)
    #expect(DomainCount(cell: cell, dimension: dimension, request: request).run() == exact)
    #expect(try arrangement.regionCount(in: domain, request) == exact)
    if dimension < 4 {
      let slow = SlowArrangementOracle.regionCount(arrangement, box: box(dimension, -1, 1))
      #expect(exact == Integer(slow))
    }
  }

  @Test("are all regions of the space where the domain holds every meeting")
  func wholeSpace() throws {
    for dimension in 1...4 {
      let arrangement = try ArrangementSamples.generic(dimension: dimension, count: 7)
      let all = [Interval](repeating: .wholeLine, count: dimension)
      let large = try intervals(box(dimension, -Rational(10).power(9), Rational(10).power(9)))
      let count = try arrangement.regionCount
      #expect(try arrangement.regionCount(in: large) == count)
      #expect(try arrangement.regionCount(in: all) == count)
    }
  }

  @Test("of a box that reaches to infinity are those of a very large one")
  func unbounded() throws {
    let far = Rational(1_000_000)
    for seed in 0..<20 {
      var generator = SplitMix64(seed: UInt64(seed))
      let dimension = 2 + seed % 2
      let arrangement = try ArrangementSamples.degenerate(
        dimension: dimension, count: 5, using: &generator)
      let kinds = (0..<dimension).map { _ in generator.nextInt(below: 4) }
      let open = try kinds.map { kind in
        try Interval(
          kind == 1 || kind == 3 ? .negativeInfinity : .finite(-1),
          kind == 2 || kind == 3 ? .positiveInfinity : .finite(1))
      }
      let closed = kinds.map { kind in
        (kind == 1 || kind == 3 ? -far : -1, kind == 2 || kind == 3 ? far : 1)
      }
      let expected = SlowArrangementOracle.regionCount(arrangement, box: closed)
      #expect(try arrangement.regionCount(in: open) == Integer(expected), "seed \(seed)")
    }
  }

  @Test("do not depend on how a polytope is given")
  func polytopes() throws {
    let triangle = try ConvexDomain(vertices: [
      [0, 0], [1, 0], [0, 1], [Rational(1, 4), Rational(1, 4)],
    ])
    let half = try ConvexDomain(
      dimension: 2,
      halfSpaces: [
        HalfSpace(normal: [-1, 0], offset: 0), HalfSpace(normal: [0, -3], offset: 0),
        HalfSpace(normal: [2, 2], offset: 2), HalfSpace(normal: [1, 1], offset: 5),
      ])
    let lines = try HyperplaneArrangement(
      normals: [[1, 1], [1, -1], [3, 3], [1, 0], [1, 0]],
      offsets: [Rational(1, 2), 0, Rational(3, 2), Rational(1, 4), 1])
    // x + y = 1/2, x = y and x = 1/4 meet in one point; x = 1 touches a corner.
    #expect(try lines.regionCount(in: triangle) == 6)
    #expect(try lines.regionCount(in: half) == 6)
    // An octahedron is not simple: four facets meet in each corner.
    var corners: [[Rational]] = []
    for axis in 0..<3 {
      for sign in [Rational(1), -1] { corners.append((0..<3).map { $0 == axis ? sign : 0 }) }
    }
    let octahedron = try ConvexDomain(vertices: corners)
    #expect(octahedron.corners.count == 6)
    let planes = try HyperplaneArrangement(.typeB, n: 3)
    #expect(try planes.regionCount(in: octahedron) == 48)
    let slices = try HyperplaneArrangement(
      normals: [[1, 1, 1], [1, 1, 1], [1, 1, -1]], offsets: [0, Rational(1, 2), 0])
    #expect(try slices.regionCount(in: octahedron) == 6)
  }

  @Test("include three lines through one point, and points that differ by 2⁻⁶⁰")
  func concurrency() throws {
    let square = try intervals(box(2, -1, 1))
    let pencil = try HyperplaneArrangement(
      normals: [[3, 1], [1, 7], [5, 11]],
      offsets: [Rational(2, 5), Rational(4, 5), Rational(8, 5)])
    #expect(try pencil.regionCount(in: square) == 6)
    let moved = try HyperplaneArrangement(
      normals: [[3, 1], [1, 7], [5, 11]],
      offsets: [Rational(2, 5), Rational(4, 5), Rational(8, 5) + Rational(1, 1 << 60)])
    #expect(try moved.regionCount(in: square) == 7)
  }

  @Test("are as many as samples of the interior have signs, at least")
  func samples() throws {
    var generator = SplitMix64(seed: 77)
    let arrangement = try ArrangementSamples.degenerate(dimension: 3, count: 7, using: &generator)
    let box = box(3, -2, 2)
    let cells = SlowArrangementOracle.cells(arrangement, box: box)
    let patterns = Set(cells.map { point in arrangement.hyperplanes.map { $0.side(of: point) } })
    #expect(patterns.count == cells.count)
    #expect(patterns.allSatisfy { !$0.contains(.zero) })
    #expect(try arrangement.regionCount(in: intervals(box)) == Integer(patterns.count))
  }

  @Test("are refused for a domain without interior, with a line, or of another dimension")
  func errors() throws {
    #expect(throws: ArrangementError.noInterior) {
      try ConvexDomain(vertices: [[0, 0], [1, 1], [2, 2]])
    }
    #expect(throws: ArrangementError.noInterior) {
      try ConvexDomain(
        dimension: 1,
        halfSpaces: [HalfSpace(normal: [1], offset: 0), HalfSpace(normal: [-1], offset: 0)])
    }
    #expect(throws: ArrangementError.containsLine) {
      try ConvexDomain(dimension: 2, halfSpaces: [HalfSpace(normal: [1, 0], offset: 0)])
    }
    #expect(throws: ArrangementError.containsLine) {
      try ConvexDomain(box: [.unit, .wholeLine])
    }
    let lines = try HyperplaneArrangement(.braid, n: 3)
    #expect(throws: ArrangementError.domainDimension(domain: 2, arrangement: 3)) {
      try lines.regionCount(in: [.unit, .unit])
    }
    #expect(throws: ArrangementError.cancelled) {
      try lines.regionCount(in: [.unit, .unit, .unit], CountRequest(isCancelled: { true }))
    }
  }
}
