internal import ExactNumbers

/// What a search by linear programs has at hand: its stacks, with the present frame on top, and the levels.
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
  var frames: GrowingStack<ProgramFrame>
  var frameCount = 0
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
  init(_ network: ProgramNetwork) {
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
    frames = GrowingStack(capacity: 64)
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
    frames.deallocate()
  }

  /// A point of the cell behind a candidate.
  @inline(__always)
  var farPoint: UnsafeMutablePointer<Double> { ProgramTableau.entries(points) }

  /// A point strictly inside the part of the cell behind a candidate.
  @inline(__always)
  var newPoint: UnsafeMutablePointer<Double> { ProgramTableau.entries(points + levels.blocks) }

  /// The frame on top.
  @inline(__always)
  var top: UnsafeMutablePointer<ProgramFrame> { frames.base + (frameCount &- 1) }

  /// Makes room for all that the top frame can come to hold: each column may give back a constraint.
  ///
  /// - Parameters:
  ///   - frame: the top frame as it will be.
  ///   - used: the frame whose part of the stacks is the last one in use.
  @inline(__always)
  private mutating func reserveTop(_ frame: ProgramFrame, _ used: ProgramFrame) {
    let (dimension, blocks) = (levels.dimension, levels.blocks)
    let needed = frame.constraints &+ frame.candidates &+ dimension &+ 1
    let kept = used.constraints &+ used.candidates
    numbers.reserve(
      frame.numbers &+ (1 &+ dimension &+ needed) &* blocks,
      keeping: used.numbers &+ (1 &+ dimension &+ kept) &* blocks)
    halfSpaces.reserve(
      frame.halfSpaces &+ dimension &+ needed,
      keeping: used.halfSpaces &+ dimension &+ kept)
    bits.reserve(
      frame.bits &+ levels.levels[frame.layer].words,
      keeping: used.bits &+ levels.levels[used.layer].words)
  }

  /// Puts the box on the stack, whose witness is to be written.
  mutating func pushRoot() {
    let frame = ProgramFrame(
      layer: 1, numbers: 0, halfSpaces: 0, bits: 0, constraints: 0, candidates: 0,
      freeColumns: levels.dimension, hasExactWitness: false)
    frames.base.initialize(to: frame)
    frameCount = 1
    numbers.reserve((2 &+ 2 &* levels.dimension) &* levels.blocks, keeping: 0)
    halfSpaces.reserve(2 &* levels.dimension &+ 1, keeping: 0)
    for block in 0..<levels.blocks { numbers.base[block] = .zero }
    ProgramTableau.entries(numbers.base)[levels.dimension] = 1
    for column in 0..<levels.dimension {
      halfSpaces.base[column] = HalfSpace(layer: -1, neuron: column, isNegative: false)
    }
  }

  /// The tableau of the top frame; of use until the next frame is made.
  @inline(__always)
  func tableau() -> ProgramTableau {
    let frame = top.pointee
    return ProgramTableau(
      dimension: levels.dimension, blocks: levels.blocks, numbers: numbers.base + frame.numbers,
      halfSpaces: halfSpaces.base + frame.halfSpaces, box: box,
      scratch: scratch, constraints: frame.constraints, candidates: frame.candidates,
      freeColumns: frame.freeColumns)
  }

  /// Notes how many rows the top frame's tableau has.
  @inline(__always)
  mutating func save(_ tableau: ProgramTableau) {
    top.pointee.constraints = tableau.constraints
    top.pointee.candidates = tableau.candidates
    top.pointee.freeColumns = tableau.freeColumns
  }

  /// Pushes a copy of the top frame, whose tableau has been saved.
  mutating func pushCopy() -> ProgramTableau {
    let source = top.pointee
    let dimension = levels.dimension
    let rows = source.constraints &+ source.candidates
    var copy = source
    copy.numbers &+= (1 &+ dimension &+ rows) &* levels.blocks
    copy.halfSpaces &+= dimension &+ rows
    copy.bits &+= levels.levels[source.layer].words
    copy.hasExactWitness = false
    reserveTop(copy, source)
    (numbers.base + copy.numbers).update(
      from: numbers.base + source.numbers, count: copy.numbers &- source.numbers)
    (halfSpaces.base + copy.halfSpaces).update(
      from: halfSpaces.base + source.halfSpaces, count: copy.halfSpaces &- source.halfSpaces)
    (bits.base + copy.bits).update(
      from: bits.base + source.bits, count: copy.bits &- source.bits)
    frames.reserve(frameCount &+ 1, keeping: frameCount)
    (frames.base + frameCount).initialize(to: copy)
    frameCount &+= 1
    return tableau()
  }

  /// Counts the top frame as a cell of its layer, and notes its active neurons.
  @inline(__always)
  func finishCell() -> Int {
    let frame = top.pointee
    let level = levels.levels + frame.layer
    level.pointee.cells &+= 1
    level.pointee.active.update(from: bits.base + frame.bits, count: level.pointee.words)
    return frame.layer
  }

  /// Makes all neurons of the top frame's layer candidates, whatever their signs.
  mutating func openLayer() -> ProgramTableau {
    let before = top.pointee
    let (layer, width) = (before.layer, levels.levels[before.layer].width)
    levels.enter(layer)
    var frame = before
    frame.candidates = width
    var used = before
    used.layer = max(layer &- 1, 0)
    reserveTop(frame, used)
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

  /// Notes that a neuron is positive on the frame below the top one, of the same layer.
  @inline(__always)
  func setActiveBelow(_ neuron: Int) {
    bits.base[(top - 1).pointee.bits &+ neuron >> 6] |= 1 << UInt64(neuron & 63)
  }

  /// Notes that a neuron of the top frame's layer is positive on it.
  @inline(__always)
  func setActive(_ neuron: Int) {
    bits.base[top.pointee.bits &+ neuron >> 6] |= 1 << UInt64(neuron & 63)
  }
}
