internal import CGMP

/// The heap form of a rational too large for two words: object and `mpq_t` in one allocation.
///
/// See `IntegerStorage` for why C calls get a stable pointer.
final class RationalStorage: ManagedBuffer<mpq_t, Never> {
  /// A new storage that holds zero.
  static func make() -> RationalStorage {
    let buffer = RationalStorage.create(minimumCapacity: 0) { _ in mpq_t() }
    let storage = unsafeDowncast(buffer, to: RationalStorage.self)
    mpq_init(storage.pointer)
    return storage
  }

  var pointer: UnsafeMutablePointer<mpq_t> { withUnsafeMutablePointerToHeader { $0 } }
  var numerator: UnsafeMutablePointer<mpz_t> { cgmp_mpq_num(pointer) }
  var denominator: UnsafeMutablePointer<mpz_t> { cgmp_mpq_den(pointer) }

  deinit { mpq_clear(pointer) }
}

extension Rational {
  /// Lets `body` read this number as an `mpq_t`, which lives as long as the call.
  func withGMP<Result>(_ body: (mpq_srcptr) -> Result) -> Result {
    switch representation {
    case .large(let storage):
      return withExtendedLifetime(storage) { body(storage.pointer) }
    case .small(let fraction):
      return withGMPView(of: fraction.numerator) { numerator in
        withGMPView(of: fraction.denominator) { denominator in
          // A read-only copy of the two views; their limbs outlive the call.
          var view = mpq_t(_mp_num: numerator.pointee, _mp_den: denominator.pointee)
          return withUnsafePointer(to: &view) { body($0) }
        }
      }
    }
  }

  /// Takes over a result in lowest terms: inline when it fits, else the storage itself.
  init(demoting storage: RationalStorage) {
    if storage.numerator.pointee.fitsInline && storage.denominator.pointee.fitsInline {
      representation = .small(
        SmallFraction(
          storage.numerator.pointee.inlineValue, storage.denominator.pointee.inlineValue))
    } else {
      representation = .large(storage)
    }
  }

  /// The rational that `fill` writes, in lowest terms, into a fresh `mpq_t`.
  init(filledBy fill: (mpq_ptr) -> Void) {
    let storage = RationalStorage.make()
    fill(storage.pointer)
    self.init(demoting: storage)
  }

  /// The quotient of two integers through libgmp, reduced on request.
  @inline(never)
  init(large numerator: Integer, _ denominator: Integer, reduce: Bool) {
    self.init { result in
      numerator.withGMP { mpz_set(cgmp_mpq_num(result), $0) }
      denominator.withGMP { mpz_set(cgmp_mpq_den(result), $0) }
      if reduce { mpq_canonicalize(result) }
    }
  }

  /// Replaces `self` by `operation(self, rhs)`, in place when nobody else holds the storage.
  @inline(never)
  mutating func update(
    with rhs: Rational, by operation: (mpq_ptr, mpq_srcptr, mpq_srcptr) -> Void
  ) {
    if case .large(var storage) = representation {
      // Let go of the enum's own reference, so that a sole owner can be seen as one.
      representation = .small(SmallFraction(0, 1))
      if isKnownUniquelyReferenced(&storage) {
        let target = storage.pointer
        rhs.withGMP { operation(target, target, $0) }
        self = Rational(demoting: storage)
        return
      }
      representation = .large(storage)
    }
    self = withGMP { a in rhs.withGMP { b in Rational { operation($0, a, b) } } }
  }

  /// Changes the sign of a large value, in place when nobody else holds the storage.
  @inline(never)
  mutating func negateLarge() {
    update(with: .zero) { result, value, _ in
      if result != value { mpq_set(result, value) }
      let numerator = cgmp_mpq_num(result)
      cgmp_mpz_neg(numerator, numerator)
    }
  }

  /// Feeds the words of a large value to a hasher: numerator with its sign, then denominator.
  static func hash(_ storage: RationalStorage, into hasher: inout Hasher) {
    withExtendedLifetime(storage) {
      for part in [storage.numerator, storage.denominator] {
        part.pointee.withLimbs { limbs, sign in
          hasher.combine(sign)
          hasher.combine(limbs.count)
          hasher.combine(bytes: UnsafeRawBufferPointer(limbs))
        }
      }
    }
  }
}
