/// Walks the fields of one message in the wire format of protocol buffers.
///
/// ONNX needs a dozen message types and few fields of each. This reader costs a user's first build
/// under a second; swift-protobuf alone took 53 s in a release build on two cores, is one more
/// dependency to resolve, and would copy every tensor before anything of it is checked. Here a
/// field is a range of the file's bytes, no memory is taken for it, and messages nest only as deep
/// as the code that reads them does.
///
/// - Source: protobuf.dev/programming-guides/encoding.
struct ProtobufReader {
  /// A field's content as it is stored.
  enum Content {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    /// A text, a message, packed numbers or raw bytes.
    case bytes(ArraySlice<UInt8>)
  }

  /// What messages are called in error texts.
  private let name: String
  /// What is not read yet; its indices are those of the file.
  private var rest: ArraySlice<UInt8>

  init(_ message: ArraySlice<UInt8>, _ name: String) {
    rest = message
    self.name = name
  }

  /// Reads the next field.
  ///
  /// - Throws: `FormatProblem` that names the byte where no field can be read.
  /// - Returns: the field, or `nil` at the end of the message.
  mutating func next() throws(FormatProblem) -> ProtobufField? {
    if rest.isEmpty { return nil }
    let start = rest.startIndex
    let tag = try varint()
    guard let number = Int(exactly: tag >> 3), 1 <= number, number < 1 << 29 else {
      throw problem("field number \(tag >> 3) at byte \(start) is out of range")
    }
    let content: Content
    switch tag & 7 {
    case 0: content = .varint(try varint())
    case 1: content = .fixed64(Self.littleEndian(try take(8, start)))
    case 2: content = .bytes(try take(try varint(), start))
    case 5:
      content = .fixed32(UInt32(truncatingIfNeeded: Self.littleEndian(try take(4, start))))
    default:
      throw problem(
        "the field at byte \(start) has the wire type \(tag & 7), which ONNX never uses")
    }
    return ProtobufField(number: number, content: content, message: name, offset: start)
  }

  /// A number in base 128, the lowest seven bits first; at most ten bytes.
  mutating func varint() throws(FormatProblem) -> UInt64 {
    let start = rest.startIndex
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard let byte = rest.popFirst() else {
        throw problem("the file ends within the number at byte \(start)")
      }
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || bits <= 1 else { break }
      value |= bits << UInt64(shift)
      if byte & 0x80 == 0 { return value }
    }
    throw problem("the number at byte \(start) has more than 64 bits")
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next bytes, whose length is checked against what is there before it is used.
  private mutating func take(
    _ length: UInt64, _ start: Int
  ) throws(FormatProblem) -> ArraySlice<UInt8> {
    guard length <= UInt64(rest.count) else {
      throw problem(
        "the field at byte \(start) asks for \(length) bytes where \(rest.count) are left; the "
          + "file is cut short or damaged")
    }
    let bytes = rest.prefix(Int(length))
    rest = rest.dropFirst(Int(length))
    return bytes
  }

  private func problem(_ text: String) -> FormatProblem { FormatProblem("\(name): \(text)") }

  static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// One field of a message.
struct ProtobufField {
  let number: Int
  let content: ProtobufReader.Content
  /// What error texts call the message that the field is in.
  let message: String
  /// Where the field begins in the file.
  let offset: Int

  /// The bytes of a text, a message or raw data.
  func bytes() throws(FormatProblem) -> ArraySlice<UInt8> {
    guard case .bytes(let bytes) = content else { throw mismatch("bytes") }
    return bytes
  }

  /// A text; what is no UTF-8 in it becomes U+FFFD.
  func text() throws(FormatProblem) -> String { String(decoding: try bytes(), as: UTF8.self) }

  /// A signed number.
  func integer() throws(FormatProblem) -> Int {
    guard case .varint(let bits) = content else { throw mismatch("a number") }
    return Int(Int64(bitPattern: bits))
  }

  /// The bits of a float32.
  func floatBits() throws(FormatProblem) -> UInt32 {
    guard case .fixed32(let bits) = content else { throw mismatch("a float") }
    return bits
  }

  /// Appends signed numbers, one or a packed run of them.
  ///
  /// - Parameters:
  ///   - list: takes the numbers.
  ///   - limit: the most numbers that the list may have.
  /// - Throws: `FormatProblem` where the field holds no numbers, or too many.
  func appendIntegers(to list: inout [Int], limit: Int) throws(FormatProblem) {
    guard case .bytes(let bytes) = content else {
      list.append(try integer())
      return try check(list.count, limit)
    }
    var reader = ProtobufReader(bytes, message)
    while !reader.isAtEnd {
      list.append(Int(Int64(bitPattern: try reader.varint())))
      try check(list.count, limit)
    }
  }

  private func check(_ count: Int, _ limit: Int) throws(FormatProblem) {
    guard count <= limit else {
      throw FormatProblem("\(message): field \(number) has more than \(limit) numbers")
    }
  }

  private func mismatch(_ expected: String) -> FormatProblem {
    FormatProblem("\(message): field \(number) at byte \(offset) holds no \(expected)")
  }
}
