internal import ExactNumbers

/// A node of the graph: an operator, the names of what it takes and gives, and its attributes.
struct OnnxNode {
  /// The most names and the most attributes that a node may have.
  static let itemLimit = 10_000

  /// The node's place among all, from 1.
  let place: Int
  private(set) var name = ""
  private(set) var operatorName = ""
  private(set) var domain = ""
  private(set) var inputs: [String] = []
  private(set) var outputs: [String] = []
  private var attributes: [String: OnnxAttribute] = [:]

  /// Reads a NodeProto.
  init(_ message: ArraySlice<UInt8>, place: Int) throws(FormatProblem) {
    self.place = place
    var reader = ProtobufReader(message, "node \(place)")
    while let field = try reader.next() {
      switch field.number {
      case 1: inputs.append(try field.text())
      case 2: outputs.append(try field.text())
      case 3: name = try field.text()
      case 4: operatorName = try field.text()
      case 5:
        let attribute = try OnnxAttribute(try field.bytes())
        guard attributes.updateValue(attribute, forKey: attribute.name) == nil else {
          throw problem("has the attribute \(onnxQuoted(attribute.name)) twice")
        }
      case 7: domain = try field.text()
      default: break
      }
      guard inputs.count + outputs.count + attributes.count <= Self.itemLimit else {
        throw FormatProblem("node \(place) has more than \(Self.itemLimit) inputs and outputs")
      }
    }
    while inputs.last?.isEmpty == true { inputs.removeLast() }
  }

  /// What error texts call the node.
  var title: String {
    let type = operatorName.isEmpty ? "no operator" : FormatProblem.excerpt(operatorName)
    return name.isEmpty ? "node \(place) (\(type))" : "the node \(onnxQuoted(name)) (\(type))"
  }

  func problem(_ text: String) -> FormatProblem { FormatProblem("\(title) \(text)") }

  /// Takes an attribute out, so that what is left at the end is what nobody asked for.
  mutating func take(_ name: String) -> OnnxAttribute? { attributes.removeValue(forKey: name) }

  mutating func takeInteger(_ name: String) throws(FormatProblem) -> Int? {
    guard let attribute = take(name) else { return nil }
    guard let value = attribute.integer else { throw problem("has \(name) that is no integer") }
    return value
  }

  mutating func takeIntegers(_ name: String) throws(FormatProblem) -> [Int]? {
    guard let attribute = take(name) else { return nil }
    return try attribute.integers()
  }

  mutating func takeText(_ name: String) throws(FormatProblem) -> String? {
    guard let attribute = take(name) else { return nil }
    guard let text = attribute.text else { throw problem("has \(name) that is no text") }
    return text
  }

  /// A float32 attribute as the binary fraction that it is.
  mutating func takeFloat(_ name: String) throws(FormatProblem) -> Rational? {
    guard let attribute = take(name) else { return nil }
    guard let bits = attribute.floatBits else { throw problem("has \(name) that is no float") }
    guard let value = OnnxElementType.float32.value(ofBits: UInt64(bits)) else {
      throw problem("has \(name) that is not a finite number")
    }
    return value
  }

  /// Refuses attributes that the operator's reading did not take into account.
  func checkAttributes() throws(FormatProblem) {
    guard let name = attributes.keys.min() else { return }
    throw problem("has the attribute \(onnxQuoted(name)), which is not known here")
  }
}
