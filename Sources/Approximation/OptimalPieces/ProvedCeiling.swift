internal import ExactNumbers

extension OptimalPieces {
  /// The ceiling of a number above 0 that can be enclosed as narrowly as one likes.
  ///
  /// A number that is an integer, but is never enclosed by one point, can not be told from its
  /// neighbours; after `bitLimit` bits the lower one is given as a bound.
  init(ceilingOf enclosure: (_ bits: Int) -> RationalInterval) {
    let bitLimit = 8192
    var bits = 64
    while true {
      let value = enclosure(bits)
      let low = max(value.lower.ceiling, 1)
      if max(value.upper.ceiling, 1) == low {
        self.init(count: low, isExact: true)
        return
      }
      if bits >= bitLimit {
        self.init(count: low, isExact: false)
        return
      }
      bits *= 2
    }
  }

  /// The least n ≥ 1 for which a condition holds that stays true from there on.
  ///
  /// - Parameter holds: the answer for n, or `nil` where it stays undecided.
  init(leastWith holds: (Integer) -> Bool?) {
    var high = Integer.one
    while holds(high) == false { high *= 2 }
    // The condition fails at `low`, as far as is known, and does not fail at `high`.
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) == false { low = middle } else { high = middle }
    }
    self.init(count: high, isExact: holds(high) == true)
  }
}
