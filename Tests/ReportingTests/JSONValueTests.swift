import Foundation
import Testing

@testable import Reporting

@Suite("JSON reports")
struct JSONValueTests {
  @Test("Escapes: RFC 8259, section 7")
  func escapes() {
    let value: JSONValue = .string("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é√😀")
    let expected = #""\"\\/\b\f\n\r\t\u0000\u001f\u007fé√😀""#
    #expect(value.text(.compact) == expected)
  }

  @Test func everyScalarBelow300ReadsBack() throws {
    for code in UInt32(0)..<300 {
      let scalar = try #require(Unicode.Scalar(code))
      let text = "a" + String(Character(scalar)) + "b"
      let data = Data(JSONValue.array([.string(text)]).text().utf8)
      let back = try JSONDecoder().decode([String].self, from: data)
      #expect(back == [text], "code \(code)")
    }
  }

  @Test func numbersAreShortestAndNeverInvalid() throws {
    #expect(JSONValue.number(0.1).text() == "0.1")
    #expect(JSONValue.number(-2.5e-300).text() == "-2.5e-300")
    #expect(JSONValue.number(.infinity).text() == "null")
    #expect(JSONValue.number(.nan).text() == "null")
    #expect(JSONValue.integer(.min).text() == "-9223372036854775808")
    for value in [Double.leastNonzeroMagnitude, 1.7976931348623157e308, 1e22, 123456.789, -0.0] {
      let data = Data(JSONValue.array([.number(value)]).text().utf8)
      let back = try JSONDecoder().decode([Double].self, from: data)
      #expect(back.map(\.bitPattern) == [value.bitPattern])
    }
  }

  @Test func layouts() {
    let value: JSONValue = [
      "network": "saw.json", "counts": ["linearPieces": "1024", "perLayer": ["2", "4"]],
      "none": nil, "empty": [], "nothing": [:], "complete": true, "seconds": 0.5,
      "widths": [1, 2], "rows": [["1"], ["2"]],
    ]
    #expect(
      value.text() == """
        {
          "network": "saw.json",
          "counts": {
            "linearPieces": "1024",
            "perLayer": ["2", "4"]
          },
          "none": null,
          "empty": [],
          "nothing": {},
          "complete": true,
          "seconds": 0.5,
          "widths": [1, 2],
          "rows": [
            ["1"],
            ["2"]
          ]
        }
        """)
    #expect(
      value.text(.compact) == #"{"network":"saw.json","counts":{"linearPieces":"1024","#
        + #""perLayer":["2","4"]},"none":null,"empty":[],"nothing":{},"complete":true,"#
        + #""seconds":0.5,"widths":[1,2],"rows":[["1"],["2"]]}"#)
  }

  @Test func keysKeepTheirOrderAndCanBeSet() {
    var value: JSONValue = ["b": 1, "a": 2]
    value.set("c", 3)
    value.set("b", "x")
    #expect(value.text(.compact) == #"{"b":"x","a":2,"c":3}"#)
    #expect(value["a"] == 2)
    #expect(value["z"] == nil)
    #expect(JSONValue.exact(Int?.none) == .null)
    #expect(JSONValue.exact(12) == "12")
  }
}
