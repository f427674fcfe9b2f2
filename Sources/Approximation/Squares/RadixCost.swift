internal import ExactNumbers

/// How many neurons the layers of squares take, from their radices: what the best radices minimise.
///
/// A layer of radix k has k − 1 kinks for every square at work, and neurons that are always
/// active, whose number depends on what else is carried past it.
struct RadixCost: Hashable, Sendable {
  /// The squares at work at once, all with the same radices.
  var strands: Int
  /// The active neurons of the only layer.
  var single: Int
  /// The active neurons of the first of several layers.
  var first: Int
  /// The active neurons of the layers between.
  var middle: Int
  /// The active neurons of the last of several layers.
  var last: Int

  /// x² alone: the first layer's zigzag and sum share relu(t), the last one has the sum only.
  static let square = RadixCost(strands: 1, single: 1, first: 1, middle: 2, last: 1)
  /// xy alone, as a difference of two squares with one accumulator.
  static let product = RadixCost(strands: 2, single: 1, first: 2, middle: 3, last: 1)

  /// The active neurons of all layers.
  func activeNeurons(layers: Int) -> Int {
    switch layers {
    case 0: 0
    case 1: single
    default: first + middle * (layers - 2) + last
    }
  }

  /// The neurons of layers with these radices.
  func neurons(_ radices: [Int]) -> Int {
    radices.reduce(0) { $0 + strands * ($1 - 1) } + activeNeurons(layers: radices.count)
  }

  /// The widths of layers with these radices.
  private func widths(_ radices: [Int]) -> [Int] {
    radices.indices.map { layer in
      let active =
        radices.count == 1
        ? single : layer == 0 ? first : layer == radices.count - 1 ? last : middle
      return strands * (radices[layer] - 1) + active
    }
  }

  /// What layers with these radices count towards a goal.
  ///
  /// The weights into the first layer are taken as those from as many numbers as are always active
  /// before it, one at least.
  func price(_ radices: [Int], _ goal: ApproximationGoal) -> Int {
    guard goal == .parameters else { return neurons(radices) }
    var before = max(first - 1, 1)
    var sum = 0
    for width in widths(radices) {
      sum += (before + 1) * width
      before = width
    }
    return sum
  }

  /// The radices of least price with at least some number of cells.
  ///
  /// For the depth one layer is the best.
  ///
  /// For a given number of layers and sum of radices the product is greatest when the radices
  /// differ by at most 1, because (a − 1)(b + 1) > ab for a > b + 1; so only those are compared,
  /// and where an even product is asked for and all radices are one odd k, the pair k − 1, k + 1
  /// comes next. Among equal prices the most cells win, then the fewest layers.
  ///
  /// - Parameters:
  ///   - cells: the least product of the radices.
  ///   - even: whether the product must be even.
  ///   - goal: what the price counts.
  ///   - maximumLayers: the most radices, at least 1.
  /// - Returns: radices of at least 2, rising; none for one cell unless it must be even.
  /// - Throws: ``ApproximationError/tooLarge(quantity:limit:)`` where so few layers would need
  ///   radices past 2^20, and ``ApproximationError/tooSmall(quantity:minimum:received:)``
  ///   for no layers.
  func radices(
    forCells cells: Integer, even: Bool = false, goal: ApproximationGoal = .neurons,
    maximumLayers: Int = .max
  ) throws(ApproximationError) -> [Int] {
    guard maximumLayers >= 1 else {
      throw .tooSmall(quantity: "the number of layers", minimum: 1, received: maximumLayers)
    }
    if cells <= 1 && !even { return [] }
    var best: [Int] = []
    var bestCost = (price: Int.max, cells: Integer.zero)
    var layers = 1
    let limit = goal == .depth ? 1 : maximumLayers
    // No radices of so many layers are cheaper than twos.
    while layers <= limit,
      price([Int](repeating: 2, count: layers), goal) <= bestCost.price
    {
      if let radices = Self.balancedRadices(layers: layers, cells: cells, even: even) {
        let cost = (price: price(radices, goal), cells: radices.product)
        if cost.price < bestCost.price
          || cost.price == bestCost.price && cost.cells > bestCost.cells
        {
          (best, bestCost) = (radices, cost)
        }
      }
      layers += 1
    }
    guard !best.isEmpty else {
      throw .tooLarge(quantity: "neurons", limit: SquareSizes.neuronLimit)
    }
    return best
  }

  /// The radices of least sum for a number of layers; `nil` where one radix would be 1 for want
  /// of cells, or past 2^20.
  private static func balancedRadices(layers: Int, cells: Integer, even: Bool) -> [Int]? {
    guard let ceiling = rootCeiling(cells, layers), ceiling >= 2 else {
      return even && layers == 1 ? [2] : nil
    }
    // The most radices that can be one lower.
    var low = 0
    if ceiling > 2 {
      var high = layers
      while low < high {
        let middle = (low + high + 1) / 2
        let product =
          Integer(ceiling - 1).power(middle) * Integer(ceiling).power(layers - middle)
        if product >= cells { low = middle } else { high = middle - 1 }
      }
    }
    let radices =
      [Int](repeating: ceiling - 1, count: low)
      + [Int](repeating: ceiling, count: layers - low)
    guard even, !radices.contains(where: { $0.isMultiple(of: 2) }) else { return radices }
    return evened(radices, cells: cells)
  }

  /// Equal odd radices changed to an even product of at least `cells`, with the least sum.
  private static func evened(_ radices: [Int], cells: Integer) -> [Int] {
    var result = radices
    let last = result.count - 1
    if result.count > 1 {
      result[0] -= 1
      result[last] += 1
      if result.product >= cells { return result }
      result[0] += 1
      return result
    }
    result[last] += 1
    return result
  }

  /// The least k with k^n ≥ value, for value ≥ 1; `nil` past 2^20.
  private static func rootCeiling(_ value: Integer, _ n: Int) -> Int? {
    // No layer may have more than a million neurons.
    guard value.bitLength <= 20 * n else { return nil }
    var high = Integer.one << ((value.bitLength + n - 1) / n)
    var low = Integer.zero
    while high - low > 1 {
      let middle = (low + high) >> 1
      if middle.power(n) >= value { high = middle } else { low = middle }
    }
    return Int(exactly: high)
  }
}

extension [Int] {
  /// The product of the numbers, of any size.
  var product: Integer { reduce(Integer.one) { $0 * Integer($1) } }

  /// The numbers for a text: `3, 3, 4`, or the ends of a long list.
  var radixSummary: String {
    count <= 8
      ? map(String.init).joined(separator: ", ")
      : "\(self[0]), \(self[1]), …, \(self[count - 1]) (\(count) layers)"
  }
}
