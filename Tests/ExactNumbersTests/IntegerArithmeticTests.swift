import TestSupport
import Testing

@testable import ExactNumbers

@Suite("Integer arithmetic")
struct IntegerArithmeticTests {
  /// Numbers at every border that the code knows: zero, words, double words.
  static let corners: [Int128] = {
    let ends: [Int128] = [0, 1, 2, 3, 1 << 31, 1 << 32, 1 << 53, 1 << 61, 1 << 62, 1 << 63]
    let near = ends.flatMap { [$0 - 2, $0 - 1, $0, $0 + 1] }
    return Set(near + near.map { -$0 }).sorted()
  }()

  @Test("sums and differences of corner values agree with Int128")
  func additionAgreesWithInt128() {
    for x in Self.corners {
      for y in Self.corners {
        let (a, b) = (Integer(x), Integer(y))
        expectEqual(a + b, x + y, "\(x) + \(y)")
        expectEqual(a - b, x - y, "\(x) - \(y)")
        #expect((a < b) == (x < y) && (a == b) == (x == y), "\(x), \(y)")
      }
    }
  }

  @Test("products and quotients of corner values agree with Int128")
  func multiplicationAgreesWithInt128() {
    for x in Self.corners {
      for y in Self.corners {
        let (a, b) = (Integer(x), Integer(y))
        let (product, overflow) = x.multipliedReportingOverflow(by: y)
        if !overflow { expectEqual(a * b, product, "\(x) * \(y)") }
        if y == 0 { continue }
        expectEqual(a / b, x / y, "\(x) / \(y)")
        expectEqual(a % b, x % y, "\(x) % \(y)")
        let rounded = x % y != 0 && (x < 0) != (y < 0) ? x / y - 1 : x / y
        expectEqual(a.floorDivided(by: b), rounded, "floor \(x) / \(y)")
        expectEqual(a.ceilingDivided(by: b), x % y == 0 ? rounded : rounded + 1, "\(x) / \(y)")
        if !overflow { expectEqual((a * b).exactlyDivided(by: b), x, "\(x) * \(y) / \(y)") }
      }
    }
  }

  @Test("long numbers agree with schoolbook arithmetic on digits")
  func agreesWithSchoolbook() {
    withSeeds(1...150) { seed, generator in
      let a = randomInteger(using: &generator)
      let b = randomNonzeroInteger(using: &generator)
      let (x, y) = (SchoolbookInteger(a), SchoolbookInteger(b))
      let results = [a + b, a - b, a * b, -a, a / b, a % b]
      let (quotient, remainder) = x.dividedWithRemainder(by: y)
      let expected = [x + y, x - y, x * y, -x, quotient, remainder]
      for (result, digits) in zip(results, expected) {
        #expect(result.description == digits.description, "seed \(seed)")
        #expect(result.isCanonical, "seed \(seed)")
      }
      let both = a.quotientAndRemainder(dividingBy: b)
      #expect(both == (a / b, a % b), "seed \(seed)")
    }
  }

  @Test("laws of a ring, division and order")
  func laws() {
    withSeeds(1...300) { seed, generator in
      let a = randomInteger(using: &generator)
      let b = randomInteger(using: &generator)
      let c = randomNonzeroInteger(using: &generator)
      #expect(a + b == b + a && a * b == b * a, "seed \(seed)")
      #expect((a + b) + c == a + (b + c) && (a * b) * c == a * (b * c), "seed \(seed)")
      #expect(a * (b + c) == a * b + a * c, "seed \(seed)")
      #expect(a + .zero == a && a * .one == a && (a - a) == .zero, "seed \(seed)")
      #expect(a / c * c + a % c == a && (a % c).magnitude < c.magnitude, "seed \(seed)")
      #expect((a * c).exactlyDivided(by: c) == a, "seed \(seed)")
      #expect((a < b) == (a + c < b + c), "seed \(seed)")
      #expect((a * b).sign == a.sign * b.sign && (-a).sign == -a.sign, "seed \(seed)")
      #expect((a + b - b).hashValue == a.hashValue, "seed \(seed)")
    }
  }

  @Test("a product is added as a product and a sum, to shared and sole values alike")
  func addedProducts() {
    func check(_ start: Integer, _ a: Integer, _ b: Integer, _ comment: Comment) {
      var sum = start
      sum.addProduct(a, b)
      #expect(sum == start + a * b && sum.isCanonical, comment)
      // Now the sum alone holds its number, and adding the opposite leads back.
      sum.addProduct(a, -b)
      #expect(sum == start && sum.isCanonical, comment)
    }
    for x in Self.corners {
      for y in Self.corners {
        for start in [Integer.zero, 1 - Integer(x) * Integer(y), Integer.one << 200] {
          check(start, Integer(x), Integer(y), "\(start) + \(x) * \(y)")
        }
      }
    }
    withSeeds(1...150) { seed, generator in
      let numbers = (0..<3).map { _ in randomInteger(using: &generator) }
      check(numbers[0], numbers[1], numbers[2], "seed \(seed)")
      var square = numbers[0]
      square.addProduct(square, square)
      #expect(square == numbers[0] + numbers[0] * numbers[0], "seed \(seed)")
    }
  }

  @Test("a value that shrinks is stored inline again")
  func demotion() {
    for value in Self.corners {
      let large = Integer.one << 200
      var sum = large + Integer(value)
      sum -= large
      expectEqual(sum, value, "2^200 + \(value) - 2^200")
      expectEqual((large * Integer(value)).exactlyDivided(by: large), value, "\(value)")
      expectEqual(-(-Integer(value)), value, "\(value)")
    }
  }

  @Test("literals of any length")
  func literals() {
    let positive: Integer = 123_456_789_012_345_678_901_234_567_890
    let negative: Integer = -123_456_789_012_345_678_901_234_567_890
    #expect(positive.description == "123456789012345678901234567890")
    #expect(negative == -positive)
    expectEqual(0x7FFF_FFFF_FFFF_FFFF, Int128(Int.max), "Int.max")
    expectEqual(0x8000_0000_0000_0000, Int128(Int.max) + 1, "2^63")
    expectEqual(-0x8000_0000_0000_0000, Int128(Int.min), "Int.min")
    expectEqual(-0x1_0000_0000_0000_0000, -1 << 64, "-2^64")
  }

  @Test("conversion to and from machine integers")
  func machineIntegers() {
    for value in Self.corners {
      #expect(Int(exactly: Integer(value)) == Int(exactly: value))
      #expect(Integer(exactly: value) == Integer(value))
      #expect(Integer(value).description == value.description)
    }
    #expect(Integer(UInt128.max).description == UInt128.max.description)
    #expect(Integer(Int128.min).description == Int128.min.description)
    #expect(Integer(UInt8(200)) == 200 && Integer(Int8.min) == -128)
  }

  private func expectEqual(_ result: Integer, _ expected: Int128, _ comment: Comment) {
    #expect(result.description == expected.description, comment)
    #expect(result.isCanonical, comment)
  }
}
