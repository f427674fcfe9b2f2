internal import ExactNumbers

/// A depth-first search over the activation regions of a network of many inputs, by linear programs.
///
/// At every hidden layer a cell, a convex polyhedron, is cut along the zero hyperplanes of the neurons that
/// change sign inside it. Whether one does is a linear program: how small does the neuron get on the side of
/// the cell where a known interior point, the *witness*, has it positive? Every answer is proved, by an
/// interior point on the other side or by nonnegative multipliers (Docs/regions-by-programs.md).
///
/// A cell has no list of vertices, only the half-spaces that bound it. Those waiting along the present path
/// are all that is held.
final class ProgramSearch {
  let network: ProgramNetwork
  /// The last layer that is searched, from 1.
  let lastLayer: Int
  /// The pattern that the first layers must have: the search is of this cell alone.
  let prefix: [[Bool]]
  let usesFilter: Bool
  let exact: ExactProgramPath
  // Behind a pointer, since an access to a class's variable is checked for exclusivity at run time.
  let state: UnsafeMutablePointer<ProgramState>
  let proofs: ProgramProofs
  /// The witnesses that are kept exactly, by their frames.
  var exactWitnesses: [Int: IntegerPoint] = [:]
  /// Whether the top frame is the region that was reached last.
  private var isAtRegion = false

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - prefix: for each of the first layers, whether each neuron is active; the search is then of the
  ///     regions in this cell alone, and finds none if it has no interior. Not for all layers.
  ///   - lastLayer: the layer whose cells are the regions, from 1; nil for the last hidden layer.
  ///   - usesFilter: false to prove every answer in exact numbers.
  init(
    _ network: ProgramNetwork, prefix: [[Bool]] = [], lastLayer: Int? = nil,
    usesFilter: Bool = true
  ) {
    precondition(network.depth > 0, "a search needs a hidden layer")
    self.network = network
    self.prefix = prefix
    self.lastLayer = lastLayer ?? network.depth
    precondition(1...network.depth ~= self.lastLayer, "no such layer")
    precondition(prefix.count <= self.lastLayer, "the prefix is longer than the search")
    self.usesFilter = usesFilter
    let state = UnsafeMutablePointer<ProgramState>.allocate(capacity: 1)
    state.initialize(to: ProgramState(network))
    self.state = state
    proofs = ProgramProofs(state: state, dimension: network.dimension)
    exact = ExactProgramPath(network) { layer in
      UnsafePointer(state.pointee.levels.levels[layer].active)
    }
    begin()
  }

  deinit {
    state.pointee.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Cells found so far, layer by layer.
  ///
  /// Of the layers of the prefix the one cell on the way is counted.
  var cellsPerLayer: [Int] {
    (1...lastLayer).map { state.pointee.levels.levels[$0].cells }
  }

  /// How questions were answered so far.
  var counters: ProgramCounters { state.pointee.counters }

  /// Walks on to the next activation region.
  ///
  /// - Returns: false when there is none.
  func advance() -> Bool {
    if isAtRegion { pop() }
    isAtRegion = false
    while state.pointee.frameCount > 0 {
      guard decideAll() else { continue }
      let layer = state.pointee.finishCell()
      exact.change(layer)
      if layer == lastLayer {
        isAtRegion = true
        return true
      }
      descend()
    }
    return false
  }

  /// Takes the top frame off the stack.
  func pop() {
    clearExactWitness()
    state.pointee.frameCount -= 1
  }

  /// Puts the box on the stack, with the candidates of the first layer.
  private func begin() {
    state.pointee.pushRoot()
    var tableau = state.pointee.tableau()
    setWitness(
      tableau, network.insidePoint, inside: exact.boxSides.map { exact.row($0) })
    tableau.startAtWitness()
    state.pointee.save(tableau)
    openCandidates()
  }

  /// Enters the next layer on a cell.
  private func descend() {
    state.pointee.top.pointee.layer += 1
    openCandidates()
  }

  /// Makes all neurons of the top frame's layer candidates.
  private func openCandidates() {
    var tableau = state.pointee.openLayer()
    orientCandidates(&tableau)
    state.pointee.save(tableau)
  }

  /// Cuts the top frame by its candidates until a part has none left, which is then on top.
  ///
  /// - Returns: false if its pattern is not the one that is wanted.
  private func decideAll() -> Bool {
    var tableau = state.pointee.tableau()
    while true {
      screen(&tableau)
      if tableau.candidates == 0 { break }
      decideNext(&tableau)
    }
    state.pointee.save(tableau)
    return fitsPrefix()
  }

  /// Whether the top frame's pattern is the one that is wanted; otherwise it is taken off.
  private func fitsPrefix() -> Bool {
    let frame = state.pointee.top.pointee
    guard frame.layer <= prefix.count else { return true }
    let bits = state.pointee.bits.base + frame.bits
    let fits = prefix[frame.layer - 1].enumerated().allSatisfy { neuron, isActive in
      (bits[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1) == isActive
    }
    if !fits { pop() }
    return fits
  }

  /// Decides whether a candidate cuts the top frame, and if so makes two frames of it.
  @inline(__always)
  private func decideNext(_ tableau: inout ProgramTableau) {
    let candidate = tableau.farthestCandidate
    let side = tableau.rowSides[candidate]
    switch tableau.approach(candidate, far: state.pointee.farPoint) {
    case .crossed(let column):
      tableau.columns[column] = side.opposite
      if findPoint(tableau, behind: side) {
        split(&tableau, side, column)
      } else {
        decideExactly(&tableau, side)
      }
    case .optimal:
      if isPositive(tableau, candidate) {
        take(side)
        tableau.removeCandidate(candidate)
      } else {
        decideExactly(&tableau, side)
      }
    case .failed:
      decideExactly(&tableau, side)
    }
  }
}
