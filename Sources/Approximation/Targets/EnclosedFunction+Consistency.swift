internal import ExactNumbers

extension EnclosedFunction {
  /// A part of an interval on which enclosures contradict each other, if one is found.
  ///
  /// On each of some equal parts the values at the ends must lie in the range, and by the mean value
  /// theorem the change over the width in the range of the next derivative. False claims that agree
  /// with each other are not found this way.
  func contradiction(on interval: RationalInterval) -> RationalInterval? {
    guard elementary == nil, interval.width.sign == .positive else { return nil }
    let count = Self.checkedParts
    for step in 0..<count {
      let part = RationalInterval(
        interval.lower + interval.width * Rational(step, count),
        interval.lower + interval.width * Rational(step + 1, count))
      for order in 0...2 where contradicts(on: part, derivative: order) { return part }
    }
    return nil
  }

  private static let checkedParts = 16

  /// Whether a derivative's range has no room for its values, or for the change of the one before.
  private func contradicts(on part: RationalInterval, derivative order: Int) -> Bool {
    let bits = 32
    func at(_ x: Rational, _ order: Int) -> RationalInterval? {
      enclosure(on: RationalInterval(x), derivative: order, bits: bits)
    }
    guard let range = enclosure(on: part, derivative: order, bits: bits) else { return false }
    for x in [part.lower, part.midpoint, part.upper] {
      if let value = at(x, order), value.intersection(with: range) == nil { return true }
    }
    guard order > 0, let left = at(part.lower, order - 1), let right = at(part.upper, order - 1)
    else { return false }
    return (right - left).intersection(with: range * part.width) == nil
  }
}
