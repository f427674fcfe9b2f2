internal import ExactNumbers

/// Counts activation regions without visiting them one by one: cells with equal futures are counted once.
///
/// The fold goes forward through the layers with the distinct images of cells (`FoldedCell.image`) and how
/// many cells have each. Networks that fold space (Montúfar et al. 2014) have few images however many
/// cells they have. Everything is exact; few parts are held that are not distinct.
struct RegionFold {
  private let network: SpaceNetwork
  private let limit: RegionFoldLimit

  /// A box of more inputs has too many corners.
  static let inputLimit = 12

  /// A fold that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - limit: when to give up.
  init(_ network: SpaceNetwork, limit: RegionFoldLimit) {
    self.network = network
    self.limit = limit
  }

  /// The counts of a request for a fold.
  ///
  /// - Returns: nil where another method is asked for.
  /// - Throws: `RegionCountError` where a fold cannot count, or holds too many distinct cells.
  static func counts(
    of network: SpaceNetwork, _ request: RegionCountRequest
  ) throws(RegionCountError) -> RegionCounts? {
    guard request.method == .fold else { return nil }
    guard request.canFold else { throw .cannotFold }
    guard network.dimension <= inputLimit else {
      throw .tooManyInputs(network.dimension, limit: inputLimit)
    }
    guard network.depth > 0 else { return nil }
    let stop = StopWatch(request)
    var fold = RegionFold(network, limit: .forced)
    let layers = fold.cellsPerLayer(isCancelled: { stop.isDue })
    if layers == nil, !stop.isDue { throw .tooManyDistinctCells(limit: fold.heldCells) }
    return RegionCounts(request, perLayer: layers, method: .fold)
  }

  /// The parts that were cut so far, to look at their images or to keep them.
  private(set) var cutParts = 0
  /// The distinct parts that are held.
  private(set) var heldCells = 0
  /// Whether it gave up because cells do not coincide; with larger limits it would again.
  private(set) var isHopeless = false
  /// Exact products made so far, by a rough account.
  private(set) var products = 0
  /// The cells after the layer before, no more than all regions.
  private var known = Integer.zero

  /// The number of cells after 1, 2, … hidden layers.
  ///
  /// - Parameter isCancelled: asked for each cell.
  /// - Returns: the numbers, or nil if it was cancelled, is over its limit, or gave up.
  mutating func cellsPerLayer(isCancelled: () -> Bool = { false }) -> [Integer]? {
    var cells: [CountedCell] = [
      (domain.entering(network.layers[0], from: Array(0..<network.dimension)), 1)
    ]
    var totals: [Integer] = []
    for layer in network.layers.dropFirst().dropLast() {
      guard mayFold(cells, into: layer, isCancelled),
        let parts = parts(of: cells, entering: layer, isCancelled)
      else { return nil }
      cells = parts
      known = cells.reduce(.zero) { $0 + $1.count }
      totals.append(known)
    }
    guard let last = partCount(of: cells, isCancelled) else { return nil }
    return totals + [last]
  }

  private typealias CountedCell = (cell: FoldedCell, count: Integer)

  /// Whether the parts of cells may coincide, by one combination of what the next layer makes of them.
  ///
  /// Where images coincide, so do those under any combination of the coordinates, which cost little. So
  /// a network that does not fold is known by some dozens of parts before any of them is kept.
  private mutating func mayFold(
    _ cells: [CountedCell], into layer: RationalLayer, _ isCancelled: () -> Bool
  ) -> Bool {
    guard limit.products != nil else { return true }
    let probe = layer.combination
    var (images, parts) = (Set<Set<[SymbolicRational]>>(), 0)
    for (cell, _) in cells where parts < 16 * limit.trial {
      let goesOn = cell.forEachPart { part in
        parts += 1
        note(part, entering: probe)
        images.insert(part.entering(probe).image)
        return parts < 16 * limit.trial && mayGoOn(images.count, parts, isCancelled)
      }
      if !goesOn { break }
    }
    return mayGoOn(images.count, parts, isCancelled)
  }

  /// The distinct parts of cells as the next layer sees them.
  ///
  /// - Parameters:
  ///   - cells: of the layer before.
  ///   - layer: the next one.
  ///   - isCancelled: asked for each part.
  /// - Returns: the parts, or nil if it was cancelled, is over its limit, or gave up.
  private mutating func parts(
    of cells: [CountedCell], entering layer: RationalLayer, _ isCancelled: () -> Bool
  ) -> [CountedCell]? {
    var found: [Set<[SymbolicRational]>: CountedCell] = [:]
    var (values, parts) = (0, 0)
    heldCells = 0
    for (cell, count) in cells {
      let goesOn = cell.forEachPart { part in
        parts += 1
        note(part, entering: layer)
        let image = part.entering(layer)
        found[image.image, default: (image, .zero)].count += count
        if found.count > heldCells { values += image.vertices.count * (image.width + 8) }
        heldCells = found.count
        return values <= limit.values && mayGoOn(heldCells, parts, isCancelled)
      }
      if !goesOn { return nil }
    }
    return Array(found.values)
  }

  /// The number of parts of cells; nil if it was cancelled or is over its limit.
  private mutating func partCount(
    of cells: [CountedCell], _ isCancelled: () -> Bool
  ) -> Integer? {
    var total = Integer.zero
    for (cell, count) in cells {
      let goesOn = cell.forEachPart { part in
        total += count
        note(part, entering: nil)
        return !isOverdrawn && !isCancelled()
      }
      if !goesOn { return nil }
    }
    return total
  }

  /// Adds up what a part costs: its vertices are made, held against each other and mapped.
  private mutating func note(_ part: FoldedCell, entering layer: RationalLayer?) {
    let entries = layer.map { $0.rows * $0.columns } ?? 0
    products += part.vertices.count * (4 * part.width + part.vertices.count / 8 + entries)
    cutParts += 1
  }

  /// Whether a fold that was not asked for has cost more than the search that it may spare.
  private var isOverdrawn: Bool {
    guard let limit = limit.products, products > limit else { return false }
    return Integer(products - limit) > Integer(RegionFoldLimit.productsPerCell) * known
  }

  /// Whether to go on: not without an end, and unless asked for not where most parts have images of their own.
  private mutating func mayGoOn(_ distinct: Int, _ parts: Int, _ isCancelled: () -> Bool) -> Bool {
    let trial = limit.trial
    if limit.products != nil {
      isHopeless =
        distinct > trial && (distinct == parts || distinct > 4 * trial && 2 * distinct > parts)
    }
    return !isHopeless && !isOverdrawn && !isCancelled()
  }

  /// The box, with its corners for vertices.
  private var domain: FoldedCell {
    let vertices = (0..<(1 << network.dimension)).map { corner in
      let values = network.box.enumerated().map { input, interval in
        switch corner >> input & 1 == 0 ? interval.lower : interval.upper {
        case .finite(let end): SymbolicRational(finite: end, leading: .zero)
        case .negativeInfinity: SymbolicRational(finite: .zero, leading: -1)
        case .positiveInfinity: SymbolicRational(finite: .zero, leading: 1)
        }
      }
      return FoldedVertex(
        values: values,
        facets: FacetNumbers((0..<network.dimension).map { 2 * $0 + corner >> $0 & 1 }))
    }
    return FoldedCell(dimension: network.dimension, vertices: vertices)
  }
}

extension RegionCounts {
  /// The counts of R2 that a request asks for; at least one region where they were stopped.
  ///
  /// - Parameters:
  ///   - request: asks for R2 and `perLayer` at the most.
  ///   - perLayer: the cells after each hidden layer; nil where they are not known.
  ///   - method: how they were counted.
  init(_ request: RegionCountRequest, perLayer: [Integer]?, method: RegionMethod) {
    let counts = request.counts
    self.init(
      activationRegions: counts.contains(.activationRegions) ? perLayer?.last ?? 1 : nil,
      perLayer: counts.contains(.perLayer) ? perLayer : nil, method: method,
      isComplete: perLayer != nil)
  }
}
