/// An input of the graph: its name and the type and shape that the file declares for it.
struct OnnxInput {
  private(set) var name = ""
  private(set) var typeCode: Int?
  /// The dimensions; `nil` for one that is unknown until the network runs.
  private(set) var shape: [Int?]?

  /// Reads a ValueInfoProto.
  init(_ message: ArraySlice<UInt8>) throws(FormatProblem) {
    var reader = ProtobufReader(message, "an input or output")
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.text()
      case 2: try read(type: try field.bytes())
      default: break
      }
    }
  }

  /// The shape with 1 for a batch of unknown size.
  ///
  /// - Parameter remarks: takes a sentence where a batch is read as one sample.
  /// - Throws: `FormatProblem` that names the dimension that is not known.
  /// - Returns: the shape of one sample or of a batch of fixed size.
  func resolvedShape(_ remarks: inout [String]) throws(FormatProblem) -> [Int] {
    guard let shape else {
      throw FormatProblem("the input \(onnxQuoted(name)) has no shape; export it with one")
    }
    var resolved: [Int] = []
    for (axis, extent) in shape.enumerated() {
      if let extent, extent > 0 {
        resolved.append(extent)
      } else if axis == 0 && shape.count > 1 {
        remarks.append("The first dimension of the input is a batch; the network is of one sample.")
        resolved.append(1)
      } else {
        throw FormatProblem(
          "dimension \(axis + 1) of the input \(onnxQuoted(name)) has no fixed size; export the "
            + "network with one")
      }
    }
    return resolved
  }

  /// Reads a TypeProto and the tensor type in it.
  private mutating func read(type: ArraySlice<UInt8>) throws(FormatProblem) {
    var reader = ProtobufReader(type, "the type of an input or output")
    while let field = try reader.next() {
      guard field.number == 1 else {
        // 6 is a denotation; the others are sequences, maps, optional and sparse tensors.
        if field.number == 6 { continue }
        throw FormatProblem("the type of \(onnxQuoted(name)) is no dense tensor")
      }
      var tensor = ProtobufReader(try field.bytes(), "the type of an input or output")
      while let field = try tensor.next() {
        switch field.number {
        case 1: typeCode = try field.integer()
        case 2: shape = try Self.shape(try field.bytes())
        default: break
        }
      }
    }
  }

  /// Reads a TensorShapeProto.
  private static func shape(_ message: ArraySlice<UInt8>) throws(FormatProblem) -> [Int?] {
    var shape: [Int?] = []
    var reader = ProtobufReader(message, "a shape")
    while let field = try reader.next() {
      guard field.number == 1 else { continue }
      var extent: Int?
      var dimension = ProtobufReader(try field.bytes(), "a dimension")
      while let field = try dimension.next() {
        if field.number == 1 { extent = try field.integer() }
      }
      shape.append(extent)
      guard shape.count <= TensorShape.rankLimit else {
        throw FormatProblem("a shape has more than \(TensorShape.rankLimit) dimensions")
      }
    }
    return shape
  }
}
