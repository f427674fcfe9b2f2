internal import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// The network of a program with given radices, one list a level.
  init(
    _ analysis: SquareAnalysis, radices: [[Int]], scheme: String, domain: [Interval],
    isCentered: Bool = true
  ) {
    let resolved = analysis.resolved(radices: radices, isCentered: isCentered)
    let text = radices.map { $0.isEmpty ? "1" : $0.radixSummary }.joined(separator: "; ")
    let name = radices.isEmpty ? scheme : "\(scheme), radix layers \(text)"
    self.init(
      network: LayerWriter.network(of: resolved.layout, name: name, source: nil), scheme: name,
      domain: domain, errorBound: resolved.error.magnitude,
      isErrorExact: resolved.error.magnitude.sign == .zero)
  }

  /// The network of a program with an error and the fewest neurons that the proof allows.
  init(
    _ program: SquareProgram, on domain: [Interval], error: Rational, scheme: String,
    products: SquareAnalysis.ProductForm = .balanced, minimizing goal: ApproximationGoal = .neurons,
    maximumDepth: Int = .max, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) {
    try SquareSizes.require(error: error)
    let box = try SquareSizes.bounded(domain, inputs: program.inputCount)
    let analysis = SquareAnalysis(program.pruned, on: box, products: products)
    guard analysis.levelCount > 0 else {
      self.init(analysis, radices: [], scheme: scheme, domain: domain)
      return
    }
    let levels = analysis.levelCount
    guard levels <= maximumDepth else { throw .tooDeep(layers: levels, limit: maximumDepth) }
    // Layers that are left over go to the last levels, whose errors nothing damps.
    let (share, extra) = maximumDepth.quotientAndRemainder(dividingBy: levels)
    let allotment = try SquareAllotment(
      analysis, error: error, goal: goal,
      maximumLayers: (0..<levels).map { $0 < levels - extra ? share : share + 1 })
    let radices = allotment.best(error: error, isCancelled: isCancelled)
    for list in radices { try SquareSizes.require(radices: list) }
    self.init(analysis, radices: radices, scheme: scheme, domain: domain)
  }

  /// The network of a program with the same radices for every level and textbook products.
  init(
    _ program: SquareProgram, on domain: [Interval], radices: [Int], scheme: String,
    products: SquareAnalysis.ProductForm = .symmetric
  ) throws(ApproximationError) {
    let box = try SquareSizes.bounded(domain, inputs: program.inputCount)
    let analysis = SquareAnalysis(program.pruned, on: box, products: products)
    let all = [[Int]](repeating: radices, count: analysis.levelCount)
    try SquareSizes.require(radices: radices, strands: 2 * max(analysis.squares.count, 1))
    self.init(analysis, radices: all, scheme: scheme, domain: domain, isCentered: false)
  }
}
