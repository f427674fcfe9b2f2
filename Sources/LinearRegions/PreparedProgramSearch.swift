public import ExactNumbers
public import ReLUNetworks

/// A search by linear programs that is prepared once: what the benchmarks time.
@_spi(Benchmarks)
public struct PreparedProgramSearch {
  private let network: SpaceNetwork
  private let usesFilter: Bool

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - box: where to search, one interval per input.
  ///   - usesFilter: false to prove every answer in exact numbers.
  /// - Throws: `RegionCountError` for a box that does not fit.
  /// - Precondition: there is a hidden layer.
  public init(
    _ network: ReLUNetwork, in box: [Interval], usesFilter: Bool = true
  ) throws(RegionCountError) {
    self.network = try SpaceNetwork(network, in: box, layers: nil)
    self.usesFilter = usesFilter
  }

  /// Searches the whole box.
  ///
  /// - Returns: the number of activation regions, and in words how they were proved.
  public func countRegions() -> (regions: Int, proofs: String) {
    let search = ProgramSearch(network, usesFilter: usesFilter)
    var regions = 0
    while search.advance() > 0 { regions += 1 }
    return (regions, "\(search.cellsPerLayer) \(search.counters)")
  }
}
