internal import ExactNumbers

extension OnnxLowering {
  /// Flatten: a matrix whose rows are the dimensions before an axis.
  mutating func flatten(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...1)
    var tensor = try input(node, 0)
    let rank = tensor.shape.count
    let given = try node.takeInteger("axis") ?? 1
    let axis = given < 0 ? given &+ rank : given
    guard 0...rank ~= axis else { throw node.problem("has the axis \(given)") }
    tensor.shape = [tensor.shape[..<axis].reduce(1, *), tensor.shape[axis...].reduce(1, *)]
    return tensor
  }

  /// Reshape: 0 keeps a dimension, -1 is what is left over.
  mutating func reshape(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...2)
    var tensor = try input(node, 0)
    let keepsZeros = try node.takeInteger("allowzero") ?? 0 != 0
    let wanted = try list(&node, "shape", input: 1) ?? []
    var shape: [Int] = []
    for (axis, extent) in wanted.enumerated() {
      let isCopied = extent == 0 && !keepsZeros
      guard !isCopied || axis < tensor.shape.count else {
        throw node.problem("keeps dimension \(axis + 1) of a tensor that has fewer")
      }
      shape.append(isCopied ? tensor.shape[axis] : extent)
    }
    let count = tensor.constants.count
    if shape.count(where: { $0 == -1 }) == 1, let open = shape.firstIndex(of: -1) {
      shape[open] = 1
      let rest = TensorShape.count(shape, limit: NetworkFile.parameterLimit) ?? 0
      if rest > 0 { shape[open] = count / rest }
    }
    guard shape.count <= TensorShape.rankLimit,
      TensorShape.count(shape, limit: NetworkFile.parameterLimit) == count
    else {
      throw node.problem(
        "gives \(TensorShape.text(tensor.shape)) the shape \(TensorShape.text(wanted)), which does "
          + "not fit")
    }
    tensor.shape = shape
    return tensor
  }

  /// Squeeze: drops dimensions of size 1.
  mutating func squeeze(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...2)
    var tensor = try input(node, 0)
    let rank = tensor.shape.count
    let given =
      try list(&node, "axes", input: 1) ?? tensor.shape.indices.filter { tensor.shape[$0] == 1 }
    let axes = Set(given.map { $0 < 0 ? $0 &+ rank : $0 })
    guard axes.allSatisfy({ 0..<rank ~= $0 && tensor.shape[$0] == 1 }) else {
      throw node.problem("drops a dimension of \(TensorShape.text(tensor.shape)) that is not 1")
    }
    tensor.shape = tensor.shape.indices.filter { !axes.contains($0) }.map { tensor.shape[$0] }
    return tensor
  }

  /// Unsqueeze: puts dimensions of size 1 in.
  mutating func unsqueeze(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...2)
    var tensor = try input(node, 0)
    let given = try list(&node, "axes", input: 1) ?? []
    let rank = tensor.shape.count + given.count
    let axes = Set(given.map { $0 < 0 ? $0 &+ rank : $0 })
    guard rank <= TensorShape.rankLimit, axes.count == given.count,
      axes.allSatisfy({ 0..<rank ~= $0 })
    else { throw node.problem("puts dimensions in where none can be") }
    var rest = tensor.shape[...]
    tensor.shape = (0..<rank).map { axes.contains($0) ? 1 : rest.removeFirst() }
    return tensor
  }

  /// Transpose: reorders the dimensions.
  mutating func transpose(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...1)
    let tensor = try input(node, 0)
    let axes = try node.takeIntegers("perm") ?? tensor.shape.indices.reversed()
    guard axes.sorted() == Array(tensor.shape.indices) else {
      throw node.problem("has a perm that does not reorder the dimensions")
    }
    return try permuted(tensor, axes)
  }

  /// A tensor with its dimensions in another order.
  mutating func permuted(
    _ tensor: OnnxTensor, _ axes: [Int]
  ) throws(FormatProblem) -> OnnxTensor {
    let shape = axes.map { tensor.shape[$0] }
    let strides = TensorShape.strides(tensor.shape)
    try budget.charge(tensor.constants.count)
    return try tensor.selecting(
      TensorShape.places(shape, strides: axes.map { strides[$0] }), shape: shape, &budget)
  }

  /// Concat: tensors one after the other along an axis.
  mutating func concat(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    var tensors: [OnnxTensor] = []
    for index in node.inputs.indices { tensors.append(try input(node, index)) }
    guard let first = tensors.first else { throw node.problem("has no inputs") }
    let rank = first.shape.count
    let given = try node.takeInteger("axis") ?? 1
    let axis = given < 0 ? given &+ rank : given
    guard 0..<rank ~= axis else { throw node.problem("has the axis \(given)") }
    for tensor in tensors {
      var shape = tensor.shape
      if shape.count == rank { shape[axis] = first.shape[axis] }
      guard shape == first.shape, tensor.type == first.type else {
        throw node.problem(
          "joins \(TensorShape.text(first.shape)) and \(TensorShape.text(tensor.shape)), or "
            + "different types, which does not fit")
      }
    }
    var shape = first.shape
    shape[axis] = tensors.reduce(0) { $0 + $1.shape[axis] }
    try checkCount(shape, isConstant: tensors.allSatisfy(\.isConstant))
    try stages.unify(&tensors, &budget)
    let places = Self.joinedPlaces(tensors.map(\.shape), axis)
    return try OnnxTensor.stacked(tensors, &budget).selecting(places, shape: shape, &budget)
  }

  /// Where each element of joined tensors stands when they are written one after the other.
  private static func joinedPlaces(_ shapes: [[Int]], _ axis: Int) -> [Int] {
    var starts: [(start: Int, run: Int)] = []
    var total = 0
    for shape in shapes {
      starts.append((total, shape[axis...].reduce(1, *)))
      total += shape.reduce(1, *)
    }
    var places: [Int] = []
    places.reserveCapacity(total)
    for block in 0..<shapes[0][..<axis].reduce(1, *) {
      for (start, run) in starts {
        places += start + block * run..<start + (block + 1) * run
      }
    }
    return places
  }

  /// A list of integers that stands in an attribute or, in newer versions, in a constant input.
  private mutating func list(
    _ node: inout OnnxNode, _ name: String, input index: Int
  ) throws(FormatProblem) -> [Int]? {
    if let list = try node.takeIntegers(name) { return list }
    guard try optionalInput(node, index) != nil else { return nil }
    let tensor = try constant(node, index, "a \(name)")
    let numbers = tensor.constants.compactMap { Int(exactly: $0.numerator) }
    guard tensor.constants.allSatisfy(\.isInteger), numbers.count == tensor.constants.count,
      numbers.count <= OnnxAttribute.listLimit
    else { throw node.problem("has a \(name) that is no list of integers") }
    return numbers
  }
}
