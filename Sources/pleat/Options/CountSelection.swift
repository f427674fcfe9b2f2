public import ArgumentParser
public import LinearPieces
public import LinearRegions

extension CountingMethod: ExpressibleByArgument {}
extension RegionMethod: ExpressibleByArgument {}

/// Which counts along a line are wanted, and how they are made.
struct CountSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Any of activationPatterns, activationRegions, linearPieces, affineFunctions, perLayer, or \
      all (default: activationRegions,linearPieces,perLayer).
      """, valueName: "NAME,…"))
  var count: String?

  @Option(help: "Visit every cell, count cells with the same future once, or choose by itself.")
  var method: CountingMethod = .automatic

  /// The counts asked for.
  func names() throws -> Set<CountName> {
    try CountNames.read(
      count, default: [.activationRegions, .linearPieces, .perLayer], what: "along a line")
  }
}

/// Which counts of regions are wanted.
struct RegionCountSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Any of activationPatterns, activationRegions, linearRegions, closedRegions, \
      affineFunctions, perLayer, or all (default: activationRegions,linearRegions,perLayer).
      """, valueName: "NAME,…"))
  var count: String?

  /// The counts asked for.
  func names() throws -> Set<RegionCountName> {
    try CountNames.read(count, default: RegionCountRequest.standardCounts, what: "of regions")
  }
}

/// Reads the names of counts.
private enum CountNames {
  static func read<Name: CaseIterable & Hashable & RawRepresentable<String>>(
    _ text: String?, default standard: Set<Name>, what: String
  ) throws -> Set<Name> {
    guard let text else { return standard }
    if text == "all" { return Set(Name.allCases) }
    let names = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let name = Name(rawValue: String(part)) else {
        let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw RequestError(
          option: "--count", "\"\(part)\" is no count \(what); choose \(known) or all")
      }
      return name
    }
    return Set(names)
  }
}
