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

  /// The radices of fewest neurons with at least some number of cells.
  ///
  /// For a given number of layers and sum of radices the product is greatest when the radices
  /// differ by at most 1, because (a − 1)(b + 1) > ab for a > b + 1; so only those are compared,
  /// and where an even product is asked for and all radices are one odd k, the pair k − 1, k + 1
  /// comes next. Among equal neurons the most cells win, then the fewest layers.
  ///
  /// - Parameters:
  ///   - cells: the least product of the radices.
  ///   - even: whether the product must be even.
  ///   - maximumLayers: the most radices, at least 1.
  /// - Returns: radices of at least 2, rising; none for one cell unless it must be even.
  /// - Throws: ``ApproximationError/tooLarge(quantity:limit:)`` where so few layers would need
  ///   radices past the machine integers, and ``ApproximationError/tooSmall(quantity:minimum:received:)``
  ///   for no layers.
  func radices(
    forCells cells: Integer, even: Bool = false, maximumLayers: Int = .max
  ) throws(ApproximationError) -> [Int] {
    guard maximumLayers >= 1 else {
      throw .tooSmall(quantity: "the number of layers", minimum: 1, received: maximumLayers)
    }
    if cells <= 1 && !even { return [] }
    var best: [Int] = []
    var bestCost = (neurons: Int.max, cells: Integer.zero)
    var layers = 1
    while layers <= maximumLayers
      && layers * strands + activeNeurons(layers: layers) <= bestCost.neurons
    {
      if let radices = Self.balancedRadices(layers: layers, cells: cells, even: even) {
        let cost = (neurons: neurons(radices), cells: radices.product)
        if cost.neurons < bestCost.neurons
          || cost.neurons == bestCost.neurons && cost.cells > bestCost.cells
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
  /// of cells, or past the machine integers.
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

  /// The least k with k^n ≥ value, for value ≥ 1; `nil` past the machine integers.
  private static func rootCeiling(_ value: Integer, _ n: Int) -> Int? {
    guard value.bitLength <= 60 * n else { return nil }
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
