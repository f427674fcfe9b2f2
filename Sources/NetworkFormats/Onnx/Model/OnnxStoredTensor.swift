internal import ExactNumbers

/// A TensorProto: name, type and shape are known, the elements stay bytes until they are needed.
struct OnnxStoredTensor {
  let name: String
  private let typeCode: Int
  private let shape: [Int]
  private let isExternal: Bool
  private let isSegment: Bool
  private let message: ArraySlice<UInt8>

  init(_ message: ArraySlice<UInt8>) throws(FormatProblem) {
    var (name, typeCode, shape) = ("", 0, [Int]())
    var (isExternal, isSegment) = (false, false)
    var reader = ProtobufReader(message, "a tensor")
    while let field = try reader.next() {
      switch field.number {
      case 1: try field.appendIntegers(to: &shape, limit: TensorShape.rankLimit)
      case 2: typeCode = try field.integer()
      case 3: isSegment = true
      case 8: name = try field.text()
      case 13: isExternal = true
      case 14: isExternal = try field.integer() == 1 || isExternal
      default: break
      }
    }
    (self.name, self.typeCode, self.shape, self.message) = (name, typeCode, shape, message)
    (self.isExternal, self.isSegment) = (isExternal, isSegment)
  }

  /// What error texts call the tensor.
  private var title: String { name.isEmpty ? "a tensor without name" : "the tensor \(quotedName)" }
  private var quotedName: String { onnxQuoted(name) }

  /// Decodes all elements, exactly.
  ///
  /// - Parameter budget: pays for the elements before memory is taken for them.
  /// - Throws: `FormatProblem` that names the tensor, and the element that is not finite.
  /// - Returns: the tensor as a constant.
  func decoded(_ budget: inout LoweringBudget) throws(FormatProblem) -> OnnxTensor {
    guard !isExternal else {
      throw FormatProblem(
        "\(title) lies in another file; save the model with its weights inside it")
    }
    guard !isSegment else { throw FormatProblem("\(title) is stored in segments") }
    let type = try OnnxElementType(code: typeCode, of: title)
    guard let count = TensorShape.count(shape, limit: NetworkFile.parameterLimit) else {
      throw FormatProblem(
        "\(title) has the shape \(TensorShape.text(shape)); tensors of up to "
          + "\(NetworkFile.parameterLimit) elements are read")
    }
    try budget.charge(count)
    let elements = try elements(type, count)
    guard elements.count == count else {
      throw FormatProblem(
        "\(title) has \(elements.count) elements where its shape \(TensorShape.text(shape)) asks "
          + "for \(count)")
    }
    return OnnxTensor(shape: shape, type: type, constant: elements)
  }

  /// The elements in whichever field holds them.
  private func elements(_ type: OnnxElementType, _ count: Int) throws(FormatProblem) -> [Rational] {
    var elements: [Rational] = []
    elements.reserveCapacity(min(count, message.count))
    var source: Int?
    var reader = ProtobufReader(message, title)
    while let field = try reader.next() {
      guard [4, 5, 6, 7, 9, 10, 11].contains(field.number) else { continue }
      let isRaw = field.number == 9
      guard isRaw ? source == nil : field.number == type.fieldNumber && source != 9 else {
        throw FormatProblem("\(title) has elements in two places, or in one that is not its type's")
      }
      source = field.number
      if isRaw {
        try appendFixed(try field.bytes(), size: type.byteCount, type, count, &elements)
        continue
      }
      switch (type, field.content) {
      case (.float32, .fixed32(let bits)): try append(UInt64(bits), type, count, &elements)
      case (.float64, .fixed64(let bits)): try append(bits, type, count, &elements)
      case (.float32, .bytes(let run)), (.float64, .bytes(let run)):
        try appendFixed(run, size: type.byteCount, type, count, &elements)
      case (.float32, _), (.float64, _):
        throw FormatProblem("\(title) has elements of a wire type that is not its own")
      case (_, .varint(let bits)): try append(varint: bits, type, count, &elements)
      case (_, .bytes(let run)):
        var packed = ProtobufReader(run, title)
        while !packed.isAtEnd { try append(varint: try packed.varint(), type, count, &elements) }
      default: throw FormatProblem("\(title) has elements of a wire type that is not its own")
      }
    }
    return elements
  }

  /// Elements of fixed size, one after the other.
  private func appendFixed(
    _ bytes: ArraySlice<UInt8>, size: Int, _ type: OnnxElementType, _ count: Int,
    _ elements: inout [Rational]
  ) throws(FormatProblem) {
    guard bytes.count % size == 0, bytes.count / size <= count - elements.count else {
      throw FormatProblem(
        "\(title) has \(bytes.count) bytes where its shape \(TensorShape.text(shape)) asks for "
          + "\(count) elements of \(size)")
    }
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: size) {
      var bits: UInt64 = 0
      for place in 0..<size { bits |= UInt64(bytes[start + place]) << UInt64(8 * place) }
      try append(bits, type, count, &elements)
    }
  }

  /// An element that is stored as a varint: integers as they are, halves by their bits.
  private func append(
    varint bits: UInt64, _ type: OnnxElementType, _ count: Int, _ elements: inout [Rational]
  ) throws(FormatProblem) {
    let isHalf = type == .float16 || type == .bfloat16
    let stored = type == .uint64 ? Rational(bits) : Rational(Int64(bitPattern: bits))
    guard isHalf ? bits <= 0xFFFF : type.holds(stored) else {
      throw FormatProblem(
        "element \(elements.count + 1) of \(title) is out of the range of \(type.name)")
    }
    try append(bits, type, count, &elements)
  }

  private func append(
    _ bits: UInt64, _ type: OnnxElementType, _ count: Int, _ elements: inout [Rational]
  ) throws(FormatProblem) {
    guard elements.count < count else {
      throw FormatProblem(
        "\(title) has more elements than its shape \(TensorShape.text(shape)) asks for")
    }
    guard let value = type.value(ofBits: bits) else {
      throw FormatProblem(
        "element \(TensorShape.placeText(elements.count, shape)) of \(title) is not a finite number"
      )
    }
    elements.append(value)
  }
}

extension OnnxElementType {
  /// The field of a TensorProto that holds elements which are not raw data.
  fileprivate var fieldNumber: Int {
    switch self {
    case .float32: 4
    case .int64: 7
    case .float64: 10
    case .uint32, .uint64: 11
    case .uint8, .int8, .uint16, .int16, .int32, .bool, .float16, .bfloat16: 5
    }
  }
}
