internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// The regions in a polytope: doubles where they decide, exact numbers where they do not.
///
/// r(P; h₁, …, h_K) = 1 + Σ_i r(P ∩ h_i; h_{i+1}, …, h_K). Each term is counted in doubles; a term
/// that they leave undecided is restricted exactly and counted in the same way, one dimension below.
struct DomainCount {
  let cell: RestrictedCell
  let dimension: Int
  let request: CountRequest

  /// Counts; nil if it was stopped.
  func run() -> Integer? {
    let cutting = cell.distinctCuts
    guard cutting.count > 1, dimension > 1 else { return Integer(cutting.count + 1) }
    let parts = filteredParts(cutting)
    var sum = parts.reduce(Integer.one) { $0 + Integer(max($1, 0)) }
    let undecided = parts.indices.filter { parts[$0] < 0 }
    if undecided.isEmpty { return sum }
    let edges = CornerGraph.edges(cell.facets)
    for index in undecided {
      if request.isCancelled() { return nil }
      let rest = Array(cutting[(index + 1)...])
      let part = DomainCount(
        cell: cell.restricted(to: cutting[index], keeping: rest, edges), dimension: dimension - 1,
        request: request.onOneThread)
      guard let count = part.run() else { return nil }
      sum += count
    }
    return sum
  }

  /// The terms of the sum, −1 for what the doubles do not decide.
  private func filteredParts(_ cutting: [Int]) -> [Int] {
    let undecided = [Int](repeating: -1, count: cutting.count)
    guard let table = DoubleTable(cell, columns: cutting) else { return undecided }
    let results = Mutex(undecided)
    let next = Atomic(0)
    // The first terms are the largest; a thread is worth it where there are many.
    let threads = dimension > 2 && cutting.count > 15 ? request.threads : 1
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let counter = CellRegionCounter(dimensionLimit: dimension)
      guard table.prepare(counter, dimension: dimension), counter.cutCount == cutting.count else {
        return
      }
      while !request.isCancelled() {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < cutting.count else { break }
        let part = counter.part(index, dimension: dimension)
        results.withLock { $0[index] = part }
        request.progress?(CountProgress(codimension: 1, done: index + 1, total: cutting.count))
      }
    }
    return results.withLock { $0 }
  }
}

extension CountRequest {
  /// The same request without other threads.
  var onOneThread: CountRequest {
    var request = self
    request.threads = 1
    return request
  }
}

/// The values of a cell as doubles, the row of each corner scaled to at most 1 by a power of two.
private struct DoubleTable: Sendable {
  private var values: [Double] = []
  private var errors: [Double] = []
  private var facets: [UInt64] = []
  private let columnCount: Int

  /// Rounds; nil where the facets do not fit one word.
  init?(_ cell: RestrictedCell, columns: [Int]) {
    columnCount = columns.count
    for (row, set) in zip(cell.values, cell.facets) {
      guard set.words.dropFirst().allSatisfy({ $0 == 0 }) else { return nil }
      facets.append(set.words[0])
      let bits = columns.reduce(0) { max($0, row[$1].bitLength) }
      for column in columns {
        // Shifting out what is below 2^−900 of the row's largest value costs less than 2^−900.
        let shift = max(0, bits - 900)
        let value =
          Double(shift > 0 ? row[column] >> shift : row[column])
          * Double(sign: .plus, exponent: shift - bits, significand: 1)
        values.append(value)
        errors.append(value.magnitude * 0x1p-53 + 0x1p-890)
      }
    }
  }

  func prepare(_ counter: CellRegionCounter, dimension: Int) -> Bool {
    values.withUnsafeBufferPointer { values in
      errors.withUnsafeBufferPointer { errors in
        facets.withUnsafeBufferPointer { facets in
          guard let values = values.baseAddress, let errors = errors.baseAddress,
            let facets = facets.baseAddress
          else { return false }
          return counter.prepare(
            dimension: dimension, corners: self.facets.count, hyperplanes: columnCount,
            values: values, errors: errors, facets: facets)
        }
      }
    }
  }
}
