import ExactNumbers
import Testing

@testable import Reporting

@Suite("Maps of regions")
struct RegionMapTests {
  /// A grid of squares, each edge of which comes from both sides, in both directions.
  static func grid(_ count: Int, _ mark: (Int, Int) -> RegionMap.Mark) -> RegionMap {
    var map = RegionMap(frame: PlaneFrame(x: 0...Rational(count), y: 0...Rational(count)))
    for row in 0..<count {
      for column in 0..<count {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { x, y in
          PlotPoint(Rational(column + x), Rational(row + y))
        }
        map.addRegion(corners, mark(column, row))
        for index in 0..<4 {
          let (start, end) = (corners[index], corners[(index + 1) % 4])
          map.addEdge(from: start, to: end, kind: index % 2)
        }
      }
    }
    return map
  }

  static func figure(_ map: RegionMap, _ fill: RegionFill) -> Figure {
    Figure(
      title: "map", summary: "regions",
      panels: [
        .regionMap(
          xAxis: Axis("x"), yAxis: Axis("y"), map: map, fill: fill,
          edges: [RegionEdgeStyle("flat"), RegionEdgeStyle("upright")])
      ], legend: .none, panelAspect: 1, key: fill.key)
  }

  /// The lines of a path of steps, as pairs of points.
  static func segments(_ data: Substring) throws -> [[[Int]]] {
    var segments: [[[Int]]] = []
    var pen = [0, 0]
    for part in data.split(separator: "m") {
      let numbers = try part.matches(of: /-?\d+/).map { try #require(Int($0.output)) }
      pen = [pen[0] + numbers[0], pen[1] + numbers[1]]
      for index in stride(from: 2, to: numbers.count, by: 2) {
        let next = [pen[0] + numbers[index], pen[1] + numbers[index + 1]]
        segments.append([pen, next].sorted { $0.lexicographicallyPrecedes($1) })
        pen = next
      }
    }
    return segments
  }

  @Test("Each edge is drawn once, by the lower of its kinds", arguments: [1, 2, 7])
  func edgesOnce(count: Int) throws {
    let svg = Self.figure(Self.grid(count) { _, _ in .kind(0) }, .none).svg()
    let paths = svg.matches(of: /class="edges"[^>]* d="([^"]*)"/).map(\.1)
    #expect(paths.count == 2)
    var all: [[[Int]]] = []
    for path in paths {
      let segments = try Self.segments(path)
      #expect(segments.count == count * (count + 1))
      // Kind 0 is flat, kind 1 upright.
      let axis = path == paths[0] ? 1 : 0
      #expect(segments.allSatisfy { $0[0][axis] == $0[1][axis] })
      all += segments
    }
    #expect(Set(all).count == all.count)
  }

  @Test("Of an edge that comes with two kinds the lower one is drawn; a point is no edge")
  func edgeKinds() {
    var map = RegionMap(frame: PlaneFrame(x: 0...1, y: 0...1))
    let (a, b) = (PlotPoint(0, 0), PlotPoint(1, 1))
    map.addEdge(from: a, to: b, kind: 2)
    map.addEdge(from: b, to: a, kind: 1)
    map.addEdge(from: a, to: b, kind: 3)
    map.addEdge(from: a, to: PlotPoint(Rational(1, 1 << 30), 0), kind: 0)
    #expect((0...3).map { map.edges(ofKind: $0).count } == [0, 1, 0, 0])
    #expect(map.hasEdges(ofKind: 1) && !map.hasEdges(ofKind: 0))
  }

  @Test("Lines go along every edge once and straight on", arguments: [61, 62] as [UInt64])
  func trails(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func point() -> GridPoint {
      GridPoint(x: Int32(random.next() % 9) << 18, y: Int32(random.next() % 9) << 18)
    }
    var edges: Set<RegionMap.Edge> = []
    while edges.count < 60 {
      let (a, b) = (point(), point())
      if (a.x, a.y) < (b.x, b.y) { edges.insert(RegionMap.Edge(start: a, end: b)) }
    }
    let list = edges.sorted {
      ($0.start.x, $0.start.y, $0.end.x, $0.end.y) < ($1.start.x, $1.start.y, $1.end.x, $1.end.y)
    }
    let trails = EdgeTrails.trails(of: list)
    let drawn = trails.flatMap { trail in
      zip(trail, trail.dropFirst()).map { a, b in
        (a.x, a.y) < (b.x, b.y)
          ? RegionMap.Edge(start: a, end: b) : RegionMap.Edge(start: b, end: a)
      }
    }
    #expect(drawn.count == list.count)
    #expect(Set(drawn) == edges)
  }

  @Test("A line goes straight on where it can, to both sides of where it starts")
  func straightTrails() {
    let edges = [(1, 1, 2, 1), (1, 1, 1, 2), (0, 1, 1, 1), (2, 1, 3, 2)].map { a, b, c, d in
      RegionMap.Edge(start: GridPoint(x: a, y: b), end: GridPoint(x: c, y: d))
    }
    let trails = EdgeTrails.trails(of: edges)
    #expect(trails.map(\.count) == [4, 2])
    #expect(trails[0].map { [$0.x, $0.y] } == [[0, 1], [1, 1], [2, 1], [3, 2]])
  }

  @Test("At most 200 bytes a region, so 10 MB at 50,000; the same bytes each time")
  func size() {
    let map = Self.grid(60) { column, row in
      .slopes(x: Rational(column - 30), y: Rational(row - 30, 7), shade: column)
    }
    let fill = RegionFill.slopes(SlopeColors("slope", xAxis: "x", yAxis: "y", typical: 20))
    let svg = Self.figure(map, fill).svg()
    #expect(svg.utf8.count < 60 * 60 * 100 + 60_000)
    #expect(svg == Self.figure(map, fill).svg())
  }

  @Test("Fills that have no colour for a region leave it white")
  func fills() {
    let map = Self.grid(2) { column, _ in .kind(column) }
    func hexes(_ fill: RegionFill) -> [String] {
      Self.figure(map, fill).svg().matches(of: /<path fill="(#[0-9a-f]+)" stroke="\1"/)
        .map { String($0.1) }
    }
    #expect(hexes(.none).isEmpty)
    #expect(hexes(.colors([.blue])) == [FigureColor.blue.hex])
    #expect(Set(hexes(.colors([.blue, .orange]))).count == 2)
    #expect(hexes(.scale(.counts("n", showing: 0...1))).count == 2)
  }

  @Test func coordinatesAreRoundedOnce() {
    let frame = PlaneFrame(x: -1...1, y: 0...3)
    #expect(frame.grid(PlotPoint(-1, 3)) == GridPoint(x: 0, y: GridPoint.steps))
    #expect(frame.grid(PlotPoint(0, 1)) == GridPoint(x: 1 << 21, y: 1_398_101))
    let far = PlotPoint(Rational(Integer(10).power(60)), Rational(-Integer(10).power(60)))
    #expect(frame.grid(far) == GridPoint(x: GridPoint.steps, y: 0))
    let box = Frame(left: 10, top: 20, right: 110, bottom: 220)
    #expect(GridPoint(x: 1 << 21, y: 0).position(in: box) == Position(x: 60, y: 220))
    let long = Rational(Integer(3).power(200), Integer(7).power(150))
    let short = long.rounded(toBits: 40)
    #expect((short / long - 1).magnitude < Rational(1, 1 << 38))
    #expect(short.numerator.bitLength < 60 || short.isInteger)
    #expect(Rational(-5, 3).rounded(toBits: 40) == Rational(-5, 3))
  }

  @Test func aRegionNeedsThreeCornersAndAValueEach() async {
    await #expect(processExitsWith: .failure) {
      var map = RegionMap(frame: PlaneFrame(x: 0...1, y: 0...1))
      map.addRegion([PlotPoint(0, 0), PlotPoint(1, 1)], .kind(0))
    }
    await #expect(processExitsWith: .failure) {
      var map = RegionMap(frame: PlaneFrame(x: 0...1, y: 0...1))
      map.addRegion([PlotPoint(0, 0), PlotPoint(1, 1), PlotPoint(0, 1)], .values([1]))
    }
    await #expect(processExitsWith: .failure) { _ = PlaneFrame(x: 0...0, y: 0...1) }
  }
}
