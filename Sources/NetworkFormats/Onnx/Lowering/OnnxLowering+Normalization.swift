internal import ExactNumbers

extension OnnxLowering {
  /// BatchNormalization in inference: factor · (x − mean) + bias with factor = scale / √(var + ε).
  ///
  /// The root is irrational as a rule, and runtimes round it, each in its own order of operations.
  /// Here the factor is the exact quotient where that is rational, and otherwise the float32
  /// nearest to it, ties to even, or the float64 where tensors are float64; all else is exact.
  mutating func batchNormalization(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 5...5)
    let tensor = try input(node, 0)
    for name in ["momentum", "is_test"] { _ = node.take(name) }
    guard try node.takeInteger("training_mode") ?? 0 == 0 else {
      throw node.problem("is in training mode; export the network for inference")
    }
    guard tensor.shape.count >= 2, try node.takeInteger("spatial") ?? 1 == 1 else {
      throw node.problem("does not normalise by channels of a tensor batch × channels × …")
    }
    // 1e-5 as a float32 attribute has it.
    let epsilon = try node.takeFloat("epsilon") ?? Rational(10_995_116, 1 << 40)
    var parameters: [[Rational]] = []
    for (index, what) in ["scales", "biases", "means", "variances"].enumerated() {
      let values = try constant(node, index + 1, what)
      guard values.shape == [tensor.shape[1]] else {
        throw node.problem(
          "has \(what) \(TensorShape.text(values.shape)) for \(tensor.shape[1]) channels")
      }
      parameters.append(values.constants)
    }
    var factors: [Rational] = []
    for (scale, variance) in zip(parameters[0], parameters[3]) {
      let square = variance + epsilon
      guard square.sign == .positive else {
        throw node.problem("has a variance that is not positive when epsilon is added")
      }
      factors.append(try factor(scale, square, tensor.type == .float64 ? .float64 : .float32, node))
    }
    let offsets = zip(zip(parameters[1], parameters[2]), factors).map { $0.0 - $1 * $0.1 }
    let scaled = try tensor.scaled(by: Self.perChannel(factors, tensor.shape), &budget)
    return try scaled.translated(by: Self.perChannel(offsets, tensor.shape), &budget)
  }

  /// scale / √square, rounded to a type where it is irrational.
  private mutating func factor(
    _ scale: Rational, _ square: Rational, _ type: FloatFit.Width, _ node: OnnxNode
  ) throws(FormatProblem) -> Rational {
    if scale.sign == .zero { return 0 }
    let quotient = scale * scale / square
    let root = SquareRoot(of: quotient)
    let magnitude: Rational
    if root.isExact {
      magnitude = root.value
    } else {
      guard let rounded = type.nearest(root.value) else {
        throw node.problem(
          "has a factor scale / √(variance + epsilon) past the range of \(type.rawValue)")
      }
      magnitude = rounded
      remark(
        "In BatchNormalization the factor scale / √(variance + epsilon) is irrational; its nearest "
          + "\(type.rawValue) is taken, and all else is exact.")
    }
    return scale.sign == .negative ? -magnitude : magnitude
  }
}

/// The square root of a positive rational, exact or so close that it rounds to the same float.
struct SquareRoot {
  let value: Rational
  let isExact: Bool

  /// Takes the root of q = n/d as √(n·d) / d.
  ///
  /// An irrational root lies strictly between two neighbours k and k + 1 of a grid with at least
  /// 70 significant bits; no number of a float format and no midpoint of two lies between them, so
  /// k + 1/2 rounds as the root does.
  init(of square: Rational) {
    let product = square.numerator * square.denominator
    let root = product.squareRootFloor
    if root * root == product {
      value = Rational(root, square.denominator)
      isExact = true
      return
    }
    // One of the grid's lines is √(n·d·4^k) / (d·2^k); d is made a power of two by division.
    let shift = 80 + square.denominator.bitLength
    let scaled = ((square.numerator << (2 * shift)) / square.denominator).squareRootFloor
    value = Rational(2 * scaled + 1, Integer(1) << (shift + 1))
    isExact = false
  }
}

extension FloatFit.Width {
  /// The float nearest to a number, ties to even, `nil` past the range.
  func nearest(_ value: Rational) -> Rational? {
    let rounding: NetworkReadingOptions.WeightRounding = self == .float32 ? .float32 : .float64
    return rounding.rounded(value)
  }
}
