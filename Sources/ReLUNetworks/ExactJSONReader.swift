internal import ExactNumbers

/// Reads what the project's JSON formats are made of: objects of known keys, exact numbers,
/// vectors, matrices and boxes.
struct ExactJSONReader {
  private var scanner: JSONScanner
  private var allowance = NumberAllowance()

  init(_ bytes: [UInt8]) { scanner = JSONScanner(bytes) }

  /// Reads an object: each key once, each value by `member`.
  mutating func object(
    _ place: JSONPlace,
    _ member: (inout ExactJSONReader, String, JSONPlace) throws(NetworkError) -> Void
  ) throws(NetworkError) {
    var seen: Set<String> = []
    try scanner.open("{", place)
    while let key = try scanner.nextKey(place) {
      guard seen.insert(key).inserted else {
        throw place.at(key: key).error("the key stands twice; keep one of them")
      }
      try member(&self, key, place.at(key: key))
    }
  }

  /// Reads an array: each element by `element`, which is told its index.
  mutating func array<Element>(
    _ place: JSONPlace,
    _ element: (inout ExactJSONReader, Int) throws(NetworkError) -> Element
  ) throws(NetworkError) -> [Element] {
    var elements: [Element] = []
    try scanner.open("[", place)
    while try scanner.nextElement(place) { elements.append(try element(&self, elements.count)) }
    return elements
  }

  /// Checks that nothing but white space follows.
  mutating func finish() throws(NetworkError) { try scanner.finish() }

  /// A string.
  mutating func string(_ place: JSONPlace) throws(NetworkError) -> String {
    try scanner.string(place)
  }

  /// A JSON number as it is written.
  mutating func numberText(_ place: JSONPlace) throws(NetworkError) -> String {
    try scanner.numberText(place)
  }

  /// A number: exact text in a string, or a JSON number read as the nearest double.
  mutating func number(_ place: JSONPlace) throws(NetworkError) -> Rational {
    let value: Rational
    if scanner.peek() == UInt8(ascii: "\"") {
      value = try NetworkDocument.number(scanner.string(place), place)
    } else {
      let text = try scanner.numberText(place)
      value = try NetworkDocument.number(Double(text) ?? .infinity, place)
    }
    try allowance.admit(value, place)
    return value
  }

  /// A list of numbers, the rows of its place.
  mutating func vector(_ place: JSONPlace) throws(NetworkError) -> [Rational] {
    try array(place) { reader, index throws(NetworkError) in
      try reader.number(place.at(row: index))
    }
  }

  /// A list of lists of numbers.
  mutating func matrix(_ place: JSONPlace) throws(NetworkError) -> [[Rational]] {
    try array(place) { reader, index throws(NetworkError) in
      let row = place.at(row: index)
      return try reader.array(row) { reader, entry throws(NetworkError) in
        try reader.number(row.at(entry: entry))
      }
    }
  }

  /// A list of strings.
  mutating func strings(_ place: JSONPlace) throws(NetworkError) -> [String] {
    try array(place) { reader, index throws(NetworkError) in
      try reader.string(place.at(row: index))
    }
  }

  /// A list of pairs of ends.
  mutating func intervals(_ place: JSONPlace) throws(NetworkError) -> [Interval] {
    try array(place) { reader, index throws(NetworkError) in
      let pair = place.at(row: index)
      let ends = try reader.array(pair) { reader, entry throws(NetworkError) in
        try reader.end(pair.at(entry: entry))
      }
      return try NetworkDocument.interval(ends, pair)
    }
  }

  /// An end of an interval: a number, or the text `inf` or `-inf`.
  private mutating func end(_ place: JSONPlace) throws(NetworkError) -> ExtendedRational {
    guard scanner.peek() == UInt8(ascii: "\"") else { return .finite(try number(place)) }
    let value = try NetworkDocument.end(scanner.string(place), place)
    if case .finite(let finite) = value { try allowance.admit(finite, place) }
    return value
  }
}

/// Counts the bits of a document's numbers, so that short texts such as `1e100000` cannot fill the
/// memory.
struct NumberAllowance {
  /// The most bits that all numbers of a document may have together: 128 MiB of them.
  static let bitLimit = 1 << 30

  /// The bits of all numbers so far.
  private(set) var bitCount = 0

  /// Counts one number more.
  mutating func admit(_ value: Rational, _ place: JSONPlace) throws(NetworkError) {
    bitCount += value.numerator.bitLength + value.denominator.bitLength
    guard bitCount <= Self.bitLimit else {
      throw place.error(
        "the numbers up to here need more than 128 MiB; use numbers with fewer digits")
    }
  }
}
