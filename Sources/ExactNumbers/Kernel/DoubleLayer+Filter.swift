internal import CKernels

/// A layer's weights and biases rounded to double, with what the error bound needs of them.
///
/// The product runs down the columns of the neurons that are active, in blocks of eight rows, for
/// two vectors at once: the constants and the slopes of an affine map of one variable. The
/// inactive half of a layer costs nothing.
///
/// Nothing here decides anything: `FilterBound` says how far its numbers can be from the true ones.
package final class DoubleLayer: Sendable {
  package let rows: Int
  package let columns: Int
  /// Rows in blocks of eight, the last one filled up with zeros.
  package let blockCount: Int
  /// `weights[block * columns + column]` holds eight rows of one column.
  let weights: [SIMD8<Double>]
  let biases: [SIMD8<Double>]
  /// How the layer enlarges the errors of what comes in.
  package let bound: LayerBound

  /// Rounds a layer.
  ///
  /// - Parameters:
  ///   - entries: weights, rows × columns, row by row, each the nearest double of the true weight.
  ///   - offsets: biases, one per row, each the nearest double of the true bias.
  ///   - columns: inputs of the layer.
  package init(weights entries: [Double], biases offsets: [Double], columns: Int) {
    precondition(entries.count == offsets.count * columns, "weights must be rows × columns")
    rows = offsets.count
    self.columns = columns
    let blockCount = (offsets.count + 7) / 8
    self.blockCount = blockCount
    var blocks = [SIMD8<Double>](repeating: .zero, count: blockCount * columns)
    blocks.withUnsafeMutableBytes { bytes in
      let lanes = bytes.assumingMemoryBound(to: Double.self)
      var next = 0
      for row in 0..<offsets.count {
        let first = (row >> 3) * columns * 8 + (row & 7)
        for column in 0..<columns {
          lanes[first + column * 8] = entries[next]
          next += 1
        }
      }
    }
    self.weights = blocks
    var padded = [SIMD8<Double>](repeating: .zero, count: blockCount)
    for row in 0..<offsets.count { padded[row >> 3][row & 7] = offsets[row] }
    biases = padded
    bound = LayerBound(weights: entries, biases: offsets, columns: columns)
  }

  /// The affine map after this layer: constants and slopes of every row.
  ///
  /// - Parameters:
  ///   - active: the columns that count, ascending.
  ///   - constants: constant term of each active column, in the order of `active`.
  ///   - slopes: slope of each active column, in the order of `active`.
  ///   - newConstants: receives `blockCount` blocks.
  ///   - newSlopes: receives `blockCount` blocks.
  package func apply(
    active: UnsafeBufferPointer<Int32>,
    constants: UnsafePointer<Double>, slopes: UnsafePointer<Double>,
    newConstants: UnsafeMutablePointer<SIMD8<Double>>,
    newSlopes: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    product { weights, biases in
      pleat_product_of_two(
        weights, biases, blockCount, columns, active.baseAddress, active.count, constants, slopes,
        Self.lanes(newConstants), Self.lanes(newSlopes))
    }
  }
}
