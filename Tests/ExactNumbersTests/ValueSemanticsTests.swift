import TestSupport
import Testing

@testable import ExactNumbers

@Suite("Copies stay apart, and a number may be its own operand")
struct ValueSemanticsTests {
  static let sizes: [Integer] = [
    0, 3, -7, Integer.one << 62, Integer.one << 90, -(Integer.one << 300),
  ]

  @Test func integerCopiesStayApart() {
    for start in Self.sizes {
      for operand in Self.sizes where operand != .zero {
        let changes: [(inout Integer) -> Void] = [
          { $0 += operand }, { $0 -= operand }, { $0 *= operand }, { $0 /= operand },
          { $0 %= operand }, { $0.negate() }, { $0 <<= 70 }, { $0 >>= 70 },
        ]
        for (index, change) in changes.enumerated() {
          // A fresh value of its own, so that the first change may work in place.
          let text = start.description
          var alone = Integer(text) ?? 0
          change(&alone)
          var changed = start
          let kept = changed
          change(&changed)
          #expect(kept.description == text, "change \(index) of \(start) by \(operand)")
          #expect(alone == changed, "change \(index) of \(start) by \(operand)")
          #expect(alone.isCanonical && changed.isCanonical)
        }
      }
    }
  }

  @Test func rationalCopiesStayApart() {
    let values = Self.sizes.map { Rational($0 + 1, 3) } + [Rational(5, Integer.one << 80), 0]
    for start in values {
      for operand in values where operand != .zero {
        let changes: [(inout Rational) -> Void] = [
          { $0 += operand }, { $0 -= operand }, { $0 *= operand }, { $0 /= operand },
          { $0.negate() },
        ]
        for (index, change) in changes.enumerated() {
          let text = start.description
          var alone = Rational(text) ?? 0
          change(&alone)
          var changed = start
          let kept = changed
          change(&changed)
          #expect(kept.description == text, "change \(index) of \(start) by \(operand)")
          #expect(alone == changed, "change \(index) of \(start) by \(operand)")
          #expect(alone.isCanonical && changed.isCanonical)
        }
      }
    }
  }

  @Test("x += x, x -= x, x *= x, x /= x")
  func selfAsOperand() {
    for value in Self.sizes {
      var (sum, difference, square) = (value, value, value)
      sum += sum
      difference -= difference
      square *= square
      #expect(sum == value << 1 && difference == 0 && square == value.power(2))
      let fraction = Rational(value, 7) + 2
      var (twice, none, squared, one) = (fraction, fraction, fraction, fraction)
      twice += twice
      none -= none
      squared *= squared
      one /= one
      #expect(twice == fraction * 2 && none == 0 && squared == fraction.power(2) && one == 1)
    }
  }

  @Test("values shared between tasks can be read and changed on each side")
  func tasks() async {
    let shared = Rational(Integer.factorial(40), Integer(7).power(60))
    let sums = await withTaskGroup(of: Rational.self) { group in
      for task in 0..<8 {
        group.addTask {
          var sum = shared
          for term in 1...50 { sum += shared * Rational(term + task) }
          return sum
        }
      }
      return await group.reduce(into: Rational.zero) { $0 += $1 }
    }
    // Σ over tasks of (1 + 1275 + 50 · task).
    #expect(sums == shared * Rational(8 * 1276 + 50 * 28))
  }
}
