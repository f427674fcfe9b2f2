public import ExactNumbers
public import ReLUNetworks

/// All counts of regions of a network of two inputs, by clipping polygons in exact fractions.
///
/// It shares nothing with the engine. The network is only ever evaluated at points: each layer is
/// affine on a cell of the layers before it, so its values at the corners tell where it vanishes.
/// Every pair of cells is intersected, and every face of every cell is asked for its pattern.
public enum SlowRegionOracle {
  /// The counts in the words of the interface.
  public struct Counts: Hashable, Sendable, CustomStringConvertible {
    /// R1.
    public var activationPatterns: Int
    /// R2.
    public var activationRegions: Int
    /// R4.
    public var linearRegions: Int
    /// R5.
    public var closedRegions: Int
    /// R6.
    public var affineFunctions: Int
    /// R2 after 1, 2, … hidden layers.
    public var perLayer: [Int]

    /// Counts that are known from elsewhere.
    public init(_ known: (Int, Int, Int, Int, Int), perLayer: [Int]) {
      (activationPatterns, activationRegions, linearRegions, closedRegions, affineFunctions) = known
      self.perLayer = perLayer
    }

    /// R1, R2, R4, R5, R6 and R2 layer by layer.
    public var description: String {
      "R1 \(activationPatterns) R2 \(activationRegions) R4 \(linearRegions) "
        + "R5 \(closedRegions) R6 \(affineFunctions) per layer \(perLayer)"
    }
  }

  /// A part of the plane on which the pattern is constant: an activation region, or a part of one
  /// where a domain without ends was cut along an axis.
  public struct Cell: Hashable, Sendable {
    /// Its closure.
    public let polygon: SlowPolygon
    /// The pattern in its interior.
    public let pattern: ActivationPattern
    /// The outputs on it, one function each.
    public let map: [PlaneFunction]
  }

  /// Counts the regions.
  ///
  /// - Complexity: the square of the number of cells.
  public static func counts(of network: ReLUNetwork, in box: [Interval]) -> Counts {
    var search = SlowCellSearch(network)
    var perLayer: [Int] = []
    let polygons = search.polygons(in: box) { search, layer, polygons in
      let patterns = polygons.map { search.pattern(inside: $0).activity(upTo: layer) }
      perLayer.append(Set(patterns).count)
    }
    let cells = polygons.map { search.cell($0) }
    let contacts = SlowContacts(cells)
    var patterns: Set<ActivationPattern> = []
    for polygon in polygons { patterns.formUnion(search.patterns(on: polygon)) }
    return Counts(
      (
        patterns.count, Set(cells.map(\.pattern)).count, contacts.openComponents,
        contacts.closedComponents, contacts.maps.count
      ), perLayer: perLayer)
  }

  /// The cells; their closures fill the box.
  public static func cells(of network: ReLUNetwork, in box: [Interval]) -> [Cell] {
    var search = SlowCellSearch(network)
    return search.polygons(in: box) { _, _, _ in }.map { search.cell($0) }
  }
}

extension ActivationPattern {
  /// The activity of the first hidden layers.
  fileprivate func activity(upTo layers: Int) -> [[Bool]] {
    (0..<layers).map { activity(inLayer: $0) }
  }
}
