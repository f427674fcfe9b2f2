/// Reads a network's JSON in one pass.
struct NetworkJSONReader {
  private var reader: ExactJSONReader

  init(_ bytes: [UInt8]) { reader = ExactJSONReader(bytes) }

  /// Reads the whole text.
  mutating func network() throws(NetworkError) -> ReLUNetwork {
    var document = NetworkDocument()
    try reader.object(.document) { reader, key, place throws(NetworkError) in
      try Self.readMember(key, place, into: &document, from: &reader)
    }
    try reader.finish()
    return try document.network()
  }

  private static func readMember(
    _ key: String, _ place: JSONPlace, into document: inout NetworkDocument,
    from reader: inout ExactJSONReader
  ) throws(NetworkError) {
    switch key {
    case "format": try document.setFormat(reader.string(place))
    case "version": try document.setVersion(Double(reader.numberText(place)) ?? .nan)
    case "layers":
      document.layers = try reader.array(place) { reader, index throws(NetworkError) in
        try layer(JSONPlace(layer: index), from: &reader)
      }
    case "name": document.name = try reader.string(place)
    case "source": document.source = try reader.string(place)
    case "inputNames": document.inputNames = try reader.strings(place)
    case "outputNames": document.outputNames = try reader.strings(place)
    case "box": document.box = try reader.intervals(place)
    default: throw NetworkDocument.unknownKey(key, among: NetworkDocument.keys, .document)
    }
  }

  private static func layer(
    _ place: JSONPlace, from reader: inout ExactJSONReader
  ) throws(NetworkError) -> NetworkDocument.LayerDocument {
    var layer = NetworkDocument.LayerDocument()
    try reader.object(place) { reader, key, member throws(NetworkError) in
      switch key {
      case "weights": layer.weights = try reader.matrix(member)
      case "biases": layer.biases = try reader.vector(member)
      case "activation":
        layer.activation = try NetworkDocument.activation(reader.string(member), member)
      default: throw NetworkDocument.unknownKey(key, among: NetworkDocument.layerKeys, place)
      }
    }
    return layer
  }
}
