internal import ExactNumbers

/// A layer's product by the kernels of the search, without their error bounds.
///
/// The baseline in `Benchmarks` multiplies with it, so that both sides have the same inner loops.
@_spi(Benchmarks)
public struct PlainProduct: Sendable {
  private let layer: DoubleLayer

  /// Takes over a layer.
  ///
  /// - Parameters:
  ///   - weights: rows × columns, row by row.
  ///   - biases: one per row.
  ///   - columns: inputs of the layer.
  public init(weights: [Double], biases: [Double], columns: Int) {
    layer = DoubleLayer(weights: weights, biases: biases, columns: columns)
  }

  /// Rows in blocks of eight; a map takes three blocks for each.
  public var blockCount: Int { layer.blockCount }

  /// The biases plus the weighted sum over some columns, as `DoubleLayer.sum`.
  ///
  /// - Parameters:
  ///   - columns: the columns.
  ///   - count: how many they are.
  ///   - input: the map of the layer before.
  ///   - output: receives the map after this layer.
  public func sum(
    _ columns: UnsafePointer<Int32>, count: Int, of input: UnsafePointer<SIMD8<Double>>,
    into output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    layer.sum(columns, count: count, of: input, into: output)
  }

  /// Adds one more column, as `DoubleLayer.add`.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - input: the map of the layer before.
  ///   - output: the sum so far.
  public func add(
    _ column: Int, of input: UnsafePointer<SIMD8<Double>>,
    to output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    layer.add(column, of: input, to: output)
  }
}
