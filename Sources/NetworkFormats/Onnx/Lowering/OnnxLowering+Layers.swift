internal import ExactNumbers

extension OnnxLowering {
  /// Gemm: alpha · A′ · B′ + beta · C, where A′ and B′ may be transposed.
  mutating func gemm(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 2...3)
    var (left, right) = (try input(node, 0), try input(node, 1))
    guard left.shape.count == 2, right.shape.count == 2 else {
      throw node.problem(
        "multiplies \(TensorShape.text(left.shape)) and \(TensorShape.text(right.shape)); two "
          + "matrices are expected")
    }
    if try node.takeInteger("transA") ?? 0 != 0 { left = try permuted(left, [1, 0]) }
    if try node.takeInteger("transB") ?? 0 != 0 { right = try permuted(right, [1, 0]) }
    let alpha = try node.takeFloat("alpha") ?? 1
    if left.isConstant {
      left = try scaled(left, by: alpha)
    } else {
      right = try scaled(right, by: alpha)
    }
    let product = try multiplied(left, right, node)
    _ = node.take("broadcast")
    let beta = try node.takeFloat("beta") ?? 1
    guard let offset = try optionalInput(node, 2) else { return product }
    guard TensorShape.broadcast(offset.shape, product.shape) == product.shape else {
      throw node.problem(
        "adds \(TensorShape.text(offset.shape)) to \(TensorShape.text(product.shape)), which does "
          + "not fit")
    }
    return try add(product, try scaled(offset, by: beta))
  }

  /// MatMul, with numpy's rules for vectors and stacks of matrices.
  mutating func matMul(_ node: OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 2...2)
    return try multiplied(try input(node, 0), try input(node, 1), node)
  }

  /// Every element times one number.
  private mutating func scaled(
    _ tensor: OnnxTensor, by factor: Rational
  ) throws(FormatProblem) -> OnnxTensor {
    if factor == .one { return tensor }
    let factors = [Rational](repeating: factor, count: tensor.constants.count)
    return try tensor.scaled(by: factors, &budget)
  }

  /// The matrix product of a constant and another tensor, in either order.
  private mutating func multiplied(
    _ left: OnnxTensor, _ right: OnnxTensor, _ node: OnnxNode
  ) throws(FormatProblem) -> OnnxTensor {
    guard left.isConstant || right.isConstant else {
      throw node.problem(
        "multiplies two values that depend on the network's input, which is not affine")
    }
    guard left.type == right.type else {
      throw node.problem("mixes the types \(left.type.name) and \(right.type.name)")
    }
    guard let sizes = MatrixProduct(left.shape, right.shape) else {
      throw node.problem(
        "multiplies \(TensorShape.text(left.shape)) and \(TensorShape.text(right.shape)), which do "
          + "not fit")
    }
    try checkCount(sizes.resultShape, isConstant: left.isConstant && right.isConstant)
    let isLeftConstant = left.isConstant && !right.isConstant
    let (matrix, vector) = isLeftConstant ? (left, right) : (right, left)
    var rows = SparseRows(columnCount: vector.constants.count)
    for row in sizes.rowStarts() {
      try budget.charge(sizes.inner)
      for index in 0..<sizes.inner {
        let leftPlace = row.left + index
        let rightPlace = row.right + index * sizes.columns
        let (weight, column) =
          isLeftConstant ? (leftPlace, rightPlace) : (rightPlace, leftPlace)
        rows.append(matrix.constants[weight], column: column)
      }
      rows.endRow()
    }
    let input = try stages.separated(vector, &budget)
    return try input.multiplied(by: rows, shape: sizes.resultShape, &budget)
  }
}

/// The sizes of a matrix product by numpy's rules.
private struct MatrixProduct {
  let resultShape: [Int]
  let rows: Int
  let inner: Int
  let columns: Int
  private let stack: [Int]
  private let leftStack: [Int]
  private let rightStack: [Int]

  /// The sizes for two shapes, `nil` where they do not fit.
  init?(_ leftShape: [Int], _ rightShape: [Int]) {
    guard !leftShape.isEmpty, !rightShape.isEmpty else { return nil }
    // A vector on the left is one row, on the right one column; the added dimension is dropped.
    let left = leftShape.count == 1 ? [1] + leftShape : leftShape
    let right = rightShape.count == 1 ? rightShape + [1] : rightShape
    (rows, inner, columns) = (left[left.count - 2], left[left.count - 1], right[right.count - 1])
    leftStack = Array(left.dropLast(2))
    rightStack = Array(right.dropLast(2))
    guard right[right.count - 2] == inner,
      let stack = TensorShape.broadcast(leftStack, rightStack)
    else { return nil }
    self.stack = stack
    resultShape =
      stack + (leftShape.count == 1 ? [] : [rows]) + (rightShape.count == 1 ? [] : [columns])
  }

  /// For each element of the result, where its row begins on the left and its column on the right.
  ///
  /// - Precondition: the elements of the result are few enough.
  func rowStarts() -> [(left: Int, right: Int)] {
    let leftPlaces = TensorShape.places(
      stack, strides: TensorShape.stretchedStrides(leftStack, to: stack))
    let rightPlaces = TensorShape.places(
      stack, strides: TensorShape.stretchedStrides(rightStack, to: stack))
    var starts: [(left: Int, right: Int)] = []
    for (leftPlace, rightPlace) in zip(leftPlaces, rightPlaces) {
      for row in 0..<rows {
        for column in 0..<columns {
          starts.append(
            ((leftPlace * rows + row) * inner, rightPlace * inner * columns + column))
        }
      }
    }
    return starts
  }
}
