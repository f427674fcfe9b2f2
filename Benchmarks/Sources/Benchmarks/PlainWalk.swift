import ExactNumbers
import PlainKernels
import ReLUNetworks

/// The baseline: the walk of `LinearPieces` in unchecked doubles.
///
/// The same order, the same products over active columns in blocks of eight rows, the same signs
/// taken once a point and layer; but no error bound, no exact arithmetic, and a wrong answer wherever
/// rounding makes one. It measures what being exact costs and serves nothing else.
final class PlainWalk {
  private struct Layer {
    let rows: Int
    let columns: Int
    let blocks: Int
    let weights: [SIMD8<Double>]
    let biases: [SIMD8<Double>]
  }

  private struct Frame {
    var cuts: [(position: Double, neuron: Int)] = []
    var next = 0
    var end = 0.0
    var frameEnd = 0.0
    var active: [UInt64]
    var positiveAtStart: [UInt64]
    var positiveAtEnd: [UInt64]
    var isFirst = true

    mutating func swapEnds() { swap(&positiveAtStart, &positiveAtEnd) }
  }

  private let layers: [Layer]
  private let lower: Double
  private let upper: Double
  private let frames: UnsafeMutablePointer<Frame>
  private let constants: [UnsafeMutablePointer<SIMD8<Double>>]
  private let slopes: [UnsafeMutablePointer<SIMD8<Double>>]
  private let columns: UnsafeMutablePointer<Int32>
  private let activeConstants: UnsafeMutablePointer<Double>
  private let activeSlopes: UnsafeMutablePointer<Double>
  private(set) var regions = 0
  private(set) var pieces = 0

  init(_ network: ReLUNetwork, from lower: Double, to upper: Double) {
    self.lower = lower
    self.upper = upper
    let form = network.standardForm
    layers = (form.hidden + [form.output]).map { map in
      let (rows, columns) = (map.outputDimension, map.inputDimension)
      let blocks = (rows + 7) / 8
      var weights = [SIMD8<Double>](repeating: .zero, count: blocks * columns)
      var biases = [SIMD8<Double>](repeating: .zero, count: blocks)
      weights.withUnsafeMutableBytes { bytes in
        let lanes = bytes.assumingMemoryBound(to: Double.self)
        var next = 0
        for row in 0..<rows {
          for column in 0..<columns {
            lanes[((row / 8) * columns + column) * 8 + row % 8] = Double(map.weights[next])
            next += 1
          }
        }
      }
      for row in 0..<rows { biases[row / 8][row % 8] = Double(map.biases[row]) }
      return Layer(rows: rows, columns: columns, blocks: blocks, weights: weights, biases: biases)
    }
    let widths = [1] + layers.dropLast().map(\.rows)
    frames = .allocate(capacity: widths.count)
    for (layer, width) in widths.enumerated() {
      let empty = [UInt64](repeating: 0, count: (width + 63) / 64)
      (frames + layer).initialize(
        to: Frame(active: empty, positiveAtStart: empty, positiveAtEnd: empty))
    }
    let sizes = [1] + layers.map(\.blocks)
    func buffers() -> [UnsafeMutablePointer<SIMD8<Double>>] {
      sizes.map { blocks in
        let buffer = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: blocks)
        buffer.initialize(repeating: .zero, count: blocks)
        return buffer
      }
    }
    constants = buffers()
    slopes = buffers()
    slopes[0][0][0] = 1
    let widest = widths.max() ?? 1
    columns = .allocate(capacity: widest)
    activeConstants = .allocate(capacity: widest)
    activeSlopes = .allocate(capacity: widest)
  }

  deinit {
    for buffer in constants + slopes { buffer.deallocate() }
    frames.deinitialize(count: layers.count)
    frames.deallocate()
    columns.deallocate()
    activeConstants.deallocate()
    activeSlopes.deallocate()
  }

  private var depth: Int { layers.count - 1 }

  /// Walks over all cells; a walk that was run before starts again.
  ///
  /// `body` receives each cell's right end and the output's slope and constant on it.
  func run(
    _ body: (_ end: Double, _ slope: Double, _ constant: Double) -> Void = { _, _, _ in }
  ) {
    (regions, pieces) = (0, 0)
    for layer in 1..<layers.count { frames[layer].isFirst = true }
    frames[0].active[0] = 1
    frames[0].end = upper
    var layer = 0
    var lastSlope = Double.nan
    while true {
      while layer < depth {
        layer += 1
        open(layer)
      }
      apply(depth + 1)
      let slope = slopes[depth + 1][0][0]
      regions += 1
      if slope != lastSlope { pieces += 1 }
      lastSlope = slope
      body(frames[depth].end, slope, constants[depth + 1][0][0])
      while layer > 0, frames[layer].next == frames[layer].cuts.count { layer -= 1 }
      if layer == 0 { return }
      let neuron = frames[layer].cuts[frames[layer].next].neuron
      frames[layer].active[neuron >> 6] ^= 1 << UInt64(neuron & 63)
      frames[layer].next += 1
      findEnd(layer)
    }
  }

  private func apply(_ layer: Int) {
    let map = layers[layer - 1]
    let from = frames[layer - 1]
    let oldConstants = UnsafeRawPointer(constants[layer - 1]).assumingMemoryBound(to: Double.self)
    let oldSlopes = UnsafeRawPointer(slopes[layer - 1]).assumingMemoryBound(to: Double.self)
    var count = 0
    for word in from.active.indices {
      var rest = from.active[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        columns[count] = Int32(truncatingIfNeeded: neuron)
        activeConstants[count] = oldConstants[neuron]
        activeSlopes[count] = oldSlopes[neuron]
        count &+= 1
      }
    }
    map.weights.withUnsafeBytes { weights in
      map.biases.withUnsafeBytes { biases in
        plain_product_of_two(
          weights.assumingMemoryBound(to: Double.self).baseAddress,
          biases.assumingMemoryBound(to: Double.self).baseAddress, map.blocks, map.columns,
          columns, count, activeConstants, activeSlopes, Self.lanes(constants[layer]),
          Self.lanes(slopes[layer]))
      }
    }
  }

  private static func lanes(
    _ blocks: UnsafeMutablePointer<SIMD8<Double>>
  ) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(blocks).assumingMemoryBound(to: Double.self)
  }

  private static let laneBits = SIMD8<Int64>(1, 2, 4, 8, 16, 32, 64, 128)

  private func signs(_ layer: Int, at point: Double) {
    let width = layers[layer - 1].rows
    for word in frames[layer].active.indices {
      var (positive, bits) = (SIMD8<Int64>.zero, Self.laneBits)
      for block in 0..<min(8, (width - word * 64 + 7) / 8) {
        let value = constants[layer][word * 8 + block] + slopes[layer][word * 8 + block] * point
        positive |= SIMD8<Int64>.zero.replacing(with: bits, where: value .> 0)
        bits &<<= 8
      }
      frames[layer].positiveAtEnd[word] = UInt64(bitPattern: positive.wrappedSum())
    }
  }

  private func open(_ layer: Int) {
    apply(layer)
    if frames[layer].isFirst {
      signs(layer, at: lower)
      frames[layer].isFirst = false
    }
    frames[layer].swapEnds()
    let end = frames[layer - 1].end
    signs(layer, at: end)
    frames[layer].cuts.removeAll(keepingCapacity: true)
    let newConstants = UnsafeRawPointer(constants[layer]).assumingMemoryBound(to: Double.self)
    let newSlopes = UnsafeRawPointer(slopes[layer]).assumingMemoryBound(to: Double.self)
    for word in frames[layer].active.indices {
      frames[layer].active[word] = frames[layer].positiveAtStart[word]
      var crossing = frames[layer].positiveAtStart[word] ^ frames[layer].positiveAtEnd[word]
      while crossing != 0 {
        let neuron = word &* 64 &+ crossing.trailingZeroBitCount
        crossing &= crossing &- 1
        frames[layer].cuts.append((-newConstants[neuron] / newSlopes[neuron], neuron))
      }
    }
    if frames[layer].cuts.count > 1 { frames[layer].cuts.sort { $0.position < $1.position } }
    frames[layer].next = 0
    frames[layer].frameEnd = end
    findEnd(layer)
  }

  private func findEnd(_ layer: Int) {
    let next = frames[layer].next
    frames[layer].end =
      next < frames[layer].cuts.count ? frames[layer].cuts[next].position : frames[layer].frameEnd
  }
}
