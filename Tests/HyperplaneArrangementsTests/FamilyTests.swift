import ExactNumbers
import HyperplaneArrangements
import Testing

@Suite("The classical families")
struct FamilyTests {
  struct Sequence: Sendable, CustomTestStringConvertible {
    let family: ArrangementFamily
    let start: Int
    let regions: [Integer]
    var testDescription: String { family.rawValue }
  }

  @Test(
    "have the regions of the literature",
    arguments: [
      Sequence(family: .resonance, start: 1, regions: [2, 6, 32, 370, 11292, 1_066_044]),
      Sequence(family: .braid, start: 1, regions: [1, 2, 6, 24, 120, 720]),
      Sequence(family: .typeB, start: 1, regions: [2, 8, 48, 384, 3840]),
      Sequence(family: .typeD, start: 2, regions: [4, 24, 192, 1920]),
      Sequence(family: .shi, start: 2, regions: [3, 16, 125, 1296]),
      Sequence(family: .catalan, start: 2, regions: [4, 30, 336, 5040]),
      Sequence(family: .linial, start: 2, regions: [2, 7, 36, 246]),
      Sequence(family: .semiorder, start: 2, regions: [3, 19, 183, 2371]),
      Sequence(family: .threshold, start: 1, regions: [4, 14, 104, 1882, 94572]),
    ])
  func sequences(_ sequence: Sequence) throws {
    for (index, expected) in sequence.regions.enumerated() {
      let n = sequence.start + index
      let arrangement = try HyperplaneArrangement(sequence.family, n: n)
      #expect(try arrangement.regionCount == expected, "n = \(n)")
    }
  }
}

@Suite("Graphs, root systems and simple shapes")
struct ShapeTests {
  @Test("have as many regions as acyclic orientations")
  func graphs() throws {
    for n in 3...8 {
      let cycle = (1...n).map { ($0, $0 % n + 1) }
      let regions = try HyperplaneArrangement(edges: cycle).regionCount
      #expect(regions == (Integer.one << n) - 2)
    }
    func bipartite(_ a: Int, _ b: Int) -> [(Int, Int)] {
      (0..<a * b).map { ($0 / b + 1, a + $0 % b + 1) }
    }
    #expect(try HyperplaneArrangement(edges: bipartite(2, 3)).regionCount == 46)
    #expect(try HyperplaneArrangement(edges: bipartite(3, 3)).regionCount == 230)
    var petersen: [(Int, Int)] = []
    for i in 1...5 {
      petersen.append((i, i % 5 + 1))
      petersen.append((i, i + 5))
      petersen.append((i + 5, (i + 1) % 5 + 6))
    }
    let counts = try HyperplaneArrangement(edges: petersen).counts()
    #expect(counts.regions == 16680)
    #expect(counts.rank == 9 && counts.dimension == 10)
    // The chromatic polynomial: no colouring with 2 colours, 120 with 3.
    let polynomial = try #require(counts.characteristicPolynomial)
    func colourings(_ q: Integer) -> Integer {
      polynomial.reversed().reduce(Integer.zero) { $0 * q + $1 }
    }
    #expect(colourings(2) == 0 && colourings(3) == 120)
    let long = (1..<24).map { ($0, $0 + 1) } + [(1, 24)]
    #expect(try HyperplaneArrangement(edges: long).regionCount == (Integer.one << 24) - 2)
  }

  @Test("of exceptional root systems are as many as their Weyl group")
  func rootSystems() throws {
    let half = Rational(1, 2)
    var f4: [[Rational]] = []
    for axis in 0..<4 { f4.append(vector([axis: 1])) }
    for bits in 0..<8 {
      let signs: [Rational] = (0..<3).map { bits >> $0 & 1 == 1 ? half : -half }
      f4.append([half] + signs)
    }
    for i in 0..<4 {
      for j in (i + 1)..<4 {
        f4.append(vector([i: 1, j: 1]))
        f4.append(vector([i: 1, j: -1]))
      }
    }
    #expect(try central(f4).regionCount == 1152)
    #expect(try central(e6()).regionCount == 51840)
  }

  private func vector(_ entries: [Int: Rational]) -> [Rational] {
    (0..<4).map { entries[$0] ?? 0 }
  }

  /// The 36 positive roots of E6 in simple-root coordinates, by reflections.
  private func e6() -> [[Rational]] {
    let edges = [(0, 1), (1, 2), (2, 3), (3, 4), (2, 5)]
    let simple = (0..<6).map { axis in (0..<6).map { $0 == axis ? 1 : 0 } }
    var roots = Set(simple)
    var queue = simple
    while let root = queue.popLast() {
      for axis in 0..<6 {
        let beside = edges.filter { $0.0 == axis || $0.1 == axis }
          .map { $0.0 == axis ? $0.1 : $0.0 }
        var image = root
        image[axis] = beside.reduce(-root[axis]) { $0 + root[$1] }
        if image.allSatisfy({ $0 >= 0 }), roots.insert(image).inserted { queue.append(image) }
      }
    }
    #expect(roots.count == 36)
    return roots.map { $0.map { Rational($0) } }
  }

  private func central(_ normals: [[Rational]]) throws -> HyperplaneArrangement {
    try HyperplaneArrangement(normals: normals, offsets: normals.map { _ in 0 })
  }

  @Test("in general position have Zaslavsky's number, and only there")
  func generalPosition() throws {
    for dimension in 1...4 {
      for count in [1, 3, 6, 9] {
        let arrangement = try ArrangementSamples.generic(dimension: dimension, count: count)
        let expected = (0...min(dimension, count)).reduce(Integer.zero) {
          $0 + Integer.binomial(count, $1)
        }
        let counts = try arrangement.counts()
        #expect(counts.regions == expected)
        #expect(counts.isInGeneralPosition == true)
        if count > dimension {
          #expect(counts.boundedRegions == Integer.binomial(count - 1, dimension))
        }
      }
    }
    let three = try HyperplaneArrangement(
      normals: [[1, 0], [0, 1], [1, 1]], offsets: [0, 0, 0])
    #expect(try three.counts().isInGeneralPosition == false)
    #expect(try three.regionCount == 6)
  }

  @Test("of pencils, parallels and grids are 2m, m + 1 and (a + 1)(b + 1)")
  func plane() throws {
    for m in 1...7 {
      let pencil = (0..<m).map { [Rational($0), 1] }
      #expect(try central(pencil).regionCount == Integer(2 * m))
      let parallel = try HyperplaneArrangement(
        normals: (0..<m).map { _ in [2, 1] }, offsets: (0..<m).map { Rational($0) })
      let counts = try parallel.counts()
      #expect(counts.regions == Integer(m + 1) && counts.rank == 1)
      #expect(counts.boundedRegions == Integer(m - 1))
      let grid = try HyperplaneArrangement(
        normals: (0..<m).map { _ in [1, 0] } + (0..<3).map { _ in [0, 1] },
        offsets: (0..<m).map { Rational($0) } + (0..<3).map { Rational($0) })
      #expect(try grid.regionCount == Integer(4 * (m + 1)))
    }
  }

  @Test("are one in an empty arrangement, and scaled rows are one hyperplane")
  func emptyAndMerged() throws {
    for dimension in 0...3 {
      let counts = try HyperplaneArrangement(dimension: dimension, hyperplanes: []).counts()
      #expect(counts.regions == 1 && counts.boundedRegions == 1 && counts.rank == 0)
      #expect(
        counts.characteristicPolynomial == [Integer](repeating: 0, count: dimension) + [1])
    }
    let one = try HyperplaneArrangement(
      normals: [[1, 2], [Rational(-1, 3), Rational(-2, 3)], [2, 4]],
      offsets: [3, -1, 6])
    #expect(one.hyperplaneCount == 1 && !one.isEssential && one.isCentral)
    #expect(try one.regionCount == 2)
  }

  @Test("have flats by codimension")
  func flats() throws {
    // Stirling numbers of the second kind: partitions of 5 elements into 5, 4, …, 1 blocks.
    let braid = try HyperplaneArrangement(.braid, n: 5)
    #expect(braid.flatCounts() == [1, 10, 25, 15, 1])
    let generic = try ArrangementSamples.generic(dimension: 3, count: 6)
    #expect(generic.flatCounts() == [1, 6, 15, 20])
    let grid = try HyperplaneArrangement(
      normals: [[1, 0], [1, 0], [0, 1], [0, 1], [1, 1]], offsets: [0, 1, 0, 1, 1])
    #expect(grid.flatCounts() == [1, 5, 4])
    #expect(try HyperplaneArrangement(.resonance, n: 3).flatCounts() == [1, 7, 9, 1])
    #expect(try HyperplaneArrangement(dimension: 2, hyperplanes: []).flatCounts() == [1])
  }

  @Test("are refused where they are no arrangement")
  func errors() {
    #expect(throws: ArrangementError.zeroNormal(row: 1)) {
      try HyperplaneArrangement(normals: [[1], [0]], offsets: [0, 1])
    }
    #expect(throws: ArrangementError.wrongLength(row: 1, entries: 2, dimension: 1)) {
      try HyperplaneArrangement(normals: [[1], [0, 1]], offsets: [0, 1])
    }
    #expect(throws: ArrangementError.offsetCount(offsets: 1, normals: 2)) {
      try HyperplaneArrangement(normals: [[1], [2]], offsets: [0])
    }
    #expect(throws: ArrangementError.noDimension) {
      try HyperplaneArrangement(normals: [], offsets: [])
    }
    #expect(throws: ArrangementError.self) { try HyperplaneArrangement(.resonance, n: 17) }
    #expect(throws: ArrangementError.self) { try HyperplaneArrangement(.braid, n: 0) }
    #expect(throws: ArrangementError.self) { try HyperplaneArrangement(edges: [(1, 1)]) }
    #expect(throws: ArrangementError.self) {
      try HyperplaneArrangement(vertices: 2, edges: [(1, 3)])
    }
  }
}
