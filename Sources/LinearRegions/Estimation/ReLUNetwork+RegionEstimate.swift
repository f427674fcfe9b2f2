public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// Estimates the number of activation regions without bias, where they are too many to be counted.
  ///
  /// - Parameters:
  ///   - box: one interval per input.
  ///   - request: how exact the estimate is to be, or how long it may take. Without either, the standard
  ///     error aimed at is a hundredth of the estimate.
  /// - Returns: the estimate with its standard error.
  /// - Throws: `RegionCountError` for a box or layer that does not fit.
  /// - Complexity: the cells of the sampled layer, a few times, and the regions under the sampled ones; the
  ///   memory is that of one path of the search a thread.
  public func regionEstimate(
    in box: [Interval], _ request: RegionEstimateRequest = RegionEstimateRequest()
  ) throws(RegionCountError) -> RegionEstimate {
    let searches = try SearchFactory(self, in: box, layers: request.layers)
    guard searches.depth > 0 else { return .affine }
    if let layer = request.sampledLayer, !(1...searches.depth ~= layer) {
      throw .noSuchLayer(layer, layers: searches.depth)
    }
    var request = request
    if request.relativeError == nil && request.budgetSeconds == nil {
      request.relativeError = Rational(1, 100)
    }
    var estimator = RegionEstimator(searches, request)
    return estimator.estimate()
  }
}

extension RegionEstimate {
  /// A network without hidden layers is one region.
  static let affine = exact(1, 0)

  /// All cells of the last layer, counted.
  static func exact(_ cells: Int, _ layer: Int) -> RegionEstimate {
    let tally = SampleTally(
      layerCells: cells, sampledCells: cells, regions: cells, squares: UInt128(cells))
    return RegionEstimate(tally, .all, layer: layer)
  }
}
