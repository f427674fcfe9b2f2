public import ExactNumbers
public import ReLUNetworks

/// A search by linear programs that is prepared once: what the benchmarks time.
@_spi(Benchmarks)
public struct PreparedProgramSearch {
  private let network: ProgramNetwork
  private let usesFilter: Bool

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - box: where to search, one interval per input.
  ///   - usesFilter: false to prove every answer in exact numbers.
  /// - Precondition: there is a hidden layer.
  public init(_ network: ReLUNetwork, in box: [Interval], usesFilter: Bool = true) {
    self.network = ProgramNetwork(network, in: box)
    self.usesFilter = usesFilter
  }

  /// Searches the whole box.
  ///
  /// - Returns: the number of activation regions, and in words how they were proved.
  public func countRegions() -> (regions: Int, proofs: String) {
    let search = ProgramSearch(network, usesFilter: usesFilter)
    var regions = 0
    while search.advance() { regions += 1 }
    return (regions, "\(search.cellsPerLayer) \(search.counters)")
  }
}
