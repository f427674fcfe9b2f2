internal import ExactNumbers
internal import ReLUNetworks

/// A network's name, source, names of inputs and outputs and box as entries of a model's metadata.
///
/// ONNX has no fields for them. Other programs ignore the entries, and files without them are read
/// as well.
enum OnnxAnnotations {
  private static let prefix = "pleat."

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
        throw FormatProblem("the metadata has two entries \(onnxQuoted(key))")
      }
    }
    var box: [Interval]?
    for (index, text) in (list("box", values) ?? []).enumerated() {
      do {
        box = (box ?? []) + [try Interval(text: text)]
      } catch {
        throw FormatProblem("the metadata has pleat.box.\(index) that is no interval: \(error)")
      }
    }
    do {
      return try ReLUNetwork(
        layers: layers, name: values["name"], source: values["source"],
        inputNames: list("inputNames", values), outputNames: list("outputNames", values), box: box)
    } catch {
      throw FormatProblem("\(error)")
    }
  }

  /// The texts under a key and 0, 1, …, `nil` where there are none.
  private static func list(_ key: String, _ values: [String: String]) -> [String]? {
    var list: [String] = []
    while let text = values["\(key).\(list.count)"] { list.append(text) }
    return list.isEmpty ? nil : list
  }
}
