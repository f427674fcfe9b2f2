internal import ExactNumbers

/// The lines of a `.nnet` file, each a row of numbers with commas between them.
///
/// A comma may follow the last number. Lines are counted from 1; blank ones and leading `//`
/// comments are skipped.
struct NnetLines {
  private let bytes: [UInt8]
  private var position = 0
  private var lineNumber = 0
  private var isInHeader = true
  /// The bits of all long numbers so far.
  private var longBitCount = 0

  /// A number of more bits is a long one; no float64 of ordinary size is.
  private static let ordinaryBits = 512
  /// The most bits that all long numbers may have together, 32 MiB of them, so that short texts such
  /// as 1e100000 can fill neither the memory nor the day.
  private static let longBitLimit = 1 << 28

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next line that holds something.
  mutating func next(_ what: String) throws(FormatProblem) -> ArraySlice<UInt8> {
    while let line = nextLine() {
      let trimmed = Self.trimmed(line)
      if trimmed.isEmpty { continue }
      if isInHeader && trimmed.starts(with: "//".utf8) {
        continue
      }
      isInHeader = false
      return trimmed
    }
    throw FormatProblem(
      "the file ends after line \(lineNumber) where \(what) should follow; it may be cut short")
  }

  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count && bytes[position] != UInt8(ascii: "\n") { position += 1 }
    let line = bytes[start..<position]
    position += 1
    lineNumber += 1
    return line
  }

  /// Checks that nothing follows.
  mutating func finish() throws(FormatProblem) {
    while let line = nextLine() {
      if Self.trimmed(line).isEmpty { continue }
      throw problem("text follows after the last bias; the widths promise fewer numbers")
    }
  }

  func problem(_ problem: String) -> FormatProblem {
    FormatProblem("line \(lineNumber): \(problem)")
  }

  /// A row of whole numbers from 0 to 2^31.
  mutating func integers(_ what: String) throws(FormatProblem) -> [Int] {
    var values: [Int] = []
    for field in Self.fields(of: try next(what)) {
      let text = String(decoding: field, as: UTF8.self)
      guard let value = Int(text), value >= 0, value <= 1 << 31 else {
        throw problem("\"\(FormatProblem.excerpt(text))\" is no whole number; \(what) are expected")
      }
      values.append(value)
    }
    return values
  }

  /// A row of decimals of any length, exactly.
  mutating func numbers(_ what: String) throws(FormatProblem) -> [Rational] {
    var values: [Rational] = []
    for field in Self.fields(of: try next(what)) { values.append(try number(field, .exact)) }
    return values
  }

  /// A row of exactly so many decimals, added to a list.
  mutating func numbers(
    _ what: String, count: Int, rounding: NetworkReadingOptions.WeightRounding,
    into values: inout [Rational]
  ) throws(FormatProblem) {
    let fields = Self.fields(of: try next(what))
    guard fields.count == count else {
      throw problem(
        "\(fields.count) numbers stand where \(what) asks for \(count); the file may be cut short")
    }
    for field in fields { values.append(try number(field, rounding)) }
  }

  private mutating func number(
    _ field: ArraySlice<UInt8>, _ rounding: NetworkReadingOptions.WeightRounding
  ) throws(FormatProblem) -> Rational {
    let text = String(decoding: field, as: UTF8.self)
    // The format has decimals only: no fractions, no hexadecimal floats.
    let isDecimal = field.allSatisfy { byte in
      byte &- 0x30 < 10 || "+-.eE".utf8.contains(byte)
    }
    guard isDecimal else {
      throw problem("\"\(FormatProblem.excerpt(text))\" is not a finite decimal number")
    }
    let exact: Rational
    do {
      exact = try Rational(text: text)
    } catch {
      throw problem("\(error)")
    }
    try admit(exact)
    guard let value = rounding.rounded(exact) else {
      throw problem("\(FormatProblem.excerpt(text)) is past the range of \(rounding.rawValue)")
    }
    return value
  }

  /// Counts the bits of a long number, whether or not it is rounded afterwards.
  private mutating func admit(_ value: Rational) throws(FormatProblem) {
    let bits = value.numerator.bitLength + value.denominator.bitLength
    guard bits > Self.ordinaryBits else { return }
    longBitCount += bits
    guard longBitCount <= Self.longBitLimit else {
      throw problem("the long numbers up to here need more than 32 MiB; use fewer digits")
    }
  }

  /// The fields of a line; a comma after the last one adds none.
  private static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    if let last = fields.last, trimmed(last).isEmpty { fields.removeLast() }
    return fields.map(trimmed)
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let first = text.first, isBlank(first) { text.removeFirst() }
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
