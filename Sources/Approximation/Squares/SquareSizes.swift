internal import ExactNumbers

/// What a request for a network of squares may ask.
enum SquareSizes {
  /// The most hidden layers: their weights gain a few bits a layer.
  static let depthLimit = 10_000
  /// The most hidden neurons.
  static let neuronLimit = 1_000_000
  /// The most weights and biases, matrices taken as dense.
  static let parameterLimit = 50_000_000

  /// Checks radices, and that square layers of them stay within the limits.
  static func require(radices: [Int], strands: Int = 1) throws(ApproximationError) {
    for radix in radices where radix < 2 {
      throw .tooSmall(quantity: "a radix", minimum: 2, received: radix)
    }
    guard radices.count <= depthLimit else {
      throw .tooLarge(quantity: "layers", limit: depthLimit)
    }
    var neurons = 0
    var parameters = 0
    var before = 2
    for radix in radices {
      guard radix <= neuronLimit else { throw .tooLarge(quantity: "neurons", limit: neuronLimit) }
      let width = strands * radix + 1
      neurons += width
      parameters += (before + 1) * width
      before = width
      guard neurons <= neuronLimit else {
        throw .tooLarge(quantity: "neurons", limit: neuronLimit)
      }
      guard parameters <= parameterLimit else {
        throw .tooLarge(quantity: "weights", limit: parameterLimit)
      }
    }
  }

  /// The greatest degree of a polynomial.
  static let degreeLimit = 64

  /// Checks a number of sawtooths.
  static func require(levels: Int) throws(ApproximationError) {
    guard levels >= 1 else {
      throw .tooSmall(quantity: "the number of levels", minimum: 1, received: levels)
    }
    guard levels <= depthLimit else { throw .tooLarge(quantity: "layers", limit: depthLimit) }
  }

  /// Checks the degree of a polynomial.
  static func require(degree: Int) throws(ApproximationError) {
    guard degree <= degreeLimit else {
      throw .tooLarge(quantity: "powers of a variable", limit: degreeLimit)
    }
  }

  /// Checks that an error can be asked for.
  static func require(error: Rational) throws(ApproximationError) {
    guard error.sign == .positive else { throw .errorNotPositive(error) }
  }

  /// Checks the domain, and returns its intervals with their ends as numbers.
  static func bounded(
    _ domain: [Interval], inputs: Int
  ) throws(ApproximationError) -> [RationalInterval] {
    guard domain.count == inputs else {
      throw .intervalCountMismatch(expected: inputs, received: domain.count)
    }
    var result: [RationalInterval] = []
    for interval in domain {
      guard let bounded = RationalInterval(interval) else { throw .unboundedDomain(interval) }
      result.append(bounded)
    }
    return result
  }

  /// The least N with length²/(factor · N²) ≤ error, at least 1.
  static func cells(lengthSquared: Rational, factor: Int, error: Rational) -> Integer {
    let needed = (lengthSquared / (Rational(factor) * error)).ceiling
    guard needed > 1 else { return 1 }
    let root = needed.squareRootFloor
    return root * root == needed ? root : root + 1
  }
}
