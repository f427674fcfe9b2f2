import ExactNumbers
import TestSupport
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "forms that are read",
    arguments: [
      ("0", "0"), ("-0", "0"), ("-12", "-12"), ("+7", "7"), ("007", "7"),
      ("-7/3", "-7/3"), ("14/6", "7/3"), ("0/5", "0"), ("6/003", "2"),
      ("0.1", "1/10"), (".5", "1/2"), ("5.", "5"), ("-2.50", "-5/2"), ("0.000", "0"),
      ("1e-6", "1/1000000"), ("1E3", "1000"), ("2.5e+1", "25"), ("-1.25e2", "-125"),
      ("1e00000000000000003", "1000"), ("0e100000", "0"), ("0e-100000", "0"),
      ("0x1.8p-3", "3/16"), ("-0X.8P+1", "-1"), ("0xff", "255"),
      ("0xA.8", "21/2"), ("0x0p100000", "0"), ("0x10p-4", "1"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      ("9223372036854775808/2", "4611686018427387904"),
      ("0.00000000000000000000000000000000000005", "1/20000000000000000000000000000000000000"),
    ])
  func forms(text: String, expected: String) {
    #expect(Rational(text)?.description == expected)
  }

  /// Near misses of every form, other alphabets, and sizes that must not be computed.
  static let refused = [
    "", " ", " 1", "1 ", "1 /2", "\t1", "1\n", "+", "-", "--1", "+-1", ".", "-.", "e5", "1e",
    "1e+", "1e1.5", "1ee5", "1.2.3", "1..2", "/", "1/", "/2", "1//2", "1/2/3", "1/-2", "1/+2",
    "1.5/2", "1/2.5", "1e2/3", "1/2e3", "1/0", "0/0", "1/000", "nan", "NaN", "inf", "-inf",
    "Infinity", "0x", "0x.", "0xg", "0x1p", "0x1p-", "0x1/2", "0x1e5p", "x1", "1_000", "1,5",
    "1f", "\u{663}", "\u{FF11}", "\u{2212}1", "1\u{301}", "1\0", "\u{1F600}", "½", "1e100001",
    "1e-100001", "0x1p100001", "1e999999999", "0x1p99999999", "0x1p-99999999999999999999999",
    "1e-99999999999999999999999999999999999999", "0x1p-1074p",
  ]

  @Test("texts that are refused, each with one sentence")
  func refusals() {
    for text in Self.refused {
      #expect(Rational(text) == nil, "\(text.debugDescription)")
      let error = #expect(throws: NumberTextError.self) { try Rational(text: text) }
      let sentence = error?.description ?? ""
      #expect(!sentence.isEmpty && !sentence.contains { $0.isNewline || $0 == "\0" })
    }
  }

  @Test(
    "errors name the place",
    arguments: [
      ("", NumberTextError.empty), ("1//2", .unexpected(position: 3, text: "1//2")),
      ("1e", .unfinished(text: "1e")), ("-", .unfinished(text: "-")),
      ("3/0", .zeroDenominator(text: "3/0")), ("-nan", .notFinite(text: "-nan")),
      ("1e100001", .exponentOutOfRange(text: "1e100001", limit: 100_000)),
      (
        String(repeating: "9", count: 50) + "!",
        .unexpected(position: 51, text: String(repeating: "9", count: 37) + "...")
      ),
    ])
  func errors(text: String, expected: NumberTextError) {
    #expect(throws: expected) { try Rational(text: text) }
  }

  @Test("a message stays short and on one line whatever the text")
  func messages() {
    let hostile = "\u{1B}[2J\n" + String(repeating: "e\u{301}\u{302}", count: 5000)
    let error = #expect(throws: NumberTextError.self) { try Rational(text: hostile) }
    let sentence = error?.description ?? ""
    #expect(sentence.utf8.count < 400 && !sentence.contains("\n") && !sentence.contains("\u{1B}"))
  }

  @Test("what is written is read back, for every size")
  func roundTrips() {
    withSeeds(1...300) { seed, generator in
      let value = randomRational(using: &generator)
      #expect(Rational(value.description) == value, "seed \(seed)")
      let integer = randomInteger(bits: 2000, using: &generator)
      #expect(Integer(integer.description) == integer, "seed \(seed)")
      #expect(Rational(integer.description) == Rational(integer), "seed \(seed)")
    }
  }

  @Test("decimals and hex floats against their definition by powers")
  func scaledForms() {
    withSeeds(1...200) { seed, generator in
      let digits = randomInteger(bits: 120, using: &generator).magnitude
      let fraction = generator.next() >> UInt64(generator.nextInt(below: 64))
      let exponent = generator.nextInt(below: 121) - 60
      let places = fraction.description.count
      let decimal = Rational("\(digits).\(fraction)e\(exponent)")
      let expected =
        (Rational(digits) + Rational(fraction) / Rational(10).power(places))
        * Rational(10).power(exponent)
      #expect(decimal == expected, "seed \(seed)")
      let hexDigits = String(fraction, radix: 16)
      let hex = Rational("-0x\(hexDigits).\(hexDigits)p\(exponent)")
      let scaled = Rational(fraction) * (1 + Rational(16).power(-hexDigits.count))
      #expect(hex == -scaled * Rational(2).power(exponent), "seed \(seed)")
    }
  }

  @Test("factors 2 and 5 cancel against the power of ten, however many there are")
  func cancellingDecimals() {
    for (twos, fives) in [(0, 60), (90, 0), (3, 60), (90, 4), (40, 40), (90, 60)] {
      let significand = Integer(2).power(twos) * Integer(5).power(fives) * 3
      for exponent in [-100, -75, -50, -20, -4, -1, 1] {
        let value = Rational("\(significand)e\(exponent)")
        #expect(value == Rational(significand) * Rational(10).power(exponent))
      }
    }
  }

  @Test("texts of a million characters and the largest exponents")
  func largeTexts() throws {
    let longest = String(repeating: "7", count: 1_000_000)
    #expect(try Rational(text: longest).numerator.bitLength == 3_321_928)
    let digits = longest.dropLast(10)
    #expect(try Rational(text: "0." + digits).denominator == Integer(10).power(999_990))
    #expect(try Rational(text: "1e100000") * Rational(text: "1e-100000") == 1)
    #expect(try Rational(text: "5e-100000").denominator == Integer(10).power(99_999) * 2)
    #expect(try Rational(text: "0x1p100000").numerator == Integer.one << 100_000)
    #expect(throws: NumberTextError.tooLong(length: 1_000_001, limit: 1_000_000)) {
      try Rational(text: String(repeating: "9", count: 1_000_001))
    }
  }

  @Test("integers read digits after one sign, and nothing else")
  func integers() {
    #expect(Integer("+12") == 12 && Integer("-0012") == -12 && Integer("-0") == 0)
    for text in ["", "-", "+", "--1", "1.0", "1e3", "0x10", " 1", "1 ", "1/1", "\u{663}"] {
      #expect(Integer(text) == nil, "\(text)")
    }
    #expect(Integer(String(repeating: "1", count: 1_000_001)) == nil)
    #expect(Integer("999999999999999999") == 999_999_999_999_999_999)
    #expect(Integer("-9999999999999999999").map { $0 + 1 } == -9_999_999_999_999_999_998)
  }
}
