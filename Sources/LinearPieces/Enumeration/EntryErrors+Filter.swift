internal import ExactNumbers

/// Bounds of the errors of the current path's maps, one an entry.
///
/// `MapError` bounds all entries of a layer by one norm, which is cheap and serves the signs. It says
/// little of the output of a deep network whose weights take back what the layers before enlarge. Row
/// by row, the proof of `LayerBound` gives
///
///     |y − ŷ| ≤ |W| e + γₙ₊₃ (|Ŵ| |x̂| + |b̂|) + τ,        |x − x̂| ≤ e entry by entry,
///
/// so with |W| ≤ (1 + 2⁻⁵²) |Ŵ| + 2⁻¹⁰⁷⁴ a product by |Ŵ| of e + γₙ₊₄ |x̂|, which is what is stored here,
/// bounds the error of the next layer. The factor 1 + 2⁻³⁰ of the weights covers this product's own
/// roundings and the one of |W|; 2⁻⁵⁰⁰, added to each entry, covers τ and what underflows, as long as
/// no entry of e exceeds 2⁴⁰⁰, and beyond nothing is claimed. For layers of more than 2²⁰ neurons
/// nothing is claimed, either, since their `LayerBound` is infinite.
final class EntryErrors {
  private let layers: [DoubleLayer]
  /// γₙ₊₄ of layers 1…, for n columns.
  private let roundings: [Double]
  private let errors: MapBuffers
  /// Whether all entries up to a layer are within bounds.
  private let isKnown: UnsafeMutablePointer<Bool>

  init(_ layers: [RationalLayer]) {
    let roundings = layers.map { Double($0.columns + 5) * 0x1p-53 }
    self.roundings = roundings
    self.layers = zip(layers, roundings).map { layer, rounding in
      DoubleLayer(
        weights: layer.weights.map { Double($0).magnitude * LayerBound.inflation },
        biases: layer.biases.map { Double($0).magnitude * rounding * LayerBound.inflation },
        columns: layer.columns)
    }
    errors = MapBuffers(self.layers, inputSlope: roundings[0])
    isKnown = .allocate(capacity: layers.count + 1)
    isKnown.initialize(repeating: true, count: layers.count + 1)
  }

  deinit { isKnown.deallocate() }

  /// Computes the bounds of a layer that the path has entered.
  ///
  /// - Parameters:
  ///   - layer: 1…depth + 1.
  ///   - maps: the path's maps up to there.
  ///   - active: bit set of the active neurons of `layer - 1`.
  func enter(_ layer: Int, of maps: MapBuffers, active: UnsafePointer<UInt64>) {
    let gathered = errors.gather(layer - 1, active: active)
    isKnown[layer] =
      isKnown[layer - 1] && gathered.constantNorm.isFinite && gathered.slopeNorm.isFinite
    errors.apply(layers[layer - 1], to: layer, count: gathered.count)
    let rounding = layer < layers.count ? roundings[layer] : 0
    errors.add(rounding, timesSizesOf: maps, layer, plus: LayerBound.tiny)
  }

  /// The error of one entry, or the bound of the layer's norms where that is infinite.
  func error(_ layer: Int, _ entry: Int, within norms: MapError) -> MapError {
    guard isKnown[layer] else { return norms }
    var error = norms
    error.constants = norms.constants.isFinite ? errors.constants(layer)[entry] : .infinity
    error.slopes = norms.slopes.isFinite ? errors.slopes(layer)[entry] : .infinity
    return error
  }
}
