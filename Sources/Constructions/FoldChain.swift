internal import ReLUNetworks

/// The layers of folds applied one after another; equal neighbouring pairs share one map.
struct FoldChain {
  /// One hidden layer a fold.
  let hidden: [AffineMap]
  /// The value of the last fold as a map of the last hidden layer.
  let output: AffineMap

  /// Chains folds.
  ///
  /// - Parameters:
  ///   - widths: the neurons of each fold.
  ///   - start: the one value that the first fold is applied to; by default the one input.
  ///   - fold: the fold of a given width.
  init(
    widths: [Int], after start: AffineMap = .identity(1), _ fold: (_ width: Int) -> FoldFunction
  ) {
    var folds: [Int: FoldFunction] = [:]
    var middles: [[Int]: AffineMap] = [:]
    var hidden: [AffineMap] = []
    hidden.reserveCapacity(widths.count)
    var output = start
    var previous = 0
    for width in widths {
      let next = folds[width] ?? fold(width)
      folds[width] = next
      let middle = middles[[previous, width]] ?? next.entry.composed(after: output)
      middles[[previous, width]] = middle
      hidden.append(middle)
      output = next.readout
      previous = width
    }
    self.hidden = hidden
    self.output = output
  }
}
