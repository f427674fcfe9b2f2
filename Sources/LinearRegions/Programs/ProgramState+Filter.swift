internal import ExactNumbers

/// What a search by linear programs has at hand: the stacks of its frames, the present frame, which stands behind
/// all that wait, and the levels.
struct ProgramState {
  let levels: ProgramLevels
  let box: ProgramBox
  /// Whether some end of the box is infinite.
  let isUnbounded: Bool
  let scratch: UnsafeMutablePointer<SIMD4<Double>>
  /// Room for two points, each with a 1 and zeros behind its coordinates.
  let points: UnsafeMutablePointer<SIMD4<Double>>
  /// Room for one row of residuals.
  let residual: UnsafeMutablePointer<SIMD4<Double>>
  var numbers: GrowingStack<SIMD4<Double>>
  var halfSpaces: GrowingStack<HalfSpace>
  var bits: GrowingStack<UInt64>
  /// The frame that is looked at.
  var current = ProgramFrame.none
  var counters = ProgramCounters()
  /// How far inside its part of the cell the last point found lies.
  var depthOfPoint = 0.0
  /// The last candidate that was crossed, at the witness.
  var depthOfWitness = 0.0
}

/// How questions were answered.
struct ProgramCounters {
  /// Points inside that the filter proved.
  var points = 0
  /// Multipliers that the filter proved.
  var multipliers = 0
  /// Multipliers that the filter could not prove and exact numbers could.
  var exactMultipliers = 0
  /// Points that exact numbers proved.
  var exactPoints = 0
  /// Linear programs solved in exact numbers.
  var exactPrograms = 0
  /// Signs at a witness decided by exact numbers.
  var exactSigns = 0
  /// Half-spaces found to be implied by the others.
  var pruned = 0
}

extension ProgramState {
  init(_ network: SpaceNetwork) {
    let dimension = network.dimension
    box = ProgramBox(network.box)
    isUnbounded = !network.box.allSatisfy(\.isBounded)
    levels = ProgramLevels(
      Array(network.layers.dropLast()), dimension: dimension, reach: box.reach(dimension))
    scratch = .allocate(capacity: levels.blocks)
    residual = .allocate(capacity: levels.blocks)
    points = .allocate(capacity: 2 * levels.blocks)
    scratch.initialize(repeating: .zero, count: levels.blocks)
    residual.initialize(repeating: .zero, count: levels.blocks)
    points.initialize(repeating: .zero, count: 2 * levels.blocks)
    numbers = GrowingStack(capacity: 4096)
    halfSpaces = GrowingStack(capacity: 1024)
    bits = GrowingStack(capacity: 256)
    farPoint[dimension] = 1
    newPoint[dimension] = 1
  }

  func deallocate() {
    levels.deallocate()
    box.deallocate()
    scratch.deallocate()
    residual.deallocate()
    points.deallocate()
    numbers.deallocate()
    halfSpaces.deallocate()
    bits.deallocate()
  }

  /// A point of the cell behind a candidate.
  @inline(__always)
  var farPoint: UnsafeMutablePointer<Double> { ProgramTableau.entries(points) }

  /// A point strictly inside the part of the cell behind a candidate.
  @inline(__always)
  var newPoint: UnsafeMutablePointer<Double> { ProgramTableau.entries(points + levels.blocks) }

  /// Makes room for all that the last frame can come to hold: each column may give back a constraint.
  ///
  /// - Parameters:
  ///   - frame: the last frame as it will be.
  ///   - used: the frame whose part of the stacks is the last one in use.
  @inline(__always)
  private mutating func reserve(_ frame: ProgramFrame, _ used: ProgramFrame) {
    let (dimension, blocks) = (levels.dimension, levels.blocks)
    let needed = frame.rows &+ dimension &+ 1
    numbers.reserve(
      frame.numbers &+ (1 &+ dimension &+ needed) &* blocks,
      keeping: used.numbers &+ (1 &+ dimension &+ used.rows) &* blocks)
    halfSpaces.reserve(
      frame.halfSpaces &+ dimension &+ needed,
      keeping: used.halfSpaces &+ dimension &+ used.rows)
    bits.reserve(
      frame.bits &+ levels.levels[frame.layer].words,
      keeping: used.bits &+ levels.levels[used.layer].words)
  }

  /// Makes the box the present frame, whose witness is to be written.
  mutating func openRoot() {
    current = .none
    current.freeColumns = levels.dimension
    numbers.reserve((2 &+ 2 &* levels.dimension) &* levels.blocks, keeping: 0)
    halfSpaces.reserve(2 &* levels.dimension &+ 1, keeping: 0)
    for block in 0..<levels.blocks { numbers.base[block] = .zero }
    ProgramTableau.entries(numbers.base)[levels.dimension] = 1
    for column in 0..<levels.dimension {
      halfSpaces.base[column] = HalfSpace(layer: -1, neuron: column, isNegative: false)
    }
  }

  /// The tableau of the present frame; of use until the next frame is made.
  @inline(__always)
  func tableau() -> ProgramTableau {
    let frame = current
    return ProgramTableau(
      dimension: levels.dimension, blocks: levels.blocks, numbers: numbers.base + frame.numbers,
      halfSpaces: halfSpaces.base + frame.halfSpaces, box: box,
      scratch: scratch, constraints: frame.constraints, candidates: frame.candidates,
      freeColumns: frame.freeColumns)
  }

  /// Notes how many rows the present frame's tableau has.
  @inline(__always)
  mutating func save(_ tableau: ProgramTableau) {
    current.constraints = tableau.constraints
    current.candidates = tableau.candidates
    current.freeColumns = tableau.freeColumns
  }

  /// Goes on to a copy of the present frame, whose tableau has been saved, behind it.
  mutating func copyBehind() -> ProgramTableau {
    let source = current
    var copy = behind(source, source)
    copy.exactWitness = 0
    reserve(copy, source)
    (numbers.base + copy.numbers).update(
      from: numbers.base + source.numbers, count: copy.numbers &- source.numbers)
    (halfSpaces.base + copy.halfSpaces).update(
      from: halfSpaces.base + source.halfSpaces, count: copy.halfSpaces &- source.halfSpaces)
    (bits.base + copy.bits).update(
      from: bits.base + source.bits, count: copy.bits &- source.bits)
    current = copy
    return tableau()
  }

  /// A frame as it is behind another one.
  @inline(__always)
  private func behind(_ frame: ProgramFrame, _ other: ProgramFrame) -> ProgramFrame {
    var moved = frame
    moved.numbers = other.numbers &+ (1 &+ levels.dimension &+ other.rows) &* levels.blocks
    moved.halfSpaces = other.halfSpaces &+ levels.dimension &+ other.rows
    moved.bits = other.bits &+ levels.levels[other.layer].words
    return moved
  }

  /// Lets two frames of one layer, of which the second stands behind the first and all others, change places.
  ///
  /// - Returns: the second, which then is before the first, and the first.
  mutating func exchange(
    _ first: ProgramFrame, _ second: ProgramFrame
  ) -> (lower: ProgramFrame, upper: ProgramFrame) {
    var lower = second
    (lower.numbers, lower.halfSpaces, lower.bits) = (first.numbers, first.halfSpaces, first.bits)
    let upper = behind(first, lower)
    Self.exchange(
      numbers.base + first.numbers, second.numbers &- first.numbers, upper.numbers &- lower.numbers)
    Self.exchange(
      halfSpaces.base + first.halfSpaces, second.halfSpaces &- first.halfSpaces,
      upper.halfSpaces &- lower.halfSpaces)
    Self.exchange(
      bits.base + first.bits, second.bits &- first.bits, upper.bits &- lower.bits)
    reserve(upper, upper)
    return (lower, upper)
  }

  /// Puts the elements after the first ones before these.
  private static func exchange<Element: BitwiseCopyable>(
    _ base: UnsafeMutablePointer<Element>, _ first: Int, _ second: Int
  ) {
    withUnsafeTemporaryAllocation(of: Element.self, capacity: first) { room in
      guard let kept = room.baseAddress else { return }
      kept.initialize(from: base, count: first)
      base.update(from: base + first, count: second)
      (base + second).update(from: kept, count: first)
    }
  }

  /// Notes the present frame's active neurons as those of a cell of its layer.
  @inline(__always)
  func finishCell(isCounted: Bool) {
    let level = levels.levels + current.layer
    if isCounted { level.pointee.cells &+= 1 }
    level.pointee.active.update(from: bits.base + current.bits, count: level.pointee.words)
  }

  /// Makes all neurons of the present frame's layer candidates, whatever their signs.
  mutating func openLayer() -> ProgramTableau {
    let before = current
    let (layer, width) = (before.layer, levels.levels[before.layer].width)
    levels.enter(layer)
    var frame = before
    frame.candidates = width
    var used = before
    used.layer = max(layer &- 1, 0)
    reserve(frame, used)
    (bits.base + frame.bits).update(repeating: 0, count: levels.levels[layer].words)
    var tableau = tableau()
    tableau.openCandidates(width)
    for neuron in 0..<width {
      tableau.set(
        neuron, to: levels.row(layer, neuron),
        HalfSpace(layer: layer, neuron: neuron, isNegative: false))
    }
    return tableau
  }

  /// Notes on which side of a neuron of its layer a frame lies.
  @inline(__always)
  func take(_ side: HalfSpace, in frame: ProgramFrame) {
    if side.isNegative { return }
    bits.base[frame.bits &+ side.neuron >> 6] |= 1 << UInt64(side.neuron & 63)
  }
}
