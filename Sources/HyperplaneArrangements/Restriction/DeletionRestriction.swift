internal import ExactNumbers

/// The Whitney numbers of the first kind by deletion–restriction modulo primes.
struct DeletionRestriction {
  private let arrangement: VectorArrangement
  private let request: CountRequest

  init(_ arrangement: VectorArrangement, _ request: CountRequest) {
    self.arrangement = arrangement
    self.request = request
  }

  /// Whitney numbers w'₀, w'₁, … about the hyperplane at infinity, without their signs.
  struct Outcome {
    let numbers: [Integer]
    let isStopped: Bool
  }

  /// Whether one small prime decides everything.
  var isPacked: Bool { smallPrime != nil }

  private var smallPrime: UInt64? {
    guard arrangement.rank <= PackedVectors.rankLimit else { return nil }
    return Primes.least(above: arrangement.minorBound, limit: PackedVectors.primeLimit)
  }

  /// Counts up to a codimension, or all.
  func run(limit: Int? = nil) -> Outcome { packed(limit) ?? wide(limit) }

  /// Modulo one small prime, where that decides everything.
  private func packed(_ limit: Int?) -> Outcome? {
    guard let prime = smallPrime, let residues = arrangement.residues(modulo: prime)
    else { return nil }
    let capacity = residues.count
    let arithmetic = PackedVectors(prime: prime, capacity: 1)
    let count = WhitneyCount(
      root: residues.map(arithmetic.pack).sorted(), rank: arrangement.rank,
      depthLimit: limit ?? arrangement.rank, request: request
    ) { PackedVectors(prime: prime, capacity: capacity) }
    let outcome = count.run()
    return Outcome(numbers: outcome.numbers, isStopped: outcome.isStopped)
  }

  /// Modulo large primes; others are taken where one of them divides a number it must not.
  private func wide(_ limit: Int?) -> Outcome {
    var skipped = 0
    while true {
      let primes = Primes.covering(arrangement.minorBound, skipping: skipped)
      if let count = wide(limit, primes) { return count }
      skipped += primes.count
    }
  }

  private func wide(_ limit: Int?, _ primes: [UInt64]) -> Outcome? {
    var residues: [[[UInt64]]] = []
    for prime in primes {
      guard let vectors = arrangement.residues(modulo: prime) else { return nil }
      residues.append(vectors)
    }
    let rank = arrangement.rank
    let size = residues[0].count
    let arithmetic = WordVectors(primes: primes, rank: rank, capacity: 1)
    var vectors: [[UInt64]] = []
    for index in 0..<size {
      guard let vector = arithmetic.pack(residues.map { $0[index] }) else { return nil }
      vectors.append(vector)
    }
    vectors.sort(by: arithmetic.precedes)
    let count = WhitneyCount(
      root: vectors.flatMap { $0 }, rank: rank, depthLimit: limit ?? rank, request: request
    ) { WordVectors(primes: primes, rank: rank, capacity: size) }
    let outcome = count.run()
    return outcome.hasFailed
      ? nil : Outcome(numbers: outcome.numbers, isStopped: outcome.isStopped)
  }
}
