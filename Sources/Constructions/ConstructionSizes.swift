internal import ReLUNetworks

/// The sizes that a constructed network may have.
public enum ConstructionSizes {
  /// The most weights and biases: fifty million.
  public static let parameterLimit = 50_000_000
  /// The most hidden layers: one million.
  public static let depthLimit = 1_000_000
  /// The most bits that weights which grow with the sizes may have together: 512 MiB of them.
  public static let bitLimit = 1 << 32

  /// Checks that a size is at least its minimum.
  static func require(
    _ quantity: String, _ value: Int, atLeast minimum: Int
  ) throws(ConstructionError) {
    guard value >= minimum else {
      throw .tooSmall(quantity: quantity, minimum: minimum, received: value)
    }
  }

  /// Checks the depth, before a list of that length is made.
  static func requireDepth(_ depth: Int) throws(ConstructionError) {
    try require("the depth", depth, atLeast: 1)
    guard depth <= depthLimit else { throw .tooLarge(quantity: "layers", limit: depthLimit) }
  }

  /// Checks that dense layers of these widths stay within the limits.
  ///
  /// - Parameter widths: inputs, hidden widths, outputs.
  /// - Throws: ``ConstructionError/tooLarge(quantity:limit:)``.
  static func requireParameters(widths: [Int]) throws(ConstructionError) {
    guard widths.count <= depthLimit + 2 else {
      throw .tooLarge(quantity: "layers", limit: depthLimit)
    }
    var total = 0
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      let (weights, tooMany) = inputs.multipliedReportingOverflow(by: outputs)
      guard !tooMany, weights <= parameterLimit, outputs <= parameterLimit else {
        throw .tooLarge(quantity: "weights", limit: parameterLimit)
      }
      total += weights + outputs
      guard total <= parameterLimit else {
        throw .tooLarge(quantity: "weights", limit: parameterLimit)
      }
    }
  }

  /// Checks a one-input, one-output network of equal hidden widths.
  static func requireParameters(width: Int, depth: Int) throws(ConstructionError) {
    try requireDepth(depth)
    try requireParameters(widths: [1] + [Int](repeating: width, count: depth) + [1])
  }
}

extension ReLUNetwork {
  /// A network whose sizes chain by construction, with a name and a source.
  ///
  /// - Precondition: the sizes of the maps chain.
  init(constructed name: String, source: String?, hidden: [AffineMap], output: AffineMap) {
    do {
      try self.init(hidden: hidden, output: output)
    } catch {
      preconditionFailure("\(name): \(error)")
    }
    self.name = name
    self.source = source
  }
}
