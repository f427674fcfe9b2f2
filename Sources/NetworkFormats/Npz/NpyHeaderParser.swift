/// Reads the Python dictionary in the header of a `.npy` array; nothing is ever evaluated.
struct NpyHeaderParser {
  /// The three entries that every header has.
  struct Fields {
    let description: String
    let isFortranOrder: Bool
    let shape: [Int]
  }

  private let bytes: [UInt8]
  private var position = 0

  /// The most dimensions that an array may have, as in numpy.
  private static let dimensionLimit = 32

  private init(_ text: ArraySlice<UInt8>) { bytes = Array(text) }

  static func fields(of text: ArraySlice<UInt8>) throws(FormatProblem) -> Fields {
    var parser = NpyHeaderParser(text)
    return try parser.fields()
  }

  private mutating func fields() throws(FormatProblem) -> Fields {
    var (description, order, shape): (String?, Bool?, [Int]?)
    try expect("{")
    while !skip("}") {
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where description == nil:
        guard peek() != UInt8(ascii: "[") else {
          throw FormatProblem("it holds records of several fields, not plain numbers")
        }
        description = try string()
      case "fortran_order" where order == nil: order = try truth()
      case "shape" where shape == nil: shape = try self.shape()
      default: throw broken
      }
      if !skip(",") && peek() != UInt8(ascii: "}") { throw broken }
    }
    guard let description, let order, let shape, peek() == nil else { throw broken }
    return Fields(description: description, isFortranOrder: order, shape: shape)
  }

  private var broken: FormatProblem {
    FormatProblem("its header is broken at byte \(position + 1)")
  }

  /// The next byte that is not white space.
  private mutating func peek() -> UInt8? {
    while position < bytes.count {
      guard [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) else { return bytes[position] }
      position += 1
    }
    return nil
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard let byte = peek(), byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Character) throws(FormatProblem) {
    guard skip(character) else { throw broken }
  }

  private mutating func string() throws(FormatProblem) -> String {
    guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw broken
    }
    position += 1
    let start = position
    while position < bytes.count && bytes[position] != quote {
      guard bytes[position] != UInt8(ascii: "\\") else { throw broken }
      position += 1
    }
    guard position < bytes.count else { throw broken }
    position += 1
    return String(decoding: bytes[start..<position - 1], as: UTF8.self)
  }

  private mutating func truth() throws(FormatProblem) -> Bool {
    _ = peek()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw broken
  }

  /// A tuple of whole numbers; Python 2 wrote an L after each.
  private mutating func shape() throws(FormatProblem) -> [Int] {
    var shape: [Int] = []
    try expect("(")
    while !skip(")") {
      _ = peek()
      let start = position
      while position < bytes.count && bytes[position] &- 0x30 < 10 { position += 1 }
      let digits = String(decoding: bytes[start..<position], as: UTF8.self)
      guard let extent = Int(digits), shape.count < Self.dimensionLimit else { throw broken }
      shape.append(extent)
      _ = skip("L")
      if !skip(",") && peek() != UInt8(ascii: ")") { throw broken }
    }
    return shape
  }
}
