internal import ExactNumbers

/// The affine maps of the current path in double, one a layer, and the scratch of their products.
final class MapBuffers {
  private let offsets: [Int]
  private let constantBlocks: UnsafeMutablePointer<SIMD8<Double>>
  private let slopeBlocks: UnsafeMutablePointer<SIMD8<Double>>
  private let columns: UnsafeMutablePointer<Int32>
  /// What enters a product, in blocks of eight, the last one filled up with zeros.
  private let activeConstants: UnsafeMutablePointer<SIMD8<Double>>
  private let activeSlopes: UnsafeMutablePointer<SIMD8<Double>>
  private let widths: [Int]

  /// Room for the layers' maps; the input's is 0 + `inputSlope` t.
  init(_ layers: [DoubleLayer], inputSlope: Double = 1) {
    var offsets = [0]
    var total = 1
    for layer in layers {
      offsets.append(total)
      total += layer.blockCount
    }
    self.offsets = offsets
    widths = [1] + layers.map(\.rows)
    let widest = (layers.map(\.columns).max() ?? 1) + 8
    constantBlocks = .allocate(capacity: total)
    slopeBlocks = .allocate(capacity: total)
    constantBlocks.initialize(repeating: .zero, count: total)
    slopeBlocks.initialize(repeating: .zero, count: total)
    slopeBlocks[0][0] = inputSlope
    columns = .allocate(capacity: widest)
    activeConstants = .allocate(capacity: widest / 8 + 1)
    activeSlopes = .allocate(capacity: widest / 8 + 1)
  }

  deinit {
    constantBlocks.deallocate()
    slopeBlocks.deallocate()
    columns.deallocate()
    activeConstants.deallocate()
    activeSlopes.deallocate()
  }

  func constants(_ layer: Int) -> UnsafePointer<Double> {
    UnsafeRawPointer(constantBlocks + offsets[layer]).assumingMemoryBound(to: Double.self)
  }

  func slopes(_ layer: Int) -> UnsafePointer<Double> {
    UnsafeRawPointer(slopeBlocks + offsets[layer]).assumingMemoryBound(to: Double.self)
  }

  /// Collects the active neurons of a layer for the product that follows.
  ///
  /// - Returns: how many they are, and upper bounds of the 2-norms of their constants and slopes.
  func gather(
    _ layer: Int, active: UnsafePointer<UInt64>
  ) -> (count: Int, constantNorm: Double, slopeNorm: Double) {
    let (constants, slopes) = (constants(layer), slopes(layer))
    let (newConstants, newSlopes) = (Self.lanes(activeConstants), Self.lanes(activeSlopes))
    var count = 0
    for word in 0..<(widths[layer] + 63) / 64 {
      var rest = active[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        columns[count] = Int32(truncatingIfNeeded: neuron)
        newConstants[count] = constants[neuron]
        newSlopes[count] = slopes[neuron]
        count &+= 1
      }
    }
    let blocks = (count &+ 7) / 8
    for index in count..<blocks &* 8 { (newConstants[index], newSlopes[index]) = (0, 0) }
    return (count, Self.norm(activeConstants, blocks), Self.norm(activeSlopes, blocks))
  }

  private static func lanes(
    _ blocks: UnsafeMutablePointer<SIMD8<Double>>
  ) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(blocks).assumingMemoryBound(to: Double.self)
  }

  /// A 2-norm, rounded up; infinite where the entries are too large.
  @inline(__always)
  private static func norm(_ blocks: UnsafeMutablePointer<SIMD8<Double>>, _ count: Int) -> Double {
    var squares = SIMD8<Double>.zero
    for index in 0..<count { squares += blocks[index] * blocks[index] }
    let norm = squares.sum().squareRoot() * LayerBound.inflation + LayerBound.tiny
    return norm <= LayerBound.largestEntry ? norm : .infinity
  }

  /// Applies a map to what was gathered.
  func apply(_ map: DoubleLayer, to layer: Int, count: Int) {
    map.apply(
      active: UnsafeBufferPointer(start: columns, count: count),
      constants: Self.lanes(activeConstants), slopes: Self.lanes(activeSlopes),
      newConstants: constantBlocks + offsets[layer], newSlopes: slopeBlocks + offsets[layer])
  }

  /// Adds the sizes of other maps' entries of a layer, times a factor, plus a number.
  func add(
    _ factor: Double, timesSizesOf other: MapBuffers, _ layer: Int, plus number: Double
  ) {
    for index in offsets[layer]..<offsets[layer] + (widths[layer] + 7) / 8 {
      let (constant, slope) = (other.constantBlocks[index], other.slopeBlocks[index])
      constantBlocks[index] += factor * pointwiseMax(constant, -constant) + number
      slopeBlocks[index] += factor * pointwiseMax(slope, -slope) + number
    }
  }

  private static let laneBits = SIMD8<Int64>(1, 2, 4, 8, 16, 32, 64, 128)

  /// Writes the signs that a test proves.
  ///
  /// - Returns: whether it proves all of them.
  func signs(
    _ layer: Int, _ test: SignTest, width: Int,
    _ positive: UnsafeMutablePointer<UInt64>, _ negative: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let (constants, slopes) = (constantBlocks + offsets[layer], slopeBlocks + offsets[layer])
    let words = (width + 63) / 64
    var decided = 0
    for word in 0..<words {
      // Each lane collects its own bits of the word, so that they are summed up but once.
      var (up, down, bits) = (SIMD8<Int64>.zero, SIMD8<Int64>.zero, Self.laneBits)
      for block in 0..<min(8, (width &- word &* 64 &+ 7) / 8) {
        let index = word &* 8 &+ block
        let value = constants[index] + slopes[index] * test.position
        up |= SIMD8<Int64>.zero.replacing(with: bits, where: value .> test.margin)
        down |= SIMD8<Int64>.zero.replacing(with: bits, where: value .< -test.margin)
        bits &<<= 8
      }
      let above = UInt64(bitPattern: up.wrappedSum())
      let below = UInt64(bitPattern: down.wrappedSum())
      let last = width &- word &* 64
      let valid: UInt64 = last >= 64 ? .max : (1 << UInt64(last)) &- 1
      positive[word] = above & valid
      negative[word] = below & valid
      decided += ((above | below) & valid).nonzeroBitCount
    }
    return decided == width
  }
}
