internal import ExactNumbers

extension PieceFold {
  /// Takes everything through the ReLUs of a layer and the map behind it.
  ///
  /// - Parameters:
  ///   - map: the map behind the layer.
  ///   - isRepeated: whether it is the same map as the step before, so that the caches still hold.
  ///   - isLast: whether the map is the output's.
  /// - Throws: `FoldFailure` when the limit is exceeded, the count cancelled or a carried neuron may
  ///   vanish.
  mutating func step(
    _ map: FoldLayer, isRepeated: Bool, isLast: Bool
  ) throws(FoldFailure) {
    // Names of segments that are gone go too, once they outnumber the present ones.
    let names = segmentNames.count + junctionNames.count
    if !isRepeated || names > 8 * (segments.count + junctions.count) + 10_000 { renew() }
    let (oldSegments, oldJunctions) = (segments, junctions)
    (segments, junctions) = ([:], [:])
    var cells = Integer.zero
    var born: [Int: (count: Integer, carried: [Rational])] = [:]
    for (index, (name, value)) in oldSegments.enumerated() {
      if index & 255 == 255, isCancelled() { throw .cancelled }
      let transition = transition(name, value.carried, map)
      cells += value.count.repeated(transition.cells)
      for child in transition.children where !isLast {
        add(segment: child.name, value.count.repeated(child.times), child.carried)
      }
      for junction in transition.junctions {
        Self.merge(&born, junction.name, value.count.repeated(junction.times), junction.carried)
      }
      if max(segments.count, born.count) > limit.count { throw .tooMany }
    }
    perLayer.append(cells)
    if limit.isExceeded(by: segments.count, of: cells) { throw .tooMany }
    try checkBorn(born.values.map { $0.carried }, map)
    for (name, value) in oldJunctions { pass(name, value, map, isLast: isLast) }
    for (name, value) in born { pass(name, value, map, isLast: isLast) }
    if junctions.count > limit.count { throw .tooMany }
  }

  /// Drops the caches and names the current segments and germs anew.
  private mutating func renew() {
    segmentCache = [:]
    junctionCache = [:]
    var segmentTable = Interner<FoldSegment>()
    var junctionTable = Interner<FoldJunction>()
    segments = Dictionary(
      uniqueKeysWithValues: segments.map { (segmentTable.name(of: segmentNames[$0.key]), $0.value) }
    )
    junctions = Dictionary(
      uniqueKeysWithValues: junctions.map {
        (junctionTable.name(of: junctionNames[$0.key]), $0.value)
      })
    segmentNames = segmentTable
    junctionNames = junctionTable
  }

  /// What the map makes of a segment, from the cache if it was there before.
  private mutating func transition(
    _ name: Int, _ ends: CarriedEnds, _ map: FoldLayer
  ) -> FoldTransition {
    if let known = segmentCache[name] { return known }
    let cut = SegmentCut(
      segmentNames[name], carried: ends, through: map, wantsJunctions: wantsJunctions)
    var transition = FoldTransition(cells: cut.children.count)
    for child in cut.children {
      transition.add(child: segmentNames.name(of: child.segment), child.carried)
    }
    for junction in cut.junctions {
      transition.add(junction: junctionNames.name(of: junction.germ), junction.carried)
    }
    if carried.isEmpty { segmentCache[name] = transition }
    return transition
  }

  /// Takes a breakpoint through a map; what can no longer change is counted and dropped.
  private mutating func pass(
    _ name: Int, _ value: (count: Integer, carried: [Rational]), _ map: FoldLayer, isLast: Bool
  ) {
    let next = germStep(name, map)
    if isLast || next.isFlat || (!wants.pieces && next.hasOwnPattern) {
      if next.hasOwnPattern { ownPatterns += value.count }
      if isLast && next.bendsCarried { bends += value.count }
      return
    }
    let bounds =
      carried.isEmpty
      ? [] : map.carriedImage(of: junctionNames[name].point, carried: value.carried)
    add(junction: next.name, value.count, bounds)
  }

  /// What the map makes of a germ, from the cache if it was there before.
  private mutating func germStep(_ name: Int, _ map: FoldLayer) -> GermStep {
    if let known = junctionCache[name] { return known }
    let germ = junctionNames[name].through(map, wantsPatterns: wants.patterns).canonical()
    let step = GermStep(
      name: junctionNames.name(of: germ), isFlat: germ.isFlat,
      hasOwnPattern: germ.vanishesLeft && germ.vanishesRight,
      bendsCarried: germ.carriedBend.contains { $0.sign != .zero })
    if carried.isEmpty { junctionCache[name] = step }
    return step
  }

  /// Fails unless the carried neurons are positive at the breakpoints just made.
  private func checkBorn(_ bounds: [[Rational]], _ map: FoldLayer) throws(FoldFailure) {
    guard wants.patterns else { return }
    for bound in bounds {
      for (slot, neuron) in map.carriedInputs.enumerated() where bound[slot].sign != .positive {
        throw .mayVanish(layer: perLayer.count - 1, neuron: neuron)
      }
    }
  }

  /// Counts a segment of the next layer, keeping the smaller bounds of carried neurons.
  mutating func add(segment name: Int, _ count: Integer, _ ends: CarriedEnds) {
    guard let known = segments[name] else {
      segments[name] = (count, ends)
      return
    }
    var lowest = known.carried
    if !ends.atU.isEmpty {
      // A segment that is one point has no direction: either end may be the lower one.
      if segmentNames[name].isPoint { lowest.lower(to: CarriedEnds(atU: ends.atV, atV: ends.atU)) }
      lowest.lower(to: ends)
    }
    segments[name] = (known.count + count, lowest)
  }

  /// Counts a breakpoint of the next layer.
  mutating func add(junction name: Int, _ count: Integer, _ bounds: [Rational]) {
    Self.merge(&junctions, name, count, bounds)
  }

  private static func merge(
    _ table: inout [Int: (count: Integer, carried: [Rational])],
    _ name: Int, _ count: Integer, _ bounds: [Rational]
  ) {
    guard let known = table[name] else {
      table[name] = (count, bounds)
      return
    }
    table[name] = (known.count + count, zip(known.carried, bounds).map { min($0, $1) })
  }
}

/// What a map makes of a germ, by name, with what is asked of it.
struct GermStep {
  let name: Int
  let isFlat: Bool
  let hasOwnPattern: Bool
  /// Whether the carried outputs bend: at the output's map, whether the function does.
  let bendsCarried: Bool
}

extension Integer {
  /// This number so many times.
  fileprivate func repeated(_ times: Int) -> Integer { times == 1 ? self : self * Integer(times) }
}
