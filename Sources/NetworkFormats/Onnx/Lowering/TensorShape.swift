/// Sizes and places of tensors, elements in row-major order.
enum TensorShape {
  /// The most dimensions that a tensor may have.
  static let rankLimit = 16

  /// The number of elements, or `nil` where a dimension is negative or sizes are past a limit.
  ///
  /// Dimensions beside a 0 count too, so that every product of dimensions stays small.
  static func count(_ shape: [Int], limit: Int) -> Int? {
    var count = 1
    for extent in shape where extent != 0 {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: extent)
      guard extent > 0, !isTooLarge, product <= limit else { return nil }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }

  /// How far apart neighbours stand, one number a dimension.
  static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// The shape that two shapes are stretched to, as numpy does; `nil` where they do not fit.
  static func broadcast(_ first: [Int], _ second: [Int]) -> [Int]? {
    let rank = max(first.count, second.count)
    var result: [Int] = []
    for axis in 0..<rank {
      let left = axis < rank - first.count ? 1 : first[axis - (rank - first.count)]
      let right = axis < rank - second.count ? 1 : second[axis - (rank - second.count)]
      guard left == right || left == 1 || right == 1 else { return nil }
      result.append(left == 1 ? right : left)
    }
    return result
  }

  /// For each element of a shape, the sum of its coordinates times given strides.
  ///
  /// - Parameters:
  ///   - shape: a shape whose elements are few enough.
  ///   - strides: one a dimension; 0 repeats elements along it.
  /// - Returns: one place an element, in row-major order.
  static func places(_ shape: [Int], strides: [Int]) -> [Int] {
    if shape.contains(0) { return [] }
    var places = [0]
    for (extent, stride) in zip(shape, strides) {
      if extent == 1 { continue }
      var next: [Int] = []
      next.reserveCapacity(places.count * extent)
      for place in places {
        for index in 0..<extent { next.append(place + index * stride) }
      }
      places = next
    }
    return places
  }

  /// The strides with which a shape is read when it is stretched to a larger one.
  static func stretchedStrides(_ shape: [Int], to target: [Int]) -> [Int] {
    let own = zip(shape, strides(shape)).map { $0 == 1 ? 0 : $1 }
    return [Int](repeating: 0, count: target.count - shape.count) + own
  }

  /// The coordinates of an element as text, such as [0, 3].
  static func placeText(_ index: Int, _ shape: [Int]) -> String {
    var rest = index
    var coordinates: [String] = []
    for extent in shape.reversed() {
      coordinates.append(String(rest % extent))
      rest /= extent
    }
    return "[" + coordinates.reversed().joined(separator: ", ") + "]"
  }

  /// A shape as text, such as 1×28×28.
  static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "scalar" : shape.map(String.init).joined(separator: "×")
  }
}
