internal import ExactNumbers

/// A depth-first search of all flats, modulo primes that together exceed every minor.
///
/// At a flat, each hyperplane that does not contain it cuts it in a flat of one codimension more;
/// those that cut it in the same one are a class, known by its first hyperplane. A flat is visited by
/// the chain that takes, again and again, a class whose first hyperplane comes after the first ones
/// of the classes taken before: that is the greedy chain of the flat's hyperplanes in their order.
final class FlatSearch {
  /// A class at a flat: residues for each prime in Montgomery's form, the last nonzero one 1.
  private struct Class {
    let vector: [UInt64]
    let first: Int
  }

  private let fields: [Montgomery]
  private let rank: Int
  private let isCentral: Bool
  private var root: [Class] = []
  private let isCancelled: () -> Bool
  private var steps = 0
  private(set) var isStopped = false
  private var hasFailed = false
  private(set) var counts: [Int]

  /// Prepares the search; nil where a prime divides what must not vanish.
  init?(_ arrangement: VectorArrangement, primes: [UInt64], isCancelled: @escaping () -> Bool) {
    fields = primes.map(Montgomery.init)
    rank = arrangement.rank
    isCentral = arrangement.isCentral
    self.isCancelled = isCancelled
    counts = [Int](repeating: 0, count: arrangement.rank + 1)
    for (index, vector) in arrangement.vectors.enumerated() {
      let words = zip(primes, fields).flatMap { prime, field in
        vector.map { field.stored($0.residue(modulo: prime)) }
      }
      guard let normalised = normalised(words) else { return nil }
      root.append(Class(vector: normalised, first: index))
    }
  }

  /// Counts; false where other primes must be taken.
  func run() -> Bool {
    visit(root, after: -1, codimension: 0)
    return !hasFailed
  }

  private func visit(_ classes: [Class], after last: Int, codimension: Int) {
    counts[codimension] += 1
    for pivot in classes where pivot.first > last && !isStopped && !hasFailed {
      steps += classes.count
      if steps > 1 << 14 {
        steps = 0
        isStopped = isCancelled()
      }
      visit(restricted(classes, to: pivot), after: pivot.first, codimension: codimension + 1)
    }
  }

  /// The classes on the flat that a class cuts out.
  private func restricted(_ classes: [Class], to pivot: Class) -> [Class] {
    guard let top = top(pivot.vector) else { return [] }
    var firsts: [[UInt64]: Int] = [:]
    for other in classes where other.first != pivot.first {
      guard let vector = difference(other.vector, pivot.vector, top) else { continue }
      firsts[vector] = min(firsts[vector] ?? .max, other.first)
    }
    return firsts.map { Class(vector: $0.key, first: $0.value) }.sorted { $0.first < $1.first }
  }

  /// u − u_top h, normalised; nil where it is parallel to infinity.
  private func difference(_ u: [UInt64], _ h: [UInt64], _ top: Int) -> [UInt64]? {
    var words = u
    for (number, field) in fields.enumerated() {
      let factor = u[number * rank + top]
      if factor == 0 { continue }
      for index in number * rank..<(number + 1) * rank {
        words[index] = field.difference(u[index], field.product(factor, h[index]))
      }
    }
    guard let last = self.top(words), last > 0 || isCentral else { return nil }
    let result = normalised(words)
    if result == nil { hasFailed = true }
    return result
  }

  /// The last coordinate that is not zero modulo every prime.
  private func top(_ words: [UInt64]) -> Int? {
    (0..<rank).last { index in fields.indices.contains { words[$0 * rank + index] != 0 } }
  }

  private func normalised(_ words: [UInt64]) -> [UInt64]? {
    guard let top = top(words) else { return nil }
    var words = words
    for (number, field) in fields.enumerated() {
      let lead = words[number * rank + top]
      guard lead != 0 else { return nil }
      if lead == field.one { continue }
      let inverse = field.inverse(lead)
      for index in number * rank..<(number + 1) * rank {
        words[index] = field.product(words[index], inverse)
      }
    }
    return words
  }
}
