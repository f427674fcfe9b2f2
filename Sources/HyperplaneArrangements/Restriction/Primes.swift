internal import ExactNumbers

/// Primes for counting modulo them.
enum Primes {
  /// Whether a number is prime, decided.
  ///
  /// - Source: Sorenson, Webster 2015 (arXiv 1509.00864): below 3.3·10²⁴, Miller's test with the
  ///   first thirteen primes as bases is right.
  static func isPrime(_ number: UInt64) -> Bool {
    let bases: [UInt64] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41]
    if bases.contains(number) { return true }
    guard number > 41, !bases.contains(where: { number % $0 == 0 }) else { return false }
    let twos = (number - 1).trailingZeroBitCount
    return bases.allSatisfy { base in
      var power = Self.power(base, (number - 1) >> twos, modulo: number)
      if power == 1 || power == number - 1 { return true }
      for _ in 1..<max(1, twos) {
        power = product(power, power, modulo: number)
        if power == number - 1 { return true }
      }
      return false
    }
  }

  /// The least prime whose square exceeds a number, where it is at most a limit.
  static func least(above bound: MinorBound, limit: UInt64) -> UInt64? {
    let root = bound.square.squareRootFloor
    guard let start = Int(exactly: root), UInt64(start) < limit else { return nil }
    return least(above: UInt64(start)).flatMap { $0 <= limit ? $0 : nil }
  }

  /// The least prime above a number.
  static func least(above number: UInt64) -> UInt64? {
    var candidate = number + 1
    while candidate < .max {
      if isPrime(candidate) { return candidate }
      candidate += 1
    }
    return nil
  }

  /// Large primes with a product above every minor, some of the largest below 2⁶² left out.
  static func covering(_ bound: MinorBound, skipping: Int) -> [UInt64] {
    var primes: [UInt64] = []
    var product = Integer.one
    var candidate: UInt64 = (1 << 62) - 1
    var skipped = 0
    while primes.isEmpty || !bound.isBelow(product) {
      if isPrime(candidate) {
        if skipped < skipping {
          skipped += 1
        } else {
          primes.append(candidate)
          product *= Integer(candidate)
        }
      }
      candidate -= 2
    }
    return primes
  }

  /// a · b modulo a number above both.
  static func product(_ a: UInt64, _ b: UInt64, modulo number: UInt64) -> UInt64 {
    number.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }

  /// A power modulo a number.
  static func power(_ base: UInt64, _ exponent: UInt64, modulo number: UInt64) -> UInt64 {
    var (result, square, rest): (UInt64, UInt64, UInt64) = (1 % number, base % number, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square, modulo: number) }
      square = product(square, square, modulo: number)
      rest >>= 1
    }
    return result
  }

  /// 1 / a modulo a prime that does not divide a.
  static func inverse(_ a: UInt64, modulo prime: UInt64) -> UInt64 {
    power(a, prime - 2, modulo: prime)
  }
}

extension Integer {
  /// The remainder from 0 to `prime` − 1.
  func residue(modulo prime: UInt64) -> UInt64 {
    let modulus = Integer(prime)
    var rest = self % modulus
    if rest.sign == .negative { rest += modulus }
    return UInt64(Int(exactly: rest) ?? 0)
  }
}
