import ExactNumbers
import Foundation
import Testing

@Suite("Coding as text")
struct CodingTests {
  @Test("numbers are written as strings and read back")
  func roundTrips() throws {
    let values = [0, 5, Rational(-7, 3), Rational(Integer.one << 90, 3)]
    let data = try JSONEncoder().encode(values)
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"["0","5","-7\/3","1237940039285380274899124224\/3"]"#)
    #expect(try JSONDecoder().decode([Rational].self, from: data) == values)
    let integers = [0, -5, Integer.one << 90]
    let coded = try JSONEncoder().encode(integers)
    #expect(String(decoding: coded, as: UTF8.self) == #"["0","-5","1237940039285380274899124224"]"#)
    #expect(try JSONDecoder().decode([Integer].self, from: coded) == integers)
  }

  @Test("a JSON number is read as the nearest double")
  func numbers() throws {
    let text = #"[1, 0.1, -2.5e-3, "0.1", "1/3"]"#
    let values = try JSONDecoder().decode([Rational].self, from: Data(text.utf8))
    let expected = [1, Rational(exactly: 0.1), Rational(exactly: -2.5e-3), Rational(1, 10)]
    #expect(values.prefix(4).map { $0 } == expected && values.last == Rational(1, 3))
  }

  @Test(
    "other values are refused", arguments: [#"["1/0"]"#, #"["nan"]"#, "[null]", "[true]", "[[]]"])
  func refusals(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Rational].self, from: Data(text.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Integer].self, from: Data(text.utf8))
    }
  }
}
