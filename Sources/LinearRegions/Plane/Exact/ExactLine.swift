internal import ExactNumbers

/// A line c + m M + x X + y Y = 0 with exact coefficients, M a symbol larger than every number.
///
/// Only a side of the domain at infinity has m ≠ 0. Where two lines meet, the homogeneous coordinates
/// are of the first degree in M, since two such sides with m ≠ 0 are parallel or at right angles.
struct ExactLine<Number: ExactCoefficient> {
  var m: Number
  var c: Number
  var x: Number
  var y: Number

  /// The sign of this line's form at the point where two others meet.
  func sign(at point: ExactPoint<Number>) -> Sign {
    let leading = x.times(point.xM) + y.times(point.yM)
    let sign = Number.sign(leading)
    if sign != .zero { return sign * point.weightSign }
    let value = c.times(point.w) + x.times(point.x) + y.times(point.y)
    return Number.sign(value) * point.weightSign
  }
}

/// Where two lines meet, in homogeneous coordinates (x + xM · M, y + yM · M) / w.
struct ExactPoint<Number: ExactCoefficient> {
  let x: Number.Product
  let xM: Number.Product
  let y: Number.Product
  let yM: Number.Product
  let w: Number.Product
  let weightSign: Sign

  /// - Precondition: the lines are not parallel.
  init(_ a: ExactLine<Number>, _ b: ExactLine<Number>) {
    w = a.x.product(b.y) - a.y.product(b.x)
    x = a.y.product(b.c) - a.c.product(b.y)
    y = a.c.product(b.x) - a.x.product(b.c)
    xM = a.y.product(b.m) - a.m.product(b.y)
    yM = a.m.product(b.x) - a.x.product(b.m)
    weightSign = Number.sign(w)
  }
}

/// A number that coefficients are made of, with room for products of two and of three.
protocol ExactCoefficient {
  associatedtype Product: AdditiveArithmetic
  /// The product of two coefficients.
  func product(_ other: Self) -> Product
  /// The product of this coefficient and a sum of products of two.
  func times(_ product: Product) -> Product
  static func sign(_ product: Product) -> Sign
}

/// At most 41 bits, so that sums of two products of two and of three products of three fit in Int128.
extension Int: ExactCoefficient {
  /// Bits that every coefficient must fit in.
  static let coefficientBits = 41

  @inline(__always)
  func product(_ other: Int) -> Int128 { Int128(self) &* Int128(other) }
  @inline(__always)
  func times(_ product: Int128) -> Int128 { Int128(self) &* product }
  @inline(__always)
  static func sign(_ product: Int128) -> Sign {
    product == 0 ? .zero : product > 0 ? .positive : .negative
  }
}

extension Integer: ExactCoefficient {
  func product(_ other: Integer) -> Integer { self * other }
  func times(_ product: Integer) -> Integer { self * product }
  static func sign(_ product: Integer) -> Sign { product.sign }
}
