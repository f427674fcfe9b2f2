internal import ExactNumbers
internal import ReLUNetworks

/// Makes searches of a network's first layers that all cut the same cells in the same order.
struct SearchFactory: Sendable {
  /// The number of hidden layers.
  let depth: Int
  /// The kind of search, which decides the order of the cells.
  let name: String
  /// The method that it belongs to.
  let method: RegionMethod
  private let make: @Sendable (_ layers: Int, Options) -> any ReplayableSearch

  /// To be raised whenever the order of the cells of some search changes, or the depth of its parts:
  /// checkpoints and shards of other versions are then refused.
  static let version = 1

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
  ///   - method: `automatic`, `vertices` or `programs`; two inputs are searched by vertices.
  /// - Throws: `RegionCountError` for a box or layer that does not fit, and for too many inputs.
  init(
    _ network: ReLUNetwork, in box: [Interval], layers: Int?, method: RegionMethod = .automatic
  ) throws(RegionCountError) {
    let space = try SpaceNetwork(network, in: box, layers: layers).withoutIdleInputs()
    depth = space.depth
    if network.inputDimension <= 2 {
      name = "plane"
      self.method = .vertices
      let networks = try Self.beginnings(depth) { layers throws(RegionCountError) in
        try PlaneNetwork(network, in: box, layers: layers)
      }
      make = { layers, options in
        PlaneSearch(networks[layers - 1], parts: options.parts, isFirst: options.isFirst)
      }
      return
    }
    let isByPrograms = space.searchesByPrograms(method)
    if !isByPrograms { try space.checkVertices() }
    self.method = isByPrograms ? .programs : .vertices
    name = self.method.rawValue
    let networks = try Self.beginnings(depth) { layers throws(RegionCountError) in
      try SpaceNetwork(network, in: box, layers: layers).withoutIdleInputs()
    }
    if isByPrograms {
      make = { layers, options in
        ProgramSearch(
          networks[layers - 1], order: options.countsOnly ? .bundled : .fixed,
          parts: options.parts, isFirst: options.isFirst)
      }
    } else {
      make = { layers, options in
        SpaceSearch(
          networks[layers - 1], countsOnly: options.countsOnly, parts: options.parts,
          isFirst: options.isFirst)
      }
    }
  }

  /// A network's first hidden layer, its first two, and so on.
  private static func beginnings<Network>(
    _ depth: Int, _ network: (_ layers: Int) throws(RegionCountError) -> Network
  ) throws(RegionCountError) -> [Network] {
    var networks: [Network] = []
    if depth > 0 { for layers in 1...depth { networks.append(try network(layers)) } }
    return networks
  }

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - layers: the hidden layers that it searches, at least 1.
  ///   - options: how it differs from the plain one.
  /// - Returns: the search.
  func search(layers: Int, _ options: Options) -> any ReplayableSearch { make(layers, options) }
}
