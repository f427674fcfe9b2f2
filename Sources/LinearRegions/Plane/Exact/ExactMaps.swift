internal import ExactNumbers

/// The exact affine maps of the present path: pre-activations as cleared integers, layer by layer.
///
/// A row is computed from the active rows of the layer before, when it is asked for.
protocol ExactMaps {
  associatedtype Number: ExactCoefficient
  /// The zero line of a neuron whose row has been computed.
  func line(_ layer: Int, _ neuron: Int) -> ExactLine<Number>
  /// Prepares to compute rows of a layer from the active rows of the layer before, all computed.
  ///
  /// - Parameters:
  ///   - layer: 1…depth + 1.
  ///   - active: the neurons of the layer before that count.
  func open(_ layer: Int, active: [Int])
  /// Computes one row of a layer that has been opened.
  func compute(_ layer: Int, _ row: Int, active: [Int])
}

/// Maps whose numbers all fit in 41 bits.
final class WordMaps: ExactMaps {
  private let layers: [ClearedLayer]
  private let weights: [[Int]]
  private let biases: [[Int]]
  private var values: [[ExactLine<Int>]]

  /// Takes over cleared layers, or returns nil if some value may not fit.
  init?(_ network: ClearedNetwork) {
    guard network.bits <= Int.coefficientBits else { return nil }
    layers = network.layers
    var (weights, biases): ([[Int]], [[Int]]) = ([], [])
    for layer in layers {
      let entries = layer.weights.compactMap { Int(exactly: $0) }
      let offsets = layer.biases.compactMap { Int(exactly: $0) }
      guard entries.count == layer.weights.count, offsets.count == layer.rows else { return nil }
      weights.append(entries)
      biases.append(offsets)
    }
    self.weights = weights
    self.biases = biases
    values = [
      [ExactLine(m: 0, c: 0, x: 1, y: 0), ExactLine(m: 0, c: 0, x: 0, y: 1)]
    ]
    values += layers.map { Array(repeating: ExactLine(m: 0, c: 0, x: 0, y: 0), count: $0.rows) }
  }

  func line(_ layer: Int, _ neuron: Int) -> ExactLine<Int> { values[layer][neuron] }

  func open(_ layer: Int, active: [Int]) {}

  func compute(_ layer: Int, _ row: Int, active: [Int]) {
    let first = row &* layers[layer - 1].columns
    var line = ExactLine(m: 0, c: biases[layer - 1][row], x: 0, y: 0)
    for column in active {
      let weight = weights[layer - 1][first &+ column]
      if weight == 0 { continue }
      let input = values[layer - 1][column]
      // Wrapping is harmless: the results fit.
      line.c &+= weight &* input.c
      line.x &+= weight &* input.x
      line.y &+= weight &* input.y
    }
    values[layer][row] = line
  }
}

/// Maps of any size, in limbs.
final class LimbMaps: ExactMaps {
  private var network: ClearedNetwork
  private var layers: [LimbLayer] = []
  private var maps: [PlaneLimbs]
  /// The active rows that a layer is computed from, in its width.
  private var inputs: [Int: PlaneLimbs] = [:]

  private struct PlaneLimbs {
    let constants: LimbVector
    let x: LimbVector
    let y: LimbVector

    init(count: Int, limbs: Int) {
      constants = LimbVector(count: count, limbs: limbs)
      x = LimbVector(count: count, limbs: limbs)
      y = LimbVector(count: count, limbs: limbs)
    }
  }

  init(_ network: ClearedNetwork) {
    self.network = network
    let input = PlaneLimbs(count: 2, limbs: 1)
    input.x.set(0, to: 1)
    input.y.set(1, to: 1)
    maps = [input]
  }

  func line(_ layer: Int, _ neuron: Int) -> ExactLine<Integer> {
    let map = maps[layer]
    return ExactLine(
      m: .zero, c: map.constants.integer(neuron), x: map.x.integer(neuron),
      y: map.y.integer(neuron))
  }

  func open(_ layer: Int, active: [Int]) {
    prepare(layer)
    let (from, limbs) = (maps[layer - 1], layers[layer - 1].limbs)
    let input = PlaneLimbs(count: active.count, limbs: limbs)
    for (slot, column) in active.enumerated() {
      input.constants.extend(slot, from: from.constants, column)
      input.x.extend(slot, from: from.x, column)
      input.y.extend(slot, from: from.y, column)
    }
    inputs[layer] = input
  }

  func compute(_ layer: Int, _ row: Int, active: [Int]) {
    guard let input = inputs[layer] else { return }
    let (to, map) = (maps[layer], layers[layer - 1])
    map.apply(
      row: row, active: active, widened: input.constants, addsBias: true, output: to.constants)
    map.apply(row: row, active: active, widened: input.x, addsBias: false, output: to.x)
    map.apply(row: row, active: active, widened: input.y, addsBias: false, output: to.y)
  }

  private func prepare(_ layer: Int) {
    network.clear(layer)
    while layers.count < layer {
      let map = LimbLayer(network.layers[layers.count], inputLimbs: layers.last?.limbs ?? 1)
      layers.append(map)
      maps.append(PlaneLimbs(count: map.rows, limbs: map.limbs))
    }
  }
}
