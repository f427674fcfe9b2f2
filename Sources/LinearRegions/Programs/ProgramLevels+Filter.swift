internal import ExactNumbers

/// The affine maps of the present path in double, one a layer, with bounds of their errors.
///
/// Row i of a layer's map is the pre-activation of neuron i as a function of the n inputs, on the cells
/// with the present pattern in the layers before: n slopes, and after them the constant.
///
/// **Errors.** Let norms bound the 2-norm of each column over the neurons (`constant` for the column of
/// constants, `slope` for any column of slopes). By inequality (1) of `LayerBound`, column by column, a
/// layer takes the errors e of the columns that go in to ‖W‖ e + γ‖Ŵ‖ norm + γ|b̂| (slopes have no bias),
/// and norms grow by ‖W‖. Both are bounded layer by layer beforehand, for every path. An entry's error is
/// at most its column's.
///
/// **Margins.** Write h = c + a·x for the true pre-activation, ĉ and â for the computed entries, u = 2⁻⁵³.
/// For any computation of fl(ĉ + â·x) with at most 2n + 20 roundings on the way of each term,
///
///     |fl(ĉ + â·x) − h(x)| ≤ C + S |x|₁,   C = δc + γ |c|,   S = δa + γ |a|,
///
/// with the errors δ and the norms of the layer and γ = (4n + 64) u ≥ γ₂ₙ₊₂₀ + 2u: the difference is
/// |ĉ − c| + Σ |âᵢ − aᵢ| |xᵢ| and the roundings γ₂ₙ₊₂₀ (|ĉ| + Σ |âᵢ| |xᵢ|) (Higham 2002, §3.1), where
/// |ĉ| ≤ `constant`, |âᵢ| ≤ `slope`. The rest of γ allows each xᵢ an own relative error of u.
/// C and S (`marginOfConstant`, `marginOfSlope`) hold a little more, `Slack`, for their own roundings and
/// for underflow.
struct ProgramLevel {
  let width: Int
  let words: Int
  /// Rows of `blocks` vectors each.
  let map: UnsafeMutablePointer<SIMD4<Double>>
  /// The active neurons of the present path, as bits.
  let active: UnsafeMutablePointer<UInt64>
  let weights: UnsafeMutablePointer<Double>
  let biases: UnsafeMutablePointer<Double>
  /// C above.
  let marginOfConstant: Double
  /// S above.
  let marginOfSlope: Double
  /// C + S R, where R bounds the 1-norm of what is finite in the box.
  let marginInBox: Double
  /// Cells found in this layer.
  var cells = 0

  func deallocate() {
    map.deallocate()
    active.deallocate()
    weights.deallocate()
    biases.deallocate()
  }
}

/// The levels 0 (the inputs) to depth.
struct ProgramLevels {
  let levels: UnsafeMutablePointer<ProgramLevel>
  let count: Int
  let dimension: Int
  /// Vectors of four numbers in a row: n slopes and a constant.
  let blocks: Int

  /// - Parameters:
  ///   - layers: the hidden layers.
  ///   - dimension: inputs of the first.
  ///   - reach: an upper bound of the 1-norm of the box's finite ends.
  init(_ layers: [RationalLayer], dimension: Int, reach: Double) {
    count = layers.count + 1
    self.dimension = dimension
    blocks = (dimension + 4) / 4
    levels = .allocate(capacity: count)
    var bounds = ColumnBounds()
    (levels + 0).initialize(
      to: Self.level(nil, width: dimension, blocks: blocks, bounds, dimension, reach))
    for (index, layer) in Self.balanced(layers).enumerated() {
      let rounded = DoubleLayer(
        weights: layer.weights.map { Double($0) }, biases: layer.biases.map { Double($0) },
        columns: layer.columns)
      bounds = bounds.after(rounded.refinedBound(), layer.biases)
      (levels + index + 1).initialize(
        to: Self.level(layer, width: layer.rows, blocks: blocks, bounds, dimension, reach))
    }
    let inputs = levels[0]
    let entries = UnsafeMutableRawPointer(inputs.map).assumingMemoryBound(to: Double.self)
    for input in 0..<dimension {
      entries[input * 4 * blocks + input] = 1
      inputs.active[input / 64] |= 1 << UInt64(input % 64)
    }
  }

  func deallocate() {
    for index in 0..<count { levels[index].deallocate() }
    levels.deinitialize(count: count)
    levels.deallocate()
  }

  private static func level(
    _ layer: RationalLayer?, width: Int, blocks: Int, _ bounds: ColumnBounds, _ dimension: Int,
    _ reach: Double
  ) -> ProgramLevel {
    let words = (width + 63) / 64
    let gamma = Double(4 * dimension + 64) * 0x1p-53
    let constant = (bounds.constantError + gamma * bounds.constant + Slack.tiny) * Slack.inflation
    let slope = (bounds.slopeError + gamma * bounds.slope + Slack.tiny) * Slack.inflation
    let level = ProgramLevel(
      width: width, words: words, map: .allocate(capacity: width * blocks),
      active: .allocate(capacity: words),
      weights: .allocate(capacity: max(layer?.weights.count ?? 0, 1)),
      biases: .allocate(capacity: width), marginOfConstant: constant, marginOfSlope: slope,
      marginInBox: (constant + slope * reach) * Slack.inflation)
    level.map.initialize(repeating: .zero, count: width * blocks)
    level.active.initialize(repeating: 0, count: words)
    for (index, weight) in (layer?.weights ?? []).enumerated() {
      (level.weights + index).initialize(to: Double(weight))
    }
    for (index, bias) in (layer?.biases ?? []).enumerated() {
      (level.biases + index).initialize(to: Double(bias))
    }
    return level
  }

  /// The same layers with every neuron divided by a power of two near the size of its weights.
  ///
  /// ReLU commutes with positive factors, so no sign changes; and powers of two round nothing. The
  /// search chooses its pivots by size, which should compare.
  private static func balanced(_ layers: [RationalLayer]) -> [RationalLayer] {
    var scales = [Rational](repeating: .one, count: layers.first?.columns ?? 0)
    return layers.map { layer in
      let columns = layer.columns
      var (weights, biases) = (layer.weights, layer.biases)
      var next: [Rational] = []
      for row in 0..<layer.rows {
        let entries = row * columns..<(row + 1) * columns
        for (column, entry) in entries.enumerated() { weights[entry] *= scales[column] }
        let largest = entries.map { weights[$0].magnitude }.max() ?? .zero
        let scale = powerOfTwo(below: largest)
        for entry in entries { weights[entry] /= scale }
        biases[row] /= scale
        next.append(scale)
      }
      scales = next
      return RationalLayer(weights: weights, biases: biases, columns: columns)
    }
  }

  /// A power of two at most twice and more than half as large as a positive number; 1 for 0.
  private static func powerOfTwo(below size: Rational) -> Rational {
    guard size.sign == .positive else { return .one }
    let exponent = size.numerator.bitLength - size.denominator.bitLength
    return exponent >= 0
      ? Rational(Integer.one << exponent) : Rational(.one, Integer.one << -exponent)
  }

  /// A neuron's row.
  @inline(__always)
  func row(_ layer: Int, _ neuron: Int) -> UnsafeMutablePointer<SIMD4<Double>> {
    levels[layer].map + neuron &* blocks
  }

  /// Computes the map of a layer for the active neurons of the layer before.
  @inline(__always)
  func enter(_ layer: Int) {
    let (level, above) = (levels + layer, levels + (layer - 1))
    let columns = above.pointee.width
    for neuron in 0..<level.pointee.width {
      let row = level.pointee.map + neuron &* blocks
      let weights = level.pointee.weights + neuron &* columns
      row.update(repeating: .zero, count: blocks)
      UnsafeMutableRawPointer(row).assumingMemoryBound(to: Double.self)[dimension] =
        level.pointee.biases[neuron]
      for word in 0..<above.pointee.words {
        var rest = above.pointee.active[word]
        while rest != 0 {
          let column = word &* 64 &+ rest.trailingZeroBitCount
          rest &= rest &- 1
          let source = above.pointee.map + column &* blocks
          let weight = weights[column]
          for block in 0..<blocks { row[block] += weight * source[block] }
        }
      }
    }
  }
}

/// Bounds of the columns of a layer's map: norms, and errors of what is computed.
private struct ColumnBounds {
  var constant = 0.0
  var slope = 1.0
  var constantError = 0.0
  var slopeError = 0.0

  /// The bounds after a layer.
  func after(_ layer: LayerBound, _ biases: [Rational]) -> ColumnBounds {
    let squares = biases.reduce(0.0) { $0 + Double($1) * Double($1) }
    let biasNorm = squares.squareRoot() * Slack.inflation + Slack.tiny
    let twice = Slack.inflation * Slack.inflation
    var next = ColumnBounds()
    next.constantError =
      (layer.spectralNorm * constantError + layer.roundingOfWeights * constant
        + layer.roundingOfBiases) * twice
    next.slopeError =
      (layer.spectralNorm * slopeError + layer.roundingOfWeights * slope + Slack.tiny) * twice
    next.constant = Self.limited(
      (layer.spectralNorm * constant + biasNorm + next.constantError) * twice)
    next.slope = Self.limited((layer.spectralNorm * slope + next.slopeError) * twice)
    return next
  }

  /// A norm, infinite where entries may be too large for `LayerBound`.
  private static func limited(_ norm: Double) -> Double {
    norm <= Slack.largestEntry ? norm : .infinity
  }
}
