internal import ExactNumbers

/// The affine maps of the current path as exact integers, computed only when somebody asks.
///
/// A map of layer l is α + β t with integers α, β over the scale Sₗ of its cleared layer. The scale
/// cancels in signs, in zeros −α/β and in comparisons of slopes of one layer.
final class ExactPath {
  private var network: ClearedNetwork
  private var layers: [LimbLayer] = []
  /// Constants and slopes of layers 0…, as far as ever needed.
  private var maps: [AffineLimbs] = []
  /// The search's bit sets of active neurons, by layer, as far as its path has come.
  private let active: UnsafeMutablePointer<UnsafePointer<UInt64>?>
  private let widths: [Int]
  /// Maps up to this layer belong to the current path.
  private let validThrough: UnsafeMutablePointer<Int>
  private let ends: AffineLimbs
  private let infinite: (lower: Bool, upper: Bool)

  /// Constants and slopes of a layer's neurons.
  private struct AffineLimbs {
    let constants: LimbVector
    let slopes: LimbVector

    init(count: Int, limbs: Int) {
      constants = LimbVector(count: count, limbs: limbs)
      slopes = LimbVector(count: count, limbs: limbs)
    }

    func constant(_ neuron: Int) -> Integer { constants.integer(neuron) }
    func slope(_ neuron: Int) -> Integer { slopes.integer(neuron) }
  }

  init(_ layers: [RationalLayer], on domain: Interval) {
    network = ClearedNetwork(layers)
    widths = network.widths
    validThrough = .allocate(capacity: 1)
    validThrough.initialize(to: 0)
    active = .allocate(capacity: widths.count)
    active.initialize(repeating: nil, count: widths.count)
    let input = AffineLimbs(count: 1, limbs: 1)
    input.slopes.set(0, to: 1)
    maps = [input]
    infinite = (domain.lower == .negativeInfinity, domain.upper == .positiveInfinity)
    ends = Self.zeros(at: [domain.lower, domain.upper])
  }

  deinit {
    validThrough.deallocate()
    active.deallocate()
  }

  /// Maps that vanish at the ends of the domain: q t − p for the end p/q.
  private static func zeros(at ends: [ExtendedRational]) -> AffineLimbs {
    let values = ends.map { end -> Rational in
      if case .finite(let value) = end { return value }
      return 0
    }
    let bits = values.map { max($0.numerator.bitLength, $0.denominator.bitLength) }.max() ?? 0
    let maps = AffineLimbs(count: ends.count, limbs: bits / 64 + 1)
    for (index, value) in values.enumerated() {
      maps.constants.set(index, to: -value.numerator)
      maps.slopes.set(index, to: value.denominator)
    }
    return maps
  }

  /// Notes that the path now enters `layer` from the active neurons of the layer before.
  ///
  /// - Parameters:
  ///   - layer: 1…depth + 1.
  ///   - words: the search's bit set of layer `layer - 1`, which it changes only to enter anew.
  func enter(_ layer: Int, active words: UnsafePointer<UInt64>) {
    validThrough.pointee = min(validThrough.pointee, layer - 1)
    active[layer - 1] = words
  }

  /// Computes the maps of the current path up to a layer.
  private func reach(_ layer: Int) {
    while validThrough.pointee < layer {
      let next = validThrough.pointee + 1
      prepare(next)
      let columns = NeuronSet(active[next - 1], width: widths[next - 1])
      let (from, to, map) = (maps[next - 1], maps[next], layers[next - 1])
      map.apply(
        active: columns.members, input: from.constants, addsBiases: true, output: to.constants)
      map.apply(active: columns.members, input: from.slopes, addsBiases: false, output: to.slopes)
      validThrough.pointee = next
    }
  }

  private func prepare(_ layer: Int) {
    network.clear(layer)
    while layers.count < layer {
      let map = LimbLayer(
        network.layers[layers.count], inputLimbs: layers.last?.limbs ?? 1)
      layers.append(map)
      maps.append(AffineLimbs(count: map.rows, limbs: map.limbs))
    }
  }

  private func map(_ cut: (layer: Int, neuron: Int)) -> (constant: Integer, slope: Integer) {
    if cut.layer == 0 { return (ends.constant(cut.neuron), ends.slope(cut.neuron)) }
    reach(cut.layer)
    return (maps[cut.layer].constant(cut.neuron), maps[cut.layer].slope(cut.neuron))
  }

  private func isInfinite(_ cut: (layer: Int, neuron: Int)) -> Bool {
    cut.layer == 0 && (cut.neuron == 0 ? infinite.lower : infinite.upper)
  }

  /// The sign of a neuron's pre-activation at a cut of the path.
  func sign(of layer: Int, _ neuron: Int, at cut: (layer: Int, neuron: Int)) -> Sign {
    let (constant, slope) = map((layer, neuron))
    if isInfinite(cut) {
      let leading = cut.neuron == 0 ? -slope.sign : slope.sign
      return leading == .zero ? constant.sign : leading
    }
    // At t = −c/d: α + β t = (α d − β c) / d.
    let (c, d) = map(cut)
    return (constant * d - slope * c).sign * d.sign
  }

  /// How the zeros of two neurons of a layer compare: negative when the first lies left.
  func compareZeros(of layer: Int, _ first: Int, _ second: Int) -> Sign {
    let (a, b) = map((layer, first))
    let (c, d) = map((layer, second))
    // −a/b + c/d = (c b − a d) / (b d).
    return (c * b - a * d).sign * b.sign * d.sign
  }

  /// The exact place of a cut.
  func position(of cut: (layer: Int, neuron: Int)) -> ExtendedRational {
    if isInfinite(cut) { return cut.neuron == 0 ? .negativeInfinity : .positiveInfinity }
    let (constant, slope) = map(cut)
    return .finite(Rational(-constant, slope))
  }

  /// The exact output on the current cell.
  func outputMap() -> OutputMap {
    let last = network.source.count
    reach(last)
    let scale = network.layers[last - 1].outputScale
    let outputs = 0..<network.layers[last - 1].rows
    return OutputMap(
      slopes: outputs.map { Rational(maps[last].slope($0), scale) },
      intercepts: outputs.map { Rational(maps[last].constant($0), scale) })
  }

  /// Whether the output's slope jumps at the cut between the current cell and the one before.
  ///
  /// The jump Δ = (slopes right) − (slopes left) starts at the neurons of layer `change` that
  /// switch, and runs through the layers behind: Δ ↦ W (M Δ) while the active neurons M are the same
  /// on both sides. A neuron that differs (it is zero at the cut) contributes its own slope on the
  /// right, or the negative of the one on the left.
  func outputBends(
    since change: Int, active: (Int) -> UnsafePointer<UInt64>,
    prior: (Int) -> UnsafePointer<UInt64>
  ) -> Bool {
    let depth = network.source.count - 1
    let differs = (change...depth).map { layer in
      (0..<(widths[layer] + 63) / 64).reduce(0) {
        $0 + (active(layer)[$1] ^ prior(layer)[$1]).nonzeroBitCount
      }
    }
    // One switch alone: its slope is a nonzero factor of the whole jump.
    let isSimple = differs[0] == 1 && differs.dropFirst().allSatisfy { $0 == 0 }
    if isSimple && !reachesOutput(change, active, prior) { return false }
    network.clear(depth + 1)
    var jump = [Int: Integer]()
    for layer in change...depth {
      let incoming = jump
      jump = [:]
      let width = widths[layer]
      let now = NeuronSet(active(layer), width: width)
      let before = NeuronSet(prior(layer), width: width)
      for neuron in 0..<network.layers[layer - 1].rows {
        let pair = (now.contains(neuron), before.contains(neuron))
        let delta = incoming[neuron] ?? .zero
        var value = Integer.zero
        if pair.0 && pair.1 {
          value = delta
        } else if pair.0 != pair.1 {
          let slope = isSimple ? .one : map((layer, neuron)).slope
          value = pair.0 ? slope : delta - slope
        }
        if value.sign != .zero { jump[neuron] = value }
      }
      jump = image(jump, layer + 1)
    }
    return !jump.isEmpty
  }

  /// Whether nonzero weights lead from the one neuron that switches over active ones to the output.
  ///
  /// Where they do not, as behind a layer that is wholly inactive, its kink cannot be seen.
  private func reachesOutput(
    _ change: Int, _ active: (Int) -> UnsafePointer<UInt64>,
    _ prior: (Int) -> UnsafePointer<UInt64>
  ) -> Bool {
    var reached = (0..<widths[change]).filter {
      (active(change)[$0 >> 6] ^ prior(change)[$0 >> 6]) >> UInt64($0 & 63) & 1 == 1
    }
    for layer in change + 1...widths.count {
      let map = network.source[layer - 1]
      let isOutput = layer == widths.count
      let isActive = isOutput ? nil : NeuronSet(active(layer), width: widths[layer])
      reached = (0..<map.rows).filter { row in
        (isActive?.contains(row) ?? true)
          && reached.contains { map.weights[row * map.columns + $0].sign != .zero }
      }
      if reached.isEmpty { return false }
    }
    return true
  }

  /// A layer's weights applied to a sparse vector, zeros left out.
  private func image(_ vector: [Int: Integer], _ layer: Int) -> [Int: Integer] {
    let map = network.layers[layer - 1]
    var result = [Int: Integer]()
    for row in 0..<map.rows {
      var sum = Integer.zero
      for (column, value) in vector { sum += map.weights[row * map.columns + column] * value }
      if sum.sign != .zero { result[row] = sum }
    }
    return result
  }
}

/// A bit set over the neurons of one layer.
struct NeuronSet {
  private let words: UnsafePointer<UInt64>?
  private let width: Int

  init(_ words: UnsafePointer<UInt64>?, width: Int) {
    self.words = words
    self.width = width
  }

  func contains(_ neuron: Int) -> Bool {
    guard let words else { return false }
    return words[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1
  }

  /// All members, ascending.
  var members: [Int] { (0..<width).filter(contains) }
}
