import ArgumentParser
import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Reporting

/// `pleat convert`: the same network in another format.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a network in another format, exactly or not at all.",
    discussion: """
      The ending of OUT says the format: .json, .nnet, .npz, .safetensors or .onnx;
      - writes our JSON to standard output. A number that the format cannot hold
      is an error that names it; --round writes the nearest float64 instead and
      says how far it is.

        pleat construct sawtooth --width 3 --depth 2 --output saw.json
        pleat convert saw.json saw.npz
          numbers  float32
          exact    yes

        pleat convert thirds.json thirds.onnx --round
          exact    no: the largest rounding is 1/54043195528445952
        pleat convert net.nnet raw.json --normalize fold
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @Argument(help: ArgumentHelp("The file to write.", valueName: "out"))
  var destination: String?

  @Flag(help: "Write the nearest float64 for a number that the format cannot hold.")
  var round = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var product: ProductOptions

  func validate() throws {
    guard (destination == nil) != (product.output == nil) else {
      throw ValidationError("Give one file to write: pleat convert IN OUT.")
    }
    if let destination, destination == product.report {
      throw ValidationError("OUT and --report name the same file.")
    }
  }

  func run() throws {
    _ = try product.run.threadCount()
    let output = destination ?? product.output ?? "-"
    let loaded = try reading.read(network)
    let encoded =
      output == "-"
      ? try EncodedNetwork(loaded.network, as: .json, name: "standard output")
      : try EncodedNetwork(loaded.network, forFile: output, rounds: round)
    let file = output == "-" ? OutputFile.standardOutput() : try OutputFile(path: output)
    try file.write(encoded.bytes)
    try file.commit()
    guard output != "-" || product.report != nil else { return }
    let report = ConversionReport(loaded: loaded, output: output, encoded: encoded).report
    try ReportOptions.write(report.rendered(as: product.run.format), to: product.report)
  }
}

/// What `pleat convert` says.
private struct ConversionReport {
  let loaded: LoadedNetwork
  let output: String
  let encoded: EncodedNetwork

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var isExact: Bool { encoded.largestRounding == 0 }
  private var widths: [Int] { encoded.network.architecture.widths }

  private var text: String {
    let rounding = encoded.largestRounding
    var rows: [(name: String, value: String)] = [
      ("network", loaded.title), ("output", output), ("format", encoded.format.rawValue),
      ("numbers", encoded.numberKind), ("widths", TextList.shortened(widths.map(String.init))),
      ("bytes", String(encoded.bytes.count)),
      (
        "exact",
        isExact
          ? "yes"
          : "no: the largest rounding is \(TextList.shortened(rounding.numerator))/"
            + TextList.shortened(rounding.denominator)
      ),
    ]
    for remark in encoded.remarks { rows.append(("remark", remark)) }
    return TextTable(pairs: rows).text
  }

  private var json: JSONValue {
    [
      "network": .string(loaded.path), "inputFormat": .string(loaded.file.format.rawValue),
      "weights": .string(loaded.file.weightKind), "output": .string(output),
      "format": .string(encoded.format.rawValue), "numbers": .string(encoded.numberKind),
      "widths": .array(widths.map { .exact($0) }), "bytes": .integer(encoded.bytes.count),
      "exact": .bool(isExact), "largestRounding": .exact(encoded.largestRounding),
      "remarks": .array(encoded.remarks.map { .string($0) }),
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "network", "input_format", "weights", "output", "format", "numbers", "bytes", "exact",
      "largest_rounding",
    ])
    table.append([
      loaded.path, loaded.file.format.rawValue, loaded.file.weightKind, output,
      encoded.format.rawValue, encoded.numberKind, String(encoded.bytes.count),
      isExact ? "true" : "false", encoded.largestRounding.description,
    ])
    return table
  }
}
