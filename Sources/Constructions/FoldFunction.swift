internal import ExactNumbers
internal import ReLUNetworks

/// A one-variable fold as one hidden layer: t ↦ coefficients · relu(slopes · t + offsets) + constant.
///
/// The folds are the building blocks of every network here whose pieces multiply from layer to
/// layer: a fold maps each of its linear pieces onto (at least) the unit interval.
struct FoldFunction {
  let slopes: [Rational]
  let offsets: [Rational]
  let coefficients: [Rational]
  let constant: Rational

  /// The number of neurons.
  var width: Int { slopes.count }

  /// The zigzag of `width` pieces of slopes ±`width` on [0, 1], with value 0 at 0.
  ///
  /// Neurons relu(Kt − i), i = 0…K−1, with coefficients 1, −2, 2, −2, …: the slope starts with K
  /// and changes sign at every i/K.
  static func sawtooth(width: Int) -> FoldFunction {
    FoldFunction(
      slopes: [Rational](repeating: Rational(width), count: width),
      offsets: (0..<width).map { Rational(-$0) },
      coefficients: (0..<width).map { $0 == 0 ? 1 : $0.isMultiple(of: 2) ? 2 : -2 },
      constant: 0)
  }

  /// The zigzag t ↦ F((K + ½)t + ½) of K+1 pieces on the whole line, K = `width` ≥ 3, where
  /// F(y) = 5 − 3 relu(y−1) + 2 relu(y−2) − 2 relu(3−y) + 2 relu(y−4) − 2 relu(y−5) + ….
  ///
  /// F has slopes 2, −1, 1, −1, …, F(½) = 0, F(i) = 1 for odd and 0 for even i = 1…K+1. So every
  /// piece maps its part of [0, 1] onto [0, 1] exactly, what lies outside stays outside, and no
  /// breakpoint maps to the inside of it. (With F((K+1)t), as the theorem's proof has it, the first
  /// piece maps onto [−1, 1]: as many pieces, but no self-similarity.)
  static func zigzag(width: Int) -> FoldFunction {
    precondition(width >= 3, "the zigzag needs three neurons")
    let scale = Rational(2 * width + 1, 2)
    return FoldFunction(
      slopes: (1...width).map { $0 == 3 ? -scale : scale },
      offsets: (1...width).map { Rational($0 == 3 ? 5 : 1 - 2 * $0, 2) },
      coefficients: (1...width).map { $0 == 1 ? -3 : $0.isMultiple(of: 2) ? 2 : -2 },
      constant: 5)
  }

  /// The neurons' pre-activations as a map of t.
  var entry: AffineMap {
    AffineMap(outputDimension: width, inputDimension: 1, weights: slopes, biases: offsets)
  }

  /// The fold's value as a map of the neurons' outputs.
  var readout: AffineMap {
    AffineMap(
      outputDimension: 1, inputDimension: width, weights: coefficients, biases: [constant])
  }
}
