internal import ExactNumbers
internal import Synchronization

/// The folds that are tried while a network is searched: the first one that ends has the counts, or the activation
/// regions among them.
///
/// A search that is long might be spared, so a fold is tried after some thousand regions. Where it is over
/// its limit it is tried after 16 times as many with a larger one, twice; where no cells coincide, at most once more, at
/// the last.
/// When it is due depends on the regions found alone, so the method does not depend on the machine, and a
/// small network is not held up by any.
final class FoldAttempts: Sendable {
  private struct State {
    var attempts = 0
    var perLayer: [Integer]?
  }

  private let network: SpaceNetwork
  private let request: RegionCountRequest
  private let state = Mutex(State())

  /// Regions found before the first attempt: twice as many for each input above four, since a cell has twice as
  /// many corners, and is cut exactly; four times as many where the fold cannot spare the search.
  private var firstRegions: Int {
    (request.canFold ? 20_000 : 80_000) << max(0, network.dimension - 4)
  }
  /// Networks of fewer hidden layers repeat nothing.
  private static let leastDepth = 2

  /// No attempt yet; nil where nothing is asked for that a fold can count.
  init?(at network: SpaceNetwork, _ request: RegionCountRequest) {
    guard request.method == .automatic, request.countsActivationRegions,
      network.depth >= Self.leastDepth, network.dimension <= RegionFold.inputLimit
    else { return nil }
    self.network = network
    self.request = request
  }

  /// The cells after each hidden layer, once a fold has ended.
  private var perLayer: [Integer]? { state.withLock { $0.perLayer } }

  /// Whether a fold has counted everything that is asked for.
  var isDone: Bool { request.canFold && perLayer != nil }

  /// The counts of the fold that has ended; nil if it has not counted everything.
  var counts: RegionCounts? {
    guard request.canFold else { return nil }
    return perLayer.map { RegionCounts(request, perLayer: $0, method: .fold) }
  }

  /// Puts the activation regions that a fold has counted in place of those that a stopped search has found.
  func complete(_ counts: inout RegionCounts) {
    guard let perLayer else { return }
    let folded = RegionCounts(request, perLayer: perLayer, method: .fold)
    (counts.activationRegions, counts.perLayer) = (folded.activationRegions, folded.perLayer)
  }

  /// Tries a fold on this thread, if one is due.
  ///
  /// - Parameters:
  ///   - regions: found so far.
  ///   - isCancelled: asked now and then; true ends the attempt.
  func tryAfter(_ regions: Int, isCancelled: () -> Bool) {
    let due: Int? = state.withLock { state in
      guard state.perLayer == nil, state.attempts < RegionFoldLimit.attempts,
        regions >= firstRegions << (4 * state.attempts)
      else { return nil }
      state.attempts += 1
      return state.attempts - 1
    }
    guard let due else { return }
    let limit = limit(due)
    var fold = RegionFold(network, limit: limit)
    let perLayer = fold.cellsPerLayer(isCancelled: { isCancelled() || self.perLayer != nil })
    let next = fold.isHopeless ? attempt(lookingAtMoreThan: limit.trial) : due
    state.withLock { state in
      state.attempts = max(state.attempts, next)
      state.perLayer = state.perLayer ?? perLayer
    }
  }

  private func limit(_ attempt: Int) -> RegionFoldLimit {
    .attempt(attempt, inputs: network.dimension)
  }

  /// The first attempt that looks at more images before it gives up, or how many there are.
  private func attempt(lookingAtMoreThan trial: Int) -> Int {
    (0..<RegionFoldLimit.attempts).first { limit($0).trial > trial } ?? RegionFoldLimit.attempts
  }
}
