internal import ExactNumbers

/// One thread of deletion–restriction.
///
/// The Whitney numbers of an arrangement with sorted hyperplanes h₁, …, h_m are
/// w(A) = (1, 0, 0, …) + Σ_i shift w(A_i), where A_i is the restriction of {h₁, …, h_{i−1}} to h_i:
/// χ(A) = χ(A∖h_m) − χ(A^{h_m}), m times. All terms are positive, so each part of a sum is a
/// lower bound.
final class RestrictionWorker<Arithmetic: ContractionArithmetic> {
  let arithmetic: Arithmetic
  private let stride: Int
  /// The greatest codimension counted.
  private let depthLimit: Int
  /// w₀, w₁, … of the list that is at work.
  private let sums: UnsafeMutablePointer<Int>
  private let rank: Int
  /// Room for one list in each level.
  private let lists: UnsafeMutablePointer<UInt64>
  private let listWords: Int
  private let reduced: UnsafeMutablePointer<UInt64>
  private let isCancelled: () -> Bool
  private var steps = 0
  private(set) var isStopped = false
  /// Where restrictions go instead of being descended into; nil descends into all.
  var table: ListTableStorage?
  private var multiplicity = Integer.one
  /// Σ multiplicity · w over the lists done.
  private(set) var totals: [Integer]

  init(
    _ arithmetic: Arithmetic, rank: Int, capacity: Int, depthLimit: Int,
    isCancelled: @escaping () -> Bool
  ) {
    self.arithmetic = arithmetic
    self.rank = rank
    self.depthLimit = depthLimit
    self.isCancelled = isCancelled
    stride = arithmetic.stride
    listWords = (capacity + 1) * stride
    sums = .allocate(capacity: rank + 3)
    sums.initialize(repeating: 0, count: rank + 3)
    lists = .allocate(capacity: listWords * (rank + 2))
    reduced = .allocate(capacity: listWords)
    totals = [Integer](repeating: 0, count: rank + 3)
  }

  deinit {
    sums.deallocate()
    lists.deallocate()
    reduced.deallocate()
  }

  /// Counts a list of the given depth: into the totals, or its restrictions into the table.
  func count(_ list: UnsafeBufferPointer<UInt64>, depth: Int, multiplicity: Integer) {
    guard let start = list.baseAddress, !isStopped else { return }
    self.multiplicity = multiplicity
    descend(start, list.count / stride, depth)
    for index in depth..<rank + 3 where sums[index] != 0 {
      totals[index] += multiplicity * Integer(sums[index])
      sums[index] = 0
    }
  }

  private func descend(_ list: UnsafePointer<UInt64>, _ size: Int, _ depth: Int) {
    var count = size
    if depth + 1 >= depthLimit {
      sums[depth] += 1
      if depth + 1 == depthLimit { sums[depth + 1] += count }
      return
    }
    while count > 0, !isStopped {
      let top = arithmetic.top(list + (count - 1) * stride)
      if top <= 2 { break }
      var start = count - 1
      while start > 0, arithmetic.top(list + (start - 1) * stride) == top { start -= 1 }
      for index in start..<count { restrict(list, start, index, depth) }
      count = start
    }
    sums[depth] += 1
    sums[depth + 1] += count
    if count > 1 { sums[depth + 2] += arithmetic.meetingCount(list, count) }
  }

  /// Restricts the vectors before `index` to it; those before `start` have a smaller top and stay.
  private func restrict(
    _ list: UnsafePointer<UInt64>, _ start: Int, _ index: Int, _ depth: Int
  ) {
    let child = lists + (depth + 1) * listWords
    let count = arithmetic.restrict(
      list + start * stride, index - start, to: list + index * stride, into: reduced)
    let merged = merge(list, start, reduced, count, into: child)
    guard merged > 0 else {
      sums[depth + 1] += 1
      return
    }
    steps += merged
    if steps > 1 << 14 {
      steps = 0
      isStopped = isCancelled()
    }
    if let table, arithmetic.top(child + (merged - 1) * stride) > 2,
      table.add(child, merged * stride, multiplicity)
    {
      return
    }
    descend(child, merged, depth + 1)
  }

  /// Merges two sorted lists; what stands in both is written once.
  private func merge(
    _ first: UnsafePointer<UInt64>, _ firstCount: Int, _ second: UnsafePointer<UInt64>,
    _ secondCount: Int, into result: UnsafeMutablePointer<UInt64>
  ) -> Int {
    var (i, j, written) = (0, 0, 0)
    while i < firstCount, j < secondCount {
      let order = arithmetic.compare(first + i * stride, second + j * stride)
      let source = order <= 0 ? first + i * stride : second + j * stride
      (result + written * stride).update(from: source, count: stride)
      written += 1
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
    }
    let rest = firstCount - i
    (result + written * stride).update(from: first + i * stride, count: rest * stride)
    written += rest
    let other = secondCount - j
    (result + written * stride).update(from: second + j * stride, count: other * stride)
    return written + other
  }
}
