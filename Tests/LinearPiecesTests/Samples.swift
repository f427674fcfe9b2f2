import ExactNumbers
import ReLUNetworks

/// Networks written down from the literature, apart from the project's own constructions.
enum Samples {
  /// The interpolant of x² at i/2^m (Yarotsky 2017, Proposition 2), of width 3 and depth m.
  static func square(depth: Int) throws -> ReLUNetwork {
    let biases: [Rational] = [0, Rational(-1, 2), 0]
    var hidden = [
      AffineMap(outputDimension: 3, inputDimension: 1, weights: [1, 1, 1], biases: biases)
    ]
    var share: Rational = 1
    for _ in 1..<depth {
      share /= 4
      hidden.append(
        AffineMap(
          outputDimension: 3, inputDimension: 3,
          weights: [2, -4, 0, 2, -4, 0, -2 * share, 4 * share, 1], biases: biases))
    }
    share /= 4
    let output = AffineMap(
      outputDimension: 1, inputDimension: 3, weights: [-2 * share, 4 * share, 1], biases: [0])
    return try ReLUNetwork(hidden: hidden, output: output)
  }

  /// The zigzag with the weights of the theorem's proof, x ↦ F((K + 1) x): Π (n + 1) pieces.
  ///
  /// Its first piece maps onto [−1, 1], so it is not self-similar (Serra and others 2018, Theorem 5).
  static func literatureZigzag(widths: [Int]) throws -> ReLUNetwork {
    func coefficients(_ width: Int) -> [Rational] {
      (1...width).map { $0 == 1 ? -3 : $0.isMultiple(of: 2) ? 2 : -2 }
    }
    var hidden: [AffineMap] = []
    for (index, width) in widths.enumerated() {
      let signs = (1...width).map { $0 == 3 ? -1 : 1 as Rational }
      let scale = Rational(width + 1)
      let incoming = index == 0 ? [1] : coefficients(widths[index - 1])
      let constant: Rational = index == 0 ? 0 : 5
      hidden.append(
        AffineMap(
          outputDimension: width, inputDimension: incoming.count,
          weights: signs.flatMap { sign in incoming.map { sign * scale * $0 } },
          biases: (0..<width).map { signs[$0] * (constant * scale - Rational($0 + 1)) }))
    }
    let last = coefficients(widths[widths.count - 1])
    let output = AffineMap(
      outputDimension: 1, inputDimension: last.count, weights: last, biases: [5])
    return try ReLUNetwork(hidden: hidden, output: output)
  }

  /// Random entries ±1 in every layer of a width.
  static func signs(
    width: Int, depth: Int, using generator: inout SplitMix64
  ) throws -> ReLUNetwork {
    func entries(_ count: Int) -> [Rational] {
      (0..<count).map { _ in generator.next() & 1 == 0 ? 1 : -1 }
    }
    let hidden = (0..<depth).map { level in
      AffineMap(
        outputDimension: width, inputDimension: level == 0 ? 1 : width,
        weights: entries(level == 0 ? width : width * width), biases: entries(width))
    }
    let output = AffineMap(
      outputDimension: 1, inputDimension: width, weights: entries(width), biases: entries(1))
    return try ReLUNetwork(hidden: hidden, output: output)
  }
}
