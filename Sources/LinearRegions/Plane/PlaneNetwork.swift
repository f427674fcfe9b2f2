internal import ExactNumbers
internal import ReLUNetworks

/// A network of two inputs on a box, as the search takes it.
struct PlaneNetwork: RegionNetwork {
  /// Hidden layers, then the output.
  let layers: [RationalLayer]
  /// The two sides of the domain.
  let box: PlaneBox

  var dimension: Int { 2 }

  /// Takes over a network.
  ///
  /// A network of one input becomes one of two that ignores the second, over [0, 1] there: a product
  /// with an interval has as many regions of each kind.
  ///
  /// - Parameters:
  ///   - network: one or two inputs.
  ///   - box: one interval per input.
  ///   - count: the hidden layers to keep; nil for all. The output of a part is its last layer.
  /// - Throws: `RegionCountError` for more inputs, or a box or layer that does not fit.
  init(
    _ network: ReLUNetwork, in box: [Interval], layers count: Int?
  ) throws(RegionCountError) {
    guard 1...2 ~= network.inputDimension else {
      throw .tooManyInputs(network.inputDimension, limit: 2)
    }
    guard box.count == network.inputDimension else {
      throw .wrongBox(sides: box.count, inputs: network.inputDimension)
    }
    let form = network.standardForm
    let isOneDimensional = network.inputDimension == 1
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
    layers = (maps + [output]).enumerated().map { index, map in
      index == 0 && isOneDimensional
        ? Self.ignoringSecondInput(map)
        : RationalLayer(
          weights: map.weights, biases: map.biases, columns: map.inputDimension)
    }
    self.box = PlaneBox(x: box[0], y: isOneDimensional ? .unit : box[1])
  }

  private static func ignoringSecondInput(_ map: AffineMap) -> RationalLayer {
    RationalLayer(
      weights: map.weights.flatMap { [$0, 0] }, biases: map.biases, columns: 2)
  }
}

/// The domain: an axis-parallel box, whose ends may be infinite.
struct PlaneBox: Hashable, Sendable {
  let x: Interval
  let y: Interval

  /// The four sides in the order left, bottom, right, top: counterclockwise from the top left corner.
  var sides: [BoxSide] {
    [
      BoxSide(isVertical: true, isUpper: false, end: x.lower),
      BoxSide(isVertical: false, isUpper: false, end: y.lower),
      BoxSide(isVertical: true, isUpper: true, end: x.upper),
      BoxSide(isVertical: false, isUpper: true, end: y.upper),
    ]
  }
}

/// One side of the domain: x = end or y = end.
struct BoxSide: Hashable, Sendable {
  let isVertical: Bool
  let isUpper: Bool
  let end: ExtendedRational

  /// Whether it stands for ±M, a symbol larger than every number.
  var isInfinite: Bool {
    if case .finite = end { return false }
    return true
  }
}
