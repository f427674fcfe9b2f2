extension LayerInference {
  /// Arrays named by number alone: an array of two dimensions begins a layer, one of one dimension
  /// is its bias.
  static func itemsInTurn(
    _ named: [(name: ArrayName, array: NamedArray)]
  ) throws(FormatProblem) -> [Item] {
    let sorted = named.sorted { $0.name.numbers.lexicographicallyPrecedes($1.name.numbers) }
    var items: [Item] = []
    var weight: NamedArray?
    for (index, entry) in sorted.enumerated() {
      let array = entry.array
      guard entry.name.numbers == [index] else {
        throw FormatProblem("the array arr_\(index) is missing before \(array.printedName)")
      }
      if array.shape.count >= 2 {
        if let weight { items.append(.affine(weight: weight, bias: nil)) }
        weight = array
      } else {
        guard let owner = weight else {
          throw FormatProblem(
            "\(array.printedName) has the shape \(shapeText(array.shape)) where weights with two "
              + "dimensions are expected")
        }
        items.append(.affine(weight: owner, bias: array))
        weight = nil
      }
    }
    if let weight { items.append(.affine(weight: weight, bias: nil)) }
    return items
  }

  /// Arrays whose names say what they are: layers by the numbers in their names.
  static func itemsByName(
    _ named: [(name: ArrayName, array: NamedArray)], _ remarks: inout [String]
  ) throws(FormatProblem) -> [Item] {
    var biases: [String: NamedArray] = [:]
    for (name, array) in named where name.role == .bias {
      if let other = biases.updateValue(array, forKey: name.layer) {
        throw FormatProblem("\(other.printedName) and \(array.printedName) are one layer's biases")
      }
    }
    var places: [(numbers: [Int], item: Item, array: NamedArray)] = []
    for (name, array) in named {
      switch name.role {
      case .weight:
        let bias = biases.removeValue(forKey: name.layer)
        places.append((name.numbers, .affine(weight: array, bias: bias), array))
      case .relu: places.append((name.numbers, .relu(array), array))
      case .layerCount:
        remarks.append("\(array.printedName) counts layers and was ignored.")
      case .bias, .inTurn: break
      }
    }
    if let orphan = biases.values.min(by: { $0.name < $1.name }) {
      throw FormatProblem("\(orphan.printedName) is the bias of a layer that has no weights")
    }
    places.sort { $0.numbers.lexicographicallyPrecedes($1.numbers) }
    for (first, second) in zip(places, places.dropFirst()) {
      guard first.numbers != second.numbers, first.numbers.count == second.numbers.count else {
        throw FormatProblem(
          "the numbers in the names don't say which comes first of \(first.array.printedName) and "
            + second.array.printedName)
      }
    }
    return places.map(\.item)
  }
}
