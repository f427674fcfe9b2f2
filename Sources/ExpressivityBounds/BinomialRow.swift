internal import ExactNumbers

/// The binomials C(n, 0), …, C(n, d) and their partial sums Z(n, 0), …, Z(n, d).
struct BinomialRow {
  private let coefficients: [Integer]
  private let sums: [Integer]

  /// The row of `n` up to `last`, each entry from the one before it.
  init(_ n: Int, through last: Int) {
    var coefficient = Integer.one
    var coefficients = [coefficient]
    var sums = [coefficient]
    coefficients.reserveCapacity(last + 1)
    sums.reserveCapacity(last + 1)
    for k in 0..<last {
      // C(n, k + 1) = C(n, k) (n − k) / (k + 1), always without remainder; 0 from k = n on.
      coefficient = (coefficient * Integer(n - k)).exactlyDivided(by: Integer(k + 1))
      coefficients.append(coefficient)
      sums.append(sums[k] + coefficient)
    }
    self.coefficients = coefficients
    self.sums = sums
  }

  /// C(n, k) for k up to the last one asked for.
  func choose(_ k: Int) -> Integer { coefficients[k] }

  /// Z(n, d) = C(n, 0) + … + C(n, d).
  func sum(through d: Int) -> Integer { sums[d] }
}

/// The product of many integers, halves first, so that the factors stay of like size.
func product(_ factors: some Collection<Integer>) -> Integer {
  guard factors.count > 4 else { return factors.reduce(.one, *) }
  let middle = factors.index(factors.startIndex, offsetBy: factors.count / 2)
  return product(factors[..<middle]) * product(factors[middle...])
}
