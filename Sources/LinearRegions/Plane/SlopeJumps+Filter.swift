internal import ExactNumbers

/// Proves in double, for most edges, that the output's slope jumps across them.
///
/// Across an edge that neuron i of layer l drew, and on which no other neuron vanishes, the output's
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
  /// Whether any output weighs a neuron of the last hidden layer, exactly.
  let reachesOutput: [Bool]

  init(_ network: PlaneNetwork) {
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
}
