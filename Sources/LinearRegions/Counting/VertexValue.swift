internal import ExactNumbers
internal import ReLUNetworks

/// A polynomial in M, a symbol larger than every number: coefficients from the constant one on, the last not
/// 0.
private struct PolynomialInM: Hashable {
  private var coefficients: [Rational]

  init(_ coefficients: [Rational]) {
    self.coefficients = coefficients
    while self.coefficients.last?.sign == .zero { self.coefficients.removeLast() }
  }

  /// Its sign for every M that is large enough.
  var sign: Sign { coefficients.last?.sign ?? .zero }

  /// What it is for M without its scale: divided by the size of its leading coefficient.
  var leadingSize: Rational { coefficients.last?.magnitude ?? .one }

  static func - (a: Self, b: Self) -> Self {
    let count = max(a.coefficients.count, b.coefficients.count)
    return Self(
      (0..<count).map { index in
        (index < a.coefficients.count ? a.coefficients[index] : .zero)
          - (index < b.coefficients.count ? b.coefficients[index] : .zero)
      })
  }

  static func * (a: Self, b: Self) -> Self {
    guard !a.coefficients.isEmpty, !b.coefficients.isEmpty else { return Self([]) }
    var product = [Rational](
      repeating: .zero, count: a.coefficients.count + b.coefficients.count - 1)
    for (i, x) in a.coefficients.enumerated() {
      for (j, y) in b.coefficients.enumerated() { product[i + j] += x * y }
    }
    return Self(product)
  }

  static func / (a: Self, b: Rational) -> Self { Self(a.coefficients.map { $0 / b }) }
}

/// The value of f at a vertex, one polynomial in M an output.
struct VertexValue {
  private let outputs: [PolynomialInM]
  private let vertex: RegionVertex

  init(_ map: AffineMap, at vertex: RegionVertex) {
    let shift = map(vertex.point.map { _ in .zero })
    let slope = zip(map(vertex.direction), shift).map { $0 - $1 }
    outputs = zip(map(vertex.point), slope).map { PolynomialInM([$0, $1]) }
    self.vertex = vertex
  }

  /// What f is above an affine map here.
  func above(_ map: AffineMap) -> VertexValue {
    let other = VertexValue(map, at: vertex)
    return VertexValue(
      outputs: zip(outputs, other.outputs).map { $0 - $1 }, vertex: vertex)
  }

  private init(outputs: [PolynomialInM], vertex: RegionVertex) {
    self.outputs = outputs
    self.vertex = vertex
  }

  /// Whether 0 is in the convex hull of some values: whether an affine map with these values at the vertices
  /// of a polytope vanishes somewhere on it.
  ///
  /// The part of a convex hull on which one output is 0 is the hull of the points with output 0 and of
  /// the points between a positive and a negative one. Points count up to positive factors.
  static func zeroIsBetween(_ values: [VertexValue]) -> Bool {
    var points = Set(values.map(\.outputs))
    for output in values[0].outputs.indices {
      let positive = points.filter { $0[output].sign == .positive }
      let negative = points.filter { $0[output].sign == .negative }
      points = points.filter { $0[output].sign == .zero }
      for a in positive {
        for b in negative { points.insert(between(a, b, output)) }
      }
      if points.isEmpty { return false }
    }
    return true
  }

  /// The point between two where an output is 0, up to a positive factor.
  private static func between(
    _ a: [PolynomialInM], _ b: [PolynomialInM], _ output: Int
  ) -> [PolynomialInM] {
    let point = a.indices.map { b[$0] * a[output] - a[$0] * b[output] }
    guard let size = point.first(where: { $0.sign != .zero })?.leadingSize else { return point }
    return point.map { $0 / size }
  }
}
