internal import ExactNumbers

/// An array under its name, elements in row-major order.
struct NamedArray {
  let name: String
  /// The type of its elements as the file stores them.
  let type: ElementType
  let shape: [Int]
  let elements: [Rational]

  /// The name as messages print it.
  var printedName: String { FormatProblem.excerpt(name) }
}

/// What an array is for, as its name says.
enum ArrayRole: Hashable {
  case weight
  case bias
  /// A ReLU after the layer before it.
  case relu
  /// A count of layers, of no use here.
  case layerCount
  /// Weights and biases in turn.
  case inTurn
}

/// An array's name taken apart: what it is for, and which layer it belongs to.
struct ArrayName: Hashable {
  let role: ArrayRole
  /// The layer's name: all but the word that says the role.
  let layer: String
  /// The numbers in the layer's name, which give the order.
  let numbers: [Int]

  /// Takes a name apart, or gives `nil` for one that says nothing known.
  init?(_ name: String) {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }
      .map(String.init)
    if parts.count > 1, let last = parts.last, let role = Self.roles[last] {
      self.init(role, parts.dropLast().joined(separator: "."))
      return
    }
    guard parts.count == 1 else { return nil }
    let word = name.prefix { !("0"..."9" ~= $0) }
    let digits = name.dropFirst(word.count)
    guard digits.allSatisfy({ "0"..."9" ~= $0 }) else { return nil }
    switch word {
    case "arr_" where !digits.isEmpty: self.init(.inTurn, String(digits))
    case "W", "w", "W_", "w_", "weight", "weights", "weight_", "weights_":
      self.init(.weight, String(digits))
    case "B", "b", "B_", "b_", "bias", "biases", "bias_", "biases_":
      self.init(.bias, String(digits))
    default: return nil
    }
  }

  private init?(_ role: ArrayRole, _ layer: String) {
    self.role = role
    self.layer = layer
    var numbers: [Int] = []
    for digits in layer.split(whereSeparator: { !("0"..."9" ~= $0) }) {
      guard let number = Int(digits) else { return nil }
      numbers.append(number)
    }
    self.numbers = numbers
  }

  /// The last words of dotted names.
  private static let roles: [String: ArrayRole] = [
    "weight": .weight, "weights": .weight, "bias": .bias, "biases": .bias, "relu": .relu,
    "layers": .layerCount,
  ]
}
