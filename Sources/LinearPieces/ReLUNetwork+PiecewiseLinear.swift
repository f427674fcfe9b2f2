public import ExactNumbers
public import PiecewiseLinear
public import ReLUNetworks

extension ReLUNetwork {
  /// The function of one output as a value.
  ///
  /// - Parameters:
  ///   - domain: where, in input units.
  ///   - output: which output, numbered from 0.
  ///   - pieceLimit: how many linear pieces to hold at the most.
  /// - Returns: the same function of t.
  /// - Throws: `PieceCountError` for several inputs, no such output or too many pieces.
  public func piecewiseLinearFunction(
    on domain: Interval, output: Int = 0, pieceLimit: Int = 1_000_000
  ) throws -> PiecewiseLinearFunction {
    guard (0..<outputDimension).contains(output) else {
      throw PieceCountError.noSuchOutput(output + 1, outputs: outputDimension)
    }
    var pieces: [LinearPiece] = []
    try forEachLinearPiece(on: domain) { piece in
      guard pieces.count < pieceLimit else {
        throw PieceCountError.tooManyPieces(limit: pieceLimit)
      }
      pieces.append(
        LinearPiece(
          domain: piece.domain, slope: piece.slopes[output], intercept: piece.intercepts[output]))
    }
    return try PiecewiseLinearFunction(pieces: pieces)
  }
}
