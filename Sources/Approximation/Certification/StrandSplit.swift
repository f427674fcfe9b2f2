internal import ExactNumbers
internal import ReLUNetworks

/// The two strands of a network of two inputs, where it has two.
///
/// The neurons that are no accumulators fall into two groups: in the first layer each sees one
/// linear form of the inputs, u or v; behind it each is fed by its own group alone. Such a network
/// is F(u) + G(v), as long as its accumulators stay non-negative.
struct StrandSplit {
  /// The coefficients of u and v.
  let forms: [[Rational]]
  /// Per strand and hidden layer, the neurons.
  let members: [[[Int]]]

  /// The strands, or `nil` where the neurons do not fall apart into exactly two.
  init?(_ form: StandardForm, _ accumulators: AccumulatorNeurons) {
    var directions: [[Rational]] = []
    var strandOf = [Int](repeating: 0, count: form.hidden[0].outputDimension)
    for neuron in accumulators.others[0] {
      guard let direction = Self.direction(Array(form.hidden[0].row(neuron))) else { continue }
      let index = directions.firstIndex(of: direction) ?? directions.count
      if index == directions.count { directions.append(direction) }
      guard index < 2 else { return nil }
      strandOf[neuron] = index
    }
    guard directions.count == 2 else { return nil }
    var members = [Self.groups(accumulators.others[0], strandOf)]
    for (layer, map) in form.hidden.enumerated().dropFirst() {
      var next = [Int](repeating: 0, count: map.outputDimension)
      for neuron in accumulators.others[layer] {
        let feeders = accumulators.others[layer - 1].filter { map[neuron, $0].sign != .zero }
        let strands = Set(feeders.map { strandOf[$0] })
        guard strands.count < 2 else { return nil }
        next[neuron] = strands.first ?? 0
      }
      strandOf = next
      members.append(Self.groups(accumulators.others[layer], strandOf))
    }
    forms = directions
    self.members = (0...1).map { strand in members.map { $0[strand] } }
  }

  /// A row up to a factor, or `nil` for zeros.
  private static func direction(_ row: [Rational]) -> [Rational]? {
    row.first { $0.sign != .zero }.map { lead in row.map { $0 / lead } }
  }

  private static func groups(_ neurons: [Int], _ strandOf: [Int]) -> [[Int]] {
    (0...1).map { strand in neurons.filter { strandOf[$0] == strand } }
  }

  /// The coordinates (u, v) of a row over the inputs: row = a u + b v.
  func coordinates(_ row: [Rational]) -> [Rational] {
    let (u, v) = (forms[0], forms[1])
    let determinant = u[0] * v[1] - u[1] * v[0]
    return [
      (row[0] * v[1] - row[1] * v[0]) / determinant,
      (u[0] * row[1] - u[1] * row[0]) / determinant,
    ]
  }

  /// The inputs where u and v take given values.
  func inputs(u: Rational, v: Rational) -> [Rational] {
    // x is the value of a u + b v for the row (1, 0).
    let rows: [[Rational]] = [[1, 0], [0, 1]]
    return rows.map { row in
      let part = coordinates(row)
      return part[0] * u + part[1] * v
    }
  }

  /// The range of u or v on a box.
  func range(of strand: Int, on box: [RationalInterval]) -> RationalInterval {
    zip(box, forms[strand]).reduce(RationalInterval(0)) { $0 + $1.0 * $1.1 }
  }
}
