import ArgumentParser
import LinearRegions

/// The options of counts that take many hours or many machines.
struct LongCountOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Save the count's place there; the same command goes on from it.", valueName: "FILE"))
  var checkpoint: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Count the i-th of n shares of the work; pleat merge adds them up.", valueName: "i/n"))
  var shard: String?

  /// Whether any of them is there.
  var isGiven: Bool { checkpoint != nil || shard != nil }

  private var option: String { checkpoint != nil ? "--checkpoint" : "--shard" }

  /// The share asked for; the whole without one.
  func share() throws -> RegionShard {
    guard let shard else { return .whole }
    guard let share = RegionShard(text: shard) else {
      throw RequestError(
        option: "--shard", "\"\(shard.prefix(40))\" is not i/n with 1 <= i <= n, such as 3/16")
    }
    return share
  }

  /// Which counts are to be reported.
  func names(_ counting: RegionCountSelection) throws -> Set<RegionCountName> {
    guard counting.count != nil else { return LongCountRequest.additiveCounts }
    let names = try counting.names()
    let others = names.subtracting(LongCountRequest.additiveCounts).map(\.rawValue).sorted()
    guard others.isEmpty else {
      throw RequestError(
        option: option,
        "\(others.joined(separator: ", ")) cannot be added up over parts of the count; "
          + "ask for --count activationRegions,perLayer")
    }
    return names
  }

  /// Refuses what has no place to go on from.
  func refuse(list: Bool, _ method: RegionMethod) throws {
    guard LongCountRequest.methods.contains(method) else {
      throw RequestError(
        option: option,
        "the method \(method.rawValue) has no parts to go on from: choose auto, vertices or "
          + "programs")
    }
    if list { throw RequestError(option: option, "a list has no place to go on from") }
  }
}
