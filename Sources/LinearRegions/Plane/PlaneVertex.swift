/// What draws a line: a neuron of the present path, or a side of the domain.
struct LineLabel: Hashable {
  /// The hidden layer, from 1; 0 for a side of the domain.
  let layer: Int32
  /// The neuron of the layer, or the side's number in `PlaneBox.sides`.
  let neuron: Int32

  @inline(__always)
  init(layer: Int, neuron: Int) {
    self.layer = Int32(truncatingIfNeeded: layer)
    self.neuron = Int32(truncatingIfNeeded: neuron)
  }
}

/// A corner of a cell, with the edge that leads from it counterclockwise to the next corner.
///
/// The corner is where the lines of the edge before and of its own edge meet; it is stored by these,
/// and its coordinates are an estimate for the filter.
struct PlaneVertex {
  var point: PlanePoint
  /// The line of the edge that starts here.
  var edge: LineLabel
  /// Whether the cell lies where the edge's neuron is positive.
  var isOnPositiveSide: Bool
  /// Whether the corner runs away to infinity.
  var isInfinite: Bool
  /// Whether some neuron may vanish here besides those that define it.
  var isDegenerate: Bool
}

/// One cell, or part of a cell, waiting on the search's stack.
struct PlaneNode: SearchNode {
  /// The hidden layer whose neurons cut it, from 1.
  var layer: Int
  /// Its corners in the stack of corners.
  var start: Int
  var count: Int
  /// Its corners' signs in the stack of words: for each, positive then negative neurons of the layer.
  var signs: Int
  var cuts: Int
}
