internal import ExactNumbers

extension ReLUNetwork {
  /// Reads a network from the text of its JSON format.
  ///
  /// The format is an object with the keys `format` ("relu-network"), `version` (1) and `layers`;
  /// `name`, `source`, `inputNames`, `outputNames` and `box` may be there, any other key is an
  /// error. A layer has `weights` (one row a neuron), `biases` and, unless it is the default,
  /// `activation`. A number in a string is exact; a JSON number is the nearest double.
  ///
  /// - Parameter json: the text.
  /// - Throws: a ``NetworkError`` that names the place, such as `layers[1].weights[0]`.
  /// - Complexity: linear in the text, for numbers of bounded length.
  public init(json: String) throws(NetworkError) {
    try self.init(json: Array(json.utf8))
  }

  /// Reads a network from the UTF-8 bytes of its JSON format.
  ///
  /// - Parameter json: the bytes; a byte-order mark is skipped.
  /// - Throws: a ``NetworkError`` that names the place, such as `layers[1].weights[0]`.
  /// - Complexity: linear in the text, for numbers of bounded length.
  public init(json: [UInt8]) throws(NetworkError) {
    var reader = NetworkJSONReader(json)
    self = try reader.network()
  }

  /// The network in its JSON format, every number as exact text.
  ///
  /// A layer that fits stands on one line, otherwise each row of weights has a line of its own.
  ///
  /// - Returns: the text, ending with a line feed.
  public func json() -> String {
    var text = "{\"format\": \"\(NetworkDocument.format)\", "
    text += "\"version\": \(NetworkDocument.version),\n"
    if let name { text += " \"name\": \(JSONText.quoted(name)),\n" }
    if let source { text += " \"source\": \(JSONText.quoted(source)),\n" }
    if let inputNames { text += " \"inputNames\": \(Self.list(inputNames)),\n" }
    if let outputNames { text += " \"outputNames\": \(Self.list(outputNames)),\n" }
    if let box {
      let pairs = box.map { Self.list([$0.lower.description, $0.upper.description]) }
      text += " \"box\": [\(pairs.joined(separator: ", "))],\n"
    }
    text += " \"layers\": [\n"
    for (index, layer) in layers.enumerated() {
      text += Self.json(of: layer)
      text += index == layers.count - 1 ? "]}\n" : ",\n"
    }
    return text
  }

  private static func json(of layer: Layer) -> String {
    let rows = (0..<layer.map.outputDimension).map { row in
      list(layer.map.row(row).map(\.description))
    }
    let rest =
      "\"biases\": \(list(layer.map.biases.map(\.description))), "
      + "\"activation\": \"\(layer.activation.rawValue)\"}"
    let length = rows.reduce(rest.utf8.count + 20) { $0 + $1.utf8.count + 2 }
    let isShort = length <= 100
    return "  {\"weights\": [" + (isShort ? "" : "\n    ")
      + rows.joined(separator: isShort ? ", " : ",\n    ") + "],"
      + (isShort ? " " : "\n   ") + rest
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(JSONText.quoted).joined(separator: ", ") + "]"
  }
}
