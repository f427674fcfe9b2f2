internal import CKernels
internal import ExactNumbers

/// A layer in double as vertices go through it, with what its errors need.
///
/// Write W, b for the true weights and biases, Ŵ, b̂ for the doubles nearest to them, x for the true
/// activations at a vertex and x̂ for the computed ones, |xₖ − x̂ₖ| ≤ eₖ. (An active neuron's are its
/// pre-activations, with their errors; an inactive one has x = x̂ = 0.) The kernel sums ŷ = Ŵ x̂ + b̂ over n
/// columns in some order, products fused or not. With u = 2⁻⁵³,
///
///     |yᵢ − ŷᵢ| ≤ Σₖ |Ŵᵢₖ| (1 + 2u) (eₖ + g |x̂ₖ|) + g |b̂ᵢ| + τ,   g = (n + 6) u.              (1)
///
/// Proof. yᵢ − ŷᵢ = Σ Wᵢₖ (xₖ − x̂ₖ) + Σ (Wᵢₖ − Ŵᵢₖ) x̂ₖ + (bᵢ − b̂ᵢ) + (Σ Ŵᵢₖ x̂ₖ + b̂ᵢ − ŷᵢ). Rounding to
/// nearest gives |W − Ŵ| ≤ u (1 + 2u) |Ŵ| up to underflow, so the first sum is at most
/// Σ |Ŵ| (1 + 2u) e, the second and third are u (1 + 2u) of the moduli; the last is a rounded sum of
/// n products and one addend: γₙ₊₁ of the moduli (Higham 2002, §3.1). Together u (1 + 2u) + γₙ₊₁ ≤ g
/// while n ≤ 2²⁰. What underflows, in rounding or in products, is at most 2⁻¹⁰⁷⁴ times the sum of all
/// |Ŵ|, |x̂| and n; while each of these is at most 2⁴⁰⁰ (`sizeBound`; beyond, errors are infinite),
/// τ ≤ 2⁻⁶⁰⁰. ∎
///
/// The sum on the right is taken in floats, of half the width. Let v = 2⁻²⁴ and tₖ = eₖ + g |x̂ₖ|. Both factors
/// are first made larger, by 4v of themselves and by 2⁻¹²⁰, so that the floats nearest to them, wₖ and sₖ, are
/// normal and at least |Ŵᵢₖ| (1 + 2u) and tₖ: the roundings in double and to the float are less than 2v of
/// them. A product or sum of n non-negative floats loses at most v of itself each time, and 2⁻¹⁵⁰
/// where it underflows, so that the sum S computed has Σ wₖ sₖ ≤ (1 − v)⁻ⁿ⁻¹ (S + n 2⁻¹⁴⁸). As
/// (1 − v)⁻ⁿ⁻¹ ≤ 1 + 2 (n + 2) v for n ≤ 2²⁰, S (1 + 2 (n + 4) v) + g |b̂ᵢ| (1 + 2⁻³⁰) + 2⁻¹¹⁰ is a bound: the
/// last term covers n 2⁻¹⁴⁸ and τ, the excess of the factors what rounds in double. What is too large for
/// floats becomes infinite, and NaN and infinity prove no sign.
///
/// In a block that a selection does not fill, the weights of some other neurons may stand; their lanes are
/// read by nobody.
struct SpaceLayer {
  /// The map, as the kernels know it.
  private let map: UnsafeMutablePointer<pleat_map>
  /// Neurons.
  let width: Int
  private let zeroBiases: UnsafeMutablePointer<Double>
  /// No value of the layer is larger, computed or true.
  let sizeBound: Double

  /// Larger numbers have no bound.
  private static let largest = 0x1p400
  /// What no error is smaller than.
  private static let leastError = 0x1p-110

  /// Rounds a layer.
  ///
  /// - Parameters:
  ///   - layer: with exact entries.
  ///   - inputBound: no input is larger.
  init(_ layer: RationalLayer, inputBound: Double) {
    width = layer.rows
    let (blocks, rounding) = ((layer.rows + 7) / 8, Double(layer.columns + 6) * 0x1p-53)
    map = .allocate(capacity: 1)
    map.initialize(to: pleat_map(rows: layer.rows, columns: layer.columns))
    zeroBiases = .allocate(capacity: blocks * 16)
    zeroBiases.initialize(repeating: 0, count: blocks * 8)
    (zeroBiases + blocks * 8).initialize(repeating: Self.leastError, count: blocks * 8)
    let (map, words) = (map.pointee, (layer.rows + 63) / 64)
    var largest = 0.0
    for row in 0..<layer.rows {
      let bias = Double(layer.biases[row])
      var sum = 0.0
      for column in 0..<layer.columns {
        let value = Double(layer.weights[row * layer.columns + column])
        map.weights[column * map.stride + row] = value
        map.sizes[column * map.stride + row] = Float(value.magnitude * (1 + 0x1p-22) + 0x1p-120)
        sum += value.magnitude
      }
      largest = max(largest, sum, sum * inputBound + bias.magnitude)
      map.biases[row] = bias
      map.biases[blocks * 8 + row] = bias.magnitude * rounding * Slack.inflation + Self.leastError
      switch layer.biases[row].sign {
      case .positive: map.bias_signs[row >> 6] |= 1 << UInt64(row & 63)
      case .negative: map.bias_signs[words + row >> 6] |= 1 << UInt64(row & 63)
      case .zero: break
      }
    }
    // Twice covers the roundings here and in all values: each is off by less than 2⁻³⁰ of itself.
    sizeBound = 2 * largest
    let isBounded = layer.columns <= 1 << 20 && max(sizeBound, inputBound) <= Self.largest
    self.map.pointee.rounding = isBounded ? rounding : .infinity
  }

  func deallocate() {
    map.pointee.deallocate()
    map.deallocate()
    zeroBiases.deallocate()
  }

  /// Takes vertices of a cell into the layer: values, errors, and the signs that these prove.
  ///
  /// - Parameters:
  ///   - source: records of the layer before.
  ///   - ids: the vertices' numbers there.
  ///   - count: how many they are.
  ///   - active: the neurons before that are active on the cell, or all inputs.
  ///   - target: records of this layer.
  ///   - made: the vertices' numbers here.
  ///   - open: receives those made that have signs left; with room for one more.
  /// - Returns: how many have.
  @inline(__always)
  func enter(
    _ source: UnsafePointer<pleat_vertices>, _ ids: UnsafePointer<Int32>, _ count: Int,
    active: UnsafePointer<UInt64>, into target: UnsafePointer<pleat_vertices>,
    _ made: UnsafePointer<Int32>, open: UnsafeMutablePointer<Int32>
  ) -> Int {
    pleat_enter_layer(map, source, ids, count, active, target, made, open)
  }

  /// Takes vertices of a cell into the layer, as `enter`, where `bounds` has a bound of each neuron's error that
  /// holds at all of them.
  @inline(__always)
  func enterBounded(
    _ source: UnsafePointer<pleat_vertices>, _ ids: UnsafePointer<Int32>, _ count: Int,
    active: UnsafePointer<UInt64>, into target: UnsafePointer<pleat_vertices>,
    _ made: UnsafePointer<Int32>, bounds: UnsafePointer<Double>, open: UnsafeMutablePointer<Int32>
  ) -> Int {
    pleat_enter_bounded(map, source, ids, count, active, target, made, bounds, open)
  }

  /// Takes directions into the layer, as if it had no biases.
  ///
  /// - Parameters:
  ///   - source: records of the layer before.
  ///   - ids: the directions' numbers there and here.
  ///   - count: how many they are.
  ///   - active: the neurons before that are active on the cell, or all inputs.
  ///   - target: records of this layer, whose signs mean nothing then.
  ///   - open: with room for one more than the directions.
  func enterDirections(
    _ source: UnsafePointer<pleat_vertices>, _ ids: UnsafePointer<Int32>, _ count: Int,
    active: UnsafePointer<UInt64>, into target: UnsafePointer<pleat_vertices>,
    open: UnsafeMutablePointer<Int32>
  ) {
    var plain = map.pointee
    plain.biases = zeroBiases
    _ = pleat_enter_layer(&plain, source, ids, count, active, target, ids, open)
  }

  /// Takes a vertex finite + M leading into the layer.
  ///
  /// A neuron that is positive has both parts active, whatever the sign of either, so nothing is cut
  /// off at 0. Where the multiple of M is not proved to be positive or negative it proves a sign only if it
  /// is exactly 0; that is known where it is so for all that come in.
  ///
  /// - Parameters:
  ///   - source: the vertices of the layer before.
  ///   - id: the vertex' number there.
  ///   - active: the neurons before that are active on the cell, or all inputs.
  ///   - target: the vertices of this layer.
  ///   - made: the vertex' number here.
  /// - Returns: whether it has signs left.
  func enterSymbolic(
    _ source: VertexPool, _ id: Int32, active: UnsafePointer<UInt64>, into target: VertexPool,
    _ made: Int32
  ) -> Bool {
    var plain = map.pointee
    var isOpen = Self.enterPart(
      plain, source, source.values(id), id, active, target, target.values(made), made)
    let (finite, leading) = (source.values(id), source.leading(id))
    var (isFinite, isSmall) = (true, true)
    for word in 0..<source.words {
      for bit in 0..<64 where active[word] >> UInt64(bit) & 1 != 0 {
        let column = word * 64 + bit
        if leading[column] != 0 || leading[source.errorStart + column] != 0 { isFinite = false }
        for value in [finite[column], leading[column]] where !(value.magnitude <= Self.largest) {
          isSmall = false
        }
      }
    }
    if isFinite {
      target.leading(made).update(repeating: 0, count: 2 * target.errorStart)
    } else {
      plain.biases = zeroBiases
      isOpen = Self.enterPart(
        plain, source, leading, id, active, target, target.leading(made), made)
    }
    // Too large for the bounds: exact arithmetic decides.
    return isOpen || !isSmall
  }

  /// Takes the finite part of a vertex into a layer, or its multiple of M.
  private static func enterPart(
    _ map: pleat_map, _ source: VertexPool, _ input: UnsafeMutablePointer<Double>, _ id: Int32,
    _ active: UnsafePointer<UInt64>, _ target: VertexPool, _ output: UnsafeMutablePointer<Double>,
    _ made: Int32
  ) -> Bool {
    var (from, into) = (source.store.records, target.store.records)
    (from.numbers, from.facets) = (input, source.facetSet(id))
    (into.numbers, into.signs, into.facets) = (output, target.positive(made), target.facetSet(made))
    var (map, open): (pleat_map, [Int32]) = (map, [0, 0])
    return pleat_enter_layer(&map, &from, [0], 1, active, &into, [0], &open) > 0
  }

  /// Becomes the same layer with some of its neurons.
  ///
  /// - Parameters:
  ///   - rows: the neurons.
  ///   - count: how many they are.
  ///   - layer: the layer whose copy this is.
  ///   - active: the neurons before that count.
  ///   - inputWords: words of that set.
  func select(
    _ rows: UnsafePointer<Int32>, count: Int, of layer: SpaceLayer,
    active: UnsafePointer<UInt64>, inputWords: Int
  ) {
    let (words, allWords) = ((count &+ 63) / 64, (layer.width &+ 63) / 64)
    let (from, stride) = (layer.map.pointee, layer.map.pointee.stride)
    map.pointee.blocks = (count &+ 7) / 8
    let map = map.pointee
    for index in 0..<(map.blocks &* 16) { map.biases[index] = 0 }
    for word in 0..<(2 &* words) { map.bias_signs[word] = 0 }
    for word in 0..<inputWords {
      var rest = active[word]
      while rest != 0 {
        let column = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let (source, target) = (column &* stride, column &* map.stride)
        for index in 0..<count {
          map.weights[target &+ index] = from.weights[source &+ Int(rows[index])]
          map.sizes[target &+ index] = from.sizes[source &+ Int(rows[index])]
        }
      }
    }
    for index in 0..<count {
      let row = Int(rows[index])
      map.biases[index] = from.biases[row]
      map.biases[map.blocks &* 8 &+ index] = from.biases[from.blocks &* 8 &+ row]
      let (bit, shift) = (UInt64(1) << UInt64(index & 63), UInt64(row & 63))
      if from.bias_signs[row >> 6] >> shift & 1 != 0 { map.bias_signs[index >> 6] |= bit }
      if from.bias_signs[allWords &+ row >> 6] >> shift & 1 != 0 {
        map.bias_signs[words &+ index >> 6] |= bit
      }
    }
  }
}

extension pleat_map {
  /// A map of zeros.
  fileprivate init(rows: Int, columns: Int) {
    let (blocks, room) = ((rows + 7) / 8, (columns + 7) / 8 * 8)
    let entries = (blocks + 1) / 2 * 16 * columns
    self.init(
      weights: Self.line(entries), sizes: Self.line(entries), biases: Self.line(blocks * 16),
      bias_signs: .allocate(capacity: 2 * ((rows + 63) / 64)), blocks: blocks, rounding: 0,
      inflation: 1 + Double(columns + 4) * 0x1p-23, columns: .allocate(capacity: columns),
      input_sizes: Self.line(4 * room), room: room)
    bias_signs.initialize(repeating: 0, count: 2 * ((rows + 63) / 64))
  }

  /// Zeros that begin with a line of the cache.
  private static func line<Number: BinaryFloatingPoint>(
    _ count: Int
  ) -> UnsafeMutablePointer<Number> {
    let numbers = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Number>.stride, alignment: 64
    ).bindMemory(to: Number.self, capacity: max(count, 1))
    numbers.initialize(repeating: 0, count: count)
    return numbers
  }

  fileprivate func deallocate() {
    weights.deallocate()
    sizes.deallocate()
    biases.deallocate()
    bias_signs.deallocate()
    columns.deallocate()
    input_sizes.deallocate()
  }

  /// Numbers of a column.
  @inline(__always)
  fileprivate var stride: Int { (blocks &+ 1) / 2 &* 16 }
}
