import ExactNumbers
import Testing

@Suite("Signs, extended numbers, intervals")
struct IntervalTests {
  @Test("signs multiply like the numbers -1, 0, 1")
  func signs() {
    for a in -1...1 {
      #expect(Sign(of: a).rawValue == Int8(a) && (-Sign(of: a)).rawValue == Int8(-a))
      for b in -1...1 {
        #expect(Sign(of: a) * Sign(of: b) == Sign(of: a * b))
        #expect((Sign(of: a) < Sign(of: b)) == (a < b))
      }
    }
  }

  @Test func extendedNumbersAreOrderedLikeTheLine() {
    let line: [ExtendedRational] = [
      .negativeInfinity, .finite(-3), .finite(0), .finite(Rational(1, 3)), .positiveInfinity,
    ]
    #expect(line.shuffled().sorted() == line)
    #expect(
      line.reversed().map { -$0 } == [
        .negativeInfinity, .finite(Rational(-1, 3)), .finite(0), .finite(3), .positiveInfinity,
      ])
    #expect(line.map(\.isFinite) == [false, true, true, true, false])
    #expect(line[3].finiteValue == Rational(1, 3) && line[4].finiteValue == nil)
  }

  @Test("texts of extended numbers", arguments: ["inf", "-inf", "-7/3", "5"])
  func extendedText(text: String) {
    #expect(ExtendedRational(text)?.description == text)
  }

  @Test func otherInfinitiesAreRefused() {
    #expect(ExtendedRational("+inf") == .positiveInfinity)
    for text in ["Inf", "INF", "infinity", "--inf", "nan", "", "inf ", "1/0"] {
      #expect(throws: NumberTextError.self, "\(text)") { try ExtendedRational(text: text) }
    }
  }

  @Test("an interval needs interior")
  func emptyIntervals() throws {
    let ends: [ExtendedRational] = [
      .negativeInfinity, .finite(-1), .finite(0), .finite(1), .positiveInfinity,
    ]
    for lower in ends {
      for upper in ends {
        if lower < upper {
          let interval = try Interval(lower, upper)
          #expect(interval.lower == lower && interval.upper == upper)
          #expect(Interval(interval.description) == interval)
        } else {
          #expect(throws: IntervalError.empty(lower: lower, upper: upper)) {
            try Interval(lower, upper)
          }
        }
      }
    }
  }

  @Test func membership() throws {
    let interval = try Interval(Rational(-1, 2), 3)
    #expect(interval.contains(Rational(-1, 2)) && interval.contains(3) && interval.contains(0))
    #expect(!interval.contains(-1) && !interval.contains(Rational(301, 100)))
    #expect(!interval.interiorContains(3) && interval.interiorContains(Rational(299, 100)))
    #expect(Interval.wholeLine.contains(Rational(Integer.one << 100)))
    #expect(!Interval.wholeLine.isBounded && Interval.unit.isBounded)
    #expect(Interval.unit.description == "0,1" && Interval.wholeLine.description == "-inf,inf")
  }

  @Test(
    "interval texts that are refused, each with a reason",
    arguments: ["", "1", "1,2,3", "1,", ",", "a,b", "2,1", "1,1", "inf,-inf", "inf,inf", "0, 1"])
  func refusals(text: String) {
    let error = #expect(throws: IntervalError.self) { try Interval(text: text) }
    #expect(error?.description.isEmpty == false)
  }
}
