/// A closed half-space that bounds a cell: where a neuron's pre-activation is ≥ 0 or ≤ 0 on the present
/// path, or one side of the box.
///
/// In a tableau an input without a bound on either side stands in a column as a *free* variable.
struct HalfSpace: Hashable, BitwiseCopyable, Sendable {
  /// 1… for the neurons of a hidden layer, 0 for the box, −1 for a free input.
  let layer: Int32
  private let code: Int32

  init(layer: Int, neuron: Int, isNegative: Bool) {
    self.layer = Int32(truncatingIfNeeded: layer)
    code = Int32(truncatingIfNeeded: neuron &* 2 &+ (isNegative ? 1 : 0))
  }

  private init(layer: Int32, code: Int32) {
    self.layer = layer
    self.code = code
  }

  /// The neuron, or the input.
  @inline(__always)
  var neuron: Int { Int(code >> 1) }

  /// Whether the half-space is the one of values ≤ 0, or below the upper end of an interval.
  @inline(__always)
  var isNegative: Bool { code & 1 == 1 }

  /// The half-space behind the same hyperplane.
  @inline(__always)
  var opposite: HalfSpace { HalfSpace(layer: layer, code: code ^ 1) }

  /// Whether a neuron bounds it.
  @inline(__always)
  var isNeuron: Bool { layer > 0 }

  /// Whether it is an input that has no bound.
  @inline(__always)
  var isFree: Bool { layer < 0 }
}
