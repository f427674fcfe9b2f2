internal import ExactNumbers
internal import ReLUNetworks

/// Makes searches of a network's first layers that all cut the same cells in the same order.
struct SearchFactory: Sendable {
  /// The number of hidden layers.
  let depth: Int
  /// The kind of search, which decides the order of the cells.
  let name: String
  private let make: @Sendable (_ layers: Int, Options) -> any ReplayableSearch

  /// To be raised whenever the order of the cells of some search changes, or the depth of its parts:
  /// checkpoints and shards of other versions are then refused.
  static let version = 1

  /// A cell of more inputs has too many vertices.
  private static let mostInputs = 10

  /// How a search differs from the plain one.
  struct Options: Sendable {
    /// Whether regions of the last layer are counted where they need not be visited.
    var countsOnly = false
    var parts: SearchParts?
    /// Whether the search counts what lies above the parts.
    var isFirst = true
  }

  /// Prepares the searches.
  ///
  /// - Parameters:
  ///   - network: any number of inputs.
  ///   - box: one interval an input.
  ///   - layers: the hidden layers to keep; nil for all.
  /// - Throws: `RegionCountError` for a box or layer that does not fit.
  init(_ network: ReLUNetwork, in box: [Interval], layers: Int?) throws(RegionCountError) {
    if network.inputDimension <= 2 {
      let whole = try PlaneNetwork(network, in: box, layers: layers)
      depth = whole.depth
      name = "plane"
      let parts = try (1..<max(1, whole.depth)).map { count throws(RegionCountError) in
        try PlaneNetwork(network, in: box, layers: count)
      }
      let networks = parts + [whole]
      make = { layers, options in
        PlaneSearch(networks[layers - 1], parts: options.parts, isFirst: options.isFirst)
      }
    } else {
      let whole = try SpaceNetwork(network, in: box, layers: layers).withoutIdleInputs()
      guard whole.dimension <= Self.mostInputs else {
        throw .tooManyInputs(whole.dimension, limit: Self.mostInputs)
      }
      depth = whole.depth
      name = "vertices"
      let parts = try (1..<max(1, whole.depth)).map { count throws(RegionCountError) in
        try SpaceNetwork(network, in: box, layers: count).withoutIdleInputs()
      }
      let networks = parts + [whole]
      make = { layers, options in
        SpaceSearch(
          networks[layers - 1], countsOnly: options.countsOnly, parts: options.parts,
          isFirst: options.isFirst)
      }
    }
  }

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - layers: the hidden layers that it searches, at least 1.
  ///   - options: how it differs from the plain one.
  /// - Returns: the search.
  func search(layers: Int, _ options: Options) -> any ReplayableSearch { make(layers, options) }
}
