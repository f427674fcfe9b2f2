/// Bit sets over the neurons of each layer: which are active, and their signs at a cell's two ends.
///
/// Seven rows a layer in one allocation, so that a step of the walk allocates nothing.
final class BitRows {
  private let words: [Int]
  private let offsets: [Int]
  private let storage: UnsafeMutablePointer<UInt64>
  /// Per layer, which of the two pairs of sign rows stands for the left end.
  private let flipped: UnsafeMutablePointer<Bool>

  init(widths: [Int]) {
    words = widths.map { ($0 + 63) / 64 }
    var offsets: [Int] = []
    var total = 0
    for count in words {
      offsets.append(total)
      total += 7 * count
    }
    self.offsets = offsets
    storage = .allocate(capacity: max(total, 1))
    storage.initialize(repeating: 0, count: max(total, 1))
    flipped = .allocate(capacity: widths.count)
    flipped.initialize(repeating: false, count: widths.count)
  }

  deinit {
    storage.deallocate()
    flipped.deallocate()
  }

  private func row(_ index: Int, _ layer: Int) -> UnsafeMutablePointer<UInt64> {
    storage + offsets[layer] + index * words[layer]
  }

  func active(_ layer: Int) -> UnsafeMutablePointer<UInt64> { row(0, layer) }
  func prior(_ layer: Int) -> UnsafeMutablePointer<UInt64> { row(1, layer) }
  func crossing(_ layer: Int) -> UnsafeMutablePointer<UInt64> { row(2, layer) }
  func positiveAtStart(_ layer: Int) -> UnsafeMutablePointer<UInt64> {
    row(flipped[layer] ? 5 : 3, layer)
  }
  func negativeAtStart(_ layer: Int) -> UnsafeMutablePointer<UInt64> {
    row(flipped[layer] ? 6 : 4, layer)
  }
  func positiveAtEnd(_ layer: Int) -> UnsafeMutablePointer<UInt64> {
    row(flipped[layer] ? 3 : 5, layer)
  }
  func negativeAtEnd(_ layer: Int) -> UnsafeMutablePointer<UInt64> {
    row(flipped[layer] ? 4 : 6, layer)
  }

  /// Makes the signs at the right end those at the left end of the cell that follows.
  func shiftEnds(_ layer: Int) { flipped[layer].toggle() }

  /// Remembers the active neurons of the cell before.
  func keepPrior(_ layer: Int) {
    prior(layer).update(from: active(layer), count: words[layer])
  }

  /// Derives from the signs at both ends which neurons are active at first and which cross zero.
  ///
  /// A neuron is affine on the cell: it is active beside the left end iff it is positive there, or
  /// zero there and positive at the right end.
  ///
  /// - Returns: whether any neuron crosses.
  func settle(_ layer: Int) -> Bool {
    let active = active(layer)
    let crossing = crossing(layer)
    let positive = (positiveAtStart(layer), positiveAtEnd(layer))
    let negative = (negativeAtStart(layer), negativeAtEnd(layer))
    var any: UInt64 = 0
    for word in 0..<words[layer] {
      let atStart = (positive.0[word], negative.0[word])
      active[word] = atStart.0 | (~atStart.1 & positive.1[word])
      crossing[word] = (atStart.0 & negative.1[word]) | (atStart.1 & positive.1[word])
      any |= crossing[word]
    }
    return any != 0
  }

  /// Whether some neuron is zero at the left end and positive beside it.
  func someActiveVanishesAtStart(_ layer: Int) -> Bool {
    (0..<words[layer]).contains { word in
      ~positiveAtStart(layer)[word] & ~negativeAtStart(layer)[word] & positiveAtEnd(layer)[word]
        != 0
    }
  }

  /// Whether some neuron is zero at the right end and positive beside it.
  func someActiveVanishesAtEnd(_ layer: Int) -> Bool {
    (0..<words[layer]).contains { word in
      ~positiveAtEnd(layer)[word] & ~negativeAtEnd(layer)[word] & positiveAtStart(layer)[word] != 0
    }
  }
}
