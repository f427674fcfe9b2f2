import Approximation
import ExactNumbers

/// Reads a target and its domain.
enum TargetDomain {
  /// The target that an argument names.
  static func target(_ text: String) throws -> ApproximationTarget {
    try ApproximationTarget(text: text)
  }

  /// One interval an input: `a,b` for each, or one pair an input with semicolons between them.
  static func intervals(_ text: String, inputs: Int, of name: String) throws -> [Interval] {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    let intervals = try parts.map { try ArgumentText.interval(String($0), option: "--on") }
    if intervals.count == 1 { return [Interval](repeating: intervals[0], count: inputs) }
    guard intervals.count == inputs else {
      throw RequestError(
        option: "--on",
        "\(intervals.count) intervals given where \(name) has "
          + ArgumentText.counted(inputs, "input"))
    }
    return intervals
  }

  /// A number above 0, like an error; 2^-40 is read as well as 1/1024.
  static func positive(_ text: String, option: String) throws -> Rational {
    let parts = text.split(separator: "^", omittingEmptySubsequences: false)
    let value: Rational
    if parts.count == 2 {
      let base = try number(String(parts[0]), option: option)
      let exponent = try ArgumentText.integer(parts[1], in: -100_000...100_000, option: option)
      guard base.sign == .positive else {
        throw RequestError(option: option, "the base of a power must be above 0")
      }
      let power = base.power(abs(exponent))
      value = exponent < 0 ? 1 / power : power
    } else {
      value = try number(text, option: option)
    }
    guard value.sign == .positive else {
      throw RequestError(option: option, "the number must be above 0")
    }
    return value
  }

  private static func number(_ text: String, option: String) throws -> Rational {
    do {
      return try Rational(text: text)
    } catch {
      throw RequestError(option: option, "\(error)")
    }
  }
}
