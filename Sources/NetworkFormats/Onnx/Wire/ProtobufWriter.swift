/// Writes the fields of one message in the wire format of protocol buffers.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  /// A field that holds a number.
  mutating func append(_ field: Int, _ value: Int) {
    varint(UInt64(field) << 3)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// A field that holds raw data or a message that is written already.
  mutating func append(_ field: Int, _ content: [UInt8]) {
    varint(UInt64(field) << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }

  mutating func append(_ field: Int, _ text: String) { append(field, Array(text.utf8)) }

  /// A field that holds a message.
  mutating func append(_ field: Int, _ write: (inout ProtobufWriter) -> Void) {
    var message = ProtobufWriter()
    write(&message)
    append(field, message.bytes)
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
