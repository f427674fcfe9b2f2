public import ExactNumbers
public import ReLUNetworks

/// A walk over a network that is rounded and bounded once: what the benchmarks time.
///
/// A count prepares its network anew; the part of a count that grows with the number of pieces is
/// the walk. This type lets `Benchmarks` set it beside the same walk in plain doubles.
@_spi(Benchmarks)
public struct PreparedWalk {
  private let kernel: FilteredKernel

  /// Prepares a network of one input.
  ///
  /// - Parameters:
  ///   - network: one input, at least one hidden layer.
  ///   - domain: where to walk.
  /// - Throws: `PieceCountError` for several inputs.
  public init(_ network: ReLUNetwork, on domain: Interval) throws(PieceCountError) {
    kernel = FilteredKernel(try network.lineNetwork().layers, on: domain)
  }

  /// Walks over all cells.
  ///
  /// - Returns: the number of linear pieces.
  public func countPieces() -> Int {
    let search = PieceSearch(kernel, patterns: false, pieces: true)
    while search.advance() {}
    return search.tally.pieces
  }
}
