/// What the header of a `.npy` array says: element type, order and shape.
///
/// - Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
struct NpyHeader: Hashable {
  let type: ElementType
  let isBigEndian: Bool
  let isFortranOrder: Bool
  let shape: [Int]
  /// Where the elements begin.
  let dataOffset: Int

  /// The number of elements; checked to fit.
  let count: Int

  /// The bytes of the whole array, its header included.
  var byteCount: Int { dataOffset + count * type.size }

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
    (type, isBigEndian) = try Self.elementType(fields.description)
    isFortranOrder = fields.isFortranOrder
    shape = fields.shape
    guard let count = ArrayElements.count(ofShape: shape) else {
      throw FormatProblem(
        "its shape \(shapeText(shape)) has more than \(NetworkFile.parameterLimit) elements")
    }
    self.count = count
  }

  private static func elementType(
    _ description: String
  ) throws(FormatProblem) -> (ElementType, isBigEndian: Bool) {
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
    let kinds = ["f": "float", "i": "int", "u": "uint"]
    guard 1...8 ~= size, let kind = kinds[letter],
      let type = ElementType(rawValue: "\(kind)\(8 * size)")
    else {
      throw FormatProblem(
        "its element type '\(FormatProblem.excerpt(description))' is not read; float16, float32, "
          + "float64 and integers of 1 to 8 bytes are")
    }
    return (type, isBigEndian)
  }
}
