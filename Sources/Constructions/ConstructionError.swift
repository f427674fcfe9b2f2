public import ExactNumbers

/// Why a network cannot be constructed as asked.
///
/// Layers, samples and generators are counted from 1 in the messages, as a user counts them.
public enum ConstructionError: Error, Equatable, Sendable {
  /// A size is below the least that the construction has.
  case tooSmall(quantity: String, minimum: Int, received: Int)
  /// A hidden layer has fewer neurons than the construction needs.
  case layerTooNarrow(layer: Int, minimum: Int, received: Int)
  /// A width that the construction is not about.
  case unsupportedWidth(supported: String, received: Int)
  /// The network would have more weights or layers than are allowed.
  case tooLarge(quantity: String, limit: Int)
  /// A list has too few entries.
  case tooFew(items: String, minimum: Int, received: Int)
  /// A vector has another number of coordinates than the first one.
  case dimensionMismatch(item: String, index: Int, expected: Int, received: Int)
  /// A knot or node is not greater than the one before it.
  case notIncreasing(item: String, index: Int, value: Rational)
  /// A number must be greater than 0.
  case notPositive(quantity: String, value: Rational)
}

extension ConstructionError: CustomStringConvertible {
  /// One sentence that names what is wrong and the fix.
  public var description: String {
    switch self {
    case .tooSmall(let quantity, let minimum, let received):
      "\(quantity) is \(received) but must be at least \(minimum)"
    case .layerTooNarrow(let layer, let minimum, let received):
      "hidden layer \(layer) has \(received) neurons but this construction needs at least "
        + "\(minimum) there"
    case .unsupportedWidth(let supported, let received):
      "width \(received) is not covered by this construction; choose \(supported)"
    case .tooLarge(let quantity, let limit):
      "the network would have more than \(limit) \(quantity); choose smaller sizes"
    case .tooFew(let items, let minimum, let received):
      "\(received) \(items) are given but at least \(minimum) are needed"
    case .dimensionMismatch(let item, let index, let expected, let received):
      "\(item) \(index) has \(received) coordinates where \(expected) are expected"
    case .notIncreasing(let item, let index, let value):
      "\(item) \(index), \(value), must be greater than the one before it"
    case .notPositive(let quantity, let value):
      "\(quantity) is \(value) but must be greater than 0"
    }
  }
}
