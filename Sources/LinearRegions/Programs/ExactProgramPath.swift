internal import ExactNumbers

/// An affine function of n inputs in integers: slopes, then the constant.
typealias IntegerRow = [Integer]

/// The affine maps of the present path in integers, computed only when they are asked for.
///
/// A row stands for the true one times a positive factor.
final class ExactProgramPath {
  private var network: ClearedNetwork
  private let box: [Interval]
  private let active: (_ layer: Int) -> UnsafePointer<UInt64>
  /// Layers that rows can be computed in on the present path; layer 0 is the inputs.
  private var openThrough = 0
  private var members: [[Int]]
  private var rows: [[IntegerRow?]]

  /// - Parameters:
  ///   - network: the layers and the box.
  ///   - active: the active neurons of each layer of the present path, as bits.
  init(_ network: ProgramNetwork, active: @escaping (_ layer: Int) -> UnsafePointer<UInt64>) {
    self.network = ClearedNetwork(network.layers)
    box = network.box
    self.active = active
    let widths = network.widths
    members = widths.map { _ in [] }
    rows = widths.map { Array(repeating: nil, count: $0) }
    for input in 0..<network.dimension { rows[0][input] = unit(input) }
  }

  private func unit(_ input: Int) -> IntegerRow {
    (0...box.count).map { $0 == input ? .one : .zero }
  }

  /// Forgets what depends on the neurons of a layer.
  @inline(__always)
  func change(_ layer: Int) { if openThrough > layer { openThrough = layer } }

  /// A neuron's pre-activation on the present path, or an input.
  func row(_ layer: Int, _ neuron: Int) -> IntegerRow {
    while openThrough < layer { openNext() }
    if let known = rows[layer][neuron] { return known }
    let map = network.layers[layer - 1]
    var sum = IntegerRow(repeating: .zero, count: box.count) + [map.biases[neuron]]
    for column in members[layer] {
      let weight = map.weights[neuron * map.columns + column]
      if weight.sign == .zero { continue }
      for (index, entry) in row(layer - 1, column).enumerated() { sum[index] += weight * entry }
    }
    rows[layer][neuron] = sum
    return sum
  }

  private func openNext() {
    let next = openThrough + 1
    network.clear(next)
    members[next] = NeuronSet(active(next - 1), width: rows[next - 1].count).members
    for row in rows[next].indices { rows[next][row] = nil }
    openThrough = next
  }

  /// What is ≥ 0 on a half-space.
  func row(_ side: HalfSpace) -> IntegerRow {
    if side.isNeuron {
      let row = row(Int(side.layer), side.neuron)
      return side.isNegative ? row.map { -$0 } : row
    }
    let interval = box[side.neuron]
    let end = (side.isNegative ? interval.upper : interval.lower).finiteValue ?? .zero
    var row = unit(side.neuron).map { $0 * end.denominator }
    row[box.count] = -end.numerator
    return side.isNegative ? row.map { -$0 } : row
  }

  /// The half-spaces of the box.
  var boxSides: [HalfSpace] {
    box.enumerated().flatMap { input, interval in
      [(interval.lower, false), (interval.upper, true)].compactMap { end, isUpper in
        end.isFinite ? HalfSpace(layer: 0, neuron: input, isNegative: isUpper) : nil
      }
    }
  }
}

/// A point with rational coordinates: numerators over one positive denominator.
struct IntegerPoint: Hashable {
  private(set) var numerators: [Integer]
  private(set) var denominator: Integer

  init(_ coordinates: [Rational]) {
    let common = coordinates.reduce(Integer.one) { $0.leastCommonMultiple(with: $1.denominator) }
    numerators = coordinates.map { $0.numerator * common.exactlyDivided(by: $0.denominator) }
    denominator = common
  }

  init(numerators: [Integer], denominator: Integer) {
    self.numerators = numerators
    self.denominator = denominator
  }

  var coordinates: [Rational] { numerators.map { Rational($0, denominator) } }

  /// An affine function here, times the denominator.
  func value(_ row: IntegerRow) -> Integer {
    var sum = row[numerators.count] * denominator
    for (factor, numerator) in zip(row, numerators) where factor.sign != .zero {
      sum += factor * numerator
    }
    return sum
  }
}
