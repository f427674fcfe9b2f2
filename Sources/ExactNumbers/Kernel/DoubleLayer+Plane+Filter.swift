internal import CKernels

/// Products of a layer with affine maps of two variables, α + β x + γ y.
///
/// A map takes three blocks of eight rows each, one after the other: constants, x-slopes, y-slopes of
/// rows 0…7, then of rows 8…15, and so on. `blockCount * 3` blocks make a map.
///
/// The sum over the active columns may be split: first over the columns that are active on a whole
/// cell, starting from the biases, then from that sum over those of a part of it. Each row is still one
/// dot product, summed in some order, so inequality (1) of `LayerBound` holds for the result.
package struct PlaneProduct {
  private let weights: UnsafeMutablePointer<SIMD8<Double>>
  private let columnCount: Int
  /// Blocks of eight rows.
  package let blockCount: Int
  /// The biases as a map without slopes, where sums start.
  package let biases: UnsafeMutablePointer<SIMD8<Double>>

  /// Copies a layer, so that a search reads its numbers without counting references.
  package init(_ layer: DoubleLayer) {
    weights = .allocate(capacity: max(layer.weights.count, 1))
    weights.initialize(from: layer.weights, count: layer.weights.count)
    columnCount = layer.columns
    blockCount = layer.blockCount
    biases = .allocate(capacity: layer.blockCount * 3)
    biases.initialize(
      from: layer.biases.flatMap { [$0, .zero, .zero] }, count: layer.blockCount * 3)
  }

  package func deallocate() {
    weights.deallocate()
    biases.deallocate()
  }

  /// Adds the weighted sum over some columns to a map.
  ///
  /// - Parameters:
  ///   - columns: the columns.
  ///   - count: how many they are.
  ///   - input: the map of the layer before.
  ///   - start: the map to add to.
  ///   - scratch: room for three numbers a column.
  ///   - output: receives the map after this layer.
  package func add(
    _ columns: UnsafePointer<Int32>, count: Int, of input: UnsafePointer<SIMD8<Double>>,
    to start: UnsafePointer<SIMD8<Double>>, scratch: UnsafeMutablePointer<Double>,
    into output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    pleat_product_of_three(
      DoubleLayer.lanes(weights), DoubleLayer.lanes(start), blockCount, columnCount, columns, count,
      DoubleLayer.lanes(input), scratch, DoubleLayer.lanes(output))
  }
}

extension DoubleLayer {
  /// The weighted sum over some columns of one vector, plus the biases.
  ///
  /// - Parameters:
  ///   - columns: the columns.
  ///   - count: how many they are.
  ///   - input: a number for each column of the layer.
  ///   - output: receives `blockCount` blocks.
  package func sumVector(
    _ columns: UnsafePointer<Int32>, count: Int, of input: UnsafePointer<Double>,
    into output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    product { weights, biases in
      pleat_product_of_one(
        weights, biases, blockCount, self.columns, columns, count, input, Self.lanes(output))
    }
  }

  /// The signs of a map's rows at a point, as far as they exceed a margin.
  ///
  /// - Parameters:
  ///   - map: of a layer.
  ///   - rows: the rows of the layer.
  ///   - constantFactor: goes with the constants.
  ///   - x: first coordinate.
  ///   - y: second coordinate.
  ///   - margin: what a value's size must exceed.
  ///   - positive: receives a bit for each larger value.
  ///   - negative: receives a bit for each value below −margin.
  /// - Returns: how many signs are decided.
  @inline(__always)
  package static func signs(
    _ map: UnsafePointer<SIMD8<Double>>, rows: Int, constantFactor: Double, x: Double, y: Double,
    margin: Double, _ positive: UnsafeMutablePointer<UInt64>,
    _ negative: UnsafeMutablePointer<UInt64>
  ) -> Int {
    pleat_signs_of_three(lanes(map), rows, constantFactor, x, y, margin, positive, negative)
  }

  /// Hands the weights and biases to a kernel.
  @inline(__always)
  func product(_ kernel: (UnsafePointer<Double>?, UnsafePointer<Double>?) -> Void) {
    weights.withUnsafeBytes { weights in
      biases.withUnsafeBytes { biases in
        kernel(
          weights.assumingMemoryBound(to: Double.self).baseAddress,
          biases.assumingMemoryBound(to: Double.self).baseAddress)
      }
    }
  }

  @inline(__always)
  static func lanes(_ blocks: UnsafePointer<SIMD8<Double>>) -> UnsafePointer<Double> {
    UnsafeRawPointer(blocks).assumingMemoryBound(to: Double.self)
  }

  @inline(__always)
  static func lanes(
    _ blocks: UnsafeMutablePointer<SIMD8<Double>>
  ) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(blocks).assumingMemoryBound(to: Double.self)
  }
}
