internal import ExactNumbers

/// Exact answers about the present path of a search, computed only when they are asked for.
///
/// Where all numbers of the network fit in 41 bits, machine words give them; otherwise limbs.
final class ExactPlanePath {
  private enum Maps {
    case words(WordMaps, sides: [ExactLine<Int>])
    case limbs(LimbMaps, sides: [ExactLine<Integer>])
  }

  private let maps: Maps
  private let widths: [Int]
  private let active: (_ layer: Int) -> UnsafePointer<UInt64>
  /// Layers that rows can be computed in on the present path; layer 0 is the input.
  private var openThrough = 0
  /// The active neurons that an opened layer is computed from.
  private var members: [[Int]]
  /// Which rows of each opened layer are computed.
  private var isComputed: [[Bool]]
  /// Of the layers, output included: Sₗ, what the integers of layer l are too large by.
  private var network: ClearedNetwork

  /// A path that has not begun.
  ///
  /// - Parameters:
  ///   - network: the layers and the domain.
  ///   - active: the active neurons of each layer of the present path, layer 0 the inputs.
  init(_ network: PlaneNetwork, active: @escaping (_ layer: Int) -> UnsafePointer<UInt64>) {
    widths = network.widths
    self.active = active
    var cleared = ClearedNetwork(network.layers)
    let fits = cleared.clear(within: Int.coefficientBits)
    let sides = network.box.sides
    let small = sides.compactMap(\.wordLine)
    if fits, small.count == 4, let words = WordMaps(cleared) {
      maps = .words(words, sides: small)
    } else {
      maps = .limbs(LimbMaps(cleared), sides: sides.map(\.line))
    }
    self.network = cleared
    members = Array(repeating: [], count: widths.count + 1)
    isComputed = ([2] + network.layers.map(\.rows)).map { Array(repeating: false, count: $0) }
  }

  /// Forgets what depends on the neurons of a layer or those behind.
  @inline(__always)
  func change(_ layer: Int) { if openThrough > layer { openThrough = layer } }

  /// Computes one row of the present path's maps.
  private func reach(_ label: LineLabel) {
    let (layer, row) = (Int(label.layer), Int(label.neuron))
    if layer == 0 { return }
    while openThrough < layer { openNext() }
    if !isComputed[layer][row] { compute(layer, row) }
  }

  /// Opens the next layer: computes the active rows of the last one.
  private func openNext() {
    let last = openThrough
    let active = NeuronSet(active(last), width: widths[last]).members
    if last > 0 { for row in active where !isComputed[last][row] { compute(last, row) } }
    switch maps {
    case .words(let maps, _): maps.open(last + 1, active: active)
    case .limbs(let maps, _): maps.open(last + 1, active: active)
    }
    members[last + 1] = active
    for row in isComputed[last + 1].indices { isComputed[last + 1][row] = false }
    openThrough += 1
  }

  private func compute(_ layer: Int, _ row: Int) {
    switch maps {
    case .words(let maps, _): maps.compute(layer, row, active: members[layer])
    case .limbs(let maps, _): maps.compute(layer, row, active: members[layer])
    }
    isComputed[layer][row] = true
  }

  /// Where two lines of the path meet.
  enum Point {
    case words(ExactPoint<Int>)
    case limbs(ExactPoint<Integer>)
  }

  /// Where two lines of the path meet.
  ///
  /// - Precondition: the lines are not parallel.
  func point(_ lines: (LineLabel, LineLabel)) -> Point {
    reach(lines.0)
    reach(lines.1)
    switch maps {
    case .words(let maps, let sides):
      return .words(ExactPoint(maps.line(lines.0, sides), maps.line(lines.1, sides)))
    case .limbs(let maps, let sides):
      return .limbs(ExactPoint(maps.line(lines.0, sides), maps.line(lines.1, sides)))
    }
  }

  /// The sign of a neuron's pre-activation at a point.
  func sign(of layer: Int, _ neuron: Int, at point: Point) -> Sign {
    reach(LineLabel(layer: layer, neuron: neuron))
    switch (maps, point) {
    case (.words(let maps, _), .words(let point)):
      return maps.line(layer, neuron).sign(at: point)
    case (.limbs(let maps, _), .limbs(let point)):
      return maps.line(layer, neuron).sign(at: point)
    default: preconditionFailure("a point of another path")
    }
  }

  /// A line of the path in integers, up to a positive factor.
  func line(_ label: LineLabel) -> ExactLine<Integer> {
    reach(label)
    switch maps {
    case .words(let maps, let sides):
      let line = maps.line(label, sides)
      return ExactLine(
        m: Integer(line.m), c: Integer(line.c), x: Integer(line.x), y: Integer(line.y))
    case .limbs(let maps, let sides):
      return maps.line(label, sides)
    }
  }

  /// The exact output on the present path, one row an output, in cleared integers.
  func outputRows() -> [ExactLine<Integer>] {
    let last = widths.count
    return (0..<outputCount).map { line(LineLabel(layer: last, neuron: $0)) }
  }

  /// The number of outputs.
  var outputCount: Int { network.source[widths.count - 1].rows }

  /// What the integers of a layer, the output being the last, are too large by.
  func scale(_ layer: Int) -> Integer {
    network.clear(layer)
    return network.layers[layer - 1].outputScale
  }

  /// A layer's cleared weights times a sparse vector, zeros left out.
  ///
  /// - Parameters:
  ///   - vector: values of neurons of the layer before.
  ///   - layer: 1…depth + 1.
  /// - Returns: the layer's pre-activations without biases.
  func image(_ vector: [Int: Integer], _ layer: Int) -> [Int: Integer] {
    network.image(vector, layer)
  }
}

extension ExactMaps {
  /// The line of a label.
  fileprivate func line(_ label: LineLabel, _ sides: [ExactLine<Number>]) -> ExactLine<Number> {
    label.layer == 0 ? sides[Int(label.neuron)] : line(Int(label.layer), Int(label.neuron))
  }
}

extension BoxSide {
  /// The side in integers: x − end = 0 or y − end = 0, cleared.
  var line: ExactLine<Integer> {
    switch end {
    case .finite(let value):
      ExactLine(
        m: .zero, c: -value.numerator, x: isVertical ? value.denominator : .zero,
        y: isVertical ? .zero : value.denominator)
    case .positiveInfinity:
      ExactLine(
        m: -Integer.one, c: .zero, x: isVertical ? .one : .zero, y: isVertical ? .zero : .one)
    case .negativeInfinity:
      ExactLine(m: .one, c: .zero, x: isVertical ? .one : .zero, y: isVertical ? .zero : .one)
    }
  }

  /// The same where every number fits in 41 bits.
  var wordLine: ExactLine<Int>? {
    let line = line
    guard [line.m, line.c, line.x, line.y].allSatisfy({ $0.bitLength <= Int.coefficientBits }),
      let m = Int(exactly: line.m), let c = Int(exactly: line.c), let x = Int(exactly: line.x),
      let y = Int(exactly: line.y)
    else { return nil }
    return ExactLine(m: m, c: c, x: x, y: y)
  }
}

/// A bit set over the neurons of one layer.
struct NeuronSet {
  private let words: UnsafePointer<UInt64>
  private let width: Int

  init(_ words: UnsafePointer<UInt64>, width: Int) {
    self.words = words
    self.width = width
  }

  func contains(_ neuron: Int) -> Bool { words[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1 }

  /// All members, ascending.
  var members: [Int] { (0..<width).filter(contains) }
}
