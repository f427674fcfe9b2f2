internal import ExactNumbers

/// A walk over the cells of a line, whatever arithmetic it stands on.
///
/// It holds the search's steps as closures rather than behind a protocol: called with a concrete
/// kernel, `init` specialises them, whereas a witness of the generic search would run unspecialised.
struct CellWalk {
  /// Whether the whole domain has been walked.
  let isDone: () -> Bool
  /// What has been counted so far.
  let tally: () -> PieceTally
  /// Cells after 1, 2, … hidden layers so far.
  let cellsPerLayer: () -> [Int]
  /// Walks on to the next cell; false when there is none.
  let advance: () -> Bool
  /// Walks on until this many more cells, of any layer, are entered; false at the end.
  let advanceNodes: (Int) -> Bool
  /// Whether some neuron active beside an end of the domain vanishes there, as far as walked.
  let vanishesAtEnds: () -> (start: Bool, end: Bool)
  /// Whether the current cell continues the linear piece of the one before.
  let continuesPiece: () -> Bool
  /// The layer whose zero is the current cell's left end; 0 for the first cell.
  let changeLayer: () -> Int
  /// The part of the first layer's cells that is done, 0…1.
  let fraction: () -> Double
  /// The ends of the current cell, about.
  let ends: () -> (start: PointEstimate, end: PointEstimate)
  /// One output on the current cell, about.
  let output: (Int) -> MapEstimate
  /// The exact left end of the current cell.
  let exactStart: () -> ExtendedRational
  /// The exact right end of the current cell.
  let exactEnd: () -> ExtendedRational
  /// The exact output on the current cell.
  let exactOutput: () -> OutputMap

  @inline(__always)
  init<Kernel: LineKernel>(_ search: PieceSearch<Kernel>) {
    isDone = { search.isDone }
    tally = { search.tally }
    cellsPerLayer = { search.cellsPerLayer }
    advance = { search.advance() }
    advanceNodes = { nodes in
      let target = search.tally.nodes + nodes
      while search.tally.nodes < target {
        guard search.advance() else { return false }
      }
      return true
    }
    vanishesAtEnds = { search.vanishesAtEnds }
    continuesPiece = { search.continuesPiece }
    changeLayer = { search.changeLayer }
    fraction = { search.fraction }
    ends = {
      let kernel = search.kernel
      return (
        kernel.positionEstimate(of: search.cellStart), kernel.positionEstimate(of: search.cellEnd)
      )
    }
    output = { search.kernel.outputEstimate($0) }
    exactStart = { search.kernel.position(of: search.cellStart) }
    exactEnd = { search.kernel.position(of: search.cellEnd) }
    exactOutput = { search.kernel.outputMap() }
  }
}

/// A network of one input as the counts take it: hidden layers and an affine output.
struct LineNetwork: Sendable {
  /// Hidden layers, then the output.
  let layers: [RationalLayer]

  /// The number of hidden layers.
  var depth: Int { layers.count - 1 }

  /// Whether folding is worth a try before anything else; it decides no count.
  ///
  /// It is where two hidden layers in a row are the same map, or where there are more layers than a
  /// filter in double can follow.
  var looksSelfSimilar: Bool {
    depth > 40 || (1..<max(1, depth - 1)).contains { layers[$0].isEqual(to: layers[$0 + 1]) }
  }

  /// The network of the first hidden layers alone, without an output to speak of.
  func prefix(_ depth: Int) -> LineNetwork {
    let columns = layers[depth - 1].rows
    let output = RationalLayer(
      weights: Array(repeating: 0, count: columns), biases: [0], columns: columns)
    return LineNetwork(layers: Array(layers.prefix(depth)) + [output])
  }

  /// A walk in the arithmetic that suits the network: machine words where every value provably
  /// fits, else filtered doubles, on wish with close bounds for its estimates.
  func walk(
    on domain: Interval, patterns: Bool = false, pieces: Bool = true, estimates: Bool = false
  ) -> CellWalk {
    var cleared = ClearedNetwork(layers)
    if cleared.clear(within: Int128.capacity) {
      if let kernel = WordKernel<Int64>(cleared, on: domain) {
        return CellWalk(PieceSearch(kernel, patterns: patterns, pieces: pieces))
      }
      if let kernel = WordKernel<Int128>(cleared, on: domain) {
        return CellWalk(PieceSearch(kernel, patterns: patterns, pieces: pieces))
      }
    }
    let kernel = FilteredKernel(layers, on: domain, estimates: estimates)
    return CellWalk(PieceSearch(kernel, patterns: patterns, pieces: pieces))
  }
}

extension RationalLayer {
  /// Whether two layers are the same map; at once when they share their storage.
  func isEqual(to other: RationalLayer) -> Bool {
    columns == other.columns && weights == other.weights && biases == other.biases
  }
}
