internal import ExactNumbers

/// Proves in double, for most facets, that the output's slope jumps across them.
///
/// Across a facet that neuron i of layer l drew, and on which no other neuron vanishes, the output's
/// gradient jumps by rₗ[i] times that of the neuron, where rₗ = w D_L W_L ⋯ D_{l+1} W_{l+1} with w the
/// output's weights (for several outputs, one fixed combination of their rows: where that is not zero,
/// some output jumps) and D the neurons active behind the edge. The rows rₗ are computed backwards
/// through transposed layers, whose errors inequality (1) of `LayerBound` bounds just as well.
struct SlopeJumps {
  /// Transposed layers; entry l leads from layer l to layer l − 1.
  private let transposed: [DoubleLayer]
  private let rows: UnsafeMutablePointer<UnsafeMutablePointer<SIMD8<Double>>>
  private let errors: UnsafeMutablePointer<Double>
  private let columns: UnsafeMutablePointer<Int32>
  private let depth: Int
  /// Factors of the two combinations of the gradient that `probe` gives, and their 2-norm.
  private let factors: (x: [Double], y: [Double])
  private let factorNorm: Double
  /// Whether any output weighs a neuron of the last hidden layer, exactly.
  let reachesOutput: [Bool]

  init(_ network: some RegionNetwork) {
    depth = network.depth
    transposed = network.layers.dropLast().map { layer in
      DoubleLayer(
        weights: (0..<layer.columns * layer.rows).map { index in
          Double(layer.weights[index % layer.rows * layer.columns + index / layer.rows])
        },
        biases: Array(repeating: 0, count: layer.columns), columns: layer.rows)
    }
    rows = .allocate(capacity: depth + 1)
    errors = .allocate(capacity: depth + 1)
    errors.initialize(repeating: 0, count: depth + 1)
    for (layer, width) in network.widths.enumerated() {
      let blocks = (width + 7) / 8
      (rows + layer).initialize(to: .allocate(capacity: blocks))
      rows[layer].initialize(repeating: .zero, count: blocks)
    }
    columns = .allocate(capacity: (network.widths.max() ?? 1) + 8)
    let output = network.layers[depth]
    factors = (
      (0..<network.dimension).map { Self.factor($0, 0x9E37_79B9_7F4A_7C15) },
      (0..<network.dimension).map { Self.factor($0, 0xD1B5_4A32_D192_ED03) }
    )
    factorNorm = 0x1p16 * Double(network.dimension).squareRoot() * Slack.inflation
    reachesOutput = (0..<output.columns).map { column in
      (0..<output.rows).contains { output.weights[$0 * output.columns + column].sign != .zero }
    }
    setOutputRow(network.probe)
  }

  func deallocate() {
    for layer in 0...depth { rows[layer].deallocate() }
    rows.deallocate()
    errors.deallocate()
    columns.deallocate()
  }

  private func setOutputRow(_ probe: RationalLayer) {
    var squares = 0.0
    for (column, weight) in probe.weights.enumerated() {
      let value = Double(weight)
      rows[depth][column >> 3][column & 7] = value
      squares += value * value
    }
    // Rounding to nearest, entry by entry.
    errors[depth] = (squares.squareRoot() * 0x1p-52 + Slack.tiny) * Slack.inflation
  }

  /// Computes the rows from the output back to a layer.
  ///
  /// - Parameters:
  ///   - layer: 1…depth.
  ///   - active: the active neurons of each layer.
  ///   - widths: of the input and the hidden layers.
  @inline(__always)
  func compute(backTo layer: Int, active: (Int) -> UnsafePointer<UInt64>, widths: [Int]) {
    var current = depth
    while current > layer {
      step(current, active(current), words: (widths[current] + 63) / 64)
      current -= 1
    }
  }

  /// From the row of a layer to that of the layer before.
  private func step(_ layer: Int, _ active: UnsafePointer<UInt64>, words: Int) {
    let row = UnsafeRawPointer(rows[layer]).assumingMemoryBound(to: Double.self)
    var count = 0
    var squares = 0.0
    for word in 0..<words {
      var rest = active[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        columns[count] = Int32(truncatingIfNeeded: neuron)
        squares += row[neuron] * row[neuron]
        count &+= 1
      }
    }
    let map = transposed[layer - 1]
    map.sumVector(columns, count: count, of: row, into: rows[layer - 1])
    let norm = squares.squareRoot() * Slack.inflation + Slack.tiny
    let bound = map.bound
    errors[layer - 1] =
      norm <= Slack.largestEntry
      ? (bound.spectralNorm * errors[layer] + bound.roundingOfWeights * norm
        + bound.roundingOfBiases) * Slack.inflation : .infinity
  }

  /// Whether the row of a layer, once computed, proves that a neuron reaches the output.
  @inline(__always)
  func proves(_ layer: Int, _ neuron: Int) -> Bool {
    rows[layer][neuron >> 3][neuron & 7].magnitude > errors[layer]
  }

  /// An odd number below 2¹⁶ that looks random, so that few gradients agree in both combinations.
  private static func factor(_ input: Int, _ seed: UInt64) -> Double {
    Double((UInt64(truncatingIfNeeded: input) &+ 1) &* seed >> 48 | 1)
  }

  /// Two combinations of the gradient of the combination of outputs on a region.
  ///
  /// The row r₀ is the gradient. A combination of its n entries is off by at most |factors|₂ |r̂₀ − r₀|₂, and
  /// its sum of n products rounds by less than (n + 1) u of the moduli (Higham 2002, §3.1).
  ///
  /// - Parameters:
  ///   - active: the active neurons of each layer.
  ///   - widths: of the input and the hidden layers.
  /// - Returns: both, with their errors, as the slopes of a line.
  @inline(__always)
  func probe(active: (Int) -> UnsafePointer<UInt64>, widths: [Int]) -> LineEstimate {
    compute(backTo: 0, active: active, widths: widths)
    let row = UnsafeRawPointer(rows[0]).assumingMemoryBound(to: Double.self)
    var (x, y, xSize, ySize) = (0.0, 0.0, 0.0, 0.0)
    for input in 0..<widths[0] {
      let (first, second) = (factors.x[input] * row[input], factors.y[input] * row[input])
      x += first
      y += second
      xSize += first.magnitude
      ySize += second.magnitude
    }
    let (doubt, unit) = (factorNorm * errors[0], Double(widths[0] + 2) * 0x1p-53)
    return LineEstimate(
      constant: 0, x: x, y: y,
      error: PlaneError(
        constants: 0, x: (doubt + unit * xSize) * Slack.inflation + Slack.tiny,
        y: (doubt + unit * ySize) * Slack.inflation + Slack.tiny))
  }
}
