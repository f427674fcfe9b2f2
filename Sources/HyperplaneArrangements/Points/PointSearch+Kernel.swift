/// The depth-first search of a ``PointPlan``, on one thread.
///
/// A mask has two words of q ≤ 127 bits and stands twice in a row, so that a shifted one is read from
/// one place. In a class of interchangeable coordinates only ascending values are visited, with
/// the number of their arrangements as weight; the very last coordinate is only counted.
final class PointSearch {
  /// One shifted mask in a union; offsets are in words.
  private struct Term {
    let source: Int
    let target: Int
    let coefficient: Int
    /// Whether it is the first or the last one of its union.
    let isFirst: Bool
    let isLast: Bool
  }

  /// Words of a mask: two copies, and one to spare.
  private static let stride = 5

  private let dimension: Int
  private let prime: Int
  private let lastWord: UInt64
  /// The masks of each level, one level after the other.
  private let masks: UnsafeMutablePointer<UInt64>
  /// The terms of all unions, those after x_j from `starts[j − 1]` to `starts[j]`; last the terms
  /// of the last target, of which those that never move come first.
  private let terms: UnsafeMutablePointer<Term>
  private let starts: UnsafeMutablePointer<Int>
  private let fixedEnd: Int
  private let lastEnd: Int
  /// Where each target's mask stands, or −1.
  private let targets: UnsafeMutablePointer<Int>
  /// Whether a coordinate is of the same class as the one before.
  private let continues: UnsafeMutablePointer<Bool>
  /// The product of the factorials of the classes, the last coordinate left out.
  private let arrangements: Int
  /// Coordinates chosen before the work is divided.
  private let partDepth: Int
  /// Says whether a part, numbered from 0, is this thread's to count.
  private let claims: (Int) -> Bool
  private let isCancelled: () -> Bool
  private var part = 0
  private(set) var isStopped = false
  private(set) var count = 0

  init(
    _ plan: PointPlan, claims: @escaping (Int) -> Bool, isCancelled: @escaping () -> Bool
  ) {
    self.claims = claims
    self.isCancelled = isCancelled
    dimension = plan.dimension
    prime = plan.prime
    lastWord = (1 << UInt64(prime & 63)) - 1
    let dimension = plan.dimension
    var bases = [0]
    for level in 0..<max(dimension - 1, 1) {
      let size = level == 0 ? plan.constants.count : plan.unions[level - 1].count
      bases.append(bases[level] + size * Self.stride)
    }
    masks = .allocate(capacity: bases[bases.count - 1] + 1)
    masks.initialize(repeating: 0, count: bases[bases.count - 1] + 1)
    var list: [Term] = []
    starts = .allocate(capacity: dimension + 1)
    starts.initialize(repeating: 0, count: dimension + 1)
    for level in 1..<max(dimension - 1, 1) {
      starts[level - 1] = list.count
      for (index, union) in plan.unions[level - 1].enumerated() {
        list += Self.terms(
          union.terms, from: bases[level - 1], to: bases[level] + index * Self.stride)
      }
      starts[level] = list.count
    }
    var last: [PointPlan.Union.Term] = []
    if dimension > 1, let target = plan.targets[dimension - 1] {
      last = plan.unions[dimension - 2][target].terms
    }
    fixedEnd = list.count + last.count { $0.coefficient == 0 }
    let sorted = last.filter { $0.coefficient == 0 } + last.filter { $0.coefficient != 0 }
    list += Self.terms(sorted, from: bases[max(dimension - 2, 0)], to: 0)
    lastEnd = list.count
    terms = .allocate(capacity: list.count + 1)
    terms.initialize(from: list, count: list.count)
    targets = .allocate(capacity: dimension + 1)
    continues = .allocate(capacity: dimension + 1)
    for level in 0..<dimension {
      let base = level < dimension - 1 ? bases[level] : 0
      targets.advanced(by: level).initialize(
        to: plan.targets[level].map { base + $0 * Self.stride } ?? -1)
      continues.advanced(by: level).initialize(
        to: level > 0 && plan.classes[level] == plan.classes[level - 1])
    }
    arrangements = Dictionary(grouping: plan.classes.dropLast()) { $0 }.values
      .reduce(1) { $0 * (1...$1.count).reduce(1, *) }
    partDepth = min(2, max(dimension - 2, 0))
    for (index, values) in plan.constants.enumerated() { setConstants(index, values) }
  }

  deinit {
    masks.deallocate()
    terms.deallocate()
    starts.deallocate()
    targets.deallocate()
    continues.deallocate()
  }

  private static func terms(
    _ terms: [PointPlan.Union.Term], from source: Int, to target: Int
  ) -> [Term] {
    terms.enumerated().map { index, term in
      Term(
        source: source + term.mask * stride, target: target, coefficient: term.coefficient,
        isFirst: index == 0, isLast: index == terms.count - 1)
    }
  }

  private func setConstants(_ index: Int, _ values: [Int]) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for value in values {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
    store(low, high, at: index * Self.stride)
  }

  /// Counts the points of all parts that this thread gets.
  func run() {
    if dimension == 1 {
      if claims(0) {
        let (low, high) = allowed(1, after: -1)
        count = low.nonzeroBitCount + high.nonzeroBitCount
      }
    } else {
      count = choose(1, after: -1, run: 0, weight: arrangements)
    }
  }

  /// Writes a mask, and its copy q bits behind.
  @inline(__always)
  private func store(_ low: UInt64, _ high: UInt64, at offset: Int) {
    let mask = masks + offset
    if prime < 64 {
      let shift = UInt64(prime)
      mask[0] = low | low << shift
      mask[1] = low >> (64 - shift)
      mask[2] = 0
      mask[3] = 0
    } else {
      // 64 ≤ q ≤ 127; a shift by 64 gives 0, which Swift's smart shifts provide.
      let shift = UInt64(prime - 64)
      mask[0] = low
      mask[1] = high | low << shift
      mask[2] = high << shift | low >> (64 - shift)
      mask[3] = high >> (64 - shift)
    }
  }

  /// The mask shifted by −coefficient · x: its bit t is bit t + coefficient · x, mod q.
  @inline(__always)
  private func shifted(_ source: Int, _ coefficient: Int, _ x: Int) -> (UInt64, UInt64) {
    let offset = coefficient == 1 ? x : coefficient &* x % prime
    let mask = masks + (source &+ offset &>> 6)
    let shift = UInt64(truncatingIfNeeded: offset)
    let middle = mask[1]
    return (
      mask[0] &>> shift | (middle &<< 1) &<< ~shift, middle &>> shift | (mask[2] &<< 1) &<< ~shift
    )
  }

  /// The bits below q.
  @inline(__always)
  private func trimmed(_ mask: (UInt64, UInt64)) -> (UInt64, UInt64) {
    prime < 64 ? (mask.0 & lastWord, 0) : (mask.0, mask.1 & lastWord)
  }

  /// The values of x_level that nothing forbids, from `last` on.
  @inline(__always)
  private func allowed(_ level: Int, after last: Int) -> (UInt64, UInt64) {
    var (low, high) = (UInt64.max, UInt64.max)
    let target = targets[level - 1]
    if target >= 0 { (low, high) = (~masks[target], ~masks[target + 1]) }
    if last >= 64 {
      (low, high) = (0, high & .max << UInt64(last - 64))
    } else if last > 0 {
      low &= .max << UInt64(last)
    }
    return trimmed((low, high))
  }

  /// Chooses x_level in every way, given the masks before it.
  ///
  /// `last` is the value before, if it is of the same class, else −1; `run` says how often it stands
  /// at the end so far, `weight` how many arrangements there are if the rest is different.
  private func choose(_ level: Int, after last: Int, run: Int, weight: Int) -> Int {
    if level == dimension - 1 { return chooseLast(after: last, run: run, weight: weight) }
    let set = allowed(level, after: last)
    let goesOn = level < dimension - 1 && continues[level]
    var sum = 0
    for half in 0..<2 {
      var rest = half == 0 ? set.0 : set.1
      while rest != 0 {
        let x = half << 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        let length = x == last ? run + 1 : 1
        step(level, x)
        if level == partDepth, !isMine() { continue }
        sum &+= choose(
          level + 1, after: goesOn ? x : -1, run: goesOn ? length : 0, weight: weight / length)
        if isStopped { return 0 }
      }
    }
    return sum
  }

  /// Whether the next part is this thread's.
  private func isMine() -> Bool {
    defer { part += 1 }
    guard claims(part) else { return false }
    if isCancelled() { isStopped = true }
    return !isStopped
  }

  /// The masks after x_level = x.
  @inline(__always)
  private func step(_ level: Int, _ x: Int) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for index in starts[level - 1]..<starts[level] {
      let term = terms[index]
      let mask = shifted(term.source, term.coefficient, x)
      (low, high) = term.isFirst ? mask : (low | mask.0, high | mask.1)
      if term.isLast {
        let (low, high) = trimmed((low, high))
        store(low, high, at: term.target)
      }
    }
  }

  /// Sums, over x_{D−1}, how many values of x_D nothing forbids.
  private func chooseLast(after last: Int, run: Int, weight: Int) -> Int {
    if partDepth == 0, !isMine() { return 0 }
    var set = allowed(dimension - 1, after: last)
    guard last >= 0 else { return weight * free(set) }
    // The same value once more has fewer arrangements.
    let bit: UInt64 = 1 << UInt64(last & 63)
    let same = last < 64 ? (set.0 & bit, 0) : (0, set.1 & bit)
    set = (set.0 & ~same.0, set.1 & ~same.1)
    return weight * free(set) + weight / (run + 1) * free(same)
  }

  /// How many values of x_D nothing forbids, summed over the values of x_{D−1} in a set.
  private func free(_ set: (UInt64, UInt64)) -> Int {
    let first = starts[max(dimension - 2, 0)]
    var fixed: (UInt64, UInt64) = (0, 0)
    for index in first..<fixedEnd {
      fixed = (fixed.0 | masks[terms[index].source], fixed.1 | masks[terms[index].source + 1])
    }
    let sum = prime * (set.0.nonzeroBitCount + set.1.nonzeroBitCount)
    if lastEnd == first { return sum }
    fixed = trimmed(fixed)
    return sum
      &- (lastEnd == fixedEnd + 1
        ? forbidden(set, fixed, terms[fixedEnd]) : forbidden(set, fixed))
  }

  /// How many values are forbidden, where one mask moves.
  private func forbidden(
    _ set: (UInt64, UInt64), _ fixed: (UInt64, UInt64), _ term: Term
  ) -> Int {
    let (top, bottom) = prime < 64 ? (0, lastWord) : (lastWord, .max)
    var sum: UInt64 = 0
    for half in 0..<2 {
      var rest = half == 0 ? set.0 : set.1
      while rest != 0 {
        let x = half << 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        let mask = shifted(term.source, term.coefficient, x)
        sum &+= Self.bitCount(fixed.0 | mask.0 & bottom, fixed.1 | mask.1 & top)
      }
    }
    return Int(truncatingIfNeeded: sum)
  }

  /// How many values are forbidden, in general.
  private func forbidden(_ set: (UInt64, UInt64), _ fixed: (UInt64, UInt64)) -> Int {
    var sum: UInt64 = 0
    for half in 0..<2 {
      var rest = half == 0 ? set.0 : set.1
      while rest != 0 {
        let x = half << 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        var union = fixed
        for index in fixedEnd..<lastEnd {
          let mask = shifted(terms[index].source, terms[index].coefficient, x)
          union = (union.0 | mask.0, union.1 | mask.1)
        }
        union = trimmed(union)
        sum &+= Self.bitCount(union.0, union.1)
      }
    }
    return Int(truncatingIfNeeded: sum)
  }

  /// The bits of two words together: sums of 2, 4 and 8 bits side by side, then one product.
  @inline(__always)
  private static func bitCount(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let pairs: UInt64 = 0x5555_5555_5555_5555
    let nibbles: UInt64 = 0x3333_3333_3333_3333
    var a = first &- (first &>> 1 & pairs)
    var b = second &- (second &>> 1 & pairs)
    a = (a & nibbles) &+ (a &>> 2 & nibbles)
    b = (b & nibbles) &+ (b &>> 2 & nibbles)
    let bytes: UInt64 = 0x0f0f_0f0f_0f0f_0f0f
    // A byte of each is at most 8, so that of their sum is at most 16 and all eight at most 128.
    let sums = (a &+ a &>> 4) & bytes &+ ((b &+ b &>> 4) & bytes)
    return (sums &* 0x0101_0101_0101_0101) &>> 56
  }
}
