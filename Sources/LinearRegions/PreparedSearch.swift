public import ExactNumbers
public import ReLUNetworks

/// A search of a network that is rounded and bounded once: what the benchmarks time.
///
/// A count prepares its network anew; the part of a count that grows with the number of regions is
/// the search. This type lets `Benchmarks` set it beside the same search in plain doubles.
@_spi(Benchmarks)
public struct PreparedSearch {
  private let search: PlaneSearch

  /// Prepares a network of two inputs.
  ///
  /// - Parameters:
  ///   - network: two inputs, at least one hidden layer.
  ///   - box: where to search, one interval per input.
  ///   - usesFilter: false to decide every sign exactly.
  /// - Throws: `RegionCountError` for more inputs, or a box that does not fit.
  /// - Precondition: there is a hidden layer.
  public init(
    _ network: ReLUNetwork, in box: [Interval], usesFilter: Bool = true
  ) throws(RegionCountError) {
    search = PlaneSearch(
      try PlaneNetwork(network, in: box, layers: nil), usesFilter: usesFilter)
  }

  /// Searches the whole box, and is ready to search it again.
  ///
  /// - Returns: the number of activation regions.
  public func countRegions() -> Int {
    var regions = 0
    while search.advance() > 0 { regions += 1 }
    search.begin()
    return regions
  }
}

/// The same for a network of several inputs on a bounded box.
@_spi(Benchmarks)
public struct PreparedSpaceSearch {
  private let search: SpaceSearch

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - box: where to search, one interval per input.
  ///   - countsOnly: false to visit each region.
  /// - Throws: `RegionCountError` for a box that does not fit.
  /// - Precondition: there is a hidden layer.
  public init(
    _ network: ReLUNetwork, in box: [Interval], countsOnly: Bool
  ) throws(RegionCountError) {
    search = SpaceSearch(
      try SpaceNetwork(network, in: box, layers: nil), countsOnly: countsOnly)
  }

  /// Searches the whole box, and is ready to search it again.
  ///
  /// - Returns: the number of activation regions.
  public func countRegions() -> Int {
    var regions = 0
    while true {
      let found = search.advance()
      if found == 0 { break }
      regions += found
    }
    search.begin()
    return regions
  }
}
