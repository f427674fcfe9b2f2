/// Why an affine map or a network cannot be built, or read from JSON.
///
/// Layers, rows and entries are counted from 0, as JSON readers write them.
public enum NetworkError: Error, Equatable, Sendable {
  /// A network was given no layers.
  case noLayers
  /// A layer has no neurons or no inputs.
  case emptyLayer(layer: Int)
  /// A row of weights is longer or shorter than the others.
  case raggedRow(row: Int, expected: Int, received: Int)
  /// A layer has more or fewer biases than rows of weights.
  case biasCountMismatch(neurons: Int, biases: Int)
  /// A layer expects another number of inputs than the layer before it gives.
  case widthMismatch(layer: Int, expected: Int, received: Int)
  /// `inputNames`, `outputNames` or `box` has the wrong number of entries.
  case annotationCountMismatch(annotation: String, expected: Int, received: Int)
  /// The inner network has another number of outputs than the outer one has inputs.
  case compositionMismatch(innerOutputs: Int, outerInputs: Int)
  /// Merging a layer without ReLU into the next would make a matrix past the limit.
  case mergedLayerTooLarge(layer: Int, rows: Int, columns: Int)
  /// The text is not the JSON format; `place` is a path such as `layers[1].weights[0]`.
  case invalidJSON(place: String, problem: String)
}

extension NetworkError: CustomStringConvertible {
  /// One sentence that names the place and the fix.
  public var description: String {
    switch self {
    case .noLayers:
      "the network has no layers; give at least one"
    case .emptyLayer(let layer):
      "layers[\(layer)] has no neurons or no inputs; give it at least one of each"
    case .raggedRow(let row, let expected, let received):
      "weights[\(row)] has \(received) entries where \(expected) are expected; "
        + "give every row the same length"
    case .biasCountMismatch(let neurons, let biases):
      "biases has \(biases) entries for \(neurons) rows of weights; give one bias a row"
    case .widthMismatch(let layer, let expected, let received):
      "layers[\(layer)] expects \(expected) inputs but receives \(received); "
        + "make its rows \(received) long or change the layer before it"
    case .annotationCountMismatch(let annotation, let expected, let received):
      "\(annotation) has \(received) entries where \(expected) are expected"
    case .compositionMismatch(let innerOutputs, let outerInputs):
      "the inner network gives \(innerOutputs) outputs but the outer one takes \(outerInputs) "
        + "inputs; make them equal"
    case .mergedLayerTooLarge(let layer, let rows, let columns):
      "layers[\(layer)] has no ReLU, and merging it into the next layer makes a "
        + "\(rows) × \(columns) matrix; give it a ReLU or fewer neurons"
    case .invalidJSON(let place, let problem):
      place.isEmpty ? problem : "\(place): \(problem)"
    }
  }
}
