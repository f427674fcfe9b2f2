internal import Synchronization

/// What the threads of a long count have found, and where each of them is.
///
/// A thread posts its place, its counts and the parts that it has claimed since in one step, so whatever
/// is read here at one time fits together: a part that some thread claims after its post still lies
/// ahead of that place, and whoever resumes there meets it again.
final class CountBoard: Sendable {
  private struct State {
    /// Searches that wait to be taken up.
    var pending: [RegionCheckpoint.Walk]
    /// Searches under way.
    var open: [Int: RegionCheckpoint.Walk] = [:]
    var counted: [Int]
    var claimed: [Int]
    var decisions: SignDecisions?
    var nextName = 0
    var isSaving = false
    var nextSave = ContinuousClock.now + firstPause
    var pause = firstPause

    /// The time between two saves doubles from this.
    static let firstPause = Duration.milliseconds(100)
    static let longestPause = Duration.seconds(20)
  }

  private let task: String
  private let shard: RegionShard
  private let state: Mutex<State>

  /// A board for a count.
  ///
  /// - Parameters:
  ///   - task: what is counted.
  ///   - shard: the share of it.
  ///   - depth: the number of hidden layers.
  ///   - resumed: where the count was; nil at its beginning.
  init(task: String, shard: RegionShard, depth: Int, resumed: RegionCheckpoint?) {
    self.task = task
    self.shard = shard
    let first = RegionCheckpoint.Walk.start(isFirst: shard.index == 1, depth: depth)
    state = Mutex(
      State(
        pending: resumed?.walks ?? [first],
        counted: resumed?.counted ?? Array(repeating: 0, count: depth),
        claimed: resumed?.claimedParts ?? []))
  }

  /// A search that waits, now under way, with a name for it; nil when there is none.
  func take() -> (name: Int, walk: RegionCheckpoint.Walk)? {
    state.withLock { state in
      guard let walk = state.pending.popLast() else { return nil }
      return Self.open(walk, &state)
    }
  }

  /// Puts a new search under way.
  func open(_ walk: RegionCheckpoint.Walk) -> (name: Int, walk: RegionCheckpoint.Walk) {
    state.withLock { Self.open(walk, &$0) }
  }

  private static func open(
    _ walk: RegionCheckpoint.Walk, _ state: inout State
  ) -> (name: Int, walk: RegionCheckpoint.Walk) {
    let name = state.nextName
    state.nextName += 1
    state.open[name] = walk
    return (name, walk)
  }

  /// Takes in the place of a search.
  ///
  /// - Returns: the regions that all have found.
  func post(_ name: Int, _ walk: RegionCheckpoint.Walk, claimed: [Int]) -> Int {
    state.withLock { state in
      state.open[name] = walk
      state.claimed += claimed
      return Self.regions(state)
    }
  }

  /// Takes in the counts of a search that has come to its end.
  func close(_ name: Int, cells: [Int], claimed: [Int]) {
    state.withLock { state in
      state.open[name] = nil
      state.claimed += claimed
      state.counted = zip(state.counted, cells).map { $0 + $1 }
    }
  }

  /// Takes in how a search has decided in this run, if it counts that.
  func note(_ decisions: SignDecisions?) {
    guard let decisions else { return }
    state.withLock { $0.decisions = decisions.adding($0.decisions) }
  }

  /// How all searches have decided; nil where none counts it.
  var decisions: SignDecisions? { state.withLock { $0.decisions } }

  private static func regions(_ state: State) -> Int {
    (state.pending + state.open.values).reduce(state.counted.last ?? 0) {
      $0 + ($1.cells.last ?? 0)
    }
  }

  /// The count as it is now.
  func checkpoint(millionths: Int) -> RegionCheckpoint {
    state.withLock { state in
      RegionCheckpoint(
        task: task, shard: shard.description, counted: state.counted,
        claimed: RegionCheckpoint.ranges(of: state.claimed), millionths: min(1_000_000, millionths),
        walks: state.pending + state.open.sorted { $0.key < $1.key }.map(\.value))
    }
  }

  /// Saves if it is time to.
  func saveIfDue(_ save: (@Sendable (RegionCheckpoint) -> Void)?, _ parts: SearchParts) {
    guard let save, isSaveDue() else { return }
    save(checkpoint(millionths: parts.millionths))
    state.withLock { state in
      state.isSaving = false
      state.nextSave = ContinuousClock.now + state.pause
      state.pause = min(state.pause * 2, State.longestPause)
    }
  }

  private func isSaveDue() -> Bool {
    state.withLock { state in
      guard !state.isSaving, ContinuousClock.now >= state.nextSave else { return false }
      state.isSaving = true
      return true
    }
  }
}
