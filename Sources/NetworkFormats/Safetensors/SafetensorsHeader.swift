internal import ReLUNetworks

/// The header of a `.safetensors` file: eight bytes of length, then JSON that says of every tensor
/// its type, its shape and where in the rest of the file its elements stand.
///
/// The tensors must fill the rest of the file without holes or overlaps, as the format demands.
///
/// - Source: Hugging Face, "Safetensors", github.com/huggingface/safetensors, section Format.
struct SafetensorsHeader {
  /// One tensor, its place checked.
  struct Tensor {
    let name: String
    let type: ElementType
    let shape: [Int]
    /// Where the elements begin, counted from the file's beginning.
    let offset: Int
  }

  let tensors: [Tensor]
  /// The pairs of texts under `__metadata__`.
  let metadata: [(key: String, value: String)]

  /// The most bytes that a header may have.
  static let sizeLimit = 16 << 20
  /// The most tensors that a file may have.
  static let tensorLimit = 10_000
  /// The most dimensions that a tensor may have.
  static let dimensionLimit = 32

  /// The bytes of the length before the header.
  static let lengthSize = 8

  init(_ bytes: [UInt8]) throws(FormatProblem) {
    let reader = BinaryReader(bytes)
    guard let length = reader.uint64(at: 0), length <= Self.sizeLimit,
      let text = reader.slice(at: Self.lengthSize, count: length)
    else {
      throw FormatProblem(
        "the file is no safetensors file, or is cut short: its first eight bytes promise a header "
          + "that is longer than the file or than \(Self.sizeLimit >> 20) MiB")
    }
    guard text.first == UInt8(ascii: "{") else {
      throw FormatProblem("the file is no safetensors file: its header does not begin with {")
    }
    var parser = SafetensorsHeaderParser(Array(text))
    let entries: [SafetensorsHeaderParser.Entry]
    do {
      entries = try parser.entries()
    } catch let problem as FormatProblem {
      throw problem
    } catch {
      throw FormatProblem("the header: \(error)")
    }
    metadata = parser.metadata
    tensors = try Self.tensors(entries, dataStart: Self.lengthSize + length, end: bytes.count)
  }

  /// Checks that the entries fill the data, and counts their elements before any is read.
  private static func tensors(
    _ entries: [SafetensorsHeaderParser.Entry], dataStart: Int, end: Int
  ) throws(FormatProblem) -> [Tensor] {
    var tensors: [Tensor] = []
    var elements = 0
    var offset = dataStart
    for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      let name = FormatProblem.excerpt(entry.name)
      guard let count = ArrayElements.count(ofShape: entry.shape) else {
        throw FormatProblem(
          "\(name): its shape \(shapeText(entry.shape)) has more than "
            + "\(NetworkFile.parameterLimit) elements")
      }
      elements += count
      guard elements <= NetworkFile.parameterLimit else {
        throw FormatProblem.tooManyParameters(elements)
      }
      let type = try elementType(entry)
      guard entry.begin <= entry.end, entry.end <= end - dataStart else {
        throw FormatProblem("\(name): its data_offsets point outside the file")
      }
      guard entry.end - entry.begin == count * type.size else {
        throw FormatProblem(
          "\(name): its data_offsets hold \(entry.end - entry.begin) bytes where its shape "
            + "\(shapeText(entry.shape)) asks for \(count * type.size)")
      }
      guard dataStart + entry.begin == offset else {
        throw FormatProblem(
          "\(name): its elements \(dataStart + entry.begin < offset ? "overlap" : "leave a hole to") "
            + "those of the tensor before it")
      }
      tensors.append(Tensor(name: entry.name, type: type, shape: entry.shape, offset: offset))
      offset += count * type.size
    }
    guard offset == end else {
      throw FormatProblem("\(end - offset) bytes at the end of the file belong to no tensor")
    }
    return tensors
  }

  private static func elementType(
    _ entry: SafetensorsHeaderParser.Entry
  ) throws(FormatProblem) -> ElementType {
    let name = FormatProblem.excerpt(entry.name)
    if let type = ElementType(safetensorsName: entry.type) { return type }
    if entry.type == "BOOL" {
      throw FormatProblem(
        "\(name): it holds truth values, not weights; convert it to a float type")
    }
    throw FormatProblem(
      "\(name): its type \(FormatProblem.excerpt(entry.type)) is not read; F16, BF16, F32, F64 and "
        + "integers of 8 to 64 bits are")
  }
}

extension ElementType {
  /// The name in a safetensors header.
  var safetensorsName: String {
    switch self {
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float32: "F32"
    case .float64: "F64"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .uint8: "U8"
    case .uint16: "U16"
    case .uint32: "U32"
    case .uint64: "U64"
    }
  }

  fileprivate init?(safetensorsName: String) {
    guard let type = Self.allCases.first(where: { $0.safetensorsName == safetensorsName }) else {
      return nil
    }
    self = type
  }
}
