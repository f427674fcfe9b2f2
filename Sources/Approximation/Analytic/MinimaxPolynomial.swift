internal import ExactNumbers

/// Polynomials near a function's best, by Remez' exchange in fractions of fixed length.
///
/// The polynomial is a guess: what it is worth is proved afterwards. So everything is rounded to a
/// length that the error asks for, and the exchange looks for extremes on a grid.
struct MinimaxPolynomial {
  private let function: ElementaryFunction
  private let interval: RationalInterval
  private let bits: Int
  /// Of the middle and half the width.
  private let middle: Rational
  private let half: Rational

  init(_ function: ElementaryFunction, on interval: RationalInterval, error: Rational) {
    self.function = function
    self.interval = interval
    (middle, half) = (interval.midpoint, interval.width / 2)
    bits = (1 / error).ceiling.bitLength + 64
  }

  /// The polynomial of some degree and about its distance, which no polynomial of the degree can
  /// beat by much.
  func best(degree: Int, rounds: Int = 5) -> (polynomial: Polynomial, levelled: Rational) {
    var nodes = chebyshevPoints(degree + 2)
    var result = levelled(nodes, degree: degree)
    guard rounds > 0 else { return result }
    let grid = chebyshevPoints(12 * (degree + 2) + 1)
    let values = grid.map(value)
    for _ in 0..<rounds {
      let errors = zip(grid, values).map { $1 - result.polynomial.evaluate(at: $0) }
      guard let next = exchanged(grid, errors, count: nodes.count), next != nodes else { break }
      nodes = next
      result = levelled(nodes, degree: degree)
    }
    return result
  }

  /// A polynomial in s as one in x = middle + half · s.
  func inInput(_ polynomial: Polynomial) -> Polynomial {
    polynomial.withArgument(scaledBy: 1 / half).shifted(by: -middle)
  }

  private func value(_ s: Rational) -> Rational {
    function.value(at: middle + half * s, derivative: 0, bits: bits).midpoint
      .rounded(toFractionBits: bits)
  }

  /// About −cos(jπ/(n − 1)), j = 0 … n − 1, from −1 to 1.
  private func chebyshevPoints(_ n: Int) -> [Rational] {
    (0..<n).map { j in
      if j == 0 { return -1 }
      if j == n - 1 { return 1 }
      if 2 * j == n - 1 { return 0 }
      let angle = Rational(355, 113) * Rational(j, n - 1)
      let cosine = ElementaryFunction.cos.value(at: angle, derivative: 0, bits: 30)
      return -cosine.midpoint.rounded(toFractionBits: 24)
    }
  }

  /// The polynomial whose error is ± the same number at n + 2 nodes, in turn.
  ///
  /// With P the interpolant of f and Q that of ±1 at all nodes but the last, it is P − δ Q with
  /// δ = (f − P)/(± 1 − Q) at the last.
  private func levelled(
    _ nodes: [Rational], degree: Int
  ) -> (polynomial: Polynomial, levelled: Rational) {
    let inner = Array(nodes.dropLast())
    let signs = nodes.indices.map { Rational($0.isMultiple(of: 2) ? 1 : -1) }
    let values = nodes.map(value)
    let p = interpolant(inner, Array(values.dropLast()))
    let q = interpolant(inner, Array(signs.dropLast()))
    let last = nodes.count - 1
    let gap = signs[last] - q.evaluate(at: nodes[last])
    guard gap.sign != .zero else { return (p, 0) }
    let delta = ((values[last] - p.evaluate(at: nodes[last])) / gap)
      .rounded(toFractionBits: bits)
    return (rounded(p - delta * q), delta.magnitude)
  }

  /// Newton's interpolant, rounded as it goes.
  private func interpolant(_ nodes: [Rational], _ values: [Rational]) -> Polynomial {
    var table = values
    for order in 1..<max(nodes.count, 2) where order < nodes.count {
      for index in stride(from: nodes.count - 1, through: order, by: -1) {
        table[index] = ((table[index] - table[index - 1]) / (nodes[index] - nodes[index - order]))
          .rounded(toFractionBits: bits + nodes.count)
      }
    }
    var result = Polynomial.zero
    for (node, coefficient) in zip(nodes, table).reversed() {
      result = rounded(result * Polynomial([-node, 1]) + Polynomial(constant: coefficient))
    }
    return result
  }

  private func rounded(_ polynomial: Polynomial) -> Polynomial {
    Polynomial(polynomial.coefficients.map { $0.rounded(toFractionBits: bits) })
  }

  /// The largest errors of runs of one sign: as many nodes with signs in turn, or `nil`.
  private func exchanged(
    _ grid: [Rational], _ errors: [Rational], count: Int
  ) -> [Rational]? {
    var peaks: [(place: Rational, error: Rational)] = []
    for (place, error) in zip(grid, errors) where error.sign != .zero {
      if let last = peaks.last, last.error.sign == error.sign {
        if error.magnitude > last.error.magnitude { peaks[peaks.count - 1] = (place, error) }
      } else {
        peaks.append((place, error))
      }
    }
    while peaks.count > count {
      let (first, last) = (peaks[0], peaks[peaks.count - 1])
      if first.error.magnitude < last.error.magnitude {
        peaks.removeFirst()
      } else {
        peaks.removeLast()
      }
    }
    return peaks.count == count ? peaks.map(\.place) : nil
  }
}
