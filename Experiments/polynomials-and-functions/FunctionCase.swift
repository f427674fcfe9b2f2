internal import Approximation
internal import ExactNumbers

/// A target on the domain where the literature asks for it.
struct FunctionCase: Hashable, Sendable {
  /// As the command line spells it.
  let target: String
  /// One interval, for each input.
  let side: String
  /// Over its panel; `side` stands behind it.
  let title: String

  /// Every kind of target that `pleat approximate` knows.
  static let all: [FunctionCase] = [
    FunctionCase(target: "square", side: "0,1", title: "x²"),
    FunctionCase(target: "product", side: "0,1", title: "xy"),
    FunctionCase(target: "product:3", side: "0,1", title: "xyz"),
    FunctionCase(target: "monomial:3", side: "0,1", title: "x³"),
    FunctionCase(target: "monomial:4", side: "0,1", title: "x^{4}"),
    FunctionCase(target: "monomial:8", side: "0,1", title: "x^{8}"),
    FunctionCase(target: "polynomial:0,0,3,-2", side: "0,1", title: "3x² − 2x³"),
    FunctionCase(target: "chebyshev:5", side: "-1,1", title: "T_{5}"),
    FunctionCase(target: "chebyshev:10", side: "-1,1", title: "T_{10}"),
    FunctionCase(target: "legendre:8", side: "-1,1", title: "P_{8}"),
    FunctionCase(target: "exp", side: "0,1", title: "exp x"),
    FunctionCase(target: "sin", side: "0,3", title: "sin x"),
    FunctionCase(target: "cos", side: "-1,1", title: "cos x"),
    FunctionCase(target: "log1p", side: "0,1", title: "log(1 + x)"),
    FunctionCase(target: "reciprocal1p", side: "0,1", title: "1/(1 + x)"),
    FunctionCase(target: "lorentz", side: "-1,1", title: "1/(1 + x²)"),
    FunctionCase(target: "runge", side: "-1,1", title: "1/(1 + 25x²)"),
    FunctionCase(target: "sqrt", side: "0,1", title: "√x"),
  ]

  func approximationTarget() throws -> ApproximationTarget {
    try ApproximationTarget(text: target)
  }

  func domain() throws -> [Interval] {
    let side = try Interval(text: side)
    return [Interval](repeating: side, count: try approximationTarget().inputCount)
  }
}
