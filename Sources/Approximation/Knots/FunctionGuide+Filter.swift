internal import ExactNumbers

/// A function with two derivatives in doubles: it guides the choice of knots and decides nothing.
struct FunctionGuide: Sendable {
  /// f.
  let value: @Sendable (Double) -> Double
  /// f′.
  let slope: @Sendable (Double) -> Double
  /// f″.
  let bend: @Sendable (Double) -> Double

  /// A polynomial and its derivatives.
  init(_ polynomial: Polynomial) {
    func horner(_ p: Polynomial) -> @Sendable (Double) -> Double {
      let coefficients = [Double](p.coefficients.reversed().map { Double($0) })
      return { x in
        var value = 0.0
        for coefficient in coefficients { value = value * x + coefficient }
        return value
      }
    }
    value = horner(polynomial)
    slope = horner(polynomial.derivative)
    bend = horner(polynomial.derivative(order: 2))
  }

  init(
    value: @escaping @Sendable (Double) -> Double, slope: @escaping @Sendable (Double) -> Double,
    bend: @escaping @Sendable (Double) -> Double
  ) {
    self.value = value
    self.slope = slope
    self.bend = bend
  }

  /// An elementary function.
  init(_ function: ElementaryFunction) {
    switch function {
    case .exp: self.init(value: Self.exp, slope: Self.exp, bend: Self.exp)
    case .sin:
      self.init(
        value: { Self.sine($0, turned: 0) }, slope: { Self.sine($0, turned: 1) },
        bend: { -Self.sine($0, turned: 0) })
    case .cos:
      self.init(
        value: { Self.sine($0, turned: 1) }, slope: { -Self.sine($0, turned: 0) },
        bend: { -Self.sine($0, turned: 1) })
    case .log1p:
      self.init(
        value: { Self.logarithm(1 + $0) }, slope: { 1 / (1 + $0) },
        bend: { -1 / ((1 + $0) * (1 + $0)) })
    case .reciprocal1p: self.init(hyperbolaFactor: 1)
    case .lorentz: self.init(lorentzFactor: 1)
    case .runge: self.init(lorentzFactor: 25)
    case .sqrt:
      self.init(
        value: { max($0, 0).squareRoot() }, slope: { 0.5 / $0.squareRoot() },
        bend: { -0.25 / ($0 * $0.squareRoot()) })
    }
  }

  /// 1/(1 + c y).
  init(hyperbolaFactor c: Double) {
    self.init(
      value: { 1 / (1 + c * $0) }, slope: { -c / ((1 + c * $0) * (1 + c * $0)) },
      bend: { 2 * c * c / ((1 + c * $0) * (1 + c * $0) * (1 + c * $0)) })
  }

  private init(lorentzFactor c: Double) {
    self.init(
      value: { 1 / (1 + c * $0 * $0) },
      slope: { x in
        let d = 1 + c * x * x
        return -2 * c * x / (d * d)
      },
      bend: { x in
        let d = 1 + c * x * x
        return 2 * c * (3 * c * x * x - 1) / (d * d * d)
      })
  }

  /// Σ (−y)^k / (2k)!, the cosine of √y, differentiated term by term.
  static let cosineOfRoot = FunctionGuide(
    value: { cosineOfRoot($0, order: 0) }, slope: { cosineOfRoot($0, order: 1) },
    bend: { cosineOfRoot($0, order: 2) })

  private static func cosineOfRoot(_ y: Double, order: Int) -> Double {
    // Horner's rule from the last coefficient: (−1)^k k (k − 1) … / (2k)!.
    var factorial = 1.0
    var coefficients: [Double] = []
    for k in 0..<20 {
      if k > 0 { factorial *= -Double(2 * k * (2 * k - 1)) }
      let falling = (0..<order).reduce(1) { $0 * (k - $1) }
      if k >= order { coefficients.append(Double(falling) / factorial) }
    }
    return coefficients.reversed().reduce(0) { $0 * y + $1 }
  }
}

extension FunctionGuide {
  private static func exp(_ x: Double) -> Double {
    let log2 = 0.693_147_180_559_945_3
    let power = (x / log2).rounded()
    let rest = x - power * log2
    let series = (1...16).reversed().reduce(1.0) { 1 + $0 * rest / Double($1) }
    return Double(sign: .plus, exponent: Int(min(max(power, -1000), 1000)), significand: series)
  }

  private static func logarithm(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    let root = 1.414_213_562_373_095
    let ratio = (x.significand - root) / (x.significand + root)
    let series = (0..<14).reversed().reduce(0.0) { $0 * ratio * ratio + 1 / Double(2 * $1 + 1) }
    return 2 * ratio * series + 0.693_147_180_559_945_3 * (Double(x.exponent) + 0.5)
  }

  /// sin(x + j π/2).
  private static func sine(_ x: Double, turned: Int) -> Double {
    let quarters = (x / (Double.pi / 2)).rounded()
    let rest = x - quarters * (Double.pi / 2)
    let square = rest * rest
    let turn = (Int(quarters.truncatingRemainder(dividingBy: 4)) + turned + 8) % 4
    let isOdd = turn % 2 == 1
    // 1 − x²/((2)(1)) (1 − x²/((4)(3)) (1 − …)) and likewise for the sine.
    var series = 1.0
    for k in (1...12).reversed() {
      let divisor = isOdd ? 2 * k * (2 * k - 1) : 2 * k * (2 * k + 1)
      series = 1 - series * square / Double(divisor)
    }
    let size = isOdd ? series : rest * series
    return turn >= 2 ? -size : size
  }
}
