internal import ReLUNetworks

/// Reads the JSON of a safetensors header; depth and length of everything in it are bounded.
struct SafetensorsHeaderParser {
  /// What the header says of one tensor, not checked against the file.
  struct Entry {
    let name: String
    let type: String
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  private var scanner: JSONScanner
  /// Pairs of texts that say nothing about the tensors.
  private(set) var metadata: [(key: String, value: String)] = []

  init(_ text: [UInt8]) { scanner = JSONScanner(text) }

  /// All entries in the header's order.
  mutating func entries() throws -> [Entry] {
    var entries: [Entry] = []
    var names: Set<String> = []
    try scanner.open("{", .document)
    while let name = try scanner.nextKey(.document) {
      guard names.insert(name).inserted else {
        throw FormatProblem("the header has two entries named \(FormatProblem.excerpt(name))")
      }
      guard names.count <= SafetensorsHeader.tensorLimit else {
        throw FormatProblem(
          "the header has more than \(SafetensorsHeader.tensorLimit) tensors, more than are read")
      }
      if name == "__metadata__" {
        try readMetadata()
      } else {
        entries.append(try entry(name))
      }
    }
    try scanner.finish()
    return entries
  }

  private mutating func readMetadata() throws {
    try scanner.open("{", .document)
    while let key = try scanner.nextKey(.document) {
      metadata.append((key, try scanner.string(.document)))
    }
  }

  private mutating func entry(_ name: String) throws -> Entry {
    var (type, shape, offsets): (String?, [Int]?, [Int]?)
    try scanner.open("{", .document)
    while let key = try scanner.nextKey(.document) {
      switch key {
      case "dtype" where type == nil: type = try scanner.string(.document)
      case "shape" where shape == nil: shape = try integers(name)
      case "data_offsets" where offsets == nil: offsets = try integers(name)
      default:
        throw FormatProblem(
          "\(FormatProblem.excerpt(name)): the key \(FormatProblem.excerpt(key)) is not known here "
            + "or stands twice")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw FormatProblem(
        "\(FormatProblem.excerpt(name)): dtype, shape and two data_offsets are expected")
    }
    return Entry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// A short list of whole numbers.
  private mutating func integers(_ name: String) throws -> [Int] {
    var values: [Int] = []
    try scanner.open("[", .document)
    while try scanner.nextElement(.document) {
      let text = try scanner.numberText(.document)
      guard let value = Int(text), value >= 0 else {
        throw FormatProblem(
          "\(FormatProblem.excerpt(name)): \(FormatProblem.excerpt(text)) is no whole number")
      }
      values.append(value)
      guard values.count <= SafetensorsHeader.dimensionLimit else {
        throw FormatProblem("\(FormatProblem.excerpt(name)): it has too many dimensions")
      }
    }
    return values
  }
}
