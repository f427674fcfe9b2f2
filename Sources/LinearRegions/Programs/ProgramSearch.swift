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
///
/// Which candidates cut a cell is a fact. Where the order of cells must be the same on every machine, each is cut
/// by the lowest of them and the positive side is searched first, as in the search by vertices. Elsewhere the
/// search begins with the candidate that seems least likely to cut, which is faster.
final class ProgramSearch {
  /// In which order cells are searched.
  enum Order {
    /// As is fastest; with other searches of the same network, in the fixed order down to their parts.
    case fastest
    /// The same on every machine.
    case fixed
    /// The same on every machine down to bundles of regions, each of which is counted at once.
    case bundled
  }

  let network: SpaceNetwork
  let usesFilter: Bool
  let order: Order
  private let sharesParts: Bool
  let exact: ExactProgramPath
  // Behind a pointer, since an access to a class's variable is checked for exclusivity at run time.
  let state: UnsafeMutablePointer<ProgramState>
  let stack: UnsafeMutablePointer<NodeStack<ProgramFrame>>
  let proofs: ProgramProofs
  /// The witnesses that are kept exactly, by their numbers, and the last number given.
  var exactWitnesses: [Int: IntegerPoint] = [:]
  var lastExactWitness = 0
  /// Where a bundle begins: so many cuts below the domain.
  private var bundleCuts: Int
  private var isInBundle = false
  /// The most regions in a bundle.
  private let bundleLimit: Int
  /// Whether the present frame is the region that was reached last.
  private var isAtRegion = false

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - usesFilter: false to prove every answer in exact numbers.
  ///   - order: in which cells are searched.
  ///   - parts: shares the work with other searches of the same network.
  ///   - isFirst: whether this is the search that counts what lies above the parts.
  ///   - bundleCuts: where a bundle begins at first: so many cuts below the domain, in a part if there are parts.
  ///   - bundleLimit: the most regions in a bundle, few enough to be waited for.
  init(
    _ network: SpaceNetwork, usesFilter: Bool = true, order: Order = .fastest,
    parts: SearchParts? = nil, isFirst: Bool = true,
    bundleCuts: Int = SearchParts.cuts + 1, bundleLimit: Int = 100_000
  ) {
    precondition(network.depth > 0, "a search needs a hidden layer")
    self.network = network
    self.usesFilter = usesFilter
    self.order = order
    precondition(parts == nil || bundleCuts > SearchParts.cuts, "a bundle is in a part")
    self.bundleCuts = bundleCuts
    self.bundleLimit = bundleLimit
    sharesParts = parts != nil
    stack = .allocate(capacity: 1)
    stack.initialize(to: NodeStack(parts, isFirst: isFirst))
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
    stack.pointee.deallocate()
    stack.deinitialize(count: 1)
    stack.deallocate()
  }

  /// How questions were answered so far.
  var counters: ProgramCounters { state.pointee.counters }

  /// Whether a frame is cut in the fixed order.
  ///
  /// - Parameter cuts: those that lead to it, as `SearchNode` counts them.
  /// - Returns: whether it is.
  @inline(__always)
  func isOrdered(_ cuts: Int) -> Bool {
    switch order {
    case .fastest: sharesParts && cuts >= 0
    case .fixed: true
    case .bundled: !isInBundle
    }
  }

  /// Walks on to the next activation region, or bundle of them.
  ///
  /// - Returns: how many regions it has reached; 0 at the end.
  func advance() -> Int {
    leaveRegion()
    clearLostWitnesses()
    while let frame = stack.pointee.pop()?.pointee {
      let regions = visit(frame)
      if regions > 0 { return regions }
    }
    return 0
  }

  private func leaveRegion() {
    if isAtRegion { clearExactWitness() }
    isAtRegion = false
  }

  /// Cuts a frame, enters the next layer on it, or counts it.
  ///
  /// - Returns: the regions counted.
  private func visit(_ frame: ProgramFrame) -> Int {
    if order == .bundled, !isInBundle, frame.pathCuts >= bundleCuts,
      let regions = countBundle(frame)
    {
      return regions
    }
    if cut(frame) { return 0 }
    let isRegion = frame.layer == network.depth
    let isOwn = stack.pointee.isOwn(frame, isRegion: isRegion)
    finishCell(isCounted: isOwn)
    if isRegion, !isOwn { leaveRegion() }
    return isRegion && isOwn ? 1 : 0
  }

  /// Counts all that lies under a frame, in the fastest order.
  ///
  /// - Returns: the regions; nil, and nothing is counted, if they are too many not to be interrupted. Further
  ///   bundles then begin deeper.
  private func countBundle(_ frame: ProgramFrame) -> Int? {
    let (counted, waiting) = (cellsPerLayer, stack.pointee.count)
    isInBundle = true
    defer { isInBundle = false }
    state.pointee.current = frame
    let witness = exactWitnesses[frame.exactWitness]
    _ = state.pointee.copyBehind()
    if let witness { keepExactWitness(witness) }
    stack.pointee.push(state.pointee.current)
    var regions = 0
    while stack.pointee.count > waiting, let next = stack.pointee.popLast() {
      regions &+= visit(next)
      leaveRegion()
      if regions > bundleLimit {
        stack.pointee.removeAll(above: waiting)
        cellsPerLayer = counted
        bundleCuts = frame.pathCuts + Self.moreCuts
        return nil
      }
    }
    return regions
  }

  /// So many cuts below a bundle that was too large the next ones begin.
  private static var moreCuts: Int { 4 }

  /// Begins anew with the box, on the stack with the candidates of the first layer.
  func begin() {
    isAtRegion = false
    exactWitnesses.removeAll()
    exact.change(0)
    state.pointee.openRoot()
    var tableau = state.pointee.tableau()
    setWitness(
      tableau, network.insidePoint, inside: exact.boxSides.map { exact.row($0) })
    tableau.startAtWitness()
    state.pointee.save(tableau)
    openCandidates()
  }

  /// Makes all neurons of the present frame's layer candidates, and lets it wait.
  private func openCandidates() {
    var tableau = state.pointee.openLayer()
    orientCandidates(&tableau)
    state.pointee.save(tableau)
    stack.pointee.push(state.pointee.current)
  }

  /// Makes the present frame, which no candidate cuts, a cell, and enters the next layer on it.
  private func finishCell(isCounted: Bool) {
    let layer = state.pointee.current.layer
    state.pointee.finishCell(isCounted: isCounted)
    exact.change(layer)
    if layer == network.depth {
      isAtRegion = true
    } else {
      state.pointee.current.layer = layer + 1
      openCandidates()
    }
  }

  /// Cuts a frame by the first of its candidates that does cut it; then both parts wait.
  ///
  /// - Returns: false if none does.
  private func cut(_ frame: ProgramFrame) -> Bool {
    state.pointee.current = frame
    var tableau = state.pointee.tableau()
    let isOrdered = isOrdered(frame.cuts)
    while true {
      screen(&tableau)
      if tableau.candidates == 0 { break }
      let next = isOrdered ? tableau.lowestCandidate : tableau.farthestCandidate
      if isCut(&tableau, by: next) { return true }
    }
    state.pointee.save(tableau)
    return false
  }

  /// Whether a candidate cuts the present frame, of which it makes two then.
  @inline(__always)
  private func isCut(_ tableau: inout ProgramTableau, by candidate: Int) -> Bool {
    let side = tableau.rowSides[candidate]
    switch tableau.approach(candidate, far: state.pointee.farPoint) {
    case .crossed(let column):
      tableau.columns[column] = side.opposite
      guard findPoint(tableau, behind: side) else { return decideExactly(&tableau, side) }
      split(&tableau, side, column)
      return true
    case .optimal:
      guard isPositive(tableau, candidate) else { return decideExactly(&tableau, side) }
      take(side)
      tableau.removeCandidate(candidate)
      return false
    case .failed:
      return decideExactly(&tableau, side)
    }
  }
}

extension ProgramSearch: CellSearch {
  /// Cells found so far, layer by layer.
  var cellsPerLayer: [Int] {
    get { (1...network.depth).map { state.pointee.levels.levels[$0].cells } }
    set {
      for (index, cells) in newValue.enumerated() {
        state.pointee.levels.levels[index + 1].cells = cells
      }
    }
  }

  var leaf: ProgramFrame { state.pointee.current }

  func replay(_ frame: ProgramFrame) -> ReplayedStep {
    leaveRegion()
    if cut(frame) { return .cut }
    finishCell(isCounted: false)
    return isAtRegion ? .ended : .entered
  }

  func release(_ frame: ProgramFrame) {}

  func forEachPatternWord(_ body: (UInt64) -> Void) {
    for layer in 1...network.depth {
      let level = state.pointee.levels.levels[layer]
      for word in 0..<level.words { body(level.active[word]) }
    }
  }
}
