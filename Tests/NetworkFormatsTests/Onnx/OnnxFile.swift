/// A message written by hand, field by field: what a file has, not what our writer would write.
struct Message {
  private(set) var bytes: [UInt8] = []

  func number(_ field: Int, _ value: Int) -> Message {
    with(Self.varint(UInt64(field << 3)) + Self.varint(UInt64(bitPattern: Int64(value))))
  }

  func fixed32(_ field: Int, _ value: Float) -> Message {
    with(Self.varint(UInt64(field << 3 | 5)) + Self.littleEndian(value.bitPattern))
  }

  func fixed64(_ field: Int, _ value: Double) -> Message {
    with(Self.varint(UInt64(field << 3 | 1)) + Self.littleEndian(value.bitPattern))
  }

  func data(_ field: Int, _ content: [UInt8]) -> Message {
    with(Self.varint(UInt64(field << 3 | 2)) + Self.varint(UInt64(content.count)) + content)
  }

  func text(_ field: Int, _ content: String) -> Message { data(field, Array(content.utf8)) }

  func message(_ field: Int, _ content: Message) -> Message { data(field, content.bytes) }

  func messages(_ field: Int, _ contents: [Message]) -> Message {
    contents.reduce(self) { $0.message(field, $1) }
  }

  func with(_ more: [UInt8]) -> Message {
    var copy = self
    copy.bytes += more
    return copy
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + varint(value >> 7)
  }

  static func littleEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}

/// Tensors, nodes and models as messages.
enum OnnxFile {
  static func floats(_ name: String, _ shape: [Int], _ values: [Float]) -> Message {
    raw(name, shape, 1, values.flatMap { Message.littleEndian($0.bitPattern) })
  }

  static func doubles(_ name: String, _ shape: [Int], _ values: [Double]) -> Message {
    raw(name, shape, 11, values.flatMap { Message.littleEndian($0.bitPattern) })
  }

  static func integers(_ name: String, _ values: [Int]) -> Message {
    raw(name, [values.count], 7, values.flatMap { Message.littleEndian(Int64($0)) })
  }

  static func raw(_ name: String, _ shape: [Int], _ type: Int, _ data: [UInt8]) -> Message {
    head(name, shape, type).data(9, data)
  }

  /// A tensor without its elements.
  static func head(_ name: String, _ shape: [Int], _ type: Int) -> Message {
    shape.reduce(Message()) { $0.number(1, $1) }.number(2, type).text(8, name)
  }

  static func node(
    _ type: String, _ inputs: [String], _ output: String, _ attributes: [Message] = [],
    name: String = ""
  ) -> Message {
    inputs.reduce(Message()) { $0.text(1, $1) }
      .text(2, output).text(3, name).text(4, type).messages(5, attributes)
  }

  static func attribute(_ name: String, _ value: Int) -> Message {
    Message().text(1, name).number(3, value).number(20, 2)
  }

  static func attribute(_ name: String, _ values: [Int]) -> Message {
    values.reduce(Message().text(1, name)) { $0.number(8, $1) }.number(20, 7)
  }

  static func attribute(_ name: String, _ value: Float) -> Message {
    Message().text(1, name).fixed32(2, value).number(20, 1)
  }

  static func attribute(_ name: String, text: String) -> Message {
    Message().text(1, name).text(4, text).number(20, 3)
  }

  /// An input or output; `nil` stands for a dimension that has a name instead of a size.
  static func value(_ name: String, _ shape: [Int?], type: Int = 1) -> Message {
    let dimensions = shape.map { extent in
      extent.map { Message().number(1, $0) } ?? Message().text(2, "batch")
    }
    let tensor = Message().number(1, type).message(2, Message().messages(1, dimensions))
    return Message().text(1, name).message(2, Message().message(1, tensor))
  }

  static func graph(
    _ nodes: [Message], _ initializers: [Message] = [], input shape: [Int?], type: Int = 1
  ) -> Message {
    Message().messages(1, nodes).text(2, "g").messages(5, initializers)
      .message(11, value("x", shape, type: type)).message(12, value("y", [nil, nil]))
  }

  static func model(graph: Message) -> [UInt8] {
    Message().number(1, 7).text(2, "a test").message(7, graph)
      .message(8, Message().text(1, "").number(2, 13)).bytes
  }

  static func model(
    _ nodes: [Message], _ initializers: [Message] = [], input shape: [Int?], type: Int = 1
  ) -> [UInt8] {
    model(graph: graph(nodes, initializers, input: shape, type: type))
  }
}
