import ArgumentParser
import ExactNumbers
import ReLUNetworks

/// A network of one input with the part of the line that a command works on.
struct LineSubject {
  let network: ReLUNetwork
  let domain: Interval
  /// The segment in the original network's input space; nil for an interval of its one input.
  let segment: Segment?

  /// The two ends of a segment, t = 0 and t = 1.
  struct Segment {
    let start: [Rational]
    let end: [Rational]
  }

  /// The domain as every report names it.
  var domainText: String {
    guard let segment else { return domain.description }
    return "from \(Self.text(segment.start)) to \(Self.text(segment.end))"
  }

  /// The domain for a person: points of many coordinates in short.
  var shortDomainText: String {
    guard let segment, segment.start.count > 8 else { return domainText }
    return "from \(Self.short(segment.start)) to \(Self.short(segment.end))"
  }

  private static func text(_ point: [Rational]) -> String {
    point.map(\.description).joined(separator: ",")
  }

  private static func short(_ point: [Rational]) -> String {
    text(Array(point.prefix(3))) + ",… (\(point.count) coordinates)"
  }
}

/// The options that choose an interval or a segment.
struct LineDomainOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The interval of a one-input network; -inf,inf is the whole line.", valueName: "a,b"))
  var on: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where a segment starts: t = 0.", valueName: "x1,…,xn"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the segment ends: t = 1.", valueName: "y1,…,yn"))
  var to: String?

  func validate() throws {
    if (from == nil) != (to == nil) {
      throw ValidationError("--from and --to go together: give both ends of the segment.")
    }
    if on != nil && from != nil {
      throw ValidationError("--on and --from exclude each other: give an interval or a segment.")
    }
  }

  /// The network on the domain asked for: the option, else the file's box, else the whole line.
  func subject(_ network: ReLUNetwork, name: String) throws -> LineSubject {
    if let from, let to {
      let start = try point(from, network, name, option: "--from")
      let end = try point(to, network, name, option: "--to")
      guard start != end else {
        throw RequestError("--from and --to are the same point: the segment has no interior")
      }
      return LineSubject(
        network: network.restricted(to: Line(from: start, to: end)), domain: .unit,
        segment: .init(start: start, end: end))
    }
    guard network.inputDimension == 1 else {
      throw RequestError(
        "\(name) has \(network.inputDimension) inputs: choose a segment with --from and --to")
    }
    let domain = try on.map { try ArgumentText.interval($0, option: "--on") }
    return LineSubject(
      network: network, domain: domain ?? network.box?.first ?? .wholeLine, segment: nil)
  }

  private func point(
    _ text: String, _ network: ReLUNetwork, _ name: String, option: String
  ) throws -> [Rational] {
    try ArgumentText.point(
      text, dimension: network.inputDimension, of: name, option: option)
  }
}

/// The option that keeps some of a network's outputs.
struct OutputSelection: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only these outputs, numbered from 1 (default: all).", valueName: "i,j"))
  var outputs: String?

  /// The outputs chosen, numbered from 1, or all of them.
  func numbers(of network: ReLUNetwork, name: String) throws -> [Int] {
    guard let outputs else { return Array(1...network.outputDimension) }
    let numbers = try ArgumentText.integers(outputs, in: 1...Int.max, option: "--outputs")
    for number in numbers where number > network.outputDimension {
      let count = ArgumentText.counted(network.outputDimension, "output")
      throw RequestError(option: "--outputs", "there is no output \(number): \(name) has \(count)")
    }
    guard Set(numbers).count == numbers.count else {
      throw RequestError(option: "--outputs", "an output stands twice in \"\(outputs)\"")
    }
    return numbers
  }

  /// The network with the outputs chosen alone.
  func selected(from network: ReLUNetwork, name: String) throws -> ReLUNetwork {
    guard outputs != nil else { return network }
    return network.selectingOutputs(try numbers(of: network, name: name).map { $0 - 1 })
  }
}

/// The option that bounds long work.
struct BudgetOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many seconds, with what is known.", valueName: "SECONDS"))
  var budget: String?

  /// The budget in seconds, checked.
  func seconds() throws -> Double? {
    try budget.map { try ArgumentText.seconds($0, option: "--budget") }
  }
}
