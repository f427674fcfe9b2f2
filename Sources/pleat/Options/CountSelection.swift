public import ArgumentParser
public import LinearPieces

extension CountingMethod: ExpressibleByArgument {}

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
    guard let count else { return [.activationRegions, .linearPieces, .perLayer] }
    if count == "all" { return Set(CountName.allCases) }
    let names = try count.split(separator: ",", omittingEmptySubsequences: false).map { text in
      guard let name = CountName(rawValue: String(text)) else {
        let known = CountName.allCases.map(\.rawValue).joined(separator: ", ")
        throw RequestError(
          option: "--count", "\"\(text)\" is no count along a line; choose \(known) or all")
      }
      return name
    }
    return Set(names)
  }
}
