import Approximation
import ExactNumbers

/// exp(−x²).
struct Gaussian: CertifiedFunction {
  var name: String { "gaussian" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    let square = x.squared
    guard
      let value = ElementaryFunction.exp.enclosure(on: -square, derivative: 0, bits: bits + 8)
    else { return nil }
    switch order {
    case 0: return value
    case 1: return x * value * -2
    default: return (square * 4 - 2) * value
    }
  }
}

/// x exp(−x).
struct Decay: CertifiedFunction {
  var name: String { "decay" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    guard let value = ElementaryFunction.exp.enclosure(on: -x, derivative: 0, bits: bits + 8)
    else { return nil }
    switch order {
    case 0: return x * value
    case 1: return (RationalInterval(1) - x) * value
    default: return (x - 2) * value
    }
  }
}

/// tan x, between the zeros of the cosine.
struct Tangent: CertifiedFunction {
  var name: String { "tan" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    guard
      let sine = ElementaryFunction.sin.enclosure(on: x, derivative: 0, bits: bits + 8),
      let cosine = ElementaryFunction.cos.enclosure(on: x, derivative: 0, bits: bits + 8),
      !cosine.contains(0)
    else { return nil }
    let value = sine / cosine
    switch order {
    case 0: return value
    case 1: return value.squared + 1
    default: return value * (value.squared + 1) * 2
    }
  }
}

/// 1/(2 + sin x).
struct Ripple: CertifiedFunction {
  var name: String { "ripple" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    guard let sine = ElementaryFunction.sin.enclosure(on: x, derivative: 0, bits: bits + 8),
      let cosine = ElementaryFunction.cos.enclosure(on: x, derivative: 0, bits: bits + 8)
    else { return nil }
    let inverse = RationalInterval(1) / (sine + 2)
    switch order {
    case 0: return inverse
    case 1: return -cosine * inverse.squared
    default:
      return (sine * (sine + 2) + cosine.squared * 2) * inverse.squared * inverse
    }
  }
}

/// One of the library's functions, of which no more than its enclosures is shown.
struct Veiled: CertifiedFunction {
  let function: ElementaryFunction
  var name: String { "veiled \(function.name)" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    function.enclosure(on: x, derivative: order, bits: bits)
  }
}

/// One of the library's functions with enclosures that stay as wide as 2^(1 − `width`), however many
/// digits are asked for.
struct Blurred: CertifiedFunction {
  let function: ElementaryFunction
  let width: Int
  /// The orders that are blurred.
  var orders = [0, 1, 2]
  var name: String { "blurred \(function.name)" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    let found = function.enclosure(on: x, derivative: order, bits: bits)
    guard orders.contains(order) else { return found }
    let half = Rational(1, 2).power(width)
    return found.map { $0 + RationalInterval(-half, half) }
  }
}

/// |x − c|, of which nothing but the values is known.
struct Corner: CertifiedFunction {
  let place: Rational
  var name: String { "corner" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    order == 0 ? (x - place).absoluteValues : nil
  }
}

/// x² by an expression that encloses (x² + 1)² − 1, all over 2 + x², and has no answer where the
/// interval is long: (x⁴ + 2 x²)/(x² + 2).
struct Clumsy: CertifiedFunction {
  var name: String { "clumsy" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    guard x.width < Rational(1, 10) else { return nil }
    switch order {
    case 0:
      // x · x and not a square: below 0 where x has both signs.
      let square = x * x
      return (square * square + square * 2) / (square + 2)
    case 1: return x * 2
    default: return RationalInterval(2)
    }
  }
}

/// sin² x + cos² x, which is 1, but not to be seen from enclosures.
struct Pythagoras: CertifiedFunction {
  var name: String { "pythagoras" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    guard order == 0 else { return RationalInterval(0) }
    let legs = [ElementaryFunction.sin, .cos].compactMap {
      $0.enclosure(on: x, derivative: 0, bits: bits + 4)?.squared
    }
    return legs[0] + legs[1]
  }
}

/// x² with false claims of its derivatives.
struct Liar: CertifiedFunction {
  let slope: RationalInterval
  let bend: RationalInterval
  var name: String { "liar" }

  func enclosure(
    on x: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    switch order {
    case 0: x.squared
    case 1: slope
    default: bend
    }
  }
}
