/// What follows an affine map in a layer.
public enum Activation: String, Hashable, Sendable, Codable, CaseIterable {
  /// max(0, z) in every coordinate.
  case relu
  /// Nothing.
  case identity
}

/// One layer of a network: an affine map, then an activation.
public struct Layer: Hashable, Sendable {
  /// The affine map of the layer: one row a neuron.
  public let map: AffineMap
  /// What follows the map.
  public let activation: Activation

  /// Makes a layer.
  ///
  /// - Parameters:
  ///   - map: one row a neuron.
  ///   - activation: what follows the map.
  public init(_ map: AffineMap, _ activation: Activation) {
    self.map = map
    self.activation = activation
  }
}
