internal import ExactNumbers

/// Reads a network's JSON in one pass.
struct NetworkJSONReader {
  private var scanner: JSONScanner
  private var document = NetworkDocument()

  init(_ bytes: [UInt8]) { scanner = JSONScanner(bytes) }

  /// Reads the whole text.
  mutating func network() throws(NetworkError) -> ReLUNetwork {
    let root = JSONPlace.document
    try scanner.open("{", root)
    var seen: Set<String> = []
    while let key = try scanner.nextKey(root) {
      try note(key, &seen, root)
      try readMember(key, root.at(key: key))
    }
    try scanner.finish()
    return try document.network()
  }

  private func note(
    _ key: String, _ seen: inout Set<String>, _ place: JSONPlace
  ) throws(NetworkError) {
    guard seen.insert(key).inserted else {
      throw place.at(key: key).error("the key stands twice; keep one of them")
    }
  }

  private mutating func readMember(_ key: String, _ place: JSONPlace) throws(NetworkError) {
    switch key {
    case "format": try document.setFormat(scanner.string(place))
    case "version": try document.setVersion(Double(scanner.numberText(place)) ?? .nan)
    case "layers": try readLayers()
    case "name": document.name = try scanner.string(place)
    case "source": document.source = try scanner.string(place)
    case "inputNames": document.inputNames = try strings(place)
    case "outputNames": document.outputNames = try strings(place)
    case "box": document.box = try intervals(place)
    default: throw NetworkDocument.unknownKey(key, among: NetworkDocument.keys, .document)
    }
  }

  private mutating func readLayers() throws(NetworkError) {
    let list = JSONPlace(key: "layers")
    var layers: [NetworkDocument.LayerDocument] = []
    try scanner.open("[", list)
    while try scanner.nextElement(list) {
      layers.append(try layer(JSONPlace(layer: layers.count)))
    }
    document.layers = layers
  }

  private mutating func layer(
    _ place: JSONPlace
  ) throws(NetworkError) -> NetworkDocument.LayerDocument {
    var layer = NetworkDocument.LayerDocument()
    var seen: Set<String> = []
    try scanner.open("{", place)
    while let key = try scanner.nextKey(place) {
      try note(key, &seen, place)
      let member = place.at(key: key)
      switch key {
      case "weights": layer.weights = try rows(member)
      case "biases": layer.biases = try numbers(member) { $0.at(row: $1) }
      case "activation":
        layer.activation = try NetworkDocument.activation(scanner.string(member), member)
      default: throw NetworkDocument.unknownKey(key, among: NetworkDocument.layerKeys, place)
      }
    }
    return layer
  }

  private mutating func rows(_ place: JSONPlace) throws(NetworkError) -> [[Rational]] {
    var rows: [[Rational]] = []
    try scanner.open("[", place)
    while try scanner.nextElement(place) {
      rows.append(try numbers(place.at(row: rows.count)) { $0.at(entry: $1) })
    }
    return rows
  }

  private mutating func numbers(
    _ place: JSONPlace, _ step: (JSONPlace, Int) -> JSONPlace
  ) throws(NetworkError) -> [Rational] {
    var values: [Rational] = []
    try scanner.open("[", place)
    while try scanner.nextElement(place) {
      values.append(try number(step(place, values.count)))
    }
    return values
  }

  /// A number: exact text in a string, or a JSON number read as the nearest double.
  private mutating func number(_ place: JSONPlace) throws(NetworkError) -> Rational {
    let value: Rational
    if scanner.peek() == UInt8(ascii: "\"") {
      value = try NetworkDocument.number(scanner.string(place), place)
    } else {
      let text = try scanner.numberText(place)
      value = try NetworkDocument.number(Double(text) ?? .infinity, place)
    }
    try document.admit(value, place)
    return value
  }

  private mutating func strings(_ place: JSONPlace) throws(NetworkError) -> [String] {
    var values: [String] = []
    try scanner.open("[", place)
    while try scanner.nextElement(place) {
      values.append(try scanner.string(place.at(row: values.count)))
    }
    return values
  }

  private mutating func intervals(_ place: JSONPlace) throws(NetworkError) -> [Interval] {
    var values: [Interval] = []
    try scanner.open("[", place)
    while try scanner.nextElement(place) {
      let pair = place.at(row: values.count)
      var ends: [ExtendedRational] = []
      try scanner.open("[", pair)
      while try scanner.nextElement(pair) {
        ends.append(try end(pair.at(entry: ends.count)))
      }
      values.append(try NetworkDocument.interval(ends, pair))
    }
    return values
  }

  /// An end of an interval: a number, or the text `inf` or `-inf`.
  private mutating func end(_ place: JSONPlace) throws(NetworkError) -> ExtendedRational {
    guard scanner.peek() == UInt8(ascii: "\"") else { return .finite(try number(place)) }
    let value = try NetworkDocument.end(scanner.string(place), place)
    if case .finite(let finite) = value { try document.admit(finite, place) }
    return value
  }
}
