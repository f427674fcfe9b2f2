internal import ExactNumbers

/// A vertex in exact coordinates: x = (finite + M leading) / denominator, the denominator positive.
///
/// M is a symbol larger than every number; an ordinary vertex has leading = 0.
struct ExactVertex {
  let denominator: Integer
  let finite: [Integer]
  let leading: [Integer]
}

/// A number finite + M leading, with M larger than every number.
struct SymbolicInteger {
  let finite: Integer
  let leading: Integer

  var sign: Sign { leading.sign == .zero ? finite.sign : leading.sign }
}

/// Exact answers about the present path of a search, computed only when they are asked for.
///
/// The affine map of each layer is held in integers, cleared of one positive scale a layer.
final class ExactSpacePath {
  /// An affine form: the constant, then a coefficient an input, then that of M.
  typealias Form = [Integer]

  private let dimension: Int
  private let widths: [Int]
  private let sides: [Form]
  private var network: ClearedNetwork
  private let active: (_ layer: Int) -> UnsafePointer<UInt64>
  /// Layers whose forms can be computed on the present path; layer 0 is the input.
  private var openThrough = 0
  /// Active neurons that an opened layer is computed from.
  private var members: [[Int]]
  /// Forms of each opened layer, where they are computed.
  private var forms: [[Form?]]

  /// A path that has not begun.
  ///
  /// - Parameters:
  ///   - network: the layers and the domain; an infinite end of a side is ±M.
  ///   - active: the active neurons of each hidden layer of the present path.
  init(_ network: SpaceNetwork, active: @escaping (_ layer: Int) -> UnsafePointer<UInt64>) {
    let dimension = network.dimension
    self.dimension = dimension
    widths = network.widths
    self.active = active
    self.network = ClearedNetwork(network.layers)
    sides = network.box.enumerated().flatMap { index, interval in
      [interval.lower, interval.upper].map { end in
        var form = Form(repeating: .zero, count: dimension + 2)
        form[index + 1] = .one
        switch end {
        case .finite(let value):
          (form[0], form[index + 1]) = (-value.numerator, value.denominator)
        case .negativeInfinity: form[dimension + 1] = .one
        case .positiveInfinity: form[dimension + 1] = -.one
        }
        return form
      }
    }
    members = Array(repeating: [], count: widths.count + 1)
    forms = ([dimension] + network.layers.map(\.rows)).map { Array(repeating: nil, count: $0) }
    forms[0] = (0..<dimension).map { index in
      (0..<dimension + 2).map { $0 == index + 1 ? .one : .zero }
    }
  }

  /// Forgets what depends on the neurons of a layer or those behind.
  @inline(__always)
  func change(_ layer: Int) { if openThrough > layer { openThrough = layer } }

  /// The form of a facet, up to a positive factor.
  func form(_ label: FacetLabel) -> Form {
    label.layer == 0
      ? sides[Int(label.neuron)] : form(layer: Int(label.layer), Int(label.neuron))
  }

  /// The pre-activation of a neuron on the present path, or an output: `scale(layer)` times too large.
  func form(layer: Int, _ row: Int) -> Form {
    while openThrough < layer { openNext() }
    if let known = forms[layer][row] { return known }
    let map = network.layers[layer - 1]
    var sum = Form(repeating: .zero, count: dimension + 2)
    sum[0] = map.biases[row]
    for column in members[layer] {
      let weight = map.weights[row * map.columns + column]
      if weight.sign == .zero { continue }
      let input = form(layer: layer - 1, column)
      for index in 0...dimension where input[index].sign != .zero {
        sum[index].addProduct(weight, input[index])
      }
    }
    forms[layer][row] = sum
    return sum
  }

  private func openNext() {
    let last = openThrough
    network.clear(last + 1)
    members[last + 1] =
      last == 0 ? Array(0..<dimension) : NeuronSet(active(last), width: widths[last]).members
    for row in forms[last + 1].indices { forms[last + 1][row] = nil }
    openThrough += 1
  }

  /// What the forms of a layer, the output being the last, are too large by.
  func scale(_ layer: Int) -> Integer {
    network.clear(layer)
    return network.layers[layer - 1].outputScale
  }

  /// A layer's cleared weights times a sparse vector, zeros left out.
  ///
  /// - Parameters:
  ///   - vector: values of neurons of the layer before.
  ///   - layer: 1…depth + 1.
  /// - Returns: the layer's pre-activations without biases.
  func image(_ vector: [Int: Integer], _ layer: Int) -> [Int: Integer] {
    network.image(vector, layer)
  }

  /// Where facets meet.
  ///
  /// - Parameter facets: at least as many as there are inputs, meeting in one point.
  /// - Returns: the point.
  func vertex(_ facets: [FacetLabel]) -> ExactVertex {
    var system = LinearSystem(unknowns: dimension)
    for facet in facets where !system.isSolvable { system.add(form(facet)) }
    return system.solution()
  }

  /// The value of a neuron's form at a vertex, times the vertex's denominator.
  func value(_ form: Form, at vertex: ExactVertex) -> SymbolicInteger {
    var (finite, leading) = (form[0] * vertex.denominator, Integer.zero)
    for index in 0..<dimension where form[index + 1].sign != .zero {
      finite.addProduct(form[index + 1], vertex.finite[index])
      if vertex.leading[index].sign != .zero {
        leading.addProduct(form[index + 1], vertex.leading[index])
      }
    }
    return SymbolicInteger(finite: finite, leading: leading)
  }
}

/// Linear equations in integers, eliminated without fractions as they come in.
private struct LinearSystem {
  private let unknowns: Int
  /// Independent rows: a constant, coefficients, the coefficient of M; each with a pivot where all later
  /// rows are 0.
  private var rows: [[Integer]] = []
  private var pivots: [Int] = []

  init(unknowns: Int) { self.unknowns = unknowns }

  /// Whether as many independent equations are known as there are unknowns.
  var isSolvable: Bool { rows.count == unknowns }

  /// Takes in an equation, constant + Σ coefficient · x + coefficient · M = 0, unless it follows from the
  /// others.
  mutating func add(_ equation: [Integer]) {
    var row = equation
    for (known, pivot) in zip(rows, pivots) where row[pivot].sign != .zero {
      let (factor, other) = (known[pivot], row[pivot])
      for index in row.indices { row[index] = row[index] * factor - known[index] * other }
    }
    guard let pivot = (1...unknowns).first(where: { row[$0].sign != .zero }) else { return }
    rows.append(Self.primitive(row))
    pivots.append(pivot)
  }

  private static func primitive(_ row: [Integer]) -> [Integer] {
    var divisor = Integer.zero
    for entry in row where entry.sign != .zero && divisor != .one {
      divisor = divisor.greatestCommonDivisor(with: entry)
    }
    return divisor == .one ? row : row.map { $0.exactlyDivided(by: divisor) }
  }

  /// The point, by substitution from the last equation back.
  func solution() -> ExactVertex {
    precondition(isSolvable, "the facets of a vertex meet in one point")
    var denominator = Integer.one
    // The finite parts of all unknowns, then their multiples of M.
    var values = [Integer](repeating: .zero, count: 2 * unknowns)
    for (row, pivot) in zip(rows, pivots).reversed() {
      var sums = (row[0] * denominator, row[unknowns + 1] * denominator)
      for index in 1...unknowns where index != pivot && row[index].sign != .zero {
        sums.0.addProduct(row[index], values[index - 1])
        sums.1.addProduct(row[index], values[unknowns + index - 1])
      }
      // x[pivot] = −sum / (row[pivot] · denominator).
      let factor = row[pivot]
      for index in values.indices { values[index] *= factor }
      denominator *= factor
      values[pivot - 1] = -sums.0
      values[unknowns + pivot - 1] = -sums.1
    }
    let isNegative = denominator.sign == .negative
    let whole = Self.primitive(([denominator] + values).map { isNegative ? -$0 : $0 })
    return ExactVertex(
      denominator: whole[0], finite: Array(whole[1...unknowns]),
      leading: Array(whole[(unknowns + 1)...]))
  }
}
