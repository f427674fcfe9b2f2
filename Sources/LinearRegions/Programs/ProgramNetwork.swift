internal import ExactNumbers
internal import ReLUNetworks

/// A network of n inputs on a box, as the search by linear programs takes it.
struct ProgramNetwork: Sendable {
  /// Hidden layers, then the output.
  let layers: [RationalLayer]
  /// One interval an input; ends may be infinite.
  let box: [Interval]

  /// - Parameters:
  ///   - layers: hidden layers, then the output; their sizes chain.
  ///   - box: one interval an input of the first layer.
  init(layers: [RationalLayer], box: [Interval]) {
    precondition(layers.first?.columns == box.count, "one interval an input")
    self.layers = layers
    self.box = box
  }

  /// Takes over a network.
  ///
  /// - Parameters:
  ///   - network: any number of inputs.
  ///   - box: one interval an input.
  init(_ network: ReLUNetwork, in box: [Interval]) {
    let form = network.standardForm
    self.init(
      layers: (form.hidden + [form.output]).map {
        RationalLayer(weights: $0.weights, biases: $0.biases, columns: $0.inputDimension)
      }, box: box)
  }

  /// The number of inputs.
  var dimension: Int { box.count }

  /// The number of hidden layers.
  var depth: Int { layers.count - 1 }

  /// Neurons of the input and of each hidden layer.
  var widths: [Int] { [dimension] + layers.dropLast().map(\.rows) }

  /// A point inside the box at fractions that meet no hyperplane by their simplicity.
  var insidePoint: IntegerPoint {
    IntegerPoint(
      box.enumerated().map { input, interval in
        // Multiples of the golden section, folded into the middle half.
        let share = Rational(
          (1 << 29) + (input + 1) * 663_608_941 % (1 << 30), 1 << 31)
        switch (interval.lower, interval.upper) {
        case (.finite(let lower), .finite(let upper)): return lower + (upper - lower) * share
        case (.finite(let lower), _): return lower + share
        case (_, .finite(let upper)): return upper - share
        default: return share - Rational(1, 2)
        }
      })
  }
}

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
