import ExactNumbers
import ReLUNetworks
import TestSupport

extension ReLUNetwork {
  /// A network from a line of text: layers with bars between them, neurons with semicolons.
  ///
  /// A neuron is its weights and, last, its bias. All layers but the last one are hidden.
  init(text: String) throws {
    let layers = try text.split(separator: "|").map { layer in
      let rows = try layer.split(separator: ";").map { row in
        try row.split(separator: " ").map { try Rational(text: $0) }
      }
      return try AffineMap(
        weights: rows.map { Array($0.dropLast()) }, biases: rows.compactMap(\.last))
    }
    try self.init(hidden: Array(layers.dropLast()), output: layers[layers.count - 1])
  }

  /// The text that makes the same network, for the message of a failing test.
  var text: String {
    let form = standardForm
    return (form.hidden + [form.output]).map { map in
      (0..<map.outputDimension).map { row in
        (map.row(row) + [map.biases[row]]).map(\.description).joined(separator: " ")
      }.joined(separator: "; ")
    }.joined(separator: " | ")
  }
}

/// A box from texts like `-1,1` or `0,inf`, one for each input; one text stands for two inputs.
func box(_ sides: String...) throws -> [Interval] {
  let intervals = try sides.map { try Interval(text: $0) }
  return intervals.count == 1 ? intervals + intervals : intervals
}

/// All of the plane.
let plane = [Interval.wholeLine, Interval.wholeLine]
