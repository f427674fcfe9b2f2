internal import ExactNumbers

/// A machine integer that a kernel computes in.
protocol KernelWord: FixedWidthInteger & SignedInteger & Sendable {
  /// Bits that every value of a kernel in this word may use.
  static var capacity: Int { get }
  /// The sign of a·d + b·c, exactly, for values within `capacity`.
  static func signOfSum(_ a: Self, _ d: Self, _ b: Self, _ c: Self) -> Int
}

extension Int64: KernelWord {
  static var capacity: Int { 62 }

  @inline(__always)
  static func signOfSum(_ a: Int64, _ d: Int64, _ b: Int64, _ c: Int64) -> Int {
    // Each product is below 2¹²⁴.
    let sum = Int128(a) &* Int128(d) &+ Int128(b) &* Int128(c)
    return sum > 0 ? 1 : (sum < 0 ? -1 : 0)
  }
}

extension Int128: KernelWord {
  static var capacity: Int { 126 }

  @inline(__always)
  static func signOfSum(_ a: Int128, _ d: Int128, _ b: Int128, _ c: Int128) -> Int {
    let left = a.multipliedFullWidth(by: d)
    let right = b.multipliedFullWidth(by: c)
    // Each product is below 2²⁵² in size, so the sum fits in 256 bits.
    let (low, carry) = left.low.addingReportingOverflow(right.low)
    let high = left.high &+ right.high &+ (carry ? 1 : 0)
    if high < 0 { return -1 }
    return high > 0 || low > 0 ? 1 : 0
  }
}

/// The kernel for networks whose cleared affine maps provably fit in a machine word.
///
/// `ClearedNetwork` bounds every constant and slope beforehand, so plain wrapping arithmetic is
/// exact. Folds, zigzags and other networks with small integer weights live here; they are full of
/// ties, where a filter would only get in the way.
final class WordKernel<Word: KernelWord>: LineKernel {
  /// The point p/q with q > 0, or p/0 = ±∞.
  struct Cut {
    let numerator: Word
    let denominator: Word
  }

  private struct Layer {
    let rows: Int
    let columns: Int
    let weights: [Word]
    let biases: [Word]
  }

  let widths: [Int]
  let lowerEnd: Cut
  let upperEnd: Cut
  private let layers: [Layer]
  private let scales: [Integer]
  private let offsets: [Int]
  /// Constants and slopes of each layer's map times its scale, layer after layer.
  private let constants: UnsafeMutablePointer<Word>
  private let slopes: UnsafeMutablePointer<Word>
  /// The active columns of the product under way.
  private let columns: UnsafeMutablePointer<Int>
  private var priorSlopes: [Word]

  /// Prepares the search, or returns nil when some value might not fit in a word.
  init?(_ network: ClearedNetwork, on domain: Interval) {
    guard network.bits <= Word.capacity,
      let lower = Cut(domain.lower), let upper = Cut(domain.upper)
    else { return nil }
    widths = network.widths
    lowerEnd = lower
    upperEnd = upper
    scales = network.layers.map(\.outputScale)
    layers = network.layers.map { layer in
      Layer(
        rows: layer.rows, columns: layer.columns,
        weights: layer.weights.map { Word(exactly: $0) ?? 0 },
        biases: layer.biases.map { Word(exactly: $0) ?? 0 })
    }
    var offsets = [0]
    var total = 1
    for layer in layers {
      offsets.append(total)
      total += layer.rows
    }
    self.offsets = offsets
    constants = .allocate(capacity: total)
    slopes = .allocate(capacity: total)
    constants.initialize(repeating: 0, count: total)
    slopes.initialize(repeating: 0, count: total)
    slopes[0] = 1
    columns = .allocate(capacity: max(network.widths.max() ?? 1, 1))
    priorSlopes = Array(repeating: 0, count: layers.last?.rows ?? 0)
  }

  deinit {
    constants.deallocate()
    slopes.deallocate()
    columns.deallocate()
  }

  func enter(_ layer: Int, active: UnsafePointer<UInt64>) {
    let count = listActive(active, of: layer - 1)
    let (oldConstants, oldSlopes) = (constants + offsets[layer - 1], slopes + offsets[layer - 1])
    let (newConstants, newSlopes) = (constants + offsets[layer], slopes + offsets[layer])
    let isOutput = layer == layers.count
    layers.withUnsafeBufferPointer { layers in
      let map = layers[layer &- 1]
      map.weights.withUnsafeBufferPointer { weights in
        for row in 0..<map.rows {
          var constant = map.biases[row]
          var slope: Word = 0
          let first = row &* map.columns
          for index in 0..<count {
            let column = columns[index]
            let weight = weights[first &+ column]
            constant &+= weight &* oldConstants[column]
            slope &+= weight &* oldSlopes[column]
          }
          if isOutput { priorSlopes[row] = newSlopes[row] }
          newConstants[row] = constant
          newSlopes[row] = slope
        }
      }
    }
  }

  private func listActive(_ active: UnsafePointer<UInt64>, of layer: Int) -> Int {
    var count = 0
    for word in 0..<(widths[layer] + 63) / 64 {
      var rest = active[word]
      while rest != 0 {
        columns[count] = word &* 64 &+ rest.trailingZeroBitCount
        count &+= 1
        rest &= rest &- 1
      }
    }
    return count
  }

  func signs(
    of layer: Int, at cut: Cut,
    positive: UnsafeMutablePointer<UInt64>, negative: UnsafeMutablePointer<UInt64>
  ) {
    let (constants, slopes) = (constants + offsets[layer], slopes + offsets[layer])
    let width = widths[layer]
    for word in 0..<(width + 63) / 64 {
      var (above, below): (UInt64, UInt64) = (0, 0)
      for bit in 0..<min(64, width &- word &* 64) {
        let neuron = word &* 64 &+ bit
        var sign = Word.signOfSum(
          constants[neuron], cut.denominator, slopes[neuron], cut.numerator)
        if sign == 0 && cut.denominator == 0 { sign = Int(constants[neuron].signum()) }
        above |= (sign > 0 ? 1 : 0) << UInt64(bit)
        below |= (sign < 0 ? 1 : 0) << UInt64(bit)
      }
      positive[word] = above
      negative[word] = below
    }
  }

  func zeros(of layer: Int, neurons: UnsafePointer<UInt64>, into cuts: inout [PlacedCut<Cut>]) {
    let (constants, slopes) = (constants + offsets[layer], slopes + offsets[layer])
    for word in 0..<(widths[layer] + 63) / 64 {
      var rest = neurons[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let (constant, slope) = (constants[neuron], slopes[neuron])
        let cut =
          slope > 0
          ? Cut(numerator: -constant, denominator: slope)
          : Cut(numerator: constant, denominator: -slope)
        cuts.append(PlacedCut(cut: cut, neuron: neuron, joinsPrevious: false))
      }
    }
    guard cuts.count > 1 else { return }
    cuts.sort { Self.order($0.cut, $1.cut) < 0 }
    for index in 1..<cuts.count {
      cuts[index].joinsPrevious = Self.order(cuts[index - 1].cut, cuts[index].cut) == 0
    }
  }

  private static func order(_ left: Cut, _ right: Cut) -> Int {
    Word.signOfSum(left.numerator, right.denominator, -left.denominator, right.numerator)
  }

  func outputBends(
    since change: Int, active: (Int) -> UnsafePointer<UInt64>,
    prior: (Int) -> UnsafePointer<UInt64>
  ) -> Bool {
    let slopes = slopes + offsets[layers.count]
    for row in 0..<priorSlopes.count where priorSlopes[row] != slopes[row] { return true }
    return false
  }

  func position(of cut: Cut) -> ExtendedRational {
    guard cut.denominator != 0 else {
      return cut.numerator > 0 ? .positiveInfinity : .negativeInfinity
    }
    return .finite(Rational(Integer(cut.numerator), Integer(cut.denominator)))
  }

  func outputMap() -> OutputMap {
    let offset = offsets[layers.count]
    let scale = scales[layers.count - 1]
    return OutputMap(
      slopes: (0..<priorSlopes.count).map { Rational(Integer(slopes[offset + $0]), scale) },
      intercepts: (0..<priorSlopes.count).map { Rational(Integer(constants[offset + $0]), scale) })
  }

  func positionEstimate(of cut: Cut) -> PointEstimate {
    PointEstimate(quotient: cut.numerator, cut.denominator)
  }

  func outputEstimate(_ output: Int) -> MapEstimate {
    let index = offsets[layers.count] + output
    return MapEstimate(
      constant: constants[index], slope: slopes[index], over: scales[layers.count - 1])
  }
}

extension WordKernel.Cut {
  /// An end of a domain, or nil when it does not fit in a word.
  init?(_ end: ExtendedRational) {
    switch end {
    case .negativeInfinity: self.init(numerator: -1, denominator: 0)
    case .positiveInfinity: self.init(numerator: 1, denominator: 0)
    case .finite(let value):
      guard max(value.numerator.bitLength, value.denominator.bitLength) <= Word.capacity,
        let numerator = Word(exactly: value.numerator),
        let denominator = Word(exactly: value.denominator)
      else { return nil }
      self.init(numerator: numerator, denominator: denominator)
    }
  }
}

extension FixedWidthInteger {
  /// The same number, or nil when it does not fit.
  init?(exactly value: Integer) {
    guard let word = Int(exactly: value) else {
      guard value.bitLength < Self.bitWidth else { return nil }
      let half = Integer(1) << 62
      let (high, low) = value.magnitude.quotientAndRemainder(dividingBy: half)
      guard let upper = Self(exactly: high), let lower = Self(exactly: low) else { return nil }
      let size = upper << 62 + lower
      self = value.sign == .negative ? 0 - size : size
      return
    }
    self.init(exactly: word)
  }
}
