/// The bytes that numbers are written in.
enum Ascii {
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || lowercased(byte) &- 0x61 < 6 }

  /// The value of a checked decimal or hexadecimal digit.
  static func value(ofHexDigit byte: UInt8) -> Int {
    Int(isDigit(byte) ? byte &- 0x30 : lowercased(byte) &- 0x61 &+ 10)
  }

  /// A letter in lower case; no other byte becomes a letter of use here.
  static func lowercased(_ byte: UInt8) -> UInt8 { byte | 0x20 }
}
