internal import ExactNumbers
internal import ReLUNetworks

/// A network of any number of inputs on a box, as the searches of cells take it.
struct SpaceNetwork: RegionNetwork {
  /// Hidden layers, then the output.
  let layers: [RationalLayer]
  /// One interval an input; ends may be infinite.
  let box: [Interval]

  /// The number of inputs.
  var dimension: Int { box.count }

  /// Whether every side of the box is finite.
  var isBounded: Bool { box.allSatisfy(\.isBounded) }

  /// A network from its parts.
  init(layers: [RationalLayer], box: [Interval]) {
    self.layers = layers
    self.box = box
  }

  /// Takes over a network.
  ///
  /// - Parameters:
  ///   - network: any number of inputs.
  ///   - box: one interval an input.
  ///   - count: the hidden layers to keep; nil for all. The output of a part is its last layer.
  /// - Throws: `RegionCountError` for a box or layer that does not fit.
  init(
    _ network: ReLUNetwork, in box: [Interval], layers count: Int?
  ) throws(RegionCountError) {
    guard box.count == network.inputDimension else {
      throw .wrongBox(sides: box.count, inputs: network.inputDimension)
    }
    let form = network.standardForm
    var maps = form.hidden
    var output = form.output
    if let count {
      guard 1...max(1, maps.count) ~= count, !maps.isEmpty else {
        throw .noSuchLayer(count, layers: maps.count)
      }
      if count < maps.count {
        maps = Array(maps.prefix(count))
        output = .identity(maps[count - 1].outputDimension)
      }
    }
    layers = (maps + [output]).map {
      RationalLayer(weights: $0.weights, biases: $0.biases, columns: $0.inputDimension)
    }
    self.box = box
  }
}
