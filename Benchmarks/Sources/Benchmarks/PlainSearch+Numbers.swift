import ExactNumbers
import PlainKernels
import ReLUNetworks

extension PlainSearch {
  /// An end of the box, which must be bounded.
  static func number(_ end: ExtendedRational) -> Double {
    guard case .finite(let value) = end else {
      preconditionFailure("the baseline searches bounded boxes only")
    }
    return Double(value)
  }

  @inline(__always)
  static func lanes(
    _ blocks: UnsafeMutablePointer<SIMD8<Double>>
  ) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(blocks).assumingMemoryBound(to: Double.self)
  }

  /// The line α + β x + γ y = 0 of a neuron.
  @inline(__always)
  func line(
    _ level: UnsafeMutablePointer<Level>, _ neuron: Int
  ) -> (constant: Double, x: Double, y: Double) {
    let entry = Self.lanes(level.pointee.map) + ((neuron >> 3) &* 24 &+ (neuron & 7))
    return (entry[0], entry[8], entry[16])
  }

  /// Where two lines meet.
  @inline(__always)
  static func meet(
    _ a: (constant: Double, x: Double, y: Double), _ b: (constant: Double, x: Double, y: Double)
  ) -> (x: Double, y: Double) {
    let inverse = 1 / (a.x * b.y - a.y * b.x)
    return (
      (a.y * b.constant - a.constant * b.y) * inverse,
      (a.constant * b.x - a.x * b.constant) * inverse
    )
  }

  /// Writes which neurons of a layer are positive at a corner.
  @inline(__always)
  func positives(
    _ level: UnsafeMutablePointer<Level>, _ vertex: Vertex,
    _ target: UnsafeMutablePointer<UInt64>
  ) {
    plain_positive_rows(
      Self.lanes(level.pointee.map), level.pointee.width, vertex.x, vertex.y, target)
  }
}

extension PlainSearch.Level {
  /// A layer of a network; for the input, any layer and its width.
  init(_ map: AffineMap, width: Int) {
    self.width = width
    words = (width + 63) / 64
    columns = map.inputDimension
    blocks = (map.outputDimension + 7) / 8
    func zeros(_ count: Int) -> UnsafeMutablePointer<SIMD8<Double>> {
      let blocks = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: count)
      blocks.initialize(repeating: .zero, count: count)
      return blocks
    }
    weights = zeros(blocks * columns)
    biases = zeros(blocks * 3)
    self.map = zeros(blocks * 3)
    shared = zeros(blocks * 3)
    active = .allocate(capacity: words)
    common = .allocate(capacity: words)
    active.initialize(repeating: 0, count: words)
    common.initialize(repeating: 0, count: words)
    for row in 0..<map.outputDimension {
      biases[row / 8 * 3][row % 8] = Double(map.biases[row])
      for column in 0..<columns {
        weights[row / 8 * columns + column][row % 8] = Double(map.weights[row * columns + column])
      }
    }
  }

  func deallocate() {
    for blocks in [weights, biases, map, shared] { blocks.deallocate() }
    active.deallocate()
    common.deallocate()
  }
}

/// A stack in one allocation that is written without bounds checks.
struct PlainStack<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  func deallocate() { base.deallocate() }

  /// Makes room for elements up to `end`, of which the first `used` are kept.
  @inline(__always)
  mutating func reserve(_ end: Int, keeping used: Int) {
    if end > capacity { grow(end, keeping: used) }
  }

  @inline(never)
  private mutating func grow(_ end: Int, keeping used: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: end * 2)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = end * 2
  }
}
