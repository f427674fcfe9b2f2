internal import CGMP

extension Integer {
  /// Lets `body` read the words of |self|, least significant first; none for zero.
  func withMagnitudeLimbs<Result>(_ body: (UnsafePointer<UInt>, Int) -> Result) -> Result {
    withGMP { value in
      let count = mpz_size(value)
      return value.pointee._mp_d.withMemoryRebound(to: UInt.self, capacity: max(count, 1)) {
        body($0, count)
      }
    }
  }

  /// The integer with these words as its absolute value, least significant first.
  init(limbs: UnsafePointer<UInt>, count: Int, isNegative: Bool) {
    var used = count
    while used > 0, limbs[used - 1] == 0 { used -= 1 }
    if used == 0 {
      self = .zero
    } else if used == 1, limbs[0] <= UInt(Int.max) {
      self.init(isNegative ? -Int(limbs[0]) : Int(limbs[0]))
    } else {
      self.init(
        magnitudeWords: Array(UnsafeBufferPointer(start: limbs, count: used)),
        isNegative: isNegative)
    }
  }
}
