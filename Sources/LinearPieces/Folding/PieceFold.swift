internal import ExactNumbers

/// When a fold gives up.
struct FoldLimit {
  /// Distinct segments, and distinct breakpoints, that one layer may have.
  let count: Int
  /// Whether to give up as soon as 64 segments are there and fewer than half coincide.
  let mustMerge: Bool

  /// Whether this many distinct segments are too many for a layer with this many cells.
  func isExceeded(by distinct: Int, of cells: Integer) -> Bool {
    distinct > count || (mustMerge && distinct > 64 && Integer(2 * distinct) > cells)
  }
}

/// Why a fold was given up.
enum FoldFailure: Error {
  /// More distinct segments or breakpoints than the limit: they do not coincide.
  case tooMany
  case cancelled
  /// A carried neuron of a hidden layer (from 0) is not proved positive.
  case mayVanish(layer: Int, neuron: Int)
}

/// What a fold counts.
struct FoldedCounts {
  var patterns: Integer?
  var regions: Integer
  var pieces: Integer?
  var perLayer: [Integer]
}

/// The folded count: cells that look alike to the next layer have the same future, counted once.
///
/// It goes through the layers once, with all distinct segments of pre-activations and how often each
/// occurs. Two cells whose pre-activations at a layer are the same segment (either way round) are cut
/// by the layers behind into equally many cells, so only their number is kept. Breakpoints are kept
/// likewise, as germs (`FoldJunction`): whether the output bends at one (R4), and whether it has an
/// activation pattern of its own (R1), depends on its germ alone. The 10^1000 cells of the sawtooth
/// of width 10 and depth 1000 are one segment and a few germs a layer.
///
/// Memory is that of one layer's distinct segments and germs, never more than `limit` of each.
struct PieceFold {
  private let source: [RationalLayer]
  private let domain: Interval
  private let wants: (patterns: Bool, pieces: Bool)
  private let limit: FoldLimit
  private let isCancelled: () -> Bool
  private let carried: CarriedNeurons
  private let depth: Int

  private var segments: [FoldSegment: (count: Integer, carried: CarriedEnds)] = [:]
  private var junctions: [FoldJunction: (count: Integer, carried: [Rational])] = [:]
  /// Breakpoints with a pattern of their own, and those where the output bends.
  private var ownPatterns = Integer.zero
  private var bends = Integer.zero
  private var perLayer: [Integer] = []
  private var segmentCache: [FoldSegment: CountedTransition] = [:]
  private var junctionCache: [FoldJunction: FoldJunction] = [:]

  /// A segment's transition with equal results counted together.
  private struct CountedTransition {
    var cells = 0
    var children: [FoldSegment: Int] = [:]
    var junctions: [FoldJunction: Int] = [:]
  }

  /// Counts a network by folding.
  ///
  /// - Parameters:
  ///   - layers: hidden layers and output of a network with one input; at least one hidden layer.
  ///   - limit: when to give up.
  static func count(
    _ layers: [RationalLayer], on domain: Interval, patterns: Bool, pieces: Bool, limit: FoldLimit,
    isCancelled: @escaping () -> Bool
  ) throws(FoldFailure) -> FoldedCounts {
    let depth = layers.count - 1
    var excluded = [Set<Int>](repeating: [], count: depth)
    var choice = CarriedNeurons.none(depth: depth)
    if case .finite(let lower) = domain.lower, case .finite(let upper) = domain.upper,
      !CarriedNeurons(layers, excluding: excluded).isEmpty
    {
      excluded = CarriedNeurons.negativeSomewhere(
        layers, lower: Double(lower), upper: Double(upper))
      choice = CarriedNeurons(layers, excluding: excluded)
    }
    for _ in 0..<16 {
      var fold = PieceFold(
        source: layers, domain: domain, wants: (patterns, pieces), limit: limit,
        isCancelled: isCancelled, carried: choice)
      do {
        return try fold.run()
      } catch .mayVanish(let layer, let neuron) {
        excluded[layer].insert(neuron)
        choice = CarriedNeurons(layers, excluding: excluded)
      }
    }
    var fold = PieceFold(
      source: layers, domain: domain, wants: (patterns, pieces), limit: limit,
      isCancelled: isCancelled, carried: .none(depth: depth))
    return try fold.run()
  }

  private init(
    source: [RationalLayer], domain: Interval, wants: (patterns: Bool, pieces: Bool),
    limit: FoldLimit,
    isCancelled: @escaping () -> Bool, carried: CarriedNeurons
  ) {
    self.source = source
    self.domain = domain
    self.wants = wants
    self.limit = limit
    self.isCancelled = isCancelled
    self.carried = carried
    depth = source.count - 1
  }

  private mutating func run() throws(FoldFailure) -> FoldedCounts {
    begin(FoldLayer(source[0], carriedInputs: [], carriedOutputs: carried.sets[0]))
    for layer in 0..<depth {
      if isCancelled() { throw .cancelled }
      try checkCarried(layer)
      let isNew = layer == 0 || !sharesCache(layer)
      if isNew {
        segmentCache.removeAll()
        junctionCache.removeAll()
      }
      try step(foldLayer(layer + 1), isLast: layer == depth - 1)
    }
    let regions = perLayer[depth - 1]
    return FoldedCounts(
      patterns: wants.patterns ? regions + ownPatterns + ownEndPatterns() : nil,
      regions: regions, pieces: wants.pieces ? bends + 1 : nil, perLayer: perLayer)
  }

  private var lastLayer: (index: Int, layer: FoldLayer)?

  /// The map behind hidden layer `index - 1`; the output's rows all count as carried.
  private mutating func foldLayer(_ index: Int) -> FoldLayer {
    if let last = lastLayer, index < depth, sharesCache(index - 1) {
      lastLayer = (index, last.layer)
      return last.layer
    }
    let layer = FoldLayer(
      source[index], carriedInputs: carried.sets[index - 1],
      carriedOutputs: index == depth ? Set(0..<source[index].rows) : carried.sets[index])
    lastLayer = (index, layer)
    return layer
  }

  /// Whether the map behind a hidden layer is the one behind the layer before it, nothing carried.
  private func sharesCache(_ layer: Int) -> Bool {
    layer >= 1 && layer + 1 < depth && carried.isEmpty
      && source[layer + 1].isEqual(to: source[layer])
  }

  /// Sets out with the domain as the first layer sees it.
  private mutating func begin(_ first: FoldLayer) {
    let ends = [domain.lower, domain.upper].map { FoldVertex(inputAt: $0) }
    let points = ends[0].scale.sign == .zero && ends[1].scale.sign == .zero ? split(first) : []
    let inputs = [ends[0]] + points + [ends[1]]
    let images = inputs.map { input in
      (
        keyed: first.keyedImage(input.coordinates, scale: input.scale),
        carried: input.scale.sign == .zero
          ? [] : first.carriedImage(input.coordinates, scale: input.scale, carried: [])
      )
    }
    for index in 0..<images.count - 1 {
      let (from, to) = (images[index], images[index + 1])
      let (segment, swapped) = FoldSegment.ordered(from.keyed, to.keyed)
      let carried = CarriedEnds(
        atU: swapped ? to.carried : from.carried, atV: swapped ? from.carried : to.carried)
      add(segment, 1, carried)
    }
    guard wants.patterns || wants.pieces, points.count == 1 else { return }
    let direction = images[1].keyed.direction(to: images[2].keyed)
    let junction = FoldJunction(
      point: images[1].keyed, left: direction.map { -$0 }, right: direction,
      carriedBend: first.carriedOutputs.map { _ in .zero },
      vanishesLeft: false, vanishesRight: false)
    add(junction.canonical(), 1, images[1].carried)
  }

  /// A breakpoint of the first layer, to cut the whole line into two rays; none if it has none.
  private func split(_ first: FoldLayer) -> [FoldVertex] {
    for row in first.biases.indices where first.weights[row].sign != .zero {
      let sign = first.weights[row].sign == .negative ? Integer.one : -1
      return [FoldVertex([first.biases[row] * sign], scale: first.weights[row].magnitude)]
    }
    return []
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

  /// Takes everything through the ReLUs of a layer and the map behind it.
  private mutating func step(_ layer: FoldLayer, isLast: Bool) throws(FoldFailure) {
    let (oldSegments, oldJunctions) = (segments, junctions)
    segments = [:]
    junctions = [:]
    var born: [FoldJunction: (count: Integer, carried: [Rational])] = [:]
    var cells = Integer.zero
    for (segment, value) in oldSegments {
      try pass(segment, value, layer, isLast: isLast, cells: &cells, born: &born)
      if max(segments.count, born.count) > limit.count { throw .tooMany }
      if segments.count & 255 == 255, isCancelled() { throw .cancelled }
    }
    perLayer.append(cells)
    if limit.isExceeded(by: segments.count, of: cells) { throw .tooMany }
    if wants.patterns, !carried.isEmpty { try checkBorn(born, layer) }
    for (junction, value) in oldJunctions {
      pass(junction, value, layer, isLast: isLast)
    }
    for (junction, value) in born { pass(junction, value, layer, isLast: isLast) }
    if junctions.count > limit.count { throw .tooMany }
  }

  private func checkBorn(
    _ born: [FoldJunction: (count: Integer, carried: [Rational])], _ layer: FoldLayer
  ) throws(FoldFailure) {
    for value in born.values {
      for (slot, neuron) in layer.carriedInputs.enumerated()
      where value.carried[slot].sign != .positive {
        throw .mayVanish(layer: perLayer.count - 1, neuron: neuron)
      }
    }
  }

  private mutating func pass(
    _ segment: FoldSegment, _ value: (count: Integer, carried: CarriedEnds), _ layer: FoldLayer,
    isLast: Bool, cells: inout Integer,
    born: inout [FoldJunction: (count: Integer, carried: [Rational])]
  ) throws(FoldFailure) {
    let wantsJunctions = wants.patterns || wants.pieces
    if carried.isEmpty {
      let transition = counted(segment, layer, wantsJunctions)
      cells += Integer(transition.cells) * value.count
      if !isLast {
        for (child, times) in transition.children {
          add(child, Integer(times) * value.count, CarriedEnds(atU: [], atV: []))
        }
      }
      for (junction, times) in transition.junctions {
        born[junction, default: (.zero, [])].count += Integer(times) * value.count
      }
      return
    }
    let transition = SegmentTransition(
      segment, carried: value.carried, through: layer, wantsJunctions: wantsJunctions)
    cells += Integer(transition.children.count) * value.count
    if !isLast {
      for (child, ends) in zip(transition.children, transition.carried) {
        add(child, value.count, ends)
      }
    }
    for (junction, bounds) in zip(transition.junctions, transition.junctionCarried) {
      Self.merge(&born, junction.canonical(), value.count, bounds)
    }
  }

  private mutating func counted(
    _ segment: FoldSegment, _ layer: FoldLayer, _ wantsJunctions: Bool
  ) -> CountedTransition {
    if let known = segmentCache[segment] { return known }
    let transition = SegmentTransition(
      segment, carried: CarriedEnds(atU: [], atV: []), through: layer,
      wantsJunctions: wantsJunctions)
    var counted = CountedTransition()
    counted.cells = transition.children.count
    for child in transition.children { counted.children[child, default: 0] += 1 }
    for junction in transition.junctions {
      counted.junctions[junction.canonical(), default: 0] += 1
    }
    segmentCache[segment] = counted
    return counted
  }

  private mutating func pass(
    _ junction: FoldJunction, _ value: (count: Integer, carried: [Rational]), _ layer: FoldLayer,
    isLast: Bool
  ) {
    let next: FoldJunction
    if let known = junctionCache[junction] {
      next = known
    } else {
      next = junction.through(layer, wantsPatterns: wants.patterns).canonical()
      if carried.isEmpty { junctionCache[junction] = next }
    }
    let isDecided = next.isFlat || (!wants.pieces && next.vanishesLeft && next.vanishesRight)
    if isLast || isDecided {
      if next.vanishesLeft && next.vanishesRight { ownPatterns += value.count }
      if isLast && next.carriedBend.contains(where: { $0.sign != .zero }) { bends += value.count }
      return
    }
    let values = junction.point.coordinates.map { $0.sign == .positive ? $0 : .zero }
    let bounds = layer.carriedImage(values, scale: junction.point.scale, carried: value.carried)
    add(next, value.count, bounds)
  }

  private mutating func add(_ segment: FoldSegment, _ count: Integer, _ ends: CarriedEnds) {
    guard var known = segments[segment] else {
      segments[segment] = (count, ends)
      return
    }
    known.count += count
    if !ends.atU.isEmpty {
      // A segment that is one point has no direction: either end may be the lower one.
      if segment.isPoint { known.carried.lower(to: CarriedEnds(atU: ends.atV, atV: ends.atU)) }
      known.carried.lower(to: ends)
    }
    segments[segment] = known
  }

  private mutating func add(_ junction: FoldJunction, _ count: Integer, _ bounds: [Rational]) {
    Self.merge(&junctions, junction, count, bounds)
  }

  private static func merge(
    _ table: inout [FoldJunction: (count: Integer, carried: [Rational])],
    _ junction: FoldJunction, _ count: Integer, _ bounds: [Rational]
  ) {
    guard let known = table[junction] else {
      table[junction] = (count, bounds)
      return
    }
    table[junction] = (known.count + count, zip(known.carried, bounds).map { min($0, $1) })
  }

  /// How many finite ends of the domain have a pattern that no cell has.
  private func ownEndPatterns() -> Integer {
    var own = Integer.zero
    for (end, other) in [(domain.lower, domain.upper), (domain.upper, domain.lower)] {
      let (from, to) = (FoldVertex(inputAt: end), FoldVertex(inputAt: other))
      guard from.scale.sign != .zero else { continue }
      let inward = from.direction(to: to)
      if EndGerm.vanishes(at: from, toward: inward, source) { own += 1 }
    }
    return own
  }
}

/// The point at an end of the domain and the direction into it, followed through all layers.
private enum EndGerm {
  /// Whether some neuron that is active beside the end vanishes at it.
  static func vanishes(
    at end: FoldVertex, toward inward: [Integer], _ layers: [RationalLayer]
  ) -> Bool {
    let first = FoldLayer(layers[0], carriedInputs: [], carriedOutputs: [])
    var germ = FoldJunction(
      point: first.keyedImage(end.coordinates, scale: end.scale),
      left: first.image(inward, homogenizer: .zero, outputs: first.keyedOutputs),
      right: first.keyedOutputs.map { _ in .zero }, carriedBend: [],
      vanishesLeft: false, vanishesRight: false)
    var layer = first
    for index in 1..<layers.count {
      if germ.rectified(wantsPatterns: true).vanishesLeft { return true }
      if index == layers.count - 1 { return false }
      if index == 1 || !layers[index].isEqual(to: layers[index - 1]) {
        layer = FoldLayer(layers[index], carriedInputs: [], carriedOutputs: [])
      }
      germ = germ.through(layer, wantsPatterns: false)
      if germ.left.allSatisfy({ $0.sign == .zero }) { return false }
      let divisor = commonDivisor(of: germ.left, .zero)
      germ.left = germ.left.map { $0.exactlyDivided(by: divisor) }
    }
    return false
  }
}

extension FoldVertex {
  /// A point of the input line, or the direction of one of its ends.
  init(inputAt end: ExtendedRational) {
    switch end {
    case .negativeInfinity: self.init([-1], scale: .zero)
    case .positiveInfinity: self.init([1], scale: .zero)
    case .finite(let value): self.init([value.numerator], scale: value.denominator)
    }
  }
}

extension RationalLayer {
  /// Whether two layers are the same map; at once when they share their storage.
  func isEqual(to other: RationalLayer) -> Bool {
    columns == other.columns && weights == other.weights && biases == other.biases
  }
}
