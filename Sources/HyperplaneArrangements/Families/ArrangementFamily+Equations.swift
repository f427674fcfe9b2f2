internal import ExactNumbers

extension ArrangementFamily {
  typealias Equation = (normal: [Rational], offset: Rational)

  /// The equations of the family's hyperplanes.
  func equations(_ n: Int) -> [Equation] {
    switch self {
    case .resonance: (1..<(1 << n)).map { (Self.subset($0, n), 0) }
    case .threshold: (0..<(1 << n)).map { ([1] + Self.subset($0, n), 0) }
    case .braid: differences(n, [0])
    case .typeB:
      (1...n).map { (Self.vector(n, [($0, 1)]), 0) } + differences(n, [0]) + sums(n)
    case .typeD: differences(n, [0]) + sums(n)
    case .shi: differences(n, [0, 1])
    case .catalan: differences(n, [-1, 0, 1])
    case .linial: differences(n, [1])
    case .semiorder: differences(n, [-1, 1])
    }
  }

  /// x_i − x_j = c for i < j and every given c.
  private func differences(_ n: Int, _ offsets: [Rational]) -> [Equation] {
    pairs(n).flatMap { pair in
      offsets.map { (Self.vector(n, [(pair.0, 1), (pair.1, -1)]), $0) }
    }
  }

  /// x_i + x_j = 0 for i < j.
  private func sums(_ n: Int) -> [Equation] {
    pairs(n).map { (Self.vector(n, [($0.0, 1), ($0.1, 1)]), 0) }
  }

  private func pairs(_ n: Int) -> [(Int, Int)] {
    (1...n).flatMap { i in (i..<n).map { (i, $0 + 1) } }
  }

  /// The indicator of the set that the bits of a number name.
  private static func subset(_ bits: Int, _ n: Int) -> [Rational] {
    (0..<n).map { Rational(bits >> $0 & 1) }
  }

  /// A vector with the given entries, numbered from 1, and zeros elsewhere.
  static func vector(_ length: Int, _ entries: [(index: Int, value: Rational)]) -> [Rational] {
    var vector = [Rational](repeating: 0, count: length)
    for (index, value) in entries { vector[index - 1] = value }
    return vector
  }
}
