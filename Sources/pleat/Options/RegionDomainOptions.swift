import ArgumentParser
import ExactNumbers
import LinearRegions
import ReLUNetworks

/// A network with the box of its inputs, or of a slice's coordinates, that a command works on.
struct RegionSubject {
  /// The network, on the slice where there is one.
  let network: ReLUNetwork
  /// One interval a coordinate.
  let box: [Interval]
  /// The slice with its file's name; nil for a box of the network's inputs.
  let slice: (path: String, value: AffineSlice)?

  /// The domain as every report names it.
  var domainText: String {
    guard let slice else { return boxText }
    let directions = slice.value.directions.map(Self.text).joined(separator: ";")
    return "slice origin \(Self.text(slice.value.origin)) directions \(directions) box \(boxText)"
  }

  /// The domain for a person: a slice by the name of its file, many equal sides once.
  var shortDomainText: String {
    guard let slice else { return shortBoxText }
    return "slice \(slice.path), box \(shortBoxText)"
  }

  private var shortBoxText: String {
    guard box.count > Self.mostSides, let side = box.first, box.allSatisfy({ $0 == side }) else {
      return boxText
    }
    return "\(side) for each of \(box.count) inputs"
  }

  /// The most equal sides that are written one by one.
  private static var mostSides: Int { 6 }

  /// The box as `--box` reads it.
  var boxText: String { Self.text(box) }

  /// The digits that tell a count of the regions from others.
  func task(layers: Int?, method: RegionMethod) throws -> String {
    try network.regionTask(in: box, layers: layers, method: method)
  }

  static func text(_ box: [Interval]) -> String {
    box.map(\.description).joined(separator: ";")
  }

  private static func text(_ point: [Rational]) -> String {
    point.map(\.description).joined(separator: ",")
  }
}

/// The options that choose a box or a slice.
struct RegionDomainOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "One interval for all inputs, or one an input; all is the whole space.",
      valueName: "lo,hi;…"))
  var box: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A JSON file with origin, directions and box of an affine slice.", valueName: "FILE"))
  var slice: String?

  /// Whether any of them is there.
  var isGiven: Bool { box != nil || slice != nil }

  /// The network on the domain asked for: the option's box, else the file's, else the whole space.
  func subject(_ network: ReLUNetwork, name: String) throws -> RegionSubject {
    guard let path = slice else {
      return RegionSubject(
        network: network, box: try box(network, name, default: network.box), slice: nil)
    }
    let domain = try Self.read(path)
    let dimension = domain.slice.origin.count
    guard dimension == network.inputDimension else {
      throw RequestError(
        "\(path): the origin has \(ArgumentText.counted(dimension, "coordinate")) where "
          + "\(name) has \(ArgumentText.counted(network.inputDimension, "input"))")
    }
    let restricted = network.restricted(to: domain.slice)
    return RegionSubject(
      network: restricted, box: try box(restricted, "the slice", default: domain.box),
      slice: (path, domain.slice))
  }

  private static func read(_ path: String) throws -> SliceDomain {
    let bytes = try InputFile.bytes(of: path)
    do {
      return try SliceDomain(json: Array(bytes))
    } catch {
      throw RequestError("\(path): \(error)")
    }
  }

  private func box(
    _ network: ReLUNetwork, _ name: String, default own: [Interval]?
  ) throws -> [Interval] {
    let inputs = network.inputDimension
    guard let box else { return own ?? [Interval](repeating: .wholeLine, count: inputs) }
    if box == "all" { return [Interval](repeating: .wholeLine, count: inputs) }
    let parts = box.split(separator: ";", omittingEmptySubsequences: false)
    let intervals = try parts.map { try ArgumentText.interval(String($0), option: "--box") }
    if intervals.count == 1 { return [Interval](repeating: intervals[0], count: inputs) }
    guard intervals.count == inputs else {
      throw RequestError(
        option: "--box",
        "\(intervals.count) intervals given where \(name) has "
          + ArgumentText.counted(inputs, slice == nil ? "input" : "coordinate"))
    }
    return intervals
  }
}
