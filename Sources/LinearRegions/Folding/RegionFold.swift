internal import ExactNumbers

/// Counts activation regions without visiting them one by one: cells with equal futures are counted once.
///
/// The fold goes forward through the layers with the distinct images of cells (`FoldedCell.image`) and how
/// many cells have each. Networks that fold space (Montúfar et al. 2014) have few images however many
/// cells they have. Everything is exact.
struct RegionFold {
  private let network: SpaceNetwork
  /// Whether it goes on as long as it can, however little it folds.
  private let isForced: Bool

  /// More distinct cells of a layer are not held.
  static let cellLimit = 100_000
  /// With more distinct cells than this, half as many as there are parts, an unforced fold gives up.
  private static let trialLimit = 64
  /// A box of more inputs has too many corners.
  private static let inputLimit = 12
  /// Networks of fewer hidden layers are walked through at once.
  private static let leastDepth = 5

  /// A fold that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - isForced: false to give up as soon as cells mostly differ.
  init(_ network: SpaceNetwork, isForced: Bool) {
    self.network = network
    self.isForced = isForced
  }

  /// The counts of a request by a fold, where it asks for one or a deep network folds much.
  ///
  /// - Returns: nil where another method is to count.
  /// - Throws: `RegionCountError.cannotFold` or `.tooManyDistinctCells(limit:)` for a forced fold.
  static func counts(
    of network: SpaceNetwork, _ request: RegionCountRequest
  ) throws(RegionCountError) -> RegionCounts? {
    let isForced = request.method == .fold
    if isForced && !request.canFold { throw .cannotFold }
    guard network.dimension <= inputLimit else {
      if isForced { throw .tooManyInputs(network.dimension, limit: inputLimit) }
      return nil
    }
    guard
      isForced
        || request.method == .automatic && request.canFold && network.depth >= leastDepth,
      network.depth > 0
    else { return nil }
    let stop = StopWatch(request)
    let fold = RegionFold(network, isForced: isForced)
    guard let layers = fold.cellsPerLayer(isCancelled: { stop.isDue }) else {
      if isForced && !stop.isDue { throw .tooManyDistinctCells(limit: cellLimit) }
      return isForced ? RegionCounts(request, perLayer: nil, method: .fold) : nil
    }
    return RegionCounts(request, perLayer: layers, method: .fold)
  }

  /// The number of cells after 1, 2, … hidden layers.
  ///
  /// - Parameter isCancelled: asked for each cell.
  /// - Returns: the numbers, or nil if it was cancelled or there are too many distinct cells.
  func cellsPerLayer(isCancelled: () -> Bool = { false }) -> [Integer]? {
    var cells: [(cell: FoldedCell, count: Integer)] = [
      (domain.entering(network.layers[0], from: Array(0..<network.dimension)), 1)
    ]
    var totals: [Integer] = []
    for layer in 1...network.depth {
      var next: [Set<[SymbolicRational]>: (cell: FoldedCell, count: Integer)] = [:]
      var (total, partCount) = (Integer.zero, 0)
      for (cell, count) in cells {
        if isCancelled() { return nil }
        let parts = cell.parts()
        total += count * Integer(parts.count)
        guard layer < network.depth else { continue }
        for part in parts {
          let image = part.entering(network.layers[layer])
          next[image.image, default: (image, .zero)].count += count
          if next.count > Self.cellLimit { return nil }
        }
        partCount += parts.count
        if !isForced, next.count > Self.trialLimit, 2 * next.count > partCount { return nil }
      }
      totals.append(total)
      cells = Array(next.values)
    }
    return totals
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
