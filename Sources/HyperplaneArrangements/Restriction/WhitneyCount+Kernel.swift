internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// Deletion–restriction on all cores: the Whitney numbers of an arrangement about infinity.
///
/// It goes codimension by codimension with the distinct restrictions and how often each occurs, so
/// that equal restrictions are counted once. What finds no room is descended into at once.
struct WhitneyCount<Arithmetic: ContractionArithmetic> {
  /// The root's vectors, in order.
  let root: [UInt64]
  let rank: Int
  /// The greatest codimension counted.
  let depthLimit: Int
  let request: CountRequest
  /// A fresh arithmetic, for one thread.
  let arithmetic: @Sendable () -> Arithmetic

  /// The most words of all restrictions of one codimension that are kept: 128 MB.
  private static var wordLimit: Int { 1 << 24 }

  /// What was counted.
  struct Outcome {
    /// w₀, w₁, …; lower bounds where it was stopped.
    var numbers: [Integer]
    var isStopped = false
    /// Whether other primes must be taken.
    var hasFailed = false
  }

  /// What one thread did with the lists of one codimension.
  private struct Share: Sendable {
    let totals: [Integer]
    let table: ListTableStorage
    let isStopped: Bool
    let hasFailed: Bool
  }

  func run() -> Outcome {
    var outcome = Outcome(numbers: [Integer](repeating: 0, count: rank + 3))
    var lists = ListTableStorage(limit: max(root.count, 1))
    guard !root.isEmpty else {
      outcome.numbers[0] = 1
      return outcome
    }
    root.withUnsafeBufferPointer { words in
      if let base = words.baseAddress { _ = lists.add(base, words.count, 1) }
    }
    var depth = 0
    while lists.count > 0, !outcome.isStopped, !outcome.hasFailed {
      let shares = shares(of: lists, depth: depth)
      for share in shares { add(share, to: &outcome) }
      depth += 1
      lists = merged(shares.map(\.table), depth: depth, &outcome)
    }
    return outcome
  }

  private func add(_ share: Share, to outcome: inout Outcome) {
    for (index, total) in share.totals.enumerated() { outcome.numbers[index] += total }
    outcome.isStopped = outcome.isStopped || share.isStopped
    outcome.hasFailed = outcome.hasFailed || share.hasFailed
  }

  private func worker() -> RestrictionWorker<Arithmetic> {
    let arithmetic = arithmetic()
    return RestrictionWorker(
      arithmetic, rank: rank, capacity: root.count / arithmetic.stride, depthLimit: depthLimit,
      isCancelled: request.isCancelled)
  }

  /// Counts all lists of one codimension; each thread takes a few at a time.
  private func shares(of lists: ListTableStorage, depth: Int) -> [Share] {
    let next = Atomic(0)
    let shares = Mutex<[Share]>([])
    let threads = max(1, min(request.threads, lists.count))
    let batch = max(1, min(64, lists.count / (8 * threads)))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let worker = worker()
      let table = ListTableStorage(limit: Self.wordLimit / threads)
      worker.table = table
      while !worker.isStopped {
        let start = next.add(batch, ordering: .relaxed).oldValue
        guard start < lists.count else { break }
        let end = min(start + batch, lists.count)
        for index in start..<end {
          worker.count(
            lists.list(index), depth: depth, multiplicity: lists.multiplicities[index])
        }
        request.progress?(CountProgress(codimension: depth, done: end, total: lists.count))
      }
      let share = Share(
        totals: worker.totals, table: table, isStopped: worker.isStopped,
        hasFailed: worker.arithmetic.hasFailed)
      shares.withLock { $0.append(share) }
    }
    return shares.withLock { $0 }
  }

  /// One table from those of all threads; what finds no room in it is counted now.
  private func merged(
    _ tables: [ListTableStorage], depth: Int, _ outcome: inout Outcome
  ) -> ListTableStorage {
    guard let largest = tables.max(by: { $0.count < $1.count }) else {
      return ListTableStorage(limit: 1)
    }
    largest.setLimit(Self.wordLimit)
    let worker = worker()
    for table in tables where table !== largest {
      for index in 0..<table.count where !worker.isStopped {
        let list = table.list(index)
        guard let start = list.baseAddress else { continue }
        if !largest.add(start, list.count, table.multiplicities[index]) {
          worker.count(list, depth: depth, multiplicity: table.multiplicities[index])
        }
      }
    }
    for (index, total) in worker.totals.enumerated() { outcome.numbers[index] += total }
    outcome.isStopped = outcome.isStopped || worker.isStopped
    outcome.hasFailed = outcome.hasFailed || worker.arithmetic.hasFailed
    return largest
  }
}
