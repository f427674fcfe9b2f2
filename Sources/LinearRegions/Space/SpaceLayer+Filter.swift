internal import CKernels
internal import ExactNumbers

/// A layer in double as vertices go through it, with what its errors need.
///
/// Write W, b for the true weights and biases, Ŵ, b̂ for the doubles nearest to them, x for the true
/// activations at a vertex and x̂ for the computed ones, |xₖ − x̂ₖ| ≤ eₖ. (With z true and ẑ computed,
/// |z − ẑ| ≤ e, also |relu(z) − relu(ẑ)| ≤ e; a neuron known to be inactive has x = x̂ = 0.) The kernel sums
/// ŷ = Ŵ x̂ + b̂ over n columns in some order, products fused or not. With u = 2⁻⁵³,
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
/// In a block that a selection does not fill, the weights of some other neurons may stand; their lanes are
/// read by nobody.
///
/// The right-hand side is summed in double from non-negative terms: n + 4 roundings change it by a
/// factor of at least (1 − u)ⁿ⁺⁴ ≥ 1 − 2⁻³² for n ≤ 2²⁰, and 1 + 2u is the same kind of factor; the
/// kernel's 1 + 2⁻³⁰ covers both, and 2⁻⁵⁰⁰ covers τ. NaN and infinity prove no sign.
struct SpaceLayer {
  /// Neurons, and those of the layer before.
  private(set) var width: Int
  let columns: Int
  /// Words of a set of the layer's neurons.
  private(set) var words: Int
  private var blocks: Int
  /// `weights[(block * columns + column) * 8 + lane]`.
  private let weights: UnsafeMutablePointer<Double>
  /// Biases, then their errors.
  private var biases: UnsafeMutablePointer<Double>
  private let zeroBiases: UnsafeMutablePointer<Double>
  private let scratch: UnsafeMutablePointer<Double>
  private let rounding: Double
  /// Whether what comes in are pre-activations, not inputs.
  private var rectifies: Int32
  /// The signs of the biases: positive, then negative ones.
  private let biasSigns: UnsafeMutablePointer<UInt64>
  /// No value of the layer is larger, computed or true.
  let sizeBound: Double

  /// Larger numbers have no bound.
  private static let largest = 0x1p400

  /// Rounds a layer.
  ///
  /// - Parameters:
  ///   - layer: with exact entries.
  ///   - isFirst: whether it follows the inputs.
  ///   - inputBound: no input is larger.
  init(_ layer: RationalLayer, isFirst: Bool, inputBound: Double) {
    width = layer.rows
    columns = layer.columns
    words = (layer.rows + 63) / 64
    blocks = (layer.rows + 7) / 8
    let size = Double(layer.columns + 6) * 0x1p-53
    weights = .allocate(capacity: max(blocks * columns * 8, 1))
    weights.initialize(repeating: 0, count: blocks * columns * 8)
    biases = .allocate(capacity: blocks * 16)
    biases.initialize(repeating: 0, count: blocks * 16)
    zeroBiases = .allocate(capacity: blocks * 16)
    zeroBiases.initialize(repeating: 0, count: blocks * 16)
    scratch = .allocate(capacity: 3 * columns + 1)
    biasSigns = .allocate(capacity: 2 * words)
    biasSigns.initialize(repeating: 0, count: 2 * words)
    rectifies = isFirst ? 0 : 1
    var largest = 0.0
    for row in 0..<layer.rows {
      let bias = Double(layer.biases[row])
      var sum = 0.0
      for column in 0..<layer.columns {
        let value = Double(layer.weights[row * layer.columns + column])
        weights[((row >> 3) * columns + column) * 8 + row & 7] = value
        sum += value.magnitude
      }
      largest = max(largest, sum, sum * inputBound + bias.magnitude)
      biases[row] = bias
      biases[blocks * 8 + row] = bias.magnitude * size
      switch layer.biases[row].sign {
      case .positive: biasSigns[row >> 6] |= 1 << UInt64(row & 63)
      case .negative: biasSigns[words + row >> 6] |= 1 << UInt64(row & 63)
      case .zero: break
      }
    }
    // Twice covers the roundings here and in all values: each is off by less than 2⁻³⁰ of itself.
    sizeBound = 2 * largest
    let isBounded = layer.columns <= 1 << 20 && max(sizeBound, inputBound) <= Self.largest
    rounding = isBounded ? size : .infinity
  }

  func deallocate() {
    weights.deallocate()
    biases.deallocate()
    zeroBiases.deallocate()
    scratch.deallocate()
    biasSigns.deallocate()
  }

  /// Takes a vertex into the layer: values, errors, and the signs that these prove.
  ///
  /// - Parameters:
  ///   - input: values at the layer before; its errors follow from `inputErrors` on.
  ///   - inputErrors: where they begin.
  ///   - active: the neurons before that are positive there, or all inputs.
  ///   - inputWords: words of that set.
  ///   - output: receives values, then errors.
  ///   - positive: receives the positive neurons, then the negative ones.
  @inline(__always)
  func enter(
    _ input: UnsafePointer<Double>, inputErrors: Int, active: UnsafePointer<UInt64>,
    inputWords: Int, into output: UnsafeMutablePointer<Double>,
    _ positive: UnsafeMutablePointer<UInt64>
  ) {
    var some: UInt64 = 0
    for word in 0..<inputWords { some |= active[word] }
    pleat_enter_layer(
      weights, biases, blocks, columns, input, inputErrors, rectifies, active, inputWords, rounding,
      scratch, output, positive, positive + words)
    // The last block may hold more than the layer's neurons.
    let valid = ~UInt64(0) >> UInt64(words &* 64 &- width)
    positive[words &- 1] &= valid
    positive[2 &* words &- 1] &= valid
    // Without active neurons the pre-activations are the biases, whose signs are known.
    if some == 0 { for word in 0..<2 &* words { positive[word] = biasSigns[word] } }
  }

  /// Takes a vertex finite + M leading into the layer.
  ///
  /// A neuron that is positive has both parts active, whatever the sign of either, so nothing is cut
  /// off at 0. Where the multiple of M is not proved to be positive or negative it proves a sign only if it
  /// is exactly 0; that is known where it is so for all that come in.
  ///
  /// - Parameters:
  ///   - input: values, errors, multiples of M, their errors, of `inputErrors` numbers each.
  ///   - inputErrors: where the errors begin.
  ///   - active: the neurons before that are positive there, or all inputs.
  ///   - inputWords: words of that set.
  ///   - output: receives as much for the layer.
  ///   - positive: receives the positive neurons, then the negative ones.
  func enterSymbolic(
    _ input: UnsafePointer<Double>, inputErrors: Int, active: UnsafePointer<UInt64>,
    inputWords: Int, into output: UnsafeMutablePointer<Double>,
    _ positive: UnsafeMutablePointer<UInt64>
  ) {
    var plain = self
    plain.rectifies = 0
    plain.enter(
      input, inputErrors: inputErrors, active: active, inputWords: inputWords, into: output,
      positive)
    let leading = input + 2 * inputErrors
    var (isFinite, isSmall) = (true, true)
    for word in 0..<inputWords {
      for bit in 0..<64 where active[word] >> UInt64(bit) & 1 != 0 {
        let column = word * 64 + bit
        if leading[column] != 0 || leading[inputErrors + column] != 0 { isFinite = false }
        for value in [input[column], leading[column]] where !(value.magnitude <= Self.largest) {
          isSmall = false
        }
      }
    }
    let (above, size) = (output + blocks * 16, blocks * 16)
    if isFinite {
      above.update(repeating: 0, count: size)
    } else {
      plain.biases = zeroBiases
      plain.enter(
        leading, inputErrors: inputErrors, active: active, inputWords: inputWords, into: above,
        positive)
    }
    // Too large for the bounds: exact arithmetic decides.
    if !isSmall { for word in 0..<2 * words { positive[word] = 0 } }
  }

  /// Becomes the same layer with some of its neurons.
  ///
  /// - Parameters:
  ///   - rows: the neurons.
  ///   - count: how many they are.
  ///   - layer: the layer whose copy this is.
  ///   - active: the neurons before that count.
  ///   - inputWords: words of that set.
  mutating func select(
    _ rows: UnsafePointer<Int32>, count: Int, of layer: SpaceLayer,
    active: UnsafePointer<UInt64>, inputWords: Int
  ) {
    width = count
    words = (count &+ 63) / 64
    blocks = (count &+ 7) / 8
    for index in 0..<(blocks &* 16) { biases[index] = 0 }
    for word in 0..<(2 &* words) { biasSigns[word] = 0 }
    for index in 0..<count {
      let row = Int(rows[index])
      let (source, target) = (
        layer.weights + ((row >> 3) &* columns &* 8 &+ row & 7),
        weights + ((index >> 3) &* columns &* 8 &+ index & 7)
      )
      for word in 0..<inputWords {
        var rest = active[word]
        while rest != 0 {
          let column = word &* 64 &+ rest.trailingZeroBitCount
          rest &= rest &- 1
          target[column &* 8] = source[column &* 8]
        }
      }
      biases[index] = layer.biases[row]
      biases[blocks &* 8 &+ index] = layer.biases[layer.blocks &* 8 &+ row]
      let (bit, shift) = (UInt64(1) << UInt64(index & 63), UInt64(row & 63))
      if layer.biasSigns[row >> 6] >> shift & 1 != 0 { biasSigns[index >> 6] |= bit }
      if layer.biasSigns[layer.words &+ row >> 6] >> shift & 1 != 0 {
        biasSigns[words &+ index >> 6] |= bit
      }
    }
  }
}
