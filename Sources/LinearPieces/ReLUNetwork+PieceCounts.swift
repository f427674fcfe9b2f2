public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// Counts the activation regions and linear pieces of a one-input network, exactly.
  ///
  /// A *linear piece* is a maximal interval on which all outputs are one affine function; an
  /// *activation region* is a maximal interval with one activation pattern. Neighbouring regions
  /// with the same affine function are one piece.
  ///
  /// - Parameters:
  ///   - domain: where to count, in input units; closed, its ends may be infinite.
  ///   - request: what to count, how, and when to stop.
  /// - Returns: the counts asked for; lower bounds where the count was stopped.
  /// - Throws: `PieceCountError` when the network has several inputs, or folding was forced on a
  ///   network that does not fold.
  /// - Complexity: enumerating, O(cells of all layers × width²) machine operations and O(depth ×
  ///   width) memory; folding, the same over distinct segments a layer.
  /// - Source: definitions R1, R2, R4, R6 of Stargalla, Hertrich and Reichman 2025, arXiv
  ///   2505.16716.
  public func pieceCounts(
    on domain: Interval, _ request: PieceCountRequest = PieceCountRequest()
  ) throws(PieceCountError) -> PieceCounts {
    try PieceCounter(try lineNetwork(), on: domain, request).count()
  }

  /// The network as the counts take it.
  func lineNetwork() throws(PieceCountError) -> LineNetwork {
    guard inputDimension == 1 else { throw .severalInputs(inputDimension) }
    let form = standardForm
    return LineNetwork(
      layers: (form.hidden + [form.output]).map {
        RationalLayer(weights: $0.weights, biases: $0.biases, columns: $0.inputDimension)
      })
  }
}
