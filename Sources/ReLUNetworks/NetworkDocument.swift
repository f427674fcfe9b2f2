internal import ExactNumbers

/// What a network's JSON says, before its sizes are checked.
struct NetworkDocument {
  struct LayerDocument {
    var weights: [[Rational]]?
    var biases: [Rational]?
    var activation: Activation?
  }

  static let format = "relu-network"
  static let version = 1
  static let keys = [
    "format", "version", "layers", "name", "source", "inputNames", "outputNames", "box",
  ]
  static let layerKeys = ["weights", "biases", "activation"]

  var hasFormat = false
  var hasVersion = false
  var layers: [LayerDocument]?
  var name: String?
  var source: String?
  var inputNames: [String]?
  var outputNames: [String]?
  var box: [Interval]?

  mutating func setFormat(_ text: String) throws(NetworkError) {
    guard text == Self.format else {
      throw JSONPlace().at(key: "format").error(
        "\"\(text)\" is not a format known here; write \"\(Self.format)\"")
    }
    hasFormat = true
  }

  mutating func setVersion(_ number: Double) throws(NetworkError) {
    guard number == Double(Self.version) else {
      throw JSONPlace().at(key: "version").error(
        "version \(number) is not known here; write \(Self.version)")
    }
    hasVersion = true
  }

  /// The activation that a text names.
  static func activation(_ text: String, _ place: JSONPlace) throws(NetworkError) -> Activation {
    guard let activation = Activation(rawValue: text) else {
      throw place.error("\"\(text)\" is not an activation; write \"relu\" or \"identity\"")
    }
    return activation
  }

  /// The error for a key that the format does not have.
  static func unknownKey(
    _ key: String, among keys: [String], _ place: JSONPlace
  ) -> NetworkError {
    place.at(key: key).error(
      "this key is not part of the format; the keys are \(keys.joined(separator: ", "))")
  }

  /// The network, once every size is checked.
  func network() throws(NetworkError) -> ReLUNetwork {
    let root = JSONPlace.document
    guard hasFormat else {
      throw root.at(key: "format").error("the key is missing; add \"format\": \"\(Self.format)\"")
    }
    guard hasVersion else {
      throw root.at(key: "version").error("the key is missing; add \"version\": \(Self.version)")
    }
    guard let layers else {
      throw root.at(key: "layers").error("the key is missing; add a list of layers")
    }
    var checked: [Layer] = []
    checked.reserveCapacity(layers.count)
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      checked.append(
        Layer(
          try layer.map(root.at(layer: index)),
          layer.activation ?? (isLast ? .identity : .relu)))
    }
    return try ReLUNetwork(
      layers: checked, name: name, source: source, inputNames: inputNames,
      outputNames: outputNames, box: box)
  }
}

extension NetworkDocument.LayerDocument {
  /// The layer's affine map, once its rows and biases are checked.
  func map(_ place: JSONPlace) throws(NetworkError) -> AffineMap {
    guard let weights else {
      throw place.at(key: "weights").error("the key is missing; add one row a neuron")
    }
    guard let biases else {
      throw place.at(key: "biases").error("the key is missing; add one bias a neuron")
    }
    let columns = weights.first?.count ?? 0
    for (index, row) in weights.enumerated() where row.count != columns {
      throw place.at(key: "weights").at(row: index).error(
        "\(row.count) entries stand where \(columns) are expected; "
          + "give every row of the layer the same length")
    }
    guard biases.count == weights.count else {
      throw place.at(key: "biases").error(
        "\(biases.count) entries stand for \(weights.count) rows of weights; "
          + "give one bias a row")
    }
    return try AffineMap(weights: weights, biases: biases)
  }
}
