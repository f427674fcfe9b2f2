/// What the header of a `.npy` array says: element type, order and shape.
///
/// - Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
struct NpyHeader: Hashable {
  /// The kind of an array's elements.
  enum Kind: String {
    case float = "f"
    case signed = "i"
    case unsigned = "u"
  }

  let kind: Kind
  /// Bytes of an element: 2, 4 or 8 for floats, 1, 2, 4 or 8 for integers.
  let itemSize: Int
  let isBigEndian: Bool
  let isFortranOrder: Bool
  let shape: [Int]
  /// Where the elements begin.
  let dataOffset: Int

  /// The number of elements; checked to fit.
  let count: Int

  /// The element type as numpy names it.
  var typeName: String {
    let bits = 8 * itemSize
    switch kind {
    case .float: return "float\(bits)"
    case .signed: return "int\(bits)"
    case .unsigned: return "uint\(bits)"
    }
  }

  /// The bytes of the whole array, its header included.
  var byteCount: Int { dataOffset + count * itemSize }

  /// Bytes that are enough for every header accepted.
  static let sizeLimit = 12 + 10_000

  /// Reads a header.
  ///
  /// - Parameter bytes: the beginning of the array, at least `sizeLimit` bytes or all there are.
  /// - Throws: `FormatProblem` for a broken header, and for elements that are no numbers.
  init(_ bytes: [UInt8]) throws(FormatProblem) {
    let reader = BinaryReader(bytes)
    guard bytes.starts(with: [0x93] + "NUMPY".utf8), bytes.count >= 10 else {
      throw FormatProblem("it is not an array that numpy wrote")
    }
    let version = bytes[6]
    guard (1...3).contains(version) else {
      throw FormatProblem("its format version \(version) is not known here")
    }
    let start = version == 1 ? 10 : 12
    guard let length = version == 1 ? reader.uint16(at: 8) : reader.uint32(at: 8),
      length <= Self.sizeLimit - 12, let text = reader.slice(at: start, count: length)
    else {
      throw FormatProblem("its header is cut short or longer than 10,000 bytes")
    }
    dataOffset = start + length
    let fields = try NpyHeaderParser.fields(of: text)
    (kind, itemSize, isBigEndian) = try Self.elementType(fields.description)
    isFortranOrder = fields.isFortranOrder
    shape = fields.shape
    var count = 1
    for extent in shape {
      let product = count.multipliedReportingOverflow(by: extent)
      count = product.overflow ? .max : product.partialValue
    }
    guard count <= NetworkFile.parameterLimit else {
      throw FormatProblem(
        "its shape \(shapeText(shape)) has more than \(NetworkFile.parameterLimit) elements")
    }
    self.count = count
  }

  private static func elementType(
    _ description: String
  ) throws(FormatProblem) -> (Kind, Int, isBigEndian: Bool) {
    var rest = Substring(description)
    var isBigEndian = false
    if let order = rest.first, "<>|=".contains(order) {
      isBigEndian = order == ">"
      rest.removeFirst()
    }
    let letter = rest.first.map(String.init) ?? ""
    let size = Int(rest.dropFirst()) ?? 0
    if letter == "O" {
      throw FormatProblem(
        "it holds pickled Python objects, which run code when they are read; save plain arrays")
    }
    if letter == "b" || letter == "?" {
      throw FormatProblem("it holds truth values, not weights; convert it to a float type")
    }
    guard let kind = Kind(rawValue: letter),
      (kind == .float ? [2, 4, 8] : [1, 2, 4, 8]).contains(size)
    else {
      throw FormatProblem(
        "its element type '\(FormatProblem.excerpt(description))' is not read; float16, float32, "
          + "float64 and integers of 1 to 8 bytes are")
    }
    return (kind, size, isBigEndian)
  }
}

/// A shape as Python writes it.
func shapeText(_ shape: [Int]) -> String {
  shape.count == 1
    ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
}
