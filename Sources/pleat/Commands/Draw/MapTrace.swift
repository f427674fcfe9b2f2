import ExactNumbers
import LinearRegions
import ReLUNetworks
import Reporting

/// What the colours of regions show.
enum FillName: String, CaseIterable {
  /// The slope of an output: one affine map, one colour.
  case affine
  /// The number of active neurons.
  case pattern
  /// The value of an output.
  case value
}

/// A network's regions in a window, rounded for drawing.
struct MapTrace {
  let subject: MapSubject
  let window: MapWindow
  /// The counts on the domain.
  let counts: RegionCounts
  private(set) var map: RegionMap
  /// The numbers of active neurons.
  private(set) var activeRange: ClosedRange<Int>?

  init(
    _ subject: MapSubject, _ fill: FillName?, showsLayers: Bool, run: RunOptions, limit: WorkLimit
  ) throws {
    let progress = run.reporter("Drawing", unit: "activation regions")
    defer { progress.finish() }
    self.subject = subject
    counts = try subject.counts(threads: try run.threadCount(), limit: limit)
    window = try MapWindow(subject, limit: limit)
    guard let frame = window.frame else {
      throw RequestError("\(subject.network.label): the window has no ends")
    }
    map = RegionMap(frame: frame)
    let depth = showsLayers ? subject.depth : nil
    try subject.forEachRegion(in: window.box, limit: limit) { region in
      let corners = region.vertices.map { PlotPoint($0.point[0], $0.point[1]) }
      map.addRegion(corners, mark(region, fill))
      progress.report(map.regionCount)
      for (index, edge) in region.facets.enumerated() {
        guard let kind = Self.kind(of: edge, depth: depth) else { continue }
        map.addEdge(from: corners[index], to: corners[(index + 1) % corners.count], kind: kind)
      }
    }
  }

  /// Which of the picture's edge styles an edge has: by its layer where `depth` is given, and after
  /// these the edges across which the function stays the same.
  private static func kind(of edge: RegionFacet, depth: Int?) -> Int? {
    guard case .neuron(let layer, _) = edge.origin else { return nil }
    guard let depth else { return edge.isKink ? 0 : 1 }
    return edge.isKink ? layer - 1 : depth + layer - 1
  }

  private mutating func mark(_ region: ActivationRegion, _ fill: FillName?) -> RegionMap.Mark {
    switch fill {
    case nil: return .kind(0)
    case .pattern:
      let active = region.pattern.activeCount
      let (low, high) = (activeRange?.lowerBound ?? active, activeRange?.upperBound ?? active)
      activeRange = min(low, active)...max(high, active)
      return .kind(active)
    case .value:
      let map = region.affineMap
      return .values(
        region.vertices.map {
          map.biases[0] + map[0, 0] * $0.point[0] + map[0, 1] * $0.point[1]
        })
    case .affine:
      let map = region.affineMap
      return .slopes(x: map[0, 0], y: map[0, 1], shade: Self.shade(of: map))
    }
  }

  /// A number from 0 to 2 that equal maps share, the same on every machine.
  ///
  /// - Source: the hash of Fowler, Noll and Vo (FNV-1a), 64 bits.
  private static func shade(of map: AffineMap) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in map.weights + map.biases {
      for byte in value.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0x2c) &* 0x100_0000_01b3
    }
    return Int((hash >> 32) % 3)
  }
}

extension MapSubject {
  /// The number of hidden layers.
  var depth: Int { plane.network.architecture.depth }
}
