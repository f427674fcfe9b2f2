/// Arithmetic modulo an odd prime below 2⁶², numbers a being stored as 2⁶⁴ a.
///
/// - Source: Montgomery 1985 (Modular multiplication without trial division).
struct Montgomery {
  let prime: UInt64
  /// −1 / p modulo 2⁶⁴.
  private let factor: UInt64
  private let square: UInt64
  /// The number 1 as it is stored.
  let one: UInt64

  init(prime: UInt64) {
    self.prime = prime
    // Newton: each step doubles the correct bits of 1 / p; p itself has three of them.
    var inverse = prime
    for _ in 0..<5 { inverse = inverse &* (2 &- prime &* inverse) }
    factor = 0 &- inverse
    one = (UInt64.max % prime + 1) % prime
    square = Primes.product(one, one, modulo: prime)
  }

  /// A number below p as it is stored.
  func stored(_ number: UInt64) -> UInt64 { product(number, square) }

  @inline(__always)
  func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // a b + m p is divisible by 2⁶⁴ and below 2 · 2⁶⁴ p, so one subtraction is enough.
    let (high, low) = a.multipliedFullWidth(by: b)
    let m = low &* factor
    let carry: UInt64 = low == 0 ? 0 : 1
    let sum = high &+ m.multipliedFullWidth(by: prime).high &+ carry
    return sum >= prime ? sum &- prime : sum
  }

  @inline(__always)
  func difference(_ a: UInt64, _ b: UInt64) -> UInt64 {
    a >= b ? a &- b : a &+ (prime &- b)
  }

  /// 1 / a by Fermat's little theorem.
  func inverse(_ a: UInt64) -> UInt64 {
    var (result, square, rest) = (one, a, prime - 2)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }

  /// Replaces numbers that are not zero by their inverses, with one inversion for all.
  func invert(
    _ numbers: UnsafeMutablePointer<UInt64>, _ count: Int,
    scratch: UnsafeMutablePointer<UInt64>
  ) {
    guard count > 0 else { return }
    var running = one
    for index in 0..<count {
      scratch[index] = running
      running = product(running, numbers[index])
    }
    var inverse = inverse(running)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let number = numbers[index]
      numbers[index] = product(inverse, scratch[index])
      inverse = product(inverse, number)
    }
  }
}
