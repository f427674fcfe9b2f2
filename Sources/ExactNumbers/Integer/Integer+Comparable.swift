internal import CGMP

extension Integer: Hashable, Comparable {
  /// Whether two integers are equal.
  public static func == (lhs: Integer, rhs: Integer) -> Bool {
    switch (lhs.representation, rhs.representation) {
    case (.small(let a), .small(let b)): a == b
    case (.large(let a), .large(let b)): a === b || mpz_cmp(a.pointer, b.pointer) == 0
    // The form is canonical: a large value never equals a small one.
    default: false
    }
  }

  /// Whether `lhs` comes before `rhs`.
  public static func < (lhs: Integer, rhs: Integer) -> Bool {
    switch (lhs.representation, rhs.representation) {
    case (.small(let a), .small(let b)): a < b
    case (.large(let a), .large(let b)): mpz_cmp(a.pointer, b.pointer) < 0
    // A large value lies beyond every small one, on the side of its sign.
    case (.small, .large): rhs.sign == .positive
    case (.large, .small): lhs.sign == .negative
    }
  }

  /// Feeds the words of the number to a hasher.
  public func hash(into hasher: inout Hasher) {
    switch representation {
    case .small(let value): hasher.combine(value)
    case .large(let storage): Integer.hash(storage, into: &hasher)
    }
  }
}
