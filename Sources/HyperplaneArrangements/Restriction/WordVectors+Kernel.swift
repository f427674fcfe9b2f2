/// Vectors of any length modulo one or more primes of 62 bits: r words for each prime.
///
/// Two of them are equal over ℚ iff they are modulo every prime, since the product of the primes
/// exceeds every minor (``MinorBound``). An entry that is zero modulo some primes but not all is
/// not zero; where it would have to be a divisor, the count starts again with other primes.
final class WordVectors: ContractionArithmetic {
  let stride: Int
  private(set) var hasFailed = false
  private let rank: Int
  private let fields: [Montgomery]
  private let inverses: UnsafeMutablePointer<UInt64>
  private let scratch: UnsafeMutablePointer<UInt64>
  private let order: UnsafeMutablePointer<Int32>
  private let reduced: UnsafeMutablePointer<UInt64>
  private let points: UnsafeMutablePointer<UInt64>

  /// Scratch for lists of at most `capacity` vectors.
  init(primes: [UInt64], rank: Int, capacity: Int) {
    self.rank = rank
    fields = primes.map(Montgomery.init)
    stride = rank * primes.count
    inverses = .allocate(capacity: capacity + 1)
    scratch = .allocate(capacity: capacity + 1)
    order = .allocate(capacity: capacity + 1)
    reduced = .allocate(capacity: (capacity + 1) * stride)
    points = .allocate(capacity: (capacity + 1) * primes.count)
  }

  deinit {
    inverses.deallocate()
    scratch.deallocate()
    order.deallocate()
    reduced.deallocate()
    points.deallocate()
  }

  /// Stores residues modulo each prime, shape (primes × r), and normalises.
  ///
  /// - Returns: nil where a prime divides the last entry that is not zero.
  func pack(_ residues: [[UInt64]]) -> [UInt64]? {
    guard let top = (0..<rank).last(where: { i in residues.contains { $0[i] != 0 } }) else {
      return nil
    }
    var words: [UInt64] = []
    for (field, entries) in zip(fields, residues) {
      guard entries[top] != 0 else { return nil }
      let inverse = field.inverse(field.stored(entries[top]))
      words += entries.map { field.product(field.stored($0), inverse) }
    }
    return words
  }

  /// Whether one vector comes before another.
  func precedes(_ first: [UInt64], _ second: [UInt64]) -> Bool {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        guard let a = first.baseAddress, let b = second.baseAddress else { return false }
        return compare(a, b) < 0
      }
    }
  }

  func top(_ vector: UnsafePointer<UInt64>) -> Int {
    var top = rank - 1
    while top > 0 {
      var word: UInt64 = 0
      for index in fields.indices { word |= vector[index * rank + top] }
      if word != 0 { return top }
      top -= 1
    }
    return 0
  }

  func compare(_ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>) -> Int {
    let (a, b) = (top(first), top(second))
    if a != b { return a < b ? -1 : 1 }
    for index in 0..<stride where first[index] != second[index] {
      return first[index] < second[index] ? -1 : 1
    }
    return 0
  }

  func restrict(
    _ vectors: UnsafePointer<UInt64>, _ count: Int, to pivot: UnsafePointer<UInt64>,
    into result: UnsafeMutablePointer<UInt64>
  ) -> Int {
    var kept = 0
    for index in 0..<count {
      let target = reduced + kept * stride
      let vector = vectors + index * stride
      for (number, field) in fields.enumerated() {
        for entry in number * rank..<(number + 1) * rank {
          target[entry] = field.difference(vector[entry], pivot[entry])
        }
      }
      // What has its top at 0 is a multiple of infinity: parallel to the pivot.
      if top(target) > 0 { kept += 1 }
    }
    normalise(kept)
    return sorted(kept, into: result)
  }

  /// Divides each vector in `reduced` by its entry at the top.
  private func normalise(_ count: Int) {
    for index in 0..<count { order[index] = Int32(top(reduced + index * stride)) }
    for (number, field) in fields.enumerated() {
      for index in 0..<count {
        let lead = reduced[index * stride + number * rank + Int(order[index])]
        if lead == 0 { hasFailed = true }
        inverses[index] = lead == 0 ? field.one : lead
      }
      field.invert(inverses, count, scratch: scratch)
      for index in 0..<count {
        let vector = reduced + index * stride + number * rank
        for entry in 0...Int(order[index]) {
          vector[entry] = field.product(vector[entry], inverses[index])
        }
      }
    }
  }

  /// Writes the vectors in `reduced` in order, each once.
  private func sorted(_ count: Int, into result: UnsafeMutablePointer<UInt64>) -> Int {
    for index in 0..<count { order[index] = Int32(index) }
    var indices = UnsafeMutableBufferPointer(start: order, count: count)
    indices.sort {
      compare(reduced + Int($0) * stride, reduced + Int($1) * stride) < 0
    }
    var written = 0
    for index in 0..<count {
      let vector = reduced + Int(order[index]) * stride
      if written > 0, compare(result + (written - 1) * stride, vector) == 0 { continue }
      (result + written * stride).update(from: vector, count: stride)
      written += 1
    }
    return written
  }

  /// Lines c + a x + b y = 0 with b = 1, or b = 0 and a = 1.
  ///
  /// On a line with b = 1 the others meet it where x = (c_j − c_i) / (a_i − a_j), or −c for b = 0; each line counts the points in which
  /// it meets lines before it.
  func meetingCount(_ vectors: UnsafePointer<UInt64>, _ count: Int) -> Int {
    var sum = 0
    for index in 0..<count where top(vectors + index * stride) == 2 {
      sum += distinctPoints(vectors, index)
    }
    return sum
  }

  private func distinctPoints(_ vectors: UnsafePointer<UInt64>, _ line: Int) -> Int {
    let own = vectors + line * stride
    let primes = fields.count
    var kept = 0
    for (number, field) in fields.enumerated() {
      kept = 0
      for index in 0..<line {
        let other = vectors + index * stride
        let isVertical = top(other) == 1
        if !isVertical, isParallel(own, other) { continue }
        let (c, a) = (number * rank, number * rank + 1)
        let divisor = isVertical ? field.one : field.difference(own[a], other[a])
        if divisor == 0 { hasFailed = true }
        inverses[kept] = divisor == 0 ? field.one : divisor
        points[kept * primes + number] = field.difference(
          isVertical ? 0 : other[c], isVertical ? other[c] : own[c])
        kept += 1
      }
      field.invert(inverses, kept, scratch: scratch)
      for index in 0..<kept {
        points[index * primes + number] = field.product(
          points[index * primes + number], inverses[index])
      }
    }
    return distinct(kept)
  }

  private func isParallel(
    _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>
  ) -> Bool {
    fields.indices.allSatisfy { first[$0 * rank + 1] == second[$0 * rank + 1] }
  }

  /// The number of different points among the first ones, which it sorts.
  private func distinct(_ count: Int) -> Int {
    let primes = fields.count
    func compare(_ first: Int32, _ second: Int32) -> Int {
      let (a, b) = (points + Int(first) * primes, points + Int(second) * primes)
      for number in 0..<primes where a[number] != b[number] {
        return a[number] < b[number] ? -1 : 1
      }
      return 0
    }
    for index in 0..<count { order[index] = Int32(index) }
    var indices = UnsafeMutableBufferPointer(start: order, count: count)
    indices.sort { compare($0, $1) < 0 }
    var distinct = min(count, 1)
    for index in 1..<max(count, 1) where compare(order[index - 1], order[index]) != 0 {
      distinct += 1
    }
    return distinct
  }
}
