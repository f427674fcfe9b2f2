internal import ExactNumbers
internal import HyperplaneArrangements

/// Counts the activation regions of one hidden layer as those of a hyperplane arrangement, without visiting
/// one.
///
/// The neurons of one layer bend on hyperplanes, and its activation regions are the regions of their
/// arrangement: on the whole space |χ(−1)| (Zaslavsky 1975), in a box the sum of |μ| over the flats that meet its
/// interior (Zaslavsky 1977).
enum ShallowCount {
  /// A box of more inputs has too many corners.
  private static let boxDimension = 12

  /// The counts of a request, where an arrangement gives them.
  ///
  /// - Parameters:
  ///   - network: any number of inputs.
  ///   - request: what to count.
  /// - Returns: nil for more layers, other counts, or another method; a lower bound if it was stopped.
  static func counts(of network: SpaceNetwork, _ request: RegionCountRequest) -> RegionCounts? {
    guard network.depth == 1, [.automatic, .arrangement].contains(request.method), request.canFold,
      network.box.allSatisfy({ $0 == .wholeLine }) || network.dimension <= boxDimension
    else { return nil }
    let layer = network.layers[0]
    let rows = (0..<layer.rows).map { row in
      Array(layer.weights[row * layer.columns..<(row + 1) * layer.columns])
    }
    let stop = StopWatch(request)
    let wanted = CountRequest(threads: request.threads, isCancelled: { stop.isDue })
    guard
      let arrangement = try? HyperplaneArrangement(
        neurons: rows, biases: layer.biases, inputs: network.dimension)
    else { return nil }
    do throws(ArrangementError) {
      let regions = try arrangement.regionCount(in: network.box, wanted)
      return RegionCounts(request, perLayer: [regions], method: .arrangement)
    } catch {
      // Stopped: one region there is.
      return stop.isDue ? RegionCounts(request, perLayer: nil, method: .arrangement) : nil
    }
  }
}
