internal import ExactNumbers

extension OnnxLowering {
  /// Add and Sub, with numpy's broadcasting.
  mutating func sum(
    _ node: inout OnnxNode, subtracts: Bool
  ) throws(FormatProblem) -> OnnxTensor {
    var (left, right) = try operands(&node)
    if subtracts {
      let minusOnes = [Rational](repeating: -1, count: right.constants.count)
      right = try right.scaled(by: minusOnes, &budget)
    }
    return try checked(try add(left, right), node)
  }

  /// The sum of two tensors that fit each other's shape.
  mutating func add(
    _ left: OnnxTensor, _ right: OnnxTensor
  ) throws(FormatProblem) -> OnnxTensor {
    let shape = try commonShape(left, right)
    var terms = [try stretched(left, to: shape), try stretched(right, to: shape)]
    try stages.unify(&terms, &budget)
    return try terms[0].adding(terms[1], &budget)
  }

  /// Mul and Div by constants, with numpy's broadcasting.
  mutating func product(
    _ node: inout OnnxNode, divides: Bool
  ) throws(FormatProblem) -> OnnxTensor {
    var (left, right) = try operands(&node)
    guard right.isConstant || left.isConstant && !divides else {
      throw node.problem(
        divides
          ? "divides by what depends on the network's input, which is not affine"
          : "multiplies two values that depend on the network's input, which is not affine")
    }
    if !right.isConstant { swap(&left, &right) }
    let shape = try commonShape(left, right)
    left = try stretched(left, to: shape)
    right = try stretched(right, to: shape)
    var factors = right.constants
    if divides {
      for (index, factor) in factors.enumerated() {
        guard let reciprocal = factor.reciprocal else {
          throw node.problem(
            "divides by zero at element \(TensorShape.placeText(index, shape)) of its result")
        }
        factors[index] = reciprocal
      }
    }
    return try checked(try left.scaled(by: factors, &budget), node)
  }

  /// The two tensors of an arithmetic node.
  private mutating func operands(
    _ node: inout OnnxNode
  ) throws(FormatProblem) -> (OnnxTensor, OnnxTensor) {
    try checkInputs(node, 2...2)
    let left = try input(node, 0)
    var right = try input(node, 1)
    guard left.type == right.type else {
      throw node.problem("mixes the types \(left.type.name) and \(right.type.name)")
    }
    // Before opset 7 the second tensor was placed at an axis of the first one.
    _ = node.take("broadcast")
    if let axis = try node.takeInteger("axis") {
      let first = axis < 0 ? axis &+ left.shape.count : axis
      let trailing = left.shape.count - right.shape.count
      guard 0...max(trailing, 0) ~= first else { throw node.problem("has the axis \(axis)") }
      right.shape += [Int](repeating: 1, count: max(trailing, 0) - first)
    }
    return (left, right)
  }

  /// The result of arithmetic, refused where integers would overflow or be cut to integers.
  private func checked(
    _ result: OnnxTensor, _ node: OnnxNode
  ) throws(FormatProblem) -> OnnxTensor {
    if !result.type.isFloat, let value = result.constants.first(where: { !result.type.holds($0) }) {
      throw node.problem(
        "gives \(FormatProblem.excerpt(value.description)), which is not of its type "
          + result.type.name)
    }
    return result
  }

  /// The shape that two tensors are stretched to.
  private func commonShape(
    _ left: OnnxTensor, _ right: OnnxTensor
  ) throws(FormatProblem) -> [Int] {
    guard let shape = TensorShape.broadcast(left.shape, right.shape) else {
      throw FormatProblem(
        "the shapes \(TensorShape.text(left.shape)) and \(TensorShape.text(right.shape)) do not "
          + "fit each other")
    }
    return shape
  }

  /// A tensor whose elements are repeated to fill a larger shape.
  mutating func stretched(
    _ tensor: OnnxTensor, to shape: [Int]
  ) throws(FormatProblem) -> OnnxTensor {
    if tensor.shape == shape { return tensor }
    try checkCount(shape, isConstant: tensor.isConstant)
    if shape.allSatisfy({ $0 == 1 }) || tensor.shape == Array(shape.drop { $0 == 1 }) {
      var result = tensor
      result.shape = shape
      return result
    }
    let strides = TensorShape.stretchedStrides(tensor.shape, to: shape)
    return try tensor.selecting(
      TensorShape.places(shape, strides: strides), shape: shape, &budget)
  }

  /// Checks that a tensor of a shape may be made, and pays for it.
  mutating func checkCount(_ shape: [Int], isConstant: Bool) throws(FormatProblem) {
    let limit = isConstant ? NetworkFile.parameterLimit : OnnxTensor.elementLimit
    guard let count = TensorShape.count(shape, limit: limit) else {
      throw FormatProblem(
        "a tensor \(TensorShape.text(shape)) has more elements than are read, \(limit)")
    }
    try budget.charge(count)
  }
}
