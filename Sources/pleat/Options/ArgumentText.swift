import ExactNumbers

/// Reads the values of options; a wrong one becomes a sentence that names the option.
enum ArgumentText {
  /// An integer within limits.
  static func integer(
    _ text: some StringProtocol, in limits: ClosedRange<Int>, option: String
  ) throws -> Int {
    guard let value = Integer(String(text)) else {
      throw RequestError(option: option, "\"\(shortened(text))\" is not an integer")
    }
    guard value >= Integer(limits.lowerBound) else {
      throw RequestError(
        option: option,
        "\(shortened(text)) is too small: it must be at least \(limits.lowerBound)")
    }
    guard let number = Int(exactly: value), number <= limits.upperBound else {
      throw RequestError(
        option: option,
        "\(shortened(text)) is too large: it must be at most \(limits.upperBound)")
    }
    return number
  }

  /// Integers with commas between them, at least one.
  static func integers(
    _ text: String, in limits: ClosedRange<Int>, option: String
  ) throws -> [Int] {
    try parts(text).map { try integer($0, in: limits, option: option) }
  }

  /// Exact numbers with commas between them, at least one.
  static func rationals(_ text: String, option: String) throws -> [Rational] {
    try parts(text).map { part in
      do {
        return try Rational(text: part)
      } catch {
        throw RequestError(option: option, "\(error)")
      }
    }
  }

  /// The exact coordinates of a point of a given dimension.
  static func point(
    _ text: String, dimension: Int, of network: String, option: String
  ) throws -> [Rational] {
    let point = try rationals(text, option: option)
    guard point.count == dimension else {
      throw RequestError(
        option: option,
        "\(counted(point.count, "coordinate")) given where \(network) has "
          + counted(dimension, "input"))
    }
    return point
  }

  /// An interval of the line.
  static func interval(_ text: String, option: String) throws -> Interval {
    do {
      return try Interval(text: text)
    } catch {
      throw RequestError(option: option, "\(error)")
    }
  }

  /// A number of seconds greater than 0.
  static func seconds(_ text: String, option: String) throws -> Double {
    guard let value = try rationals(text, option: option).first, !text.contains(",") else {
      throw RequestError(option: option, "\"\(shortened(text))\" is not a number of seconds")
    }
    guard value.sign == .positive, value <= 1_000_000_000 else {
      throw RequestError(
        option: option, "the seconds must be more than 0 and at most 1000000000")
    }
    return Double(value)
  }

  /// A count with its noun: "1 input", "5 inputs".
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func parts(_ text: String) -> [Substring] {
    text.split(separator: ",", omittingEmptySubsequences: false)
  }

  private static func shortened(_ text: some StringProtocol) -> String {
    text.count <= 40 ? String(text) : text.prefix(40) + "…"
  }
}
