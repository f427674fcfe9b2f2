internal import ExactNumbers

/// The kernel for trained and random networks: doubles with a proved bound, exact integers behind.
///
/// Every sign and every order is read from doubles when the bound of `ExactNumbers`' filter
/// (`LayerBound`, `PointEstimate`, `SignTest`) proves it, and from the exact path otherwise.
final class FilteredKernel: LineKernel {
  /// A point of the line: its estimate, and the neuron whose zero it is.
  struct Cut {
    let estimate: PointEstimate
    /// 0: an end of the domain (neuron 0 the lower, 1 the upper).
    let layer: Int32
    let neuron: Int32
  }

  /// One layer of the path: what enters it and how exactly.
  private struct Level {
    var bound: LayerBound
    var error = MapError()
    var constantNorm = 0.0
    var slopeNorm = 0.0
  }

  let widths: [Int]
  let lowerEnd: Cut
  let upperEnd: Cut
  private let layers: [DoubleLayer]
  private var isRefined = false
  // Behind a pointer, since an access to a class's array is checked for exclusivity at run time.
  private let levels: UnsafeMutablePointer<Level>
  private let maps: MapBuffers
  private let exact: ExactPath
  /// Errors entry by entry, for whom estimates are more than a filter of signs.
  private let entryErrors: EntryErrors?
  /// The output's slopes on the cell before, and behind them bounds of their errors.
  private let prior: UnsafeMutablePointer<Double>
  private let outputCount: Int

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - layers: hidden layers, then the output.
  ///   - domain: where.
  ///   - estimates: whether positions and outputs shall have close bounds.
  init(_ layers: [RationalLayer], on domain: Interval, estimates: Bool = false) {
    self.layers = layers.map { layer in
      DoubleLayer(
        weights: layer.weights.map { Double($0) }, biases: layer.biases.map { Double($0) },
        columns: layer.columns)
    }
    widths = [1] + layers.dropLast().map(\.rows)
    lowerEnd = Cut(estimate: PointEstimate(domain.lower), layer: 0, neuron: 0)
    upperEnd = Cut(estimate: PointEstimate(domain.upper), layer: 0, neuron: 1)
    levels = .allocate(capacity: layers.count + 1)
    for level in 0...layers.count {
      (levels + level).initialize(to: Level(bound: self.layers[max(0, level - 1)].bound))
    }
    maps = MapBuffers(self.layers)
    exact = ExactPath(layers, on: domain)
    entryErrors = estimates ? EntryErrors(layers) : nil
    outputCount = layers.last?.rows ?? 0
    prior = .allocate(capacity: 2 * outputCount)
    prior.initialize(repeating: 0, count: 2 * outputCount)
  }

  deinit {
    levels.deallocate()
    prior.deallocate()
  }

  func enter(_ layer: Int, active: UnsafePointer<UInt64>) {
    if layer == layers.count { keepPriorOutput() }
    let gathered = maps.gather(layer - 1, active: active)
    let level = levels + layer
    level.pointee.constantNorm = gathered.constantNorm
    level.pointee.slopeNorm = gathered.slopeNorm
    level.pointee.error = (level - 1).pointee.error.after(
      level.pointee.bound, constantNorm: gathered.constantNorm, slopeNorm: gathered.slopeNorm)
    maps.apply(layers[layer - 1], to: layer, count: gathered.count)
    entryErrors?.enter(layer, of: maps, active: active)
    exact.enter(layer, active: active)
  }

  /// The error of one neuron's map.
  @inline(__always)
  private func error(_ layer: Int, _ neuron: Int) -> MapError {
    let norms = levels[layer].error
    return entryErrors.map { $0.error(layer, neuron, within: norms) } ?? norms
  }

  private func keepPriorOutput() {
    let slopes = maps.slopes(layers.count)
    for row in 0..<outputCount {
      prior[row] = slopes[row]
      prior[outputCount + row] = error(layers.count, row).slopes
    }
  }

  /// Sharpens the layers' bounds, once, and the errors of the current path with them.
  ///
  /// The output keeps its error: it was last entered on another path, and is compared with the next.
  ///
  /// - Returns: whether anything changed.
  private func refine() -> Bool {
    guard !isRefined else { return false }
    isRefined = true
    for level in 1...layers.count {
      levels[level].bound = layers[level - 1].refinedBound()
      if level == layers.count { continue }
      levels[level].error = levels[level - 1].error.after(
        levels[level].bound, constantNorm: levels[level].constantNorm,
        slopeNorm: levels[level].slopeNorm)
    }
    return true
  }

  func signs(
    of layer: Int, at cut: Cut,
    positive: UnsafeMutablePointer<UInt64>, negative: UnsafeMutablePointer<UInt64>
  ) {
    if cut.layer == 0 && cut.estimate.position.isInfinite {
      return signsAtInfinity(of: layer, cut, positive, negative)
    }
    if filterSigns(of: layer, at: cut, positive, negative) { return }
    if refine() && filterSigns(of: layer, at: cut, positive, negative) { return }
    let test = signTest(of: layer, at: cut)
    let (constants, slopes) = (maps.constants(layer), maps.slopes(layer))
    decideOpen(layer, positive, negative) { neuron in
      test.sign(constant: constants[neuron], slope: slopes[neuron])
        ?? entrySign(of: layer, neuron, at: cut) ?? exactSign(of: layer, neuron, at: cut)
    }
  }

  @inline(__always)
  private func signTest(of layer: Int, at cut: Cut) -> SignTest {
    let level = levels + layer
    return SignTest(
      at: cut.estimate, level.pointee.error,
      slopeNorm: level.pointee.bound.spectralNorm * level.pointee.slopeNorm)
  }

  /// Writes the signs that doubles prove with one margin for all.
  ///
  /// - Returns: whether these are all.
  @inline(__always)
  private func filterSigns(
    of layer: Int, at cut: Cut,
    _ positive: UnsafeMutablePointer<UInt64>, _ negative: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    maps.signs(layer, signTest(of: layer, at: cut), width: widths[layer], positive, negative)
  }

  /// Decides the neurons that have neither sign yet.
  private func decideOpen(
    _ layer: Int,
    _ positive: UnsafeMutablePointer<UInt64>, _ negative: UnsafeMutablePointer<UInt64>,
    by decide: (_ neuron: Int) -> Sign
  ) {
    for neuron in 0..<widths[layer] {
      let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
      if (positive[word] | negative[word]) & bit != 0 { continue }
      switch decide(neuron) {
      case .positive: positive[word] |= bit
      case .negative: negative[word] |= bit
      case .zero: break
      }
    }
  }

  /// The sign as far as the neuron's own error tells, where that is known.
  private func entrySign(of layer: Int, _ neuron: Int, at cut: Cut) -> Sign? {
    guard entryErrors != nil else { return nil }
    let slope = maps.slopes(layer)[neuron]
    let test = SignTest(at: cut.estimate, error(layer, neuron), slopeNorm: slope.magnitude)
    return test.sign(constant: maps.constants(layer)[neuron], slope: slope)
  }

  private func exactSign(of layer: Int, _ neuron: Int, at cut: Cut) -> Sign {
    exact.sign(of: layer, neuron, at: (Int(cut.layer), Int(cut.neuron)))
  }

  /// At an infinite end the slope decides, and the constant where the slope is zero.
  private func signsAtInfinity(
    of layer: Int, _ cut: Cut,
    _ positive: UnsafeMutablePointer<UInt64>, _ negative: UnsafeMutablePointer<UInt64>
  ) {
    let isUpper = cut.estimate.position > 0
    let slopes = maps.slopes(layer)
    let error = levels[layer].error.slopes
    for word in 0..<(widths[layer] + 63) / 64 { (positive[word], negative[word]) = (0, 0) }
    for neuron in 0..<widths[layer] where slopes[neuron].magnitude > error {
      let bit = UInt64(1) << UInt64(neuron & 63)
      if (slopes[neuron] > 0) == isUpper {
        positive[neuron >> 6] |= bit
      } else {
        negative[neuron >> 6] |= bit
      }
    }
    decideOpen(layer, positive, negative) { exactSign(of: layer, $0, at: cut) }
  }

  func zeros(of layer: Int, neurons: UnsafePointer<UInt64>, into cuts: inout [PlacedCut<Cut>]) {
    let (constants, slopes) = (maps.constants(layer), maps.slopes(layer))
    for word in 0..<(widths[layer] + 63) / 64 {
      var rest = neurons[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let estimate = PointEstimate(
          zeroOf: constants[neuron], slopes[neuron], error(layer, neuron))
        let cut = Cut(
          estimate: estimate, layer: Int32(truncatingIfNeeded: layer),
          neuron: Int32(truncatingIfNeeded: neuron))
        cuts.append(PlacedCut(cut: cut, neuron: neuron, joinsPrevious: false))
      }
    }
    guard cuts.count > 1 else { return }
    if !sortByEstimates(&cuts) { sortExactly(layer, &cuts) }
  }

  /// Sorts by the estimates.
  ///
  /// - Returns: whether their errors prove the order.
  private func sortByEstimates(_ cuts: inout [PlacedCut<Cut>]) -> Bool {
    for index in 1..<cuts.count {
      let moving = cuts[index]
      var hole = index
      while hole > 0,
        cuts[hole &- 1].cut.estimate.position > moving.cut.estimate.position
      {
        cuts[hole] = cuts[hole &- 1]
        hole &-= 1
      }
      cuts[hole] = moving
    }
    for index in 1..<cuts.count
    where !cuts[index - 1].cut.estimate.isCertainlyBelow(cuts[index].cut.estimate) {
      return false
    }
    return true
  }

  private func sortExactly(_ layer: Int, _ cuts: inout [PlacedCut<Cut>]) {
    let order = { self.exact.compareZeros(of: layer, $0, $1) }
    cuts.sort { order($0.neuron, $1.neuron) == .negative }
    for index in 1..<cuts.count {
      cuts[index].joinsPrevious = order(cuts[index - 1].neuron, cuts[index].neuron) == .zero
    }
  }

  func outputBends(
    since change: Int, active: (Int) -> UnsafePointer<UInt64>,
    prior priorActive: (Int) -> UnsafePointer<UInt64>
  ) -> Bool {
    let slopes = maps.slopes(layers.count)
    for row in 0..<outputCount {
      let error =
        (error(layers.count, row).slopes + prior[outputCount + row]) * LayerBound.inflation
      if (slopes[row] - prior[row]).magnitude * (1 - 0x1p-50) > error { return true }
    }
    return exact.outputBends(since: change, active: active, prior: priorActive)
  }

  func position(of cut: Cut) -> ExtendedRational {
    exact.position(of: (Int(cut.layer), Int(cut.neuron)))
  }

  func outputMap() -> OutputMap { exact.outputMap() }

  func positionEstimate(of cut: Cut) -> PointEstimate { cut.estimate }

  func outputEstimate(_ output: Int) -> MapEstimate {
    let last = layers.count
    return MapEstimate(
      constant: maps.constants(last)[output], slope: maps.slopes(last)[output],
      error: error(last, output))
  }
}

extension PointEstimate {
  /// The nearest double of an end of the domain; its error is at most half a unit in the last place.
  init(_ end: ExtendedRational) {
    switch end {
    case .negativeInfinity: self.init(position: -.infinity, error: 0)
    case .positiveInfinity: self.init(position: .infinity, error: 0)
    case .finite(let value):
      let position = Double(value)
      if let read = Rational(exactly: position) {
        self.init(
          position: position,
          error: read == value ? 0 : position.magnitude * 0x1p-52 + 0x1p-1000)
      } else {
        // Beyond the doubles: it must not pass for an infinite end.
        self.init(position: .nan, error: .infinity)
      }
    }
  }
}
