/// A pull reader of JSON tokens that keeps no tree and never recurses.
///
/// The caller knows the format, opens the object or array that must come next and asks for its
/// members one by one, so a document of any depth cannot make the reader grow.
package struct JSONScanner {
  private let bytes: [UInt8]
  private var position = 0
  /// Whether an object or array was opened and no member of it was asked for yet.
  private var justOpened = false

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next byte that is not white space, or `nil` at the end of the text.
  package mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  /// Opens an object (`{`) or an array (`[`).
  package mutating func open(_ bracket: Character, _ place: JSONPlace) throws(NetworkError) {
    guard let byte = peek(), byte == bracket.asciiValue else {
      throw unexpected(bracket == "{" ? "an object {…}" : "an array […]", place)
    }
    position += 1
    justOpened = true
  }

  /// Steps to the next element of the array that was opened last; `false` at its end.
  package mutating func nextElement(_ place: JSONPlace) throws(NetworkError) -> Bool {
    try nextMember(closing: "]", place)
  }

  /// Steps to the value of the next key of the object that was opened last; `nil` at its end.
  package mutating func nextKey(_ place: JSONPlace) throws(NetworkError) -> String? {
    guard try nextMember(closing: "}", place) else { return nil }
    let key = try string(place)
    guard peek() == UInt8(ascii: ":") else { throw unexpected("a colon after \"\(key)\"", place) }
    position += 1
    return key
  }

  private mutating func nextMember(
    closing: Character, _ place: JSONPlace
  ) throws(NetworkError) -> Bool {
    let isFirst = justOpened
    justOpened = false
    let byte = peek()
    if byte == closing.asciiValue {
      position += 1
      return false
    }
    if isFirst, byte != nil { return true }
    guard byte == UInt8(ascii: ",") else { throw unexpected("a comma or \(closing)", place) }
    position += 1
    return true
  }

  /// Checks that nothing but white space follows.
  package mutating func finish() throws(NetworkError) {
    if peek() != nil { throw unexpected("the end of the text", .document) }
  }

  /// The text of the number that must come next, in JSON's grammar.
  package mutating func numberText(_ place: JSONPlace) throws(NetworkError) -> String {
    let next = peek()
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let digits = skipDigits()
    let isLeadingZero = digits > 1 && bytes[position - digits] == UInt8(ascii: "0")
    var isNumber = digits > 0 && !isLeadingZero
    if byteHere == UInt8(ascii: ".") {
      position += 1
      isNumber = skipDigits() > 0 && isNumber
    }
    if byteHere == UInt8(ascii: "e") || byteHere == UInt8(ascii: "E") {
      position += 1
      if byteHere == UInt8(ascii: "+") || byteHere == UInt8(ascii: "-") { position += 1 }
      isNumber = skipDigits() > 0 && isNumber
    }
    guard isNumber else {
      position = start
      throw unexpected("a number or a string", place)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private var byteHere: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = byteHere, byte >= 0x30, byte <= 0x39 { position += 1 }
    return position - start
  }

  /// The error that something else was expected here, with line and column.
  func unexpected(_ expected: String, _ place: JSONPlace) -> NetworkError {
    let before = bytes[..<position]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let column = position - (before.lastIndex(of: 0x0A) ?? -1)
    let found = position < bytes.count ? "something else stands" : "the text ends"
    return place.error("\(expected) is expected where \(found) (line \(line), column \(column))")
  }
}

extension JSONScanner {
  /// The string that must come next, its escapes resolved.
  package mutating func string(_ place: JSONPlace) throws(NetworkError) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a string", place) }
    position += 1
    let start = position
    while let byte = byteHere, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
    {
      position += 1
    }
    var content = Array(bytes[start..<position])
    while byteHere != UInt8(ascii: "\"") {
      guard let byte = byteHere, byte >= 0x20 else {
        throw unexpected("the end of a string", place)
      }
      position += 1
      if byte == UInt8(ascii: "\\") {
        content += Array(String(try escape(place)).utf8)
      } else {
        content.append(byte)
      }
    }
    position += 1
    guard let text = String(validating: content, as: UTF8.self) else {
      throw place.error("the string is not valid UTF-8; save the file as UTF-8")
    }
    return text
  }

  /// The character of the escape whose backslash was just read.
  private mutating func escape(_ place: JSONPlace) throws(NetworkError) -> Unicode.Scalar {
    guard let byte = byteHere else { throw unexpected("an escape", place) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(place)
    default: throw unexpected("one of the escapes of JSON", place)
    }
  }

  /// The character of a `\uXXXX`, or of the pair of them that UTF-16 needs.
  private mutating func unicodeEscape(_ place: JSONPlace) throws(NetworkError) -> Unicode.Scalar {
    let unit = try fourHexDigits(place)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, byteHere == UInt8(ascii: "\\") else {
      throw unexpected("the second half of a surrogate pair", place)
    }
    position += 1
    guard byteHere == UInt8(ascii: "u") else {
      throw unexpected("the second half of a surrogate pair", place)
    }
    position += 1
    let second = try fourHexDigits(place)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00))
    else { throw unexpected("the second half of a surrogate pair", place) }
    return scalar
  }

  private mutating func fourHexDigits(_ place: JSONPlace) throws(NetworkError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = byteHere, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits", place)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
