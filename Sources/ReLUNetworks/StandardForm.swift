internal import ExactNumbers

/// A network as hidden layers, each followed by ReLU, and one affine output map.
///
/// Every ``ReLUNetwork`` has this form: a layer without ReLU is merged into the next one, and a
/// ReLU after the last layer is followed by the identity map. A network without ReLUs has no
/// hidden layers.
public struct StandardForm: Hashable, Sendable {
  /// The hidden layers' maps, first to last.
  public let hidden: [AffineMap]
  /// The output map, after which nothing follows.
  public let output: AffineMap
}

extension ReLUNetwork {
  /// The same function as hidden layers and an affine output map.
  ///
  /// - Complexity: O(depth) when only the last layer lacks a ReLU, as the maps are shared; one
  ///   matrix product for every other layer without ReLU.
  public var standardForm: StandardForm {
    var hidden: [AffineMap] = []
    hidden.reserveCapacity(layers.count)
    var pending: AffineMap?
    for layer in layers {
      let map = pending.map { layer.map.composed(after: $0) } ?? layer.map
      switch layer.activation {
      case .relu:
        hidden.append(map)
        pending = nil
      case .identity:
        pending = map
      }
    }
    return StandardForm(hidden: hidden, output: pending ?? .identity(outputDimension))
  }

  /// The network whose layers are exactly those of a standard form.
  ///
  /// - Parameter form: maps whose sizes chain.
  /// - Precondition: the sizes of the maps chain.
  init(_ form: StandardForm) {
    self.init(unchecked: form.hidden.map { Layer($0, .relu) } + [Layer(form.output, .identity)])
  }
}
