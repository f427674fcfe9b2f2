internal import ExactNumbers
internal import ReLUNetworks

/// A network's name, source, names of inputs and outputs and box as entries of a file's metadata.
///
/// ONNX and safetensors have no fields for them, but pairs of texts that are free. Other programs
/// ignore the entries, and files without them are read as well.
enum MetadataAnnotations {
  private static let prefix = "pleat."
  /// The most bits that all ends of a box may have together, 32 MiB of them.
  private static let bitLimit = 1 << 28

  /// The entries that say what a network has.
  static func entries(of network: ReLUNetwork) -> [(key: String, value: String)] {
    var entries: [(key: String, value: String)] = []
    if let name = network.name { entries.append((prefix + "name", name)) }
    if let source = network.source { entries.append((prefix + "source", source)) }
    let lists = [
      ("inputNames", network.inputNames), ("outputNames", network.outputNames),
      ("box", network.box?.map(\.description)),
    ]
    for (key, list) in lists {
      for (index, value) in (list ?? []).enumerated() {
        entries.append(("\(prefix)\(key).\(index)", value))
      }
    }
    return entries
  }

  /// The network that layers and entries say.
  static func network(
    _ layers: [Layer], _ entries: [(key: String, value: String)]
  ) throws(FormatProblem) -> ReLUNetwork {
    var values: [String: String] = [:]
    for (key, value) in entries where key.hasPrefix(prefix) {
      guard values.updateValue(value, forKey: String(key.dropFirst(prefix.count))) == nil else {
        throw FormatProblem("the metadata has two entries \"\(FormatProblem.excerpt(key))\"")
      }
    }
    let box = try list("box", values).map(intervals)
    do {
      return try ReLUNetwork(
        layers: layers, name: values["name"], source: values["source"],
        inputNames: list("inputNames", values), outputNames: list("outputNames", values), box: box)
    } catch {
      throw FormatProblem("\(error)")
    }
  }

  /// The box that its texts spell.
  private static func intervals(_ texts: [String]) throws(FormatProblem) -> [Interval] {
    var box: [Interval] = []
    var bits = 0
    for (index, text) in texts.enumerated() {
      do {
        box.append(try Interval(text: text))
      } catch {
        throw FormatProblem("the metadata has \(prefix)box.\(index) that is no interval: \(error)")
      }
      for end in [box[index].lower, box[index].upper] {
        guard let value = end.finiteValue else { continue }
        bits += value.numerator.bitLength + value.denominator.bitLength
      }
      guard bits <= bitLimit else {
        throw FormatProblem("the box in the metadata needs more than 32 MiB; use fewer digits")
      }
    }
    return box
  }

  /// The texts under a key and 0, 1, …, `nil` where there are none.
  private static func list(_ key: String, _ values: [String: String]) -> [String]? {
    var list: [String] = []
    while let text = values["\(key).\(list.count)"] { list.append(text) }
    return list.isEmpty ? nil : list
  }
}
