internal import ExactNumbers

/// What one pass over the cells of a layer has found.
struct SampleTally: Sendable {
  /// Cells of the layer: an exact count.
  var layerCells = 0
  /// Cells that were sampled.
  var sampledCells = 0
  /// Regions under the sampled cells.
  var regions = 0
  /// Cells of the next layer under them.
  var nextLayerCells = 0
  /// The sum of the squares of the regions under each.
  var squares: UInt128 = 0
  /// How signs under the sampled cells were decided, on the way to them too; nil where that is not counted.
  var decisions: SignDecisions?
  /// Time spent under the sampled cells, added up over the threads.
  var sampledTime = Duration.zero
  /// Whether the pass came to its end.
  var isDone = true

  /// Takes in a sampled cell.
  mutating func add(_ regions: Int) {
    sampledCells += 1
    self.regions += regions
    squares += UInt128(regions) * UInt128(regions)
  }

  /// Adds what another thread has found.
  mutating func merge(_ other: SampleTally) {
    layerCells += other.layerCells
    sampledCells += other.sampledCells
    regions += other.regions
    nextLayerCells += other.nextLayerCells
    squares += other.squares
    decisions = decisions?.adding(other.decisions) ?? other.decisions
    sampledTime += other.sampledTime
    isDone = isDone && other.isDone
  }
}
