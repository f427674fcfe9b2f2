internal import ExactNumbers

/// The folded count: cells that look alike to the next layer have the same future, counted once.
///
/// It goes through the layers once, with all distinct segments of pre-activations and how often each
/// occurs. Two cells whose pre-activations at a layer are the same segment (either way round) are cut
/// by the layers behind into equally many cells, so only their number is kept. Breakpoints are kept
/// likewise, as germs (`FoldJunction`): whether the output bends at one (R4), and whether it has an
/// activation pattern of its own (R1), depends on its germ alone. The 10^1000 cells of the sawtooth
/// of width 10 and depth 1000 are one segment and a few germs a layer.
///
/// Memory is that of one layer's distinct segments and germs, never more than its limit of each, and
/// of the names of some layers before it while the layers repeat (`step` drops those).
struct PieceFold {
  let source: [RationalLayer]
  let domain: Interval
  let wants: (patterns: Bool, pieces: Bool)
  let limit: FoldLimit
  let isCancelled: () -> Bool
  let carried: CarriedNeurons
  /// Per hidden layer, whether the maps before and behind it are the same.
  private let repeats: [Bool]

  /// The distinct segments and germs of the current layer, by name.
  var segments: [Int: (count: Integer, carried: CarriedEnds)] = [:]
  var junctions: [Int: (count: Integer, carried: [Rational])] = [:]
  var segmentNames = Interner<FoldSegment>()
  var junctionNames = Interner<FoldJunction>()
  /// What the current map makes of a segment or germ, kept while the layers repeat.
  var segmentCache: [Int: FoldTransition] = [:]
  var junctionCache: [Int: GermStep] = [:]
  /// Breakpoints with a pattern of their own, and those where the output bends.
  var ownPatterns = Integer.zero
  var bends = Integer.zero
  var perLayer: [Integer] = []
  private var lastLayer: FoldLayer?

  /// The number of hidden layers.
  var depth: Int { source.count - 1 }
  /// Whether breakpoints matter at all.
  var wantsJunctions: Bool { wants.patterns || wants.pieces }

  /// Counts a network by folding.
  ///
  /// - Parameters:
  ///   - layers: hidden layers and output of a network with one input; at least one hidden layer.
  ///   - domain: where to count.
  ///   - patterns: whether to count R1.
  ///   - pieces: whether to count R4.
  ///   - limit: when to give up.
  ///   - isCancelled: asked at every layer and now and then between.
  /// - Returns: R2, per layer too, and what else was asked for.
  /// - Throws: `FoldFailure` when the limit is exceeded or the count cancelled.
  static func count(
    _ layers: [RationalLayer], on domain: Interval, patterns: Bool, pieces: Bool,
    limit: FoldLimit, isCancelled: @escaping () -> Bool
  ) throws(FoldFailure) -> FoldedCounts {
    var excluded = [Set<Int>](repeating: [], count: layers.count - 1)
    var choice = CarriedNeurons.none(depth: layers.count - 1)
    if case .finite(let lower) = domain.lower, case .finite(let upper) = domain.upper,
      !CarriedNeurons(layers, excluding: excluded).isEmpty
    {
      excluded = CarriedNeurons.negativeSomewhere(
        layers, lower: Double(lower), upper: Double(upper))
      choice = CarriedNeurons(layers, excluding: excluded)
    }
    for attempt in 0... {
      var fold = PieceFold(
        layers, on: domain, wants: (patterns, pieces), limit: limit, isCancelled: isCancelled,
        carried: attempt < 16 ? choice : .none(depth: layers.count - 1))
      do {
        return try fold.run()
      } catch .mayVanish(let layer, let neuron) {
        excluded[layer].insert(neuron)
        choice = CarriedNeurons(layers, excluding: excluded)
      }
    }
    throw .tooMany
  }

  private init(
    _ source: [RationalLayer], on domain: Interval, wants: (patterns: Bool, pieces: Bool),
    limit: FoldLimit, isCancelled: @escaping () -> Bool, carried: CarriedNeurons
  ) {
    self.source = source
    self.domain = domain
    self.wants = wants
    self.limit = limit
    self.isCancelled = isCancelled
    self.carried = carried
    repeats = (0..<source.count - 1).map { $0 > 0 && source[$0 + 1].isEqual(to: source[$0]) }
  }

  private mutating func run() throws(FoldFailure) -> FoldedCounts {
    begin(FoldLayer(source[0], carriedInputs: [], carriedOutputs: carried.sets[0]))
    for layer in 0..<depth {
      if isCancelled() { throw .cancelled }
      try checkCarried(layer)
      // The output's map counts bends, so it shares nothing with the maps before it.
      let isRepeated = carried.isEmpty && layer + 1 < depth && repeats[layer]
      try step(mapBehind(layer, isRepeated), isRepeated: isRepeated, isLast: layer == depth - 1)
    }
    let regions = perLayer[depth - 1]
    return FoldedCounts(
      patterns: wants.patterns
        ? regions + ownPatterns + EndGerm.ownPatternCount(source, on: domain) : nil,
      regions: regions, pieces: wants.pieces ? bends + 1 : nil, perLayer: perLayer)
  }

  /// The map behind a hidden layer; the output's rows all count as carried.
  private mutating func mapBehind(_ layer: Int, _ isRepeated: Bool) -> FoldLayer {
    if isRepeated, let last = lastLayer { return last }
    let isOutput = layer == depth - 1
    let map = FoldLayer(
      source[layer + 1], carriedInputs: carried.sets[layer],
      carriedOutputs: isOutput ? Set(0..<source[layer + 1].rows) : carried.sets[layer + 1])
    lastLayer = map
    return map
  }

  /// Sets out with the domain as the first layer sees it.
  ///
  /// The whole line is cut at a zero of the first layer, which is a breakpoint anyhow: two ends at
  /// infinity would not say where the line runs.
  private mutating func begin(_ first: FoldLayer) {
    let ends = [domain.lower, domain.upper].map { FoldVertex(inputAt: $0) }
    let isWholeLine = ends.allSatisfy { $0.scale.sign == .zero }
    let points = isWholeLine ? Self.someZero(of: first).map { [$0] } ?? [] : []
    let images = ([ends[0]] + points + [ends[1]]).map {
      first.image(of: $0, values: $0.coordinates)
    }
    for index in 0..<images.count - 1 {
      let (segment, carried) = FoldImage.segment(from: images[index], to: images[index + 1])
      add(segment: segmentNames.name(of: segment), 1, carried)
    }
    guard wantsJunctions, points.count == 1 else { return }
    let direction = images[1].keyed.direction(to: images[2].keyed)
    let junction = FoldJunction(
      bornAt: images[1].keyed, direction, carried: first.carriedOutputs.count)
    add(junction: junctionNames.name(of: junction), 1, images[1].carried)
  }

  /// A point where some neuron of the first layer vanishes; nil when all are constant.
  private static func someZero(of first: FoldLayer) -> FoldVertex? {
    guard let row = first.biases.indices.first(where: { first.weights[$0].sign != .zero }) else {
      return nil
    }
    let sign: Integer = first.weights[row].sign == .negative ? 1 : -1
    return FoldVertex([first.biases[row] * sign], scale: first.weights[row].magnitude)
  }

  /// Fails unless every carried neuron of a layer is proved non-negative on every segment.
  ///
  /// Where patterns are asked for it must even be positive at every breakpoint, or it might vanish
  /// beside an active side.
  private func checkCarried(_ layer: Int) throws(FoldFailure) {
    let neurons = carried.sets[layer].sorted()
    guard !neurons.isEmpty else { return }
    for value in segments.values {
      for (slot, neuron) in neurons.enumerated()
      where min(value.carried.atU[slot], value.carried.atV[slot]).sign == .negative {
        throw .mayVanish(layer: layer, neuron: neuron)
      }
    }
    guard wants.patterns else { return }
    for value in junctions.values {
      for (slot, neuron) in neurons.enumerated() where value.carried[slot].sign != .positive {
        throw .mayVanish(layer: layer, neuron: neuron)
      }
    }
  }
}
