internal import CKernels

/// Products of a layer with affine maps of two variables, α + β x + γ y.
///
/// A map takes three blocks of eight rows each, one after the other: constants, x-slopes, y-slopes of
/// rows 0…7, then of rows 8…15, and so on. `blockCount * 3` blocks make a map.
///
/// The sum over the active columns may be split: `sum` adds up the columns that are active on a whole
/// cell, `add` one more column for a part of it. Each row is still one dot product, summed in some
/// order, so inequality (1) of `LayerBound` holds for the result.
extension DoubleLayer {
  /// The biases plus the weighted sum over some columns.
  ///
  /// - Parameters:
  ///   - columns: the columns.
  ///   - count: how many they are.
  ///   - input: the map of the layer before.
  ///   - output: receives the map after this layer.
  package func sum(
    _ columns: UnsafePointer<Int32>, count: Int, of input: UnsafePointer<SIMD8<Double>>,
    into output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    product { weights, biases in
      pleat_product_of_three(
        weights, biases, blockCount, self.columns, columns, count, Self.lanes(input),
        Self.lanes(output))
    }
  }

  /// Adds one more column.
  @inline(__always)
  package func add(
    _ column: Int, of input: UnsafePointer<SIMD8<Double>>,
    to output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    let entry =
      UnsafeRawPointer(input).assumingMemoryBound(to: Double.self) + Self.lane(column)
    let (constant, x, y) = (entry[0], entry[8], entry[16])
    weights.withUnsafeBufferPointer { weights in
      for block in 0..<blockCount {
        let weight = weights[block &* columns &+ column]
        output[block &* 3] += weight * constant
        output[block &* 3 &+ 1] += weight * x
        output[block &* 3 &+ 2] += weight * y
      }
    }
  }

  /// Where a row's constant stands in a map; its slopes follow 8 and 16 entries behind.
  @inline(__always)
  package static func lane(_ row: Int) -> Int { (row >> 3) &* 24 &+ (row & 7) }
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
