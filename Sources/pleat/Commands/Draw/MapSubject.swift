import ExactNumbers
import LinearRegions
import ReLUNetworks
import Reporting
import Synchronization

/// A network to draw in the plane.
struct MapSubject {
  let network: LoadedNetwork
  /// The network of the outputs drawn, on its box or slice.
  let plane: RegionSubject
  /// The first output drawn, whose values the colours show, numbered from 1 as in the file.
  let output: Int

  /// The most activation regions that a picture holds.
  static let regionLimit = 100_000

  /// Visits the regions of a box.
  func forEachRegion(
    in box: [Interval], limit: WorkLimit, _ body: (ActivationRegion) throws -> Void
  ) throws {
    do {
      try RegionRefusal.naming(network.label) {
        try plane.network.forEachActivationRegion(
          in: box, isCancelled: { limit.isReached }, body)
      }
    } catch RegionCountError.cancelled {
      throw Self.stopped(limit)
    }
  }

  /// The counts on the domain; an error where there are too many regions for a picture.
  func counts(threads: Int, limit: WorkLimit) throws -> RegionCounts {
    let tooMany = Flag()
    let counts = try RegionRefusal.naming(network.label) {
      try plane.network.regionCounts(
        in: plane.box,
        RegionCountRequest(
          counts: [.activationRegions, .linearRegions], threads: threads,
          isCancelled: { limit.isReached || tooMany.isRaised },
          progress: { if $0.activationRegions > Self.regionLimit { tooMany.raise() } }))
    }
    if let count = counts.activationRegions, count > Integer(Self.regionLimit) {
      throw RequestError(
        "\(network.label) has more than \(Self.regionLimit) activation regions there, too many "
          + "for a picture: choose a smaller box with --box")
    }
    if !counts.isComplete { throw Self.stopped(limit) }
    return counts
  }

  private static func stopped(_ limit: WorkLimit) -> StoppedEarly {
    StoppedEarly(description: "\(limit.reason): nothing is drawn")
  }

  /// The names of the two axes.
  var axisNames: [String] {
    if plane.slice != nil { return ["t_{1}", "t_{2}"] }
    return network.network.inputNames ?? ["x_{1}", "x_{2}"]
  }

  /// The name of the output that the colours show.
  var outputName: String {
    let names = network.network.outputNames
    if let names { return names[output - 1] }
    return network.network.outputDimension == 1 ? "output" : "output \(output)"
  }

  /// The file's name without its folder, or the network's own name where it came by a pipe.
  var name: String { network.shortName }
}

/// A flag between threads, raised once.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isRaised: Bool { value.load(ordering: .relaxed) }
  func raise() { value.store(true, ordering: .relaxed) }
}

extension LoadedNetwork {
  /// The file's name without its folder, or the network's own name where it came by a pipe.
  var shortName: String {
    if path == "-" { return network.name ?? "standard input" }
    return path.split(separator: "/").last.map(String.init) ?? path
  }
}
