internal import CGMP

extension Rational: Hashable, Comparable {
  /// Whether two numbers are equal.
  public static func == (lhs: Rational, rhs: Rational) -> Bool {
    switch (lhs.representation, rhs.representation) {
    case (.small(let x), .small(let y)): x == y
    case (.large(let a), .large(let b)): a === b || mpq_equal(a.pointer, b.pointer) != 0
    // The form is canonical: a large value never equals a small one.
    default: false
    }
  }

  /// Whether `lhs` comes before `rhs`.
  public static func < (lhs: Rational, rhs: Rational) -> Bool {
    if case .small(let x) = lhs.representation, case .small(let y) = rhs.representation {
      return SmallFraction.isLess(x, y)
    }
    return lhs.isLessThroughGMP(rhs)
  }

  @inline(never)
  private func isLessThroughGMP(_ other: Rational) -> Bool {
    withGMP { a in other.withGMP { b in mpq_cmp(a, b) < 0 } }
  }

  /// Feeds the words of the number to a hasher.
  public func hash(into hasher: inout Hasher) {
    switch representation {
    case .small(let fraction): hasher.combine(fraction)
    case .large(let storage): Rational.hash(storage, into: &hasher)
    }
  }
}
