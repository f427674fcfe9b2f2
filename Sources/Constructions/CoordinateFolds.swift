internal import ExactNumbers
internal import ReLUNetworks

/// Layers that fold each coordinate of ℚⁿ by a fold of its own, then hyperplanes in general
/// position inside the unit cube.
///
/// Each fold layer maps the open cube onto itself (or more), once for every choice of one piece a
/// coordinate; so the cells of the last layer inside the cube appear once for every such choice.
struct CoordinateFolds {
  let hidden: [AffineMap]
  let output: AffineMap

  /// Makes the layers.
  ///
  /// - Parameters:
  ///   - inputs: n ≥ 1.
  ///   - widths: the hidden widths; neurons that a fold layer does not need have zero rows.
  ///   - folds: for a hidden width, one fold a coordinate, all together no wider than that.
  init(inputs: Int, widths: [Int], _ folds: (_ width: Int) -> [FoldFunction]) {
    var middles: [[Int]: AffineMap] = [:]
    var hidden: [AffineMap] = []
    var readout = AffineMap.identity(inputs)
    var previous = 0
    for width in widths.dropLast() {
      let groups = folds(width)
      let key = [previous, width]
      let middle =
        middles[key] ?? Self.entry(of: groups, width: width).composed(after: readout)
      middles[key] = middle
      hidden.append(middle)
      readout = Self.readout(of: groups, width: width)
      previous = width
    }
    let last = widths.last ?? 0
    hidden.append(
      Self.generalPosition(count: last, dimension: inputs).composed(after: readout))
    self.hidden = hidden
    output = AffineMap(
      outputDimension: 1, inputDimension: last,
      weights: [Rational](repeating: 1, count: last), biases: [0])
  }

  /// The pre-activations of all groups as a map of the coordinates.
  private static func entry(of groups: [FoldFunction], width: Int) -> AffineMap {
    var weights = [Rational](repeating: 0, count: width * groups.count)
    var biases = [Rational](repeating: 0, count: width)
    var neuron = 0
    for (coordinate, fold) in groups.enumerated() {
      for index in 0..<fold.width {
        weights[neuron * groups.count + coordinate] = fold.slopes[index]
        biases[neuron] = fold.offsets[index]
        neuron += 1
      }
    }
    return AffineMap(
      outputDimension: width, inputDimension: groups.count, weights: weights, biases: biases)
  }

  /// The folded coordinates as a map of the neurons' outputs.
  private static func readout(of groups: [FoldFunction], width: Int) -> AffineMap {
    var weights = [Rational](repeating: 0, count: width * groups.count)
    var neuron = 0
    for (coordinate, fold) in groups.enumerated() {
      for coefficient in fold.coefficients {
        weights[coordinate * width + neuron] = coefficient
        neuron += 1
      }
    }
    return AffineMap(
      outputDimension: groups.count, inputDimension: width, weights: weights,
      biases: groups.map(\.constant))
  }

  /// Hyperplanes in general position in ℚⁿ all of whose vertices lie in the open unit cube.
  ///
  /// Hyperplane i is Σ_k (−1)^k C(n, k) tⁿ⁻ᵏ u_k = 0 with u₀ = 1 and t = i/(count + 1): the
  /// points whose polynomial Π (t − t_j), with coefficients of normalised elementary symmetric
  /// functions u_k, vanishes at t. Any n of them meet where u_k are those functions of n distinct
  /// numbers in (0, 1), so inside the cube, and no n + 1 do.
  static func generalPosition(count: Int, dimension: Int) -> AffineMap {
    let binomials = (0...dimension).map { Rational(Integer.binomial(dimension, $0)) }
    var weights: [Rational] = []
    var biases: [Rational] = []
    for index in 1...count {
      var powers: [Rational] = [1]
      let node = Rational(index, count + 1)
      for _ in 0..<dimension { powers.append(powers[powers.count - 1] * node) }
      biases.append(powers[dimension])
      for order in 1...dimension {
        let size = binomials[order] * powers[dimension - order]
        weights.append(order.isMultiple(of: 2) ? size : -size)
      }
    }
    return AffineMap(
      outputDimension: count, inputDimension: dimension, weights: weights, biases: biases)
  }
}
