public import ExactNumbers

/// A feed-forward network of affine maps and ReLUs with rational weights.
///
/// The layers are stored as they were given, so a ReLU may follow the last one and may be missing
/// in the middle; ``standardForm`` is the same function as hidden layers (affine map, then ReLU)
/// and one affine output map. *Depth* always means the number of hidden layers.
public struct ReLUNetwork: Hashable, Sendable {
  /// The layers, first to last; at least one, and their sizes chain.
  public let layers: [Layer]
  /// A name for people.
  public var name: String?
  /// Where the network comes from.
  public var source: String?
  /// One name an input.
  public let inputNames: [String]?
  /// One name an output.
  public let outputNames: [String]?
  /// A default domain: one interval an input.
  public let box: [Interval]?

  /// The most entries that the matrix of a merged layer may have: fifty million.
  static let mergedLayerLimit = 50_000_000

  /// Makes a network from its layers.
  ///
  /// - Parameters:
  ///   - layers: at least one; the outputs of each are the inputs of the next.
  ///   - name: a name for people.
  ///   - source: where the network comes from.
  ///   - inputNames: one name an input.
  ///   - outputNames: one name an output.
  ///   - box: a default domain, one interval an input.
  /// - Throws: a ``NetworkError`` that names the layer or the annotation whose size is wrong.
  public init(
    layers: [Layer], name: String? = nil, source: String? = nil, inputNames: [String]? = nil,
    outputNames: [String]? = nil, box: [Interval]? = nil
  ) throws(NetworkError) {
    guard let first = layers.first, let last = layers.last else { throw .noLayers }
    try Self.checkChain(layers)
    try Self.checkCount("inputNames", first.map.inputDimension, inputNames?.count)
    try Self.checkCount("outputNames", last.map.outputDimension, outputNames?.count)
    try Self.checkCount("box", first.map.inputDimension, box?.count)
    self.layers = layers
    self.name = name
    self.source = source
    self.inputNames = inputNames
    self.outputNames = outputNames
    self.box = box
  }

  /// Makes a network from its hidden layers, each followed by ReLU, and its output map.
  ///
  /// - Parameters:
  ///   - hidden: the hidden layers' maps, first to last; may be empty.
  ///   - output: the last map, not followed by ReLU.
  /// - Throws: a ``NetworkError`` that names the layer whose sizes do not chain.
  public init(hidden: [AffineMap], output: AffineMap) throws(NetworkError) {
    var layers = hidden.map { Layer($0, .relu) }
    layers.append(Layer(output, .identity))
    try self.init(layers: layers)
  }

  /// Makes a network whose sizes chain by construction.
  ///
  /// - Precondition: ``init(layers:name:source:inputNames:outputNames:box:)`` would not throw.
  init(
    unchecked layers: [Layer], name: String? = nil, source: String? = nil,
    inputNames: [String]? = nil, outputNames: [String]? = nil, box: [Interval]? = nil
  ) {
    precondition(!layers.isEmpty, "a network without layers")
    for (inner, outer) in zip(layers, layers.dropFirst()) {
      precondition(
        inner.map.outputDimension == outer.map.inputDimension, "layer sizes do not chain")
    }
    self.layers = layers
    self.name = name
    self.source = source
    self.inputNames = inputNames
    self.outputNames = outputNames
    self.box = box
  }

  /// The number of inputs, at least 1.
  public var inputDimension: Int { layers[0].map.inputDimension }

  /// The number of outputs, at least 1.
  public var outputDimension: Int { layers[layers.count - 1].map.outputDimension }

  /// Checks that every layer has neurons and inputs, that the sizes chain, and that no run of
  /// layers without ReLU merges into a matrix past ``mergedLayerLimit``.
  private static func checkChain(_ layers: [Layer]) throws(NetworkError) {
    var entering = layers[0].map.inputDimension
    var mergedColumns: Int?
    for (index, layer) in layers.enumerated() {
      let map = layer.map
      guard map.inputDimension > 0, map.outputDimension > 0 else {
        throw .emptyLayer(layer: index)
      }
      guard map.inputDimension == entering else {
        throw .widthMismatch(layer: index, expected: map.inputDimension, received: entering)
      }
      if let columns = mergedColumns {
        let entries = map.outputDimension.multipliedReportingOverflow(by: columns)
        guard !entries.overflow, entries.partialValue <= mergedLayerLimit else {
          throw .mergedLayerTooLarge(layer: index - 1, rows: map.outputDimension, columns: columns)
        }
      }
      let columns = mergedColumns ?? map.inputDimension
      mergedColumns = layer.activation == .identity ? columns : nil
      entering = map.outputDimension
    }
  }

  /// Checks the number of entries of an optional annotation.
  private static func checkCount(
    _ annotation: String, _ expected: Int, _ received: Int?
  ) throws(NetworkError) {
    if let received, received != expected {
      throw .annotationCountMismatch(
        annotation: annotation, expected: expected, received: received)
    }
  }
}
