import TestSupport
import Testing

@testable import ExactNumbers

@Suite("Integer powers, bits, divisors, binomials")
struct IntegerNumberTheoryTests {
  @Test("powers by repeated multiplication")
  func powers() {
    for base in -12...12 {
      var expected = Integer.one
      for exponent in 0...40 {
        #expect(Integer(base).power(exponent) == expected, "\(base)^\(exponent)")
        expected *= Integer(base)
      }
    }
    #expect(Integer(-1).power(.max) == -1 && Integer.zero.power(0) == 1)
    #expect(Integer(10).power(1000).description == "1" + String(repeating: "0", count: 1000))
  }

  @Test("gcd against Euclid's algorithm, lcm by gcd · lcm = |a · b|")
  func divisors() {
    withSeeds(1...400) { seed, generator in
      let common = randomInteger(bits: 60, using: &generator)
      let a = common * randomInteger(bits: 90, using: &generator)
      let b = common * randomInteger(bits: 20, using: &generator)
      var (x, y) = (a.magnitude, b.magnitude)
      while y != .zero { (x, y) = (y, x % y) }
      let divisor = a.greatestCommonDivisor(with: b)
      #expect(divisor == x && divisor.isCanonical, "seed \(seed): gcd(\(a), \(b))")
      let multiple = a.leastCommonMultiple(with: b)
      #expect(multiple * divisor == (a * b).magnitude, "seed \(seed): lcm(\(a), \(b))")
      #expect(multiple.isCanonical && multiple.sign != .negative, "seed \(seed)")
    }
  }

  @Test("gcd of small words, exhaustively")
  func smallDivisors() {
    for a in -20...20 {
      for b in -20...20 {
        let largest = (1...20).last { a % $0 == 0 && b % $0 == 0 }
        let expected = a == 0 && b == 0 ? 0 : largest ?? 1
        let divisor = Integer(a).greatestCommonDivisor(with: Integer(b))
        #expect(divisor == Integer(expected), "gcd(\(a), \(b))")
      }
    }
  }

  @Test("Pascal's triangle, its row sums, and one large value")
  func binomials() {
    for n in 0...60 {
      var sum = Integer.zero
      for k in -1...(n + 1) {
        sum += .binomial(n, k)
        if n > 0 {
          let above = Integer.binomial(n - 1, k - 1) + .binomial(n - 1, k)
          #expect(Integer.binomial(n, k) == above, "C(\(n), \(k))")
        }
      }
      #expect(sum == Integer.one << n, "row \(n)")
    }
    let quotient = Integer.factorial(3000) / (.factorial(1000) * .factorial(2000))
    #expect(Integer.binomial(3000, 1000) == quotient)
    #expect(Integer.binomial(.max, 1) == Integer(Int.max) && .binomial(.max, .max) == 1)
  }

  @Test func factorials() {
    var expected = Integer.one
    for n in 0...100 {
      if n > 0 { expected *= Integer(n) }
      #expect(Integer.factorial(n) == expected, "\(n)!")
    }
  }

  @Test("r² ≤ x < (r + 1)²")
  func squareRoots() {
    for value in 0...200 {
      let root = Integer(value).squareRootFloor
      #expect(root * root <= Integer(value) && Integer(value) < (root + 1) * (root + 1))
    }
    withSeeds(1...200) { seed, generator in
      let value = randomInteger(using: &generator).magnitude
      let root = value.squareRootFloor
      #expect(root * root <= value && value < (root + 1) * (root + 1), "seed \(seed)")
      #expect((value * value).squareRootFloor == value, "seed \(seed)")
    }
  }

  @Test("shifts against products and floors, bit counts against their definitions")
  func bits() {
    withSeeds(1...300) { seed, generator in
      let value = randomInteger(using: &generator)
      let count = generator.nextInt(below: 150)
      let factor = Integer(2).power(count)
      #expect(value << count == value * factor && value >> -count == value * factor, "seed \(seed)")
      let floor = value.floorDivided(by: factor)
      #expect(value >> count == floor && value << -count == floor, "seed \(seed)")
      #expect((value >> count).isCanonical && (value << count).isCanonical, "seed \(seed)")
      #expect(value.isOdd == (value % 2 != 0), "seed \(seed)")
      let length = value.bitLength
      #expect(value.magnitude < Integer.one << length, "seed \(seed)")
      guard value != .zero else { return }
      #expect(value.magnitude >= Integer.one << (length - 1), "seed \(seed)")
      let zeros = value.trailingZeroBitCount
      #expect(value % (Integer.one << zeros) == .zero && (value >> zeros).isOdd, "seed \(seed)")
    }
    #expect(Integer.zero.bitLength == 0 && Integer.zero.trailingZeroBitCount == 0)
    #expect(Integer(-1) >> .max == -1 && Integer.zero << .max == 0)
    #expect((Integer(-1) >> 64) == -1 && (Integer(1) >> 64) == 0)
  }
}
