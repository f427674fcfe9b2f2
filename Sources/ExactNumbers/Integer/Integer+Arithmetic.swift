internal import CGMP

extension Integer {
  /// Adds in place.
  public static func += (lhs: inout Integer, rhs: Integer) {
    if case .small(let a) = lhs.representation, case .small(let b) = rhs.representation {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow && sum != .min {
        lhs.representation = .small(sum)
        return
      }
    }
    lhs.update(with: rhs, by: mpz_add)
  }

  /// Subtracts in place.
  public static func -= (lhs: inout Integer, rhs: Integer) {
    if case .small(let a) = lhs.representation, case .small(let b) = rhs.representation {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow && difference != .min {
        lhs.representation = .small(difference)
        return
      }
    }
    lhs.update(with: rhs, by: mpz_sub)
  }

  /// Multiplies in place.
  public static func *= (lhs: inout Integer, rhs: Integer) {
    if case .small(let a) = lhs.representation, case .small(let b) = rhs.representation {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow && product != .min {
        lhs.representation = .small(product)
        return
      }
    }
    lhs.update(with: rhs, by: mpz_mul)
  }

  /// Adds a product in place, without a number for the product.
  ///
  /// - Parameters:
  ///   - first: one factor.
  ///   - second: the other one.
  package mutating func addProduct(_ first: Integer, _ second: Integer) {
    if case .small(let a) = first.representation, case .small(let b) = second.representation {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow && product != .min {
        self += Integer(.small(product))
        return
      }
    }
    addLargeProduct(first, second)
  }

  /// The sum.
  public static func + (lhs: Integer, rhs: Integer) -> Integer {
    var result = lhs
    result += rhs
    return result
  }

  /// The difference.
  public static func - (lhs: Integer, rhs: Integer) -> Integer {
    var result = lhs
    result -= rhs
    return result
  }

  /// The product.
  public static func * (lhs: Integer, rhs: Integer) -> Integer {
    var result = lhs
    result *= rhs
    return result
  }

  /// The number with the opposite sign.
  public static prefix func - (operand: Integer) -> Integer {
    var result = operand
    result.negate()
    return result
  }

  /// Changes the sign in place.
  public mutating func negate() {
    if case .small(let value) = representation {
      representation = .small(-value)
    } else {
      update(by: cgmp_mpz_neg)
    }
  }

  /// The power `self`^`exponent`, with 0^0 = 1.
  ///
  /// - Parameter exponent: how many factors.
  /// - Returns: the exact power.
  /// - Precondition: `exponent` ≥ 0, and the result has at most 2^36 bits.
  /// - Complexity: that of one multiplication of the result's size, nearly.
  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "Integer.power needs an exponent of at least 0, not \(exponent)")
    if case .small(let base) = representation, base.magnitude <= 1 {
      return base == -1 && exponent % 2 == 0 ? .one : exponent == 0 ? .one : self
    }
    let (bits, overflow) = bitLength.multipliedReportingOverflow(by: exponent)
    precondition(
      !overflow && bits <= Integer.bitLimit, "Integer.power: the result would not fit in memory")
    return withGMP { base in Integer { mpz_pow_ui($0, base, UInt(exponent)) } }
  }

  /// The most bits a result may have; beyond, libgmp would end the process.
  static let bitLimit = 1 << 36
}
