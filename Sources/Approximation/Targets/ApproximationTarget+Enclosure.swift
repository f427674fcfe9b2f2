public import ExactNumbers

extension ApproximationTarget {
  /// Encloses the value of a target of one input, or of its derivative, at a point.
  ///
  /// - Parameters:
  ///   - x: where.
  ///   - order: 0 for the function, 1 or 2 for a derivative.
  ///   - bits: how narrow.
  /// - Returns: an interval of width at most 2^−`bits` that holds the value; one point wherever
  ///   the value is rational. Its ends are dyadic with about `bits` digits after the point, but
  ///   for exact values, which have as many as they need. For the caller's own function it is what
  ///   that gives, the narrowest of a few answers where they stay wider than asked.
  /// - Precondition: one input; `isDefined(on:derivative:)` at the point; `order` is 0, 1 or 2.
  /// - Complexity: O(√`bits`) multiplications for exp, O(`bits`) for log1p, sin and cos, one
  ///   root or a few operations for the others.
  public func enclosure(
    at x: Rational, derivative order: Int = 0, bits: Int
  ) -> RationalInterval {
    requireOneInput(derivative: order)
    return switch kind {
    case .polynomial(let polynomial):
      RationalInterval(polynomial.derivative(order: order).evaluate(at: x))
    case .enclosed(let function): function.value(at: x, derivative: order, bits: bits)
    case .product: RationalInterval(x)
    }
  }

  /// Encloses all values of a target of one input, or of its derivative, on an interval.
  ///
  /// - Parameters:
  ///   - interval: where.
  ///   - order: 0 for the function, 1 or 2 for a derivative.
  ///   - bits: how narrow.
  /// - Returns: an interval that holds every value. For the library's functions its ends are off by
  ///   at most 2^−`bits`, for polynomials by what `Polynomial.range(on:)` says, plus 2^−`bits`.
  /// - Precondition: one input; `isDefined(on:derivative:)`; `order` is 0, 1 or 2.
  /// - Complexity: a few enclosures at points.
  public func enclosure(
    on interval: RationalInterval, derivative order: Int = 0, bits: Int
  ) -> RationalInterval {
    requireOneInput(derivative: order)
    if interval.lower == interval.upper {
      return enclosure(at: interval.lower, derivative: order, bits: bits)
    }
    switch kind {
    case .polynomial(let polynomial):
      return polynomial.derivative(order: order).range(on: interval).rounded(fractionBits: bits)
    case .product: return interval
    case .enclosed(let function):
      switch function.range(on: interval, derivative: order, bits: bits) {
      case .values(let values): return values
      case .undefined(let part):
        preconditionFailure("\(self): no derivative of order \(order) is known on \(part)")
      }
    }
  }

  /// Encloses all values of a target of one input, or of its derivative, on an interval, as
  /// `enclosure(on:derivative:bits:)`, in one step; `nil` where that gives no bounds.
  func quickEnclosure(
    on interval: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    enclosed.map { $0.enclosure(on: interval, derivative: order, bits: bits) }
      ?? enclosure(on: interval, derivative: order, bits: bits)
  }

  /// Encloses the value of a target of any number of inputs at a point.
  ///
  /// - Parameters:
  ///   - point: a number for each input.
  ///   - bits: how narrow.
  /// - Returns: an interval of width at most 2^−`bits` that holds the value; one point wherever
  ///   the value is rational.
  /// - Precondition: as many numbers as inputs; the target is defined there.
  public func enclosure(at point: [Rational], bits: Int) -> RationalInterval {
    requireInputs(point.count)
    guard case .product = kind else { return enclosure(at: point[0], bits: bits) }
    return RationalInterval(point.reduce(1, *))
  }

  /// Encloses all values of a target of any number of inputs on a box.
  ///
  /// - Parameters:
  ///   - box: an interval for each input.
  ///   - bits: how narrow.
  /// - Returns: an interval that holds every value; exactly the range for a product.
  /// - Precondition: as many intervals as inputs; the target is defined there.
  public func enclosure(on box: [RationalInterval], bits: Int) -> RationalInterval {
    requireInputs(box.count)
    guard case .product = kind else { return enclosure(on: box[0], bits: bits) }
    return box.dropFirst().reduce(box[0], *)
  }

  private func requireInputs(_ count: Int) {
    precondition(
      count == inputCount, "\(self) has \(inputCount) inputs, but \(count) coordinates are given")
  }

  /// Stops a caller who asks for what is not defined.
  func requireOneInput(derivative order: Int = 0) {
    precondition(inputCount == 1, "\(self) has \(inputCount) inputs: give a point for all of them")
    precondition((0...2).contains(order), "\(self): derivatives of order 0, 1, 2, not \(order)")
  }
}
