internal import ExactNumbers

/// When a fold gives up.
struct FoldLimit {
  /// Distinct segments, and distinct breakpoints, that one layer may have.
  let count: Int
  /// Whether to give up as soon as 64 segments are there and fewer than half coincide.
  let mustMerge: Bool

  /// Whether this many distinct segments are too many for a layer with this many cells.
  func isExceeded(by distinct: Int, of cells: Integer) -> Bool {
    distinct > count || (mustMerge && distinct > 64 && Integer(2 * distinct) > cells)
  }
}

/// Why a fold was given up.
enum FoldFailure: Error {
  /// More distinct segments or breakpoints than the limit: they do not coincide.
  case tooMany
  case cancelled
  /// A carried neuron of a hidden layer (from 0) is not proved positive.
  case mayVanish(layer: Int, neuron: Int)
}

/// What a fold counts.
struct FoldedCounts {
  var patterns: Integer?
  var regions: Integer
  var pieces: Integer?
  var perLayer: [Integer]
}
