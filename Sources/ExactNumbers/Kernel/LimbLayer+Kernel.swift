internal import CGMP

/// A vector of equally wide integers in two's complement: the numbers of the exact path.
///
/// A number x of `limbs` words stands for x mod 2^(64·limbs), read as signed. Sums and products are
/// taken modulo that power, so they are right whenever the result fits, whatever happened between.
package final class LimbVector {
  package let count: Int
  package let limbs: Int
  let words: UnsafeMutablePointer<UInt>

  package init(count: Int, limbs: Int) {
    self.count = count
    self.limbs = limbs
    words = .allocate(capacity: max(count * limbs, 1))
    words.initialize(repeating: 0, count: max(count * limbs, 1))
  }

  deinit { words.deallocate() }

  /// The words of one number, least significant first.
  subscript(index: Int) -> UnsafeMutablePointer<UInt> { words + index * limbs }

  /// Whether a number is negative.
  package func isNegative(_ index: Int) -> Bool { Int(bitPattern: self[index][limbs - 1]) < 0 }

  /// Writes an integer that fits.
  package func set(_ index: Int, to value: Integer) {
    let target = self[index]
    target.update(repeating: 0, count: limbs)
    value.withMagnitudeLimbs { source, count in
      precondition(count <= limbs, "the integer must fit in the vector's limbs")
      target.update(from: source, count: count)
    }
    if value.sign == .negative { negate(target) }
  }

  /// One number as an integer.
  package func integer(_ index: Int) -> Integer {
    let negative = isNegative(index)
    let copy = UnsafeMutablePointer<UInt>.allocate(capacity: limbs)
    defer { copy.deallocate() }
    copy.update(from: self[index], count: limbs)
    if negative { negate(copy) }
    return Integer(limbs: copy, count: limbs, isNegative: negative)
  }

  private func negate(_ number: UnsafeMutablePointer<UInt>) {
    _ = mpn_neg(number, number, limbs)
  }

  /// Copies a narrower number, repeating its sign bit.
  package func extend(_ index: Int, from source: LimbVector, _ other: Int) {
    let target = self[index]
    target.update(from: source[other], count: source.limbs)
    let fill: UInt = source.isNegative(other) ? .max : 0
    for word in source.limbs..<limbs { target[word] = fill }
  }
}

/// A cleared layer whose products run over limbs.
package final class LimbLayer {
  package let rows: Int
  package let columns: Int
  /// Words that every constant and slope after this layer fits in, sign included.
  package let limbs: Int
  private let weightLimbs: Int
  private let magnitudes: [UInt]
  private let isNegative: [Bool]
  private let biases: LimbVector

  /// Takes over a cleared layer.
  ///
  /// - Parameters:
  ///   - layer: the integers.
  ///   - inputLimbs: words of the numbers that come in; the layer's own are no narrower.
  package init(_ layer: ClearedLayer, inputLimbs: Int) {
    rows = layer.rows
    columns = layer.columns
    limbs = max(layer.bits / 64 + 1, inputLimbs)
    let widest = layer.weights.map(\.bitLength).max() ?? 0
    let weightLimbs = max(1, (widest + 63) / 64)
    self.weightLimbs = weightLimbs
    var magnitudes = [UInt](repeating: 0, count: layer.weights.count * weightLimbs)
    for (index, weight) in layer.weights.enumerated() {
      weight.withMagnitudeLimbs { source, count in
        for word in 0..<count { magnitudes[index * weightLimbs + word] = source[word] }
      }
    }
    self.magnitudes = magnitudes
    isNegative = layer.weights.map { $0.sign == .negative }
    biases = LimbVector(count: rows, limbs: limbs)
    for (row, bias) in layer.biases.enumerated() { biases.set(row, to: bias) }
  }

  /// The image of a vector: weights times the active columns, plus the biases if wanted.
  ///
  /// - Parameters:
  ///   - active: the columns that count.
  ///   - input: numbers of the columns, no wider than `limbs`.
  ///   - addsBiases: true for constants, false for slopes.
  ///   - output: receives `rows` numbers of `limbs` words.
  package func apply(
    active: [Int], input: LimbVector, addsBiases: Bool, output: LimbVector
  ) {
    precondition(input.limbs <= limbs && output.limbs == limbs && output.count == rows)
    let wide = LimbVector(count: active.count, limbs: limbs)
    for (slot, column) in active.enumerated() { wide.extend(slot, from: input, column) }
    for row in 0..<rows {
      apply(row: row, active: active, widened: wide, addsBias: addsBiases, output: output)
    }
  }

  /// One number of the image.
  ///
  /// - Parameters:
  ///   - row: which.
  ///   - active: the columns that count.
  ///   - wide: the input's numbers of these columns, in their order, `limbs` words each.
  ///   - addsBias: true for constants, false for slopes.
  ///   - output: receives it at the row's place.
  package func apply(
    row: Int, active: [Int], widened wide: LimbVector, addsBias: Bool, output: LimbVector
  ) {
    let sum = output[row]
    if addsBias {
      sum.update(from: biases[row], count: limbs)
    } else {
      sum.update(repeating: 0, count: limbs)
    }
    for (slot, column) in active.enumerated() {
      add(wide[slot], times: row * columns + column, to: sum)
    }
  }

  private func add(
    _ number: UnsafeMutablePointer<UInt>, times entry: Int, to sum: UnsafeMutablePointer<UInt>
  ) {
    for word in 0..<min(weightLimbs, limbs) {
      let factor = magnitudes[entry &* weightLimbs &+ word]
      if factor == 0 { continue }
      if isNegative[entry] {
        _ = mpn_submul_1(sum + word, number, limbs - word, factor)
      } else {
        _ = mpn_addmul_1(sum + word, number, limbs - word, factor)
      }
    }
  }
}
