import ExactNumbers

/// A slow integer for comparison: a sign and decimal digits, with the methods taught at school.
///
/// It meets `Integer` only in its text.
struct SchoolbookInteger: Equatable, CustomStringConvertible {
  /// Decimal digits, least first, without leading zeros; none for zero.
  var digits: [Int]
  var isNegative: Bool

  init(digits: [Int], isNegative: Bool) {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
  }

  init(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let digits = text.drop { $0 == "-" }.reversed().compactMap(\.wholeNumberValue)
    self.init(digits: digits, isNegative: isNegative)
  }

  init(_ value: Integer) { self.init(value.description) }

  var description: String {
    let text = digits.reversed().map(String.init).joined()
    return (isNegative ? "-" : "") + (text.isEmpty ? "0" : text)
  }

  static prefix func - (x: SchoolbookInteger) -> SchoolbookInteger {
    SchoolbookInteger(digits: x.digits, isNegative: !x.isNegative)
  }

  static func + (x: SchoolbookInteger, y: SchoolbookInteger) -> SchoolbookInteger {
    if x.isNegative == y.isNegative {
      return SchoolbookInteger(
        digits: carry(added(x.digits, y.digits, 1)), isNegative: x.isNegative)
    }
    return isBelow(x.digits, y.digits)
      ? SchoolbookInteger(digits: carry(added(y.digits, x.digits, -1)), isNegative: y.isNegative)
      : SchoolbookInteger(digits: carry(added(x.digits, y.digits, -1)), isNegative: x.isNegative)
  }

  static func - (x: SchoolbookInteger, y: SchoolbookInteger) -> SchoolbookInteger { x + -y }

  static func * (x: SchoolbookInteger, y: SchoolbookInteger) -> SchoolbookInteger {
    var columns = [Int](repeating: 0, count: x.digits.count + y.digits.count)
    for (i, a) in x.digits.enumerated() {
      for (j, b) in y.digits.enumerated() { columns[i + j] += a * b }
    }
    return SchoolbookInteger(digits: carry(columns), isNegative: x.isNegative != y.isNegative)
  }

  /// Long division, the quotient rounded toward zero.
  func dividedWithRemainder(
    by divisor: SchoolbookInteger
  ) -> (quotient: SchoolbookInteger, remainder: SchoolbookInteger) {
    var rest = SchoolbookInteger(digits: [], isNegative: false)
    let size = SchoolbookInteger(digits: divisor.digits, isNegative: false)
    var quotient: [Int] = []
    for digit in digits.reversed() {
      rest = SchoolbookInteger(digits: [digit] + rest.digits, isNegative: false)
      var times = 0
      while !SchoolbookInteger.isBelow(rest.digits, size.digits) {
        rest = rest - size
        times += 1
      }
      quotient.append(times)
    }
    return (
      SchoolbookInteger(
        digits: quotient.reversed(), isNegative: isNegative != divisor.isNegative),
      SchoolbookInteger(digits: rest.digits, isNegative: isNegative)
    )
  }

  private static func added(_ x: [Int], _ y: [Int], _ factor: Int) -> [Int] {
    (0..<max(x.count, y.count)).map {
      ($0 < x.count ? x[$0] : 0) + factor * ($0 < y.count ? y[$0] : 0)
    }
  }

  private static func carry(_ columns: [Int]) -> [Int] {
    var digits: [Int] = []
    var carried = 0
    for column in columns {
      let total = column + carried
      let digit = (total % 10 + 10) % 10
      carried = (total - digit) / 10
      digits.append(digit)
    }
    while carried > 0 {
      digits.append(carried % 10)
      carried /= 10
    }
    return digits
  }

  private static func isBelow(_ x: [Int], _ y: [Int]) -> Bool {
    x.count != y.count ? x.count < y.count : x.reversed().lexicographicallyPrecedes(y.reversed())
  }
}
