internal import ExactNumbers
internal import ReLUNetworks

/// Makes a network of named arrays: which are weights and biases, in which order, and where the
/// ReLUs stand.
///
/// The order is that of the numbers in the names. ReLU stands between the layers and the last one
/// is linear, unless the names say where the ReLUs are. Whatever is ambiguous is refused.
enum LayerInference {
  /// A network with how it was found.
  struct Result {
    let network: ReLUNetwork
    let remarks: [String]
    /// The types of the weights and biases as the file stores them.
    let types: Set<ElementType>
  }

  /// A file of arrays, and of metadata where it has any, as a network.
  static func file(
    of arrays: [NamedArray], format: NetworkFormat, _ options: NetworkReadingOptions,
    _ metadata: [(key: String, value: String)] = []
  ) throws(FormatProblem) -> NetworkFile {
    let found = try network(of: arrays)
    let types = found.types.map(\.rawValue).sorted().joined(separator: " and ")
    return NetworkFile(
      network: try MetadataAnnotations.network(found.network.layers, metadata), format: format,
      remarks: found.remarks,
      weightKind: "\(types) arrays\(options.weights.suffix)")
  }

  static func network(of arrays: [NamedArray]) throws(FormatProblem) -> Result {
    guard !arrays.isEmpty else { throw FormatProblem("the file holds no arrays") }
    var named: [(name: ArrayName, array: NamedArray)] = []
    for array in arrays {
      guard let name = ArrayName(array.name) else {
        throw ArrayName.problem(array)
      }
      named.append((name, array))
    }
    var remarks: [String] = []
    let inTurn = named.count(where: { $0.name.role == .inTurn })
    let items: [Item]
    if inTurn == named.count {
      items = try itemsInTurn(named)
    } else if inTurn == 0 {
      items = try itemsByName(named, &remarks)
    } else {
      throw FormatProblem("some arrays are named arr_0, arr_1, … and others are not; use one way")
    }
    let layers = try self.layers(of: items, &remarks)
    let types = items.flatMap { item -> [ElementType] in
      guard case .affine(let weight, let bias) = item else { return [] }
      return [weight.type] + (bias.map { [$0.type] } ?? [])
    }
    do {
      return Result(
        network: try ReLUNetwork(layers: layers), remarks: remarks, types: Set(types))
    } catch {
      throw FormatProblem("\(error)")
    }
  }

  /// A part of the network, in order.
  enum Item {
    case affine(weight: NamedArray, bias: NamedArray?)
    case relu(NamedArray)
  }

  /// A weight array with what belongs to its layer.
  private struct Draft {
    let weight: NamedArray
    let bias: NamedArray?
    var isFollowedByRelu = false
  }

  /// The layers of items in order.
  private static func layers(
    of items: [Item], _ remarks: inout [String]
  ) throws(FormatProblem) -> [Layer] {
    var drafts: [Draft] = []
    for item in items {
      switch item {
      case .affine(let weight, let bias): drafts.append(Draft(weight: weight, bias: bias))
      case .relu(let array):
        guard !drafts.isEmpty else {
          throw FormatProblem("\(array.printedName) stands before the first layer of weights")
        }
        drafts[drafts.count - 1].isFollowedByRelu = true
      }
    }
    guard !drafts.isEmpty else { throw FormatProblem("the file holds no weights") }
    try checkChain(drafts.map(\.weight.shape), drafts.map(\.weight.printedName))
    let isExplicit = drafts.contains(where: \.isFollowedByRelu)
    remarks.append(
      "The layers are \(list(drafts.map(\.weight.printedName))) in this order, "
        + (isExplicit ? "ReLU where the names say so." : "ReLU between them, the last one linear."))
    var layers: [Layer] = []
    for (index, draft) in drafts.enumerated() {
      let isRelu = isExplicit ? draft.isFollowedByRelu : index < drafts.count - 1
      let map = try ArrayLayer.map(draft.weight, draft.bias, &remarks)
      layers.append(Layer(map, isRelu ? .relu : .identity))
    }
    return layers
  }

  /// Names with commas between them, the middle left out where there are many.
  private static func list(_ names: [String]) -> String {
    let shown = names.count <= 6 ? names : names.prefix(3) + ["…"] + names.suffix(1)
    return shown.joined(separator: ", ")
  }

  /// Checks that weights have two dimensions and each layer takes what the one before it gives.
  private static func checkChain(
    _ shapes: [[Int]], _ names: [String]
  ) throws(FormatProblem) {
    for (name, shape) in zip(names, shapes) {
      guard shape.count == 2, shape[0] > 0, shape[1] > 0 else {
        throw ArrayName.problem(name, shape: shape)
      }
    }
    let pairs = zip(shapes, shapes.dropFirst())
    guard let index = Array(pairs).firstIndex(where: { $0[0] != $1[1] }) else { return }
    let chainsTransposed = pairs.allSatisfy { $0[1] == $1[0] }
    throw FormatProblem(
      "\(names[index]) \(shapeText(shapes[index])) gives \(shapes[index][0]) values but "
        + "\(names[index + 1]) \(shapeText(shapes[index + 1])) takes \(shapes[index + 1][1])"
        + (chainsTransposed
          ? "; the shapes chain as inputs × outputs, so save each weight array transposed"
          : "; weights are outputs × inputs"))
  }
}
