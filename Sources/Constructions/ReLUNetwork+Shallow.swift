internal import ExactNumbers
public import PiecewiseLinear
public import ReLUNetworks

extension ReLUNetwork {
  /// A continuous piecewise-linear function of one variable as a network of one hidden layer.
  ///
  /// A function of p pieces has p − 1 breakpoints, so at least p − 1 neurons are needed, one a
  /// breakpoint: relu(x − c) or relu(c − x), times the change of slope there. Turning a neuron
  /// round only adds an affine function, so p − 1 neurons suffice exactly when some of the changes
  /// of slope add up to minus the first slope; for one, when some piece is constant (turn round
  /// the neurons left of it). Otherwise one more is needed: p neurons on an interval or a ray (a
  /// neuron with its kink at the end of the domain) and on the line (two neurons back to back at
  /// the first breakpoint); on the line an affine function that is not constant takes 2.
  /// The sums of all subsets are tried up to 16 breakpoints, beyond only the constant pieces.
  /// Parameters: 3 a neuron, and 1. A constant function has no hidden layer.
  ///
  /// - Parameter function: the function; outside its domain the network continues it somehow.
  /// - Returns: a network of one input and one output, equal to the function on its domain.
  /// - Complexity: O(p), and O(2^p) up to 16 breakpoints when no piece is constant.
  /// - Source: Arora, Basu, Mianjy, Mukherjee 2018, Theorem 2.2, for p − 1 and p.
  public static func shallow(_ function: PiecewiseLinearFunction) -> ReLUNetwork {
    let neurons = ShallowNeurons(function)
    let count = neurons.coefficients.count
    let name = "piecewise-linear function with \(function.pieceCount) pieces"
    let source = "Arora, Basu, Mianjy, Mukherjee 2018, Theorem 2.2"
    guard count > 0 else {
      return ReLUNetwork(
        constructed: name, source: source, hidden: [],
        output: AffineMap(
          outputDimension: 1, inputDimension: 1, weights: [0], biases: [neurons.constant]))
    }
    return ReLUNetwork(
      constructed: name, source: source,
      hidden: [
        AffineMap(
          outputDimension: count, inputDimension: 1, weights: neurons.weights,
          biases: neurons.biases)
      ],
      output: AffineMap(
        outputDimension: 1, inputDimension: count, weights: neurons.coefficients,
        biases: [neurons.constant]))
  }
}

/// The neurons of a shallow network for a piecewise-linear function.
private struct ShallowNeurons {
  var weights: [Rational] = []
  var biases: [Rational] = []
  var coefficients: [Rational] = []
  var constant: Rational = 0

  init(_ function: PiecewiseLinearFunction) {
    let slopes = function.pieces.map(\.slope)
    let kinks = function.breakpoints
    let changes = zip(slopes, slopes.dropFirst()).map { $1 - $0 }
    if let turned = Self.turnedKinks(slopes: slopes, changes: changes) {
      for (index, kink) in kinks.enumerated() {
        append(kink, turned: turned[index], coefficient: changes[index])
      }
    } else if case .finite(let start) = function.domain.lower {
      append(start, turned: false, coefficient: slopes[0])
      for (kink, change) in zip(kinks, changes) {
        append(kink, turned: false, coefficient: change)
      }
    } else if case .finite(let end) = function.domain.upper {
      for (kink, change) in zip(kinks, changes) {
        append(kink, turned: true, coefficient: change)
      }
      append(end, turned: true, coefficient: -slopes[slopes.count - 1])
    } else {
      let kink = kinks.first ?? 0
      append(kink, turned: true, coefficient: -slopes[0])
      append(kink, turned: false, coefficient: slopes.count > 1 ? slopes[1] : slopes[0])
      for (kink, change) in zip(kinks, changes).dropFirst() {
        append(kink, turned: false, coefficient: change)
      }
    }
    let point = Self.somePoint(of: function.domain)
    constant = function(point) - value(at: point)
  }

  private mutating func append(_ kink: Rational, turned: Bool, coefficient: Rational) {
    weights.append(turned ? -1 : 1)
    biases.append(turned ? kink : -kink)
    coefficients.append(coefficient)
  }

  /// The value of the neurons so far, without the constant.
  private func value(at point: Rational) -> Rational {
    var total: Rational = 0
    for index in weights.indices {
      let preactivation = weights[index] * point + biases[index]
      if preactivation > 0 { total += coefficients[index] * preactivation }
    }
    return total
  }

  private static func somePoint(of domain: Interval) -> Rational {
    switch (domain.lower, domain.upper) {
    case (.finite(let lower), _): lower
    case (_, .finite(let upper)): upper
    default: 0
    }
  }

  /// Which neurons to turn round so that no more than one a breakpoint is needed: a set whose
  /// changes of slope add up to minus the first slope; `nil` where none is found.
  private static func turnedKinks(slopes: [Rational], changes: [Rational]) -> [Bool]? {
    if let flat = slopes.firstIndex(where: { $0.sign == .zero }) {
      return changes.indices.map { $0 < flat }
    }
    guard changes.count <= 16 else { return nil }
    var turned = [Bool](repeating: false, count: changes.count)
    var sum = slopes[0]
    // Step k of the Gray code turns the kink at the lowest set bit of k, so all sets come up.
    for step in 1..<max(1, 1 << changes.count) {
      let kink = step.trailingZeroBitCount
      sum += turned[kink] ? -changes[kink] : changes[kink]
      turned[kink].toggle()
      if sum.sign == .zero { return turned }
    }
    return nil
  }
}
