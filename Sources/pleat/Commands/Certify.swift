import Approximation
import ArgumentParser
import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Reporting

/// `pleat certify`: the sup error of a network against a target.
struct Certify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove how far a network is from a function at most, and at least.",
    discussion: """
      lower ≤ sup |target - network| ≤ upper, exact numbers; they are equal where
      the error is attained at a rational point. Without --on the file's box is
      the domain.

        pleat approximate square --on 0,1 --levels 3 --output square.json
        pleat certify square.json --target square --on 0,1
        pleat certify net.onnx --target product --on "-1,1;0,2" --format json

      Ctrl-C and --budget stop a proof with what is known: the bounds hold, but
      are not as close as asked, "complete" is false, the exit status 3.
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @Option(help: ArgumentHelp("The function, as pleat approximate names it."))
  var target: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One interval for all inputs, or one an input.", valueName: "a,b;…"))
  var on: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How close the bounds shall be, relative to upper.", valueName: "R"))
  var relative = "2^-40"

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    _ = try report.run.threadCount()
    let seconds = try budget.seconds()
    let width = try TargetDomain.positive(relative, option: "--relative")
    let function = try TargetDomain.target(target)
    let loaded = try reading.read(network)
    let domain = try domain(of: loaded)
    let limit = WorkLimit(seconds: seconds)
    let watch = Stopwatch()
    let certificate: ErrorCertificate
    do {
      certificate = try loaded.network.supError(
        against: function, on: domain, relativeWidth: width, isCancelled: { limit.isReached })
    } catch {
      throw RequestError("\(loaded.label): \(error)")
    }
    let result = CertificateReport(
      network: loaded, target: function, domain: domain, certificate: certificate,
      seconds: watch.seconds)
    try report.write(result.report)
    if !certificate.isComplete { throw StoppedEarly() }
  }

  private func domain(of loaded: LoadedNetwork) throws -> [Interval] {
    let inputs = loaded.network.inputDimension
    if let on { return try TargetDomain.intervals(on, inputs: inputs, of: loaded.label) }
    guard let box = loaded.network.box else {
      throw RequestError("\(loaded.label) names no box: choose the domain with --on")
    }
    return box
  }
}

/// What `pleat certify` says.
private struct CertificateReport {
  let network: LoadedNetwork
  let target: ApproximationTarget
  let domain: [Interval]
  let certificate: ErrorCertificate
  let seconds: Double

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var domainText: String { RegionSubject.text(domain) }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("network", network.title), ("target", target.description), ("domain", domainText),
    ]
    if certificate.lower == certificate.upper {
      rows.append(("error", TextList.decimal(certificate.upper)))
    } else {
      rows.append(("error at least", TextList.decimal(certificate.lower, roundedUp: false)))
      rows.append(("error at most", TextList.decimal(certificate.upper)))
    }
    if let point = certificate.attainedAt {
      rows.append(("attained at", point.map(\.description).joined(separator: ",")))
    }
    if let pieces = certificate.pieces {
      rows.append((domain.count == 1 ? "pieces" : "regions", TextList.shortened(pieces)))
    }
    rows.append(
      ("complete", certificate.isComplete ? "yes" : "no: the bounds hold but are not close"))
    rows.append(("seconds", seconds.description))
    return TextTable(pairs: rows).text
  }

  private var json: JSONValue {
    [
      "network": .string(network.path), "target": .string(target.description),
      "domain": .string(domainText), "lower": .exact(certificate.lower),
      "upper": .exact(certificate.upper),
      "attainedAt": certificate.attainedAt.map { .array($0.map { .exact($0) }) } ?? .null,
      "pieces": .exact(certificate.pieces), "complete": .bool(certificate.isComplete),
      "seconds": .number(seconds), "weights": .string(network.file.weightKind),
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "network", "target", "domain", "lower", "upper", "attained_at", "pieces", "complete",
    ])
    let point = certificate.attainedAt?.map(\.description).joined(separator: ";")
    table.append([
      network.path, target.description, domainText, certificate.lower.description,
      certificate.upper.description, point ?? "", certificate.pieces?.description ?? "",
      certificate.isComplete ? "true" : "false",
    ])
    return table
  }
}
