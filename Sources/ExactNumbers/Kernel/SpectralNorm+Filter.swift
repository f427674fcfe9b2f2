/// A close upper bound of a layer's spectral norm, for networks so deep that the cheap one is loose.
///
/// Write V for the weights divided by a power of two so that |V| ≤ 1, rounded to Float, taken as
/// n × m with n ≤ m, and v = 2⁻²⁴. All steps below are over Float with sums of at most 2²⁰ terms.
///
/// 1. G = V Vᵀ has λ(G) = ‖V‖₂². Its computed upper half, mirrored, is a symmetric Ĝ with
///    ‖G − Ĝ‖_F ≤ γₘ ‖V‖_F² + τ, so λ(G) ≤ λ(Ĝ) + γₘ ‖V‖_F² + τ (Weyl).
/// 2. λ(Ĝ)² = λ(Ĝ²) ≤ ‖Ĝ²‖_F, the computed square H has ‖Ĝ² − H‖_F ≤ γₙ ‖Ĝ‖_F² + τ. Hence
///    λ(Ĝ) ≤ √(‖H‖_F + γₙ ‖Ĝ‖_F² + τ).
/// 3. Rounding to Float moved V by at most 2v ‖V‖_F + τ.
///
/// γₖ = k v / (1 − k v) is taken as k·2⁻²³, right while k ≤ 2²²; τ = 2⁻¹⁰⁰ covers underflow (at most
/// 2⁴⁰ entries, each off by at most 2²⁰·2⁻¹⁴⁹). The norms are summed in double and inflated as
/// `LayerBound` says. For random matrices step 2 is within a sixth of the true norm.
extension DoubleLayer {
  /// Above this many rows and columns the cheap bound stays: refining costs n² m.
  static let largestRefined = 1024

  /// The same layer's bound with a spectral norm that is nearly the true one.
  package func refinedBound() -> LayerBound {
    guard rows > 1, columns > 1, min(rows, columns) <= Self.largestRefined,
      max(rows, columns) <= LayerBound.largestDimension, bound.spectralNorm.isFinite
    else { return bound }
    let scaled = scaledMatrix()
    guard scaled.scale > 0 else { return bound }
    let gram = scaled.matrix.timesOwnTranspose()
    let square = gram.timesOwnTranspose()
    let size = scaled.matrix.squaredNorm
    let gramSize = gram.squaredNorm
    let step = 0x1p-23
    let tau = 0x1p-100
    let largest =
      ((square.squaredNorm.squareRoot() + Double(gram.columns) * step * gramSize + tau)
      * LayerBound.inflation).squareRoot() + Double(scaled.matrix.columns) * step * size + tau
    let norm =
      (largest * LayerBound.inflation).squareRoot() + step * size.squareRoot() + tau
    return LayerBound(
      spectralNorm: norm * scaled.scale * LayerBound.inflation * LayerBound.inflation, of: bound)
  }

  /// The weights over a power of two, as Floats, with no more rows than columns.
  private func scaledMatrix() -> (matrix: FloatMatrix, scale: Double) {
    var largest = 0.0
    for block in weights {
      for lane in 0..<8 { largest = max(largest, block[lane].magnitude) }
    }
    guard largest > 0x1p-900, largest < 0x1p900 else {
      return (FloatMatrix(rows: 0, columns: 0), 0)
    }
    let scale = largest.binade * 2
    let upright = rows <= columns
    var matrix = FloatMatrix(
      rows: upright ? rows : columns, columns: upright ? columns : rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let entry = Float(weights[(row >> 3) * self.columns + column][row & 7] / scale)
        if upright { matrix[row, column] = entry } else { matrix[column, row] = entry }
      }
    }
    return (matrix, scale)
  }
}

/// A small dense matrix of Floats, its rows filled up with zeros to a multiple of eight.
private struct FloatMatrix {
  let rows: Int
  let columns: Int
  /// Blocks of eight entries in a row.
  let blocks: Int
  var entries: [SIMD8<Float>]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    blocks = (columns + 7) / 8
    entries = [SIMD8<Float>](repeating: .zero, count: rows * blocks)
  }

  subscript(row: Int, column: Int) -> Float {
    get { entries[row * blocks + column >> 3][column & 7] }
    set { entries[row * blocks + column >> 3][column & 7] = newValue }
  }

  /// An upper bound of the sum of squares.
  var squaredNorm: Double {
    var sum = 0.0
    for block in entries {
      let wide = SIMD8<Double>(block)
      sum += (wide * wide).sum()
    }
    return sum * LayerBound.inflation
  }

  /// A Aᵀ, its upper half computed and mirrored.
  func timesOwnTranspose() -> FloatMatrix {
    var product = FloatMatrix(rows: rows, columns: rows)
    for row in 0..<rows {
      // Four columns at a time: their sums are independent, so the processor overlaps them.
      for first in stride(from: row, to: rows, by: 4) {
        let sums = dotProducts(row, with: first)
        for other in first..<min(first + 4, rows) {
          product[row, other] = sums[other - first]
          product[other, row] = sums[other - first]
        }
      }
    }
    return product
  }

  /// The products of a row with four in a row, the last one repeated at the end of the matrix.
  private func dotProducts(_ row: Int, with first: Int) -> SIMD4<Float> {
    let starts = SIMD4(first, first + 1, first + 2, first + 3).clamped(
      lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: rows - 1)) &* blocks
    return entries.withUnsafeBufferPointer { entries in
      var (a, b) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
      var (c, d) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
      for block in 0..<blocks {
        let own = entries[row &* blocks &+ block]
        a += own * entries[starts[0] &+ block]
        b += own * entries[starts[1] &+ block]
        c += own * entries[starts[2] &+ block]
        d += own * entries[starts[3] &+ block]
      }
      return SIMD4(a.sum(), b.sum(), c.sum(), d.sum())
    }
  }
}
