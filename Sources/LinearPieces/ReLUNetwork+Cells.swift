package import ExactNumbers
package import ReLUNetworks

/// One cell of a line, an interval with one activation pattern: doubles with proved errors at once,
/// exact numbers for whom they do not suffice.
package struct LineCell {
  /// The left end, about.
  package let start: PointEstimate
  /// The right end, about.
  package let end: PointEstimate
  /// Whether the outputs are the same affine functions as on the cell before.
  package let continuesPiece: Bool
  /// Output number 0 on the cell, about.
  package let output: MapEstimate
  /// The cell with all outputs, exactly; to be asked before the visit goes on.
  package let exact: () throws -> NetworkPiece
}

extension ReLUNetwork {
  /// Visits the cells of a one-input network from left to right, in bounded memory.
  ///
  /// - Parameters:
  ///   - domain: where, in input units.
  ///   - isCancelled: asked now and then; true ends the visit.
  ///   - body: receives each cell; what it throws ends the visit.
  /// - Throws: `PieceCountError` for several inputs or where it was cancelled, or what `body` throws.
  package func forEachCell(
    on domain: Interval, isCancelled: () -> Bool = { false }, _ body: (LineCell) throws -> Void
  ) throws {
    let network = try lineNetwork()
    guard network.depth > 0 else {
      let map = standardForm.output
      let piece = NetworkPiece(domain: domain, slopes: map.weights, intercepts: map.biases)
      return try body(
        LineCell(
          start: PointEstimate(domain.lower), end: PointEstimate(domain.upper),
          continuesPiece: false, output: .unknown, exact: { piece }))
    }
    let walk = network.walk(on: domain, estimates: true)
    let exact = {
      let map = walk.exactOutput()
      return NetworkPiece(
        domain: try Interval(walk.exactStart(), walk.exactEnd()), slopes: map.slopes,
        intercepts: map.intercepts)
    }
    while try walk.advance(unless: isCancelled) {
      let ends = walk.ends()
      try body(
        LineCell(
          start: ends.start, end: ends.end, continuesPiece: walk.continuesPiece(),
          output: walk.output(0), exact: exact))
    }
  }
}
