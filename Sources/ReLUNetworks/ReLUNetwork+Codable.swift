internal import ExactNumbers

/// The JSON format again, for any encoder and decoder.
///
/// ``ReLUNetwork/init(json:)-(String)`` reads the same documents faster, sees a key that stands
/// twice, and names line and column where the text is not JSON.
extension ReLUNetwork: Codable {
  /// A key as it stands in the document.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  /// Reads a network.
  ///
  /// - Parameter decoder: any decoder.
  /// - Throws: a ``NetworkError`` that names the place, or the decoder's own error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    var document = NetworkDocument()
    var allowance = NumberAllowance()
    for key in values.allKeys where !NetworkDocument.keys.contains(key.stringValue) {
      throw NetworkDocument.unknownKey(
        key.stringValue, among: NetworkDocument.keys, .document)
    }
    if let format = try values.decodeIfPresent(String.self, forKey: Key("format")) {
      try document.setFormat(format)
    }
    if let version = try values.decodeIfPresent(Double.self, forKey: Key("version")) {
      try document.setVersion(version)
    }
    document.name = try values.decodeIfPresent(String.self, forKey: Key("name"))
    document.source = try values.decodeIfPresent(String.self, forKey: Key("source"))
    document.inputNames = try values.decodeIfPresent([String].self, forKey: Key("inputNames"))
    document.outputNames = try values.decodeIfPresent([String].self, forKey: Key("outputNames"))
    if values.contains(Key("box")) {
      var pairs = try values.nestedUnkeyedContainer(forKey: Key("box"))
      document.box = try Self.intervals(&pairs, &allowance)
    }
    if values.contains(Key("layers")) {
      var list = try values.nestedUnkeyedContainer(forKey: Key("layers"))
      document.layers = try Self.layers(&list, &allowance)
    }
    self = try document.network()
  }

  /// Writes the network; every number becomes exact text.
  ///
  /// - Parameter encoder: any encoder.
  /// - Throws: the encoder's own error.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(NetworkDocument.format, forKey: Key("format"))
    try values.encode(NetworkDocument.version, forKey: Key("version"))
    try values.encodeIfPresent(name, forKey: Key("name"))
    try values.encodeIfPresent(source, forKey: Key("source"))
    try values.encodeIfPresent(inputNames, forKey: Key("inputNames"))
    try values.encodeIfPresent(outputNames, forKey: Key("outputNames"))
    let pairs = box?.map { [$0.lower.description, $0.upper.description] }
    try values.encodeIfPresent(pairs, forKey: Key("box"))
    var list = values.nestedUnkeyedContainer(forKey: Key("layers"))
    for layer in layers {
      var entry = list.nestedContainer(keyedBy: Key.self)
      let rows = (0..<layer.map.outputDimension).map { layer.map.row($0).map(\.description) }
      try entry.encode(rows, forKey: Key("weights"))
      try entry.encode(layer.map.biases.map(\.description), forKey: Key("biases"))
      try entry.encode(layer.activation.rawValue, forKey: Key("activation"))
    }
  }

  private static func layers(
    _ list: inout any UnkeyedDecodingContainer, _ allowance: inout NumberAllowance
  ) throws -> [NetworkDocument.LayerDocument] {
    var layers: [NetworkDocument.LayerDocument] = []
    while !list.isAtEnd {
      let place = JSONPlace(layer: layers.count)
      let values = try list.nestedContainer(keyedBy: Key.self)
      for key in values.allKeys where !NetworkDocument.layerKeys.contains(key.stringValue) {
        throw NetworkDocument.unknownKey(
          key.stringValue, among: NetworkDocument.layerKeys, place)
      }
      var layer = NetworkDocument.LayerDocument()
      if values.contains(Key("weights")) {
        var rows = try values.nestedUnkeyedContainer(forKey: Key("weights"))
        layer.weights = try Self.rows(&rows, place.at(key: "weights"), &allowance)
      }
      if values.contains(Key("biases")) {
        var entries = try values.nestedUnkeyedContainer(forKey: Key("biases"))
        let biases = place.at(key: "biases")
        layer.biases = try numbers(&entries, &allowance) { biases.at(row: $0) }
      }
      if let text = try values.decodeIfPresent(String.self, forKey: Key("activation")) {
        layer.activation = try NetworkDocument.activation(text, place.at(key: "activation"))
      }
      layers.append(layer)
    }
    return layers
  }

  private static func rows(
    _ list: inout any UnkeyedDecodingContainer, _ place: JSONPlace,
    _ allowance: inout NumberAllowance
  ) throws -> [[Rational]] {
    var rows: [[Rational]] = []
    while !list.isAtEnd {
      let row = place.at(row: rows.count)
      var entries = try list.nestedUnkeyedContainer()
      rows.append(try numbers(&entries, &allowance) { row.at(entry: $0) })
    }
    return rows
  }

  private static func numbers(
    _ list: inout any UnkeyedDecodingContainer, _ allowance: inout NumberAllowance,
    _ place: (Int) -> JSONPlace
  ) throws -> [Rational] {
    var values: [Rational] = []
    while !list.isAtEnd {
      let here = place(values.count)
      let value: Rational
      if let text = try? list.decode(String.self) {
        value = try NetworkDocument.number(text, here)
      } else {
        value = try NetworkDocument.number(list.decode(Double.self), here)
      }
      try allowance.admit(value, here)
      values.append(value)
    }
    return values
  }

  private static func intervals(
    _ list: inout any UnkeyedDecodingContainer, _ allowance: inout NumberAllowance
  ) throws -> [Interval] {
    var intervals: [Interval] = []
    while !list.isAtEnd {
      let place = JSONPlace(key: "box", row: intervals.count)
      var pair = try list.nestedUnkeyedContainer()
      var ends: [ExtendedRational] = []
      while !pair.isAtEnd {
        let here = place.at(entry: ends.count)
        if let text = try? pair.decode(String.self) {
          ends.append(try NetworkDocument.end(text, here))
        } else {
          ends.append(.finite(try NetworkDocument.number(pair.decode(Double.self), here)))
        }
        if case .finite(let value)? = ends.last { try allowance.admit(value, here) }
      }
      intervals.append(try NetworkDocument.interval(ends, place))
    }
    return intervals
  }
}
