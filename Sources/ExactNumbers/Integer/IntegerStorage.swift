internal import CGMP

/// The heap form of an integer too large for one word: object and `mpz_t` in one allocation.
///
/// The `mpz_t` stays at one address, so C calls get a stable pointer and never an `inout` access:
/// passing one number as result and operand would otherwise break exclusivity.
final class IntegerStorage: ManagedBuffer<mpz_t, Never> {
  /// A new storage that holds zero.
  static func make() -> IntegerStorage {
    let buffer = IntegerStorage.create(minimumCapacity: 0) { _ in mpz_t() }
    let storage = unsafeDowncast(buffer, to: IntegerStorage.self)
    mpz_init(storage.pointer)
    return storage
  }

  var pointer: UnsafeMutablePointer<mpz_t> { withUnsafeMutablePointerToHeader { $0 } }

  deinit { mpz_clear(pointer) }

  /// The limbs of the absolute value, least first, with the sign beside them.
  func withLimbs<Result>(_ body: (UnsafeBufferPointer<UInt>, Sign) -> Result) -> Result {
    withExtendedLifetime(self) { pointer.pointee.withLimbs(body) }
  }
}

extension mpz_t {
  /// Whether the value fits the inline form of `Integer`: one limb, at most `Int.max` in size.
  var fitsInline: Bool {
    switch _mp_size {
    case 0: true
    case 1, -1: _mp_d[0] <= UInt(Int.max)
    default: false
    }
  }

  /// The value of a number that fits inline.
  var inlineValue: Int {
    switch _mp_size {
    case 0: 0
    case 1: Int(_mp_d[0])
    default: -Int(_mp_d[0])
    }
  }

  var sign: Sign { Sign(of: Int(_mp_size)) }

  func withLimbs<Result>(_ body: (UnsafeBufferPointer<UInt>, Sign) -> Result) -> Result {
    body(UnsafeBufferPointer(start: _mp_d, count: Int(_mp_size.magnitude)), sign)
  }
}

/// Lets `body` read a machine integer as an `mpz_t`, without an allocation.
@inline(__always)
func withGMPView<Result>(of value: Int, _ body: (mpz_srcptr) -> Result) -> Result {
  var limb = mp_limb_t(value.magnitude)
  return withUnsafePointer(to: &limb) { limb in
    var view = mpz_t()
    return withUnsafeMutablePointer(to: &view) { view in
      body(mpz_roinit_n(view, limb, value.signum()))
    }
  }
}

extension Integer {
  /// Lets `body` read this integer as an `mpz_t`, which lives as long as the call.
  func withGMP<Result>(_ body: (mpz_srcptr) -> Result) -> Result {
    switch representation {
    case .small(let value): withGMPView(of: value, body)
    case .large(let storage): withExtendedLifetime(storage) { body(storage.pointer) }
    }
  }

  /// Takes over a result: inline when it fits, else the storage itself.
  init(demoting storage: IntegerStorage) {
    let fits = storage.pointer.pointee.fitsInline
    representation = fits ? .small(storage.pointer.pointee.inlineValue) : .large(storage)
  }

  /// A new integer with the value of `source`.
  init(copying source: mpz_srcptr) {
    if source.pointee.fitsInline {
      self.init(.small(source.pointee.inlineValue))
    } else {
      self.init { mpz_set($0, source) }
    }
  }

  /// The integer that `fill` writes into a fresh `mpz_t`.
  init(filledBy fill: (mpz_ptr) -> Void) {
    let storage = IntegerStorage.make()
    fill(storage.pointer)
    self.init(demoting: storage)
  }

  /// The integer with these words as absolute value, least first.
  init(magnitudeWords words: [UInt], isNegative: Bool) {
    self.init { result in
      mpz_import(result, words.count, -1, MemoryLayout<UInt>.size, 0, 0, words)
      if isNegative { cgmp_mpz_neg(result, result) }
    }
  }

  /// The integer that ASCII digits of the given radix spell; the caller has checked the digits.
  init(checkedDigits digits: ArraySlice<UInt8>, radix: Int) {
    var text = digits.map { CChar(bitPattern: $0) }
    text.append(0)
    self.init { result in
      let status = mpz_set_str(result, text, Int32(radix))
      assert(status == 0, "digits are checked before they are read")
    }
  }

  /// The decimal text of this integer.
  var decimalText: String {
    withGMP { value in
      // Digits as GMP estimates them, a sign and the terminating zero.
      let capacity = mpz_sizeinbase(value, 10) + 2
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
        guard let start = buffer.baseAddress else { return "" }
        _ = mpz_get_str(start, 10, value)
        return String(cString: start)
      }
    }
  }

  /// Replaces `self` by `operation(self, rhs)`, in place when nobody else holds the storage.
  @inline(never)
  mutating func update(with rhs: Integer, by operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void) {
    if case .large(var storage) = representation {
      // Let go of the enum's own reference, so that a sole owner can be seen as one.
      representation = .small(0)
      if isKnownUniquelyReferenced(&storage) {
        let target = storage.pointer
        rhs.withGMP { operation(target, target, $0) }
        self = Integer(demoting: storage)
        return
      }
      representation = .large(storage)
    }
    self = withGMP { a in rhs.withGMP { b in Integer { operation($0, a, b) } } }
  }

  /// Adds a product, in place when nobody else holds the storage.
  @inline(never)
  mutating func addLargeProduct(_ first: Integer, _ second: Integer) {
    if case .large(var storage) = representation {
      representation = .small(0)
      if isKnownUniquelyReferenced(&storage) {
        let target = storage.pointer
        first.withGMP { a in second.withGMP { b in mpz_addmul(target, a, b) } }
        self = Integer(demoting: storage)
        return
      }
      representation = .large(storage)
    }
    let start = self
    self = Integer { result in
      start.withGMP { mpz_set(result, $0) }
      first.withGMP { a in second.withGMP { b in mpz_addmul(result, a, b) } }
    }
  }

  /// Replaces `self` by `operation(self)`, in place when nobody else holds the storage.
  @inline(never)
  mutating func update(by operation: (mpz_ptr, mpz_srcptr) -> Void) {
    update(with: .zero) { result, value, _ in operation(result, value) }
  }

  /// Feeds the words of a large value to a hasher.
  static func hash(_ storage: IntegerStorage, into hasher: inout Hasher) {
    storage.withLimbs { limbs, sign in
      hasher.combine(sign)
      hasher.combine(limbs.count)
      hasher.combine(bytes: UnsafeRawBufferPointer(limbs))
    }
  }
}
