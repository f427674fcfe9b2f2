/// How far one layer's product in double can be from the true one.
///
/// Write W, b for the true weights and biases, Ŵ, b̂ for the doubles nearest to them, x for a true
/// vector and x̂ for a computed one with |x − x̂|₂ ≤ e. The layer computes ŷ from Ŵ x̂ + b̂ over some
/// subset of the columns (the active ones; the others count as x = x̂ = 0). With u = 2⁻⁵³,
/// γₖ = k u / (1 − k u), r rows and n columns,
///
///     |y − ŷ|₂ ≤ ‖W‖₂ e + γₙ₊₃ (‖Ŵ‖_F |x̂|₂ + |b̂|₂) + τ.                                   (1)
///
/// Proof. y − ŷ = W (x − x̂) + (W − Ŵ) x̂ + (b − b̂) + (Ŵ x̂ + b̂ − ŷ).
/// The first term has norm at most ‖W‖₂ e: dropping columns or coordinates never enlarges a norm.
/// Rounding to nearest gives |W − Ŵ| ≤ u/(1 − u) |Ŵ| + 2⁻¹⁰⁷⁵ entry by entry, likewise for b, which
/// is at most γ₂ of the moduli plus an underflow. The last term is one rounded dot product of n
/// products and one more addend a row, summed in some order: row by row at most
/// γₙ₊₁ (|Ŵ| |x̂| + |b̂|), and at most n·2⁻¹⁰⁷⁴ for products that underflow (Higham 2002, §3.1; sums do
/// not underflow). Since γₙ₊₁ + γ₂ ≤ γₙ₊₃, taking norms, with ‖ |Ŵ| ‖_F = ‖Ŵ‖_F, gives (1), where τ
/// collects the underflows: at most √r (2⁻¹⁰⁷⁵ Σ|x̂| + 2⁻¹⁰⁷⁵ + n 2⁻¹⁰⁷⁴). While every |x̂| ≤ 2⁴⁰⁰ and
/// r, n ≤ 2²⁰ (checked: beyond, the bound is infinite) τ ≤ 2⁻⁶⁰⁰. ∎
///
/// The numbers stored here, and every step of `FilterBound`, are computed in double themselves from
/// non-negative terms: k roundings change such a value by a factor between (1 − u)ᵏ and (1 + u)ᵏ.
/// Sums of squares have at most 2⁴⁰ terms but are added in rows of at most 2²⁰, so k ≤ 2²² and the
/// factor `LayerBound.inflation` = 1 + 2⁻³⁰ covers them (2²²·2⁻⁵³ < 2⁻³⁰); a square that underflows
/// loses less than 2⁻¹⁰⁷⁴, hence at most 2⁻⁵¹⁵ of a norm: `LayerBound.tiny` = 2⁻⁵⁰⁰ is added to
/// every norm. An overflow gives infinity or NaN, which no comparison accepts as certain.
package struct LayerBound: Sendable {
  /// An upper bound of ‖W‖₂, cheap at first (`refined` sharpens it).
  package let spectralNorm: Double
  /// An upper bound of γₙ₊₃ ‖Ŵ‖_F.
  package let roundingOfWeights: Double
  /// An upper bound of γₙ₊₃ |b̂|₂ + τ.
  package let roundingOfBiases: Double

  /// Covers the roundings of the bound's own computation, see above.
  package static let inflation = 1 + 0x1p-30
  /// Covers underflow in norms, see above.
  package static let tiny = 0x1p-500
  /// Vectors with larger entries have no bound.
  package static let largestEntry = 0x1p400
  /// Layers with more rows or columns have no bound.
  static let largestDimension = 1 << 20

  init(weights: [Double], biases: [Double], columns: Int) {
    let norms = CheapNorms(weights: weights, columns: columns)
    let fits = max(columns, biases.count) <= Self.largestDimension
    let gamma = Double(columns + 4) * 0x1p-53
    var squares = 0.0
    for bias in biases { squares += bias * bias }
    let biasNorm = squares.squareRoot() * Self.inflation + Self.tiny
    let frobenius = norms.frobenius
    // ‖W‖₂ ≤ ‖Ŵ‖₂ + ‖W − Ŵ‖_F.
    spectralNorm =
      fits ? (min(frobenius, norms.rowColumn) + gamma * frobenius) * Self.inflation : .infinity
    roundingOfWeights = gamma * frobenius * Self.inflation
    roundingOfBiases = gamma * biasNorm * Self.inflation + Self.tiny
  }

  init(spectralNorm: Double, of bound: LayerBound) {
    self.spectralNorm = min(spectralNorm, bound.spectralNorm)
    roundingOfWeights = bound.roundingOfWeights
    roundingOfBiases = bound.roundingOfBiases
  }
}

/// Two bounds of a spectral norm that cost one pass: ‖W‖_F and √(‖W‖₁ ‖W‖_∞).
private struct CheapNorms {
  var frobenius = 0.0
  var rowColumn = 0.0

  init(weights: [Double], columns: Int) {
    guard columns > 0 else { return }
    var columnSums = [Double](repeating: 0, count: columns)
    var largestRow = 0.0
    var squares = 0.0
    weights.withUnsafeBufferPointer { weights in
      columnSums.withUnsafeMutableBufferPointer { columnSums in
        for row in 0..<weights.count / columns {
          var rowSum = 0.0
          var rowSquares = 0.0
          for column in 0..<columns {
            let size = weights[row &* columns &+ column].magnitude
            rowSum += size
            rowSquares += size * size
            columnSums[column] += size
          }
          largestRow = max(largestRow, rowSum)
          squares += rowSquares
        }
      }
    }
    let largestColumn = columnSums.max() ?? 0
    frobenius = squares.squareRoot() * LayerBound.inflation + LayerBound.tiny
    rowColumn =
      (largestRow * LayerBound.inflation).squareRoot()
      * (largestColumn * LayerBound.inflation).squareRoot() * LayerBound.inflation
  }
}
