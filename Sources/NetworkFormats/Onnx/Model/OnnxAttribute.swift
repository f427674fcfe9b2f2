internal import ExactNumbers

/// An attribute of a node: its lists and tensors stay bytes until they are asked for.
struct OnnxAttribute {
  /// The most integers that a list may have; longer lists stand in tensors.
  static let listLimit = 100_000

  private(set) var name = ""
  private var typeCode = 0
  private var storedFloat: UInt32?
  private var storedInteger: Int?
  private var storedText: ArraySlice<UInt8>?
  private let message: ArraySlice<UInt8>

  /// Reads an AttributeProto.
  init(_ message: ArraySlice<UInt8>) throws(FormatProblem) {
    self.message = message
    var reader = ProtobufReader(message, "an attribute")
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.text()
      case 2: storedFloat = try field.floatBits()
      case 3: storedInteger = try field.integer()
      case 4: storedText = try field.bytes()
      case 6, 11:
        throw FormatProblem(
          "the attribute \(onnxQuoted(name)) is a subgraph; loops and branches are not read")
      case 20: typeCode = try field.integer()
      case 21:
        throw FormatProblem(
          "the attribute \(onnxQuoted(name)) refers to a function's; functions are not read")
      default: break
      }
    }
  }

  // Some writers leave zeros out, so a type alone stands for a value that is zero or empty.

  /// The bits of a float32, if the attribute is one.
  var floatBits: UInt32? { storedFloat ?? (typeCode == 1 ? 0 : nil) }

  /// The integer, if the attribute is one.
  var integer: Int? { storedInteger ?? (typeCode == 2 ? 0 : nil) }

  /// The text, if the attribute is one.
  var text: String? {
    (storedText ?? (typeCode == 3 ? [] : nil)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The integers of a list; none if the attribute is no such list.
  func integers() throws(FormatProblem) -> [Int] {
    var list: [Int] = []
    for field in try fields(8) { try field.appendIntegers(to: &list, limit: Self.listLimit) }
    return list
  }

  /// The bits of a list of float32; none if the attribute is no such list.
  func floats() throws(FormatProblem) -> [UInt32] {
    var list: [UInt32] = []
    for field in try fields(7) {
      switch field.content {
      case .fixed32(let bits): list.append(bits)
      case .bytes(let run) where run.count % 4 == 0 && run.count <= 4 * Self.listLimit:
        for start in stride(from: run.startIndex, to: run.endIndex, by: 4) {
          let bits = ProtobufReader.littleEndian(run[start..<start + 4])
          list.append(UInt32(truncatingIfNeeded: bits))
        }
      default: throw FormatProblem("the attribute \(onnxQuoted(name)) holds no list of floats")
      }
    }
    return list
  }

  /// The tensor, if the attribute is one.
  func tensor() throws(FormatProblem) -> OnnxStoredTensor? {
    guard let field = try fields(5).last else { return nil }
    return try OnnxStoredTensor(try field.bytes())
  }

  /// The fields of one number.
  private func fields(_ number: Int) throws(FormatProblem) -> [ProtobufField] {
    var fields: [ProtobufField] = []
    var reader = ProtobufReader(message, "the attribute \(onnxQuoted(name))")
    while fields.count <= Self.listLimit, let field = try reader.next() {
      if field.number == number { fields.append(field) }
    }
    guard fields.count <= Self.listLimit else {
      throw FormatProblem(
        "the attribute \(onnxQuoted(name)) has more than \(Self.listLimit) values")
    }
    return fields
  }
}
