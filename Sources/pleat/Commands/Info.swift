import ArgumentParser
import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Reporting

/// `pleat info`: what was read from a file.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what was read from a network file.",
    discussion: """
      Shapes are outputs × inputs. Depth counts hidden layers. Parameters are all
      weights and biases of dense layers; a layer without ReLU is first merged
      into the next one.

        pleat construct sawtooth --width 3 --depth 2 --output saw.json
        pleat info saw.json
          widths   1, 3, 3, 1
          layers   3 × 1 relu, 3 × 3 relu, 1 × 3 identity

        pleat info weights.npz --format json
        pleat info ACASXU_run2a_1_1_batch_2000.nnet --weights float32
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    _ = try report.run.threadCount()
    try report.write(Description(try reading.read(network)).report)
  }
}

/// What `pleat info` says.
private struct Description {
  let loaded: LoadedNetwork
  let architecture: Architecture

  init(_ loaded: LoadedNetwork) {
    self.loaded = loaded
    architecture = loaded.network.architecture
  }

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var network: ReLUNetwork { loaded.network }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("network", loaded.path), ("format", loaded.file.format.rawValue),
    ]
    if let name = network.name { rows.append(("name", name)) }
    if let source = network.source { rows.append(("source", source)) }
    rows += [
      ("weights", loaded.file.weightKind),
      ("widths", TextList.shortened(architecture.widths.map(String.init))),
      ("layers", TextList.shortened(network.layers.map(Self.text))),
      ("depth", ArgumentText.counted(architecture.depth, "hidden layer")),
      ("neurons", String(architecture.neuronCount)),
      (
        "parameters",
        "\(architecture.parameterCount), \(architecture.nonzeroParameterCount) of them not 0"
      ),
      ("box", boxText),
    ]
    if let names = network.inputNames { rows.append(("inputs", TextList.shortened(names))) }
    if let names = network.outputNames { rows.append(("outputs", TextList.shortened(names))) }
    for remark in loaded.file.remarks { rows.append(("remark", remark)) }
    return TextTable(pairs: rows).text
  }

  private static func text(_ layer: Layer) -> String {
    "\(layer.map.outputDimension) × \(layer.map.inputDimension) \(layer.activation.rawValue)"
  }

  private var boxText: String {
    guard let box = network.box else { return "none: the whole space" }
    return TextList.shortened(box.map(\.description), separator: "; ")
  }

  private var json: JSONValue {
    [
      "network": .string(loaded.path), "format": .string(loaded.file.format.rawValue),
      "name": .exact(network.name), "source": .exact(network.source),
      "weights": .string(loaded.file.weightKind),
      "widths": .array(architecture.widths.map { .exact($0) }),
      "depth": .exact(architecture.depth), "width": .exact(architecture.width),
      "neurons": .exact(architecture.neuronCount),
      "parameters": .exact(architecture.parameterCount),
      "nonzeroParameters": .exact(architecture.nonzeroParameterCount),
      "layers": .array(network.layers.map(Self.json)),
      "box": network.box.map { box in
        .array(box.map { .array([.exact($0.lower), .exact($0.upper)]) })
      } ?? .null,
      "inputNames": Self.list(network.inputNames), "outputNames": Self.list(network.outputNames),
      "remarks": Self.list(loaded.file.remarks),
    ]
  }

  private static func json(_ layer: Layer) -> JSONValue {
    [
      "shape": [.exact(layer.map.outputDimension), .exact(layer.map.inputDimension)],
      "activation": .string(layer.activation.rawValue),
    ]
  }

  private static func list(_ texts: [String]?) -> JSONValue {
    texts.map { .array($0.map { .string($0) }) } ?? .null
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: ["network", "layer", "outputs", "inputs", "activation"])
    for (index, layer) in network.layers.enumerated() {
      table.append([
        loaded.path, String(index + 1), String(layer.map.outputDimension),
        String(layer.map.inputDimension), layer.activation.rawValue,
      ])
    }
    return table
  }
}
