internal import ExactNumbers

/// A depth-first walk over the cells of a line, from left to right.
///
/// At every hidden layer a cell is cut where neurons change sign inside it. The walk holds one frame
/// a layer, whatever the number of cells. Signs at a cell's right end are those of the next cell's
/// left end, at every layer, since the network is continuous: each is decided once.
///
/// Conventions (Docs/counting-pieces.md): a neuron is active iff its pre-activation is positive; a cell of
/// `activationRegions` (R2) is an interval with interior. For R1, a point between two cells has a
/// pattern of its own iff on each side some neuron active there vanishes at it: otherwise its
/// pattern is that of the side on which none does. Two different points, or a point and a cell that
/// does not touch it, never share a pattern, since the set of a pattern is convex.
final class PieceSearch<Kernel: LineKernel> {
  let kernel: Kernel
  private let wants: (patterns: Bool, pieces: Bool)
  private let depth: Int
  private let bits: BitRows
  // Behind pointers, since an access to a class's variable is checked for exclusivity at run time.
  private let place: UnsafeMutablePointer<Place>
  private let frames: UnsafeMutablePointer<Frame>
  private let cuts: UnsafeMutablePointer<[PlacedCut<Kernel.Cut>]>
  private let cells: UnsafeMutablePointer<Int>
  private let counts: UnsafeMutablePointer<PieceTally>

  private enum State { case fresh, running, done }

  /// Where the walk is.
  private struct Place {
    var state = State.fresh
    /// The deepest layer entered.
    var layer = 0
    var changeLayer = 0
    var continuesPiece = false
    var vanishesAtStart = false
    var vanishesAtLastEnd = false
  }

  /// One layer's place on the current path.
  private struct Frame {
    /// Where the current child ends.
    var end: Kernel.Cut
    /// First cut of the frame that is not yet crossed.
    var next = 0
    /// Whether some neuron of the layers so far, active on the current child, vanishes at its ends.
    var vanishesAtStart = false
    var vanishesAtEnd = false
    /// The same for the right end of the frame.
    var vanishesAtFrameEnd = false
    var frameEnd: Kernel.Cut
    var isFirst = true
  }

  /// A walk that has not begun.
  ///
  /// - Parameters:
  ///   - kernel: the arithmetic, set to a network and a domain.
  ///   - patterns: whether to count points with a pattern of their own.
  ///   - pieces: whether to compare the output of neighbouring cells.
  init(_ kernel: Kernel, patterns: Bool, pieces: Bool) {
    self.kernel = kernel
    wants = (patterns, pieces)
    depth = kernel.widths.count - 1
    bits = BitRows(widths: kernel.widths)
    place = .allocate(capacity: 1)
    place.initialize(to: Place())
    frames = .allocate(capacity: depth + 1)
    frames.initialize(
      repeating: Frame(end: kernel.upperEnd, frameEnd: kernel.upperEnd), count: depth + 1)
    cuts = .allocate(capacity: depth + 1)
    cuts.initialize(repeating: [], count: depth + 1)
    cells = .allocate(capacity: depth + 1)
    cells.initialize(repeating: 0, count: depth + 1)
    counts = .allocate(capacity: 1)
    counts.initialize(to: PieceTally())
  }

  deinit {
    place.deallocate()
    cells.deallocate()
    counts.deallocate()
    frames.deinitialize(count: depth + 1)
    frames.deallocate()
    cuts.deinitialize(count: depth + 1)
    cuts.deallocate()
  }

  /// What has been counted so far.
  var tally: PieceTally { counts.pointee }
  /// Cells after 1, 2, … hidden layers so far.
  var cellsPerLayer: [Int] { (1..<depth + 1).map { cells[$0] } }
  /// Whether the whole domain has been walked.
  var isDone: Bool { place.pointee.state == .done }

  /// Walks on to the next cell of all layers.
  ///
  /// - Returns: false when there is none.
  func advance() -> Bool {
    switch place.pointee.state {
    case .done: return false
    case .fresh:
      bits.active(0)[0] = 1
      place.pointee.state = .running
    case .running:
      guard crossNextCut() else {
        place.pointee.state = .done
        return false
      }
    }
    let start = place.pointee.layer
    if start < depth { for layer in start + 1...depth { open(layer) } }
    place.pointee.layer = depth
    arrive()
    return true
  }

  /// The part of the first layer's cells that is done, 0…1.
  var fraction: Double {
    isDone ? 1 : Double(frames[min(1, depth)].next) / Double(cuts[min(1, depth)].count + 1)
  }

  /// Active neurons of a layer on the current cell.
  func active(_ layer: Int) -> UnsafePointer<UInt64> { UnsafePointer(bits.active(layer)) }

  /// The left end of the current cell.
  var cellStart: Kernel.Cut {
    let layer = place.pointee.changeLayer
    return layer == 0 ? kernel.lowerEnd : cuts[layer][frames[layer].next - 1].cut
  }
  /// The right end of the current cell.
  var cellEnd: Kernel.Cut { frames[depth].end }
  /// The layer whose zero is the current cell's left end; 0 for the first cell.
  var changeLayer: Int { place.pointee.changeLayer }
  /// Whether some neuron active beside it vanishes at the left end of the domain, and at the right
  /// end of the current cell.
  var vanishesAtEnds: (start: Bool, end: Bool) {
    (place.pointee.vanishesAtStart, place.pointee.vanishesAtLastEnd)
  }
  /// Whether the current cell continues the linear piece of the one before.
  var continuesPiece: Bool { place.pointee.continuesPiece }

  /// Enters a cell's next layer: its map, its signs at both ends, its cuts.
  private func open(_ layer: Int) {
    counts.pointee.nodes += 1
    cells[layer] += 1
    let frame = frames + layer
    let parent = frames + (layer - 1)
    kernel.enter(layer, active: active(layer - 1))
    if frame.pointee.isFirst {
      kernel.signs(
        of: layer, at: kernel.lowerEnd, positive: bits.positiveAtEnd(layer),
        negative: bits.negativeAtEnd(layer))
      frame.pointee.isFirst = false
    }
    bits.shiftEnds(layer)
    kernel.signs(
      of: layer, at: parent.pointee.end, positive: bits.positiveAtEnd(layer),
      negative: bits.negativeAtEnd(layer))
    bits.keepPrior(layer)
    let someCross = bits.settle(layer)
    if !cuts[layer].isEmpty { cuts[layer].removeAll(keepingCapacity: true) }
    if someCross {
      kernel.zeros(of: layer, neurons: bits.crossing(layer), into: &cuts[layer])
    }
    frame.pointee.next = 0
    frame.pointee.frameEnd = parent.pointee.end
    if wants.patterns {
      frame.pointee.vanishesAtStart =
        parent.pointee.vanishesAtStart || bits.someActiveVanishesAtStart(layer)
      frame.pointee.vanishesAtFrameEnd =
        parent.pointee.vanishesAtEnd || bits.someActiveVanishesAtEnd(layer)
    }
    findChildEnd(layer)
  }

  /// Sets where the current child of a frame ends: its next cut, or the frame's own end.
  private func findChildEnd(_ layer: Int) {
    let frame = frames + layer
    guard frame.pointee.next < cuts[layer].count else {
      frame.pointee.end = frame.pointee.frameEnd
      frame.pointee.vanishesAtEnd = frame.pointee.vanishesAtFrameEnd
      return
    }
    frame.pointee.end = cuts[layer][frame.pointee.next].cut
    guard wants.patterns else { return }
    frame.pointee.vanishesAtEnd = someNeuronOfGroup(
      layer, isPositive: bits.positiveAtStart(layer))
  }

  /// Whether a neuron that vanishes at the next cut is positive at one end of the frame.
  private func someNeuronOfGroup(_ layer: Int, isPositive: UnsafeMutablePointer<UInt64>) -> Bool {
    var index = frames[layer].next
    repeat {
      let neuron = cuts[layer][index].neuron
      if isPositive[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1 { return true }
      index += 1
    } while index < cuts[layer].count && cuts[layer][index].joinsPrevious
    return false
  }

  /// Steps over the nearest cut to the right, at the deepest layer that has one.
  private func crossNextCut() -> Bool {
    var layer = place.pointee.layer
    while layer > 0, frames[layer].next == cuts[layer].count { layer -= 1 }
    place.pointee.layer = layer
    guard layer > 0 else { return false }
    place.pointee.changeLayer = layer
    bits.keepPrior(layer)
    if wants.patterns {
      frames[layer].vanishesAtStart = someNeuronOfGroup(
        layer, isPositive: bits.positiveAtEnd(layer))
    }
    let active = bits.active(layer)
    var next = frames[layer].next
    repeat {
      let neuron = cuts[layer][next].neuron
      active[neuron >> 6] ^= 1 << UInt64(neuron & 63)
      next += 1
    } while next < cuts[layer].count && cuts[layer][next].joinsPrevious
    frames[layer].next = next
    findChildEnd(layer)
    cells[layer] += 1
    return true
  }

  /// Counts the cell that the walk has reached.
  private func arrive() {
    let isFirst = counts.pointee.regions == 0
    counts.pointee.regions += 1
    if wants.pieces {
      kernel.enter(depth + 1, active: active(depth))
      let bends =
        isFirst
        || kernel.outputBends(
          since: place.pointee.changeLayer, active: active,
          prior: { UnsafePointer(self.bits.prior($0)) })
      place.pointee.continuesPiece = !bends
      if bends { counts.pointee.pieces += 1 }
    }
    guard wants.patterns else { return }
    let vanishes = frames[depth].vanishesAtStart
    if isFirst {
      place.pointee.vanishesAtStart = vanishes
    } else if vanishes && place.pointee.vanishesAtLastEnd {
      counts.pointee.points += 1
    }
    place.pointee.vanishesAtLastEnd = frames[depth].vanishesAtEnd
  }
}

/// What a walk has counted so far.
struct PieceTally: Sendable {
  /// Cells of all layers (R2).
  var regions = 0
  /// Linear pieces (R4).
  var pieces = 0
  /// Points between two cells with an activation pattern of their own.
  var points = 0
  /// Cells entered, over all layers: the work done.
  var nodes = 0
}
