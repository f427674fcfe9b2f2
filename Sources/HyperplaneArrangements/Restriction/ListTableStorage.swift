internal import ExactNumbers

/// Sorted lists of vectors, each once, with how often it occurs.
///
/// A list is found by a hash and compared word by word, so equal means equal.
///
/// Sendable since one thread fills a table, and others read it only after that thread has ended.
final class ListTableStorage: @unchecked Sendable {
  private(set) var words: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private var used = 0
  private(set) var starts: [Int] = [0]
  private(set) var multiplicities: [Integer] = []
  private var hashes: [UInt64] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 1024)
  /// The most words that are kept.
  private var limit: Int

  init(limit: Int) {
    self.limit = limit
    capacity = min(limit, 4096)
    words = .allocate(capacity: capacity)
  }

  deinit { words.deallocate() }

  /// Gives it more room.
  func setLimit(_ words: Int) { limit = max(limit, words) }

  /// How many lists there are.
  var count: Int { multiplicities.count }

  /// The words of a list.
  func list(_ index: Int) -> UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: words + starts[index], count: starts[index + 1] - starts[index])
  }

  /// Adds to the multiplicity of a list.
  ///
  /// - Returns: false where the list is new and there is no room for it.
  func add(_ list: UnsafePointer<UInt64>, _ length: Int, _ multiplicity: Integer) -> Bool {
    let hash = Self.hash(list, length)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, isEqual(index, list, length) {
        multiplicities[index] += multiplicity
        return true
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard used + length <= limit else { return false }
    append(list, length, hash, multiplicity)
    slots[slot] = Int32(count - 1)
    if 2 * count > slots.count { grow() }
    return true
  }

  private func append(
    _ list: UnsafePointer<UInt64>, _ length: Int, _ hash: UInt64, _ multiplicity: Integer
  ) {
    if used + length > capacity {
      let larger = min(limit, max(2 * capacity, used + length))
      let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
      moved.update(from: words, count: used)
      words.deallocate()
      (words, capacity) = (moved, larger)
    }
    (words + used).update(from: list, count: length)
    used += length
    starts.append(used)
    hashes.append(hash)
    multiplicities.append(multiplicity)
  }

  private func isEqual(_ index: Int, _ list: UnsafePointer<UInt64>, _ length: Int) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == length else { return false }
    for offset in 0..<length where words[start + offset] != list[offset] { return false }
    return true
  }

  private func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  private static func hash(_ list: UnsafePointer<UInt64>, _ length: Int) -> UInt64 {
    var hash = UInt64(length)
    for index in 0..<length {
      hash = (hash ^ list[index]) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
    }
    hash = hash &* 0xbf58_476d_1ce4_e5b9
    return hash ^ hash >> 32
  }
}
