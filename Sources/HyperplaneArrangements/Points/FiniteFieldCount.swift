internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// The Whitney numbers of the first kind from numbers of points modulo primes.
///
/// Where a prime divides no minor that is not zero, χ(q) is the number of points of 𝔽_qᵈ on no
/// hyperplane. With one hyperplane at infinity and r − 1 coordinates left, the first numbers
/// w'₀, …, w'₃ come from deletion–restriction, which finds them quickly, and each of the others needs one prime.
///
/// - Source: Athanasiadis 1996 (Characteristic polynomials of subspace arrangements and finite
///   fields), Theorem 2.2.
struct FiniteFieldCount {
  private let arrangement: VectorArrangement
  private let request: CountRequest
  /// Primes above every minor, as many as there are unknown Whitney numbers.
  private let primes: [UInt64]

  /// The greatest prime that masks are made for.
  static let primeLimit: UInt64 = 127
  /// How many Whitney numbers deletion–restriction finds: w'₀, …, w'₃.
  static let knownCount = 4

  /// Finds the primes.
  ///
  /// - Throws: `ArrangementError.finiteField(reason:)` where they are too large.
  init(
    _ arrangement: VectorArrangement, _ request: CountRequest
  ) throws(ArrangementError) {
    self.arrangement = arrangement
    self.request = request
    let dimension = max(arrangement.rank - 1, 0)
    guard var prime = Primes.least(above: arrangement.minorBound, limit: Self.primeLimit) else {
      throw .finiteField(
        reason: "the normals' minors may be as large as "
          + "\(arrangement.minorBound.square.squareRootFloor), above \(Self.primeLimit)")
    }
    var primes = [prime]
    while primes.count < arrangement.rank - Self.knownCount {
      prime = Primes.least(above: prime) ?? prime
      primes.append(prime)
    }
    guard prime <= Self.primeLimit else {
      throw .finiteField(
        reason: "it needs \(primes.count) primes up to \(prime), above \(Self.primeLimit)")
    }
    guard Integer(prime).power(dimension).bitLength < 63 else {
      throw .finiteField(reason: "there are about \(prime)^\(dimension) points")
    }
    self.primes = primes
  }

  /// About how many steps of some nanoseconds the count takes.
  var estimatedSteps: Integer {
    guard let prime = primes.last, let plan = plan(prime) else { return 0 }
    let arrangements = Dictionary(grouping: plan.classes.dropLast()) { $0 }.values
      .reduce(Integer.one) { $0 * Integer.factorial($1.count) }
    return Integer(primes.count) * Integer(prime).power(max(plan.dimension - 1, 0)) / arrangements
  }

  private func plan(_ prime: UInt64) -> PointPlan? {
    arrangement.residues(modulo: prime).map {
      PointPlan($0, prime: prime, dimension: arrangement.rank - 1)
    }
  }

  /// Whitney numbers w'₀, …, w'_{r−1} about infinity.
  ///
  /// - Parameter known: the first `knownCount` of them.
  /// - Returns: nil if it was stopped.
  func run(known: [Integer]) -> [Integer]? {
    var values: [(prime: Integer, value: Integer)] = []
    for (index, prime) in primes.prefix(arrangement.rank - known.count).enumerated() {
      guard let plan = plan(prime), let count = points(plan, number: index) else { return nil }
      values.append((Integer(prime), count))
    }
    return interpolated(values, known: known)
  }

  /// The points on no hyperplane; nil if it was stopped.
  private func points(_ plan: PointPlan, number: Int) -> Integer? {
    let next = Atomic(0)
    let sum = Mutex<Integer?>(0)
    DispatchQueue.concurrentPerform(iterations: request.threads) { _ in
      // Every thread numbers the parts alike and counts those whose number it draws.
      var ticket = next.add(1, ordering: .relaxed).oldValue
      let search = PointSearch(
        plan,
        claims: { part in
          guard part == ticket else { return false }
          ticket = next.add(1, ordering: .relaxed).oldValue
          request.progress?(CountProgress(codimension: number + 1, done: part, total: 0))
          return true
        }, isCancelled: request.isCancelled)
      search.run()
      sum.withLock { sum in
        sum = search.isStopped ? nil : sum.map { $0 + Integer(search.count) }
      }
    }
    return sum.withLock { $0 }
  }

  /// Solves Σ_k (−1)^k w_k q^{D−k} = value for the unknown w_k, by Newton's divided differences.
  private func interpolated(
    _ values: [(prime: Integer, value: Integer)], known: [Integer]
  ) -> [Integer] {
    let dimension = arrangement.rank - 1
    func term(_ k: Int, _ q: Integer) -> Integer {
      let power = q.power(dimension - k)
      return k % 2 == 0 ? power : -power
    }
    // What is left is a polynomial of degree D − known.count in q.
    var differences = values.map { q, value in
      Rational(known.enumerated().reduce(value) { $0 - $1.element * term($1.offset, q) })
    }
    for order in 1..<max(values.count, 1) {
      for index in stride(from: values.count - 1, through: order, by: -1) {
        differences[index] =
          (differences[index] - differences[index - 1])
          / Rational(values[index].prime - values[index - order].prime)
      }
    }
    var coefficients: [Rational] = []
    for index in differences.indices.reversed() {
      // p ← p · (q − q_index) + difference.
      coefficients = [differences[index]] + coefficients
      for power in 0..<(coefficients.count - 1) {
        coefficients[power] -= coefficients[power + 1] * Rational(values[index].prime)
      }
    }
    return known
      + coefficients.reversed().enumerated().map { offset, coefficient in
        (known.count + offset) % 2 == 0 ? coefficient.numerator : -coefficient.numerator
      }
  }
}
