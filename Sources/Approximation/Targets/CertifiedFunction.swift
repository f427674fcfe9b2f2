/// A function of one variable that is known by enclosures: whoever defines one proves it, and all
/// that is made of it is proved from nothing else.
///
/// The one requirement encloses f, f′ or f″ on an interval, which may be one point. A conforming type
/// promises, for orders 0, 1 and 2:
///
/// - **Enclosure.** An answer other than `nil` says that f is differentiable so often on all of the
///   interval, at its ends from inside, that the derivative is continuous there, and that every
///   value of it lies in the answer. Every bound of an error rests on this and would be wrong with
///   it.
/// - **Parts.** Where an interval has an answer, each part of it has one, and so have the lower
///   orders. Breaking this stops the program.
/// - **Narrowness.** At a point the answer gets as narrow as one likes as `bits` grows, and on an
///   interval as the interval shrinks. No proof rests on this; answers that stay wide make bounds
///   wide, and constructions give up with a sentence that says so.
///
/// Where the function is convex or concave, and where it is steep, is found out from the enclosures;
/// nothing of the kind is asserted. ``ElementaryFunction`` is the library's own conforming type.
/// Interval arithmetic on `RationalInterval` and the enclosures of other targets make more of them.
public protocol CertifiedFunction: Hashable, Sendable {
  /// The function's name in reports and messages.
  var name: String { get }

  /// Encloses all values of the function, or of a derivative, on an interval.
  ///
  /// - Parameters:
  ///   - interval: where; it may be one point.
  ///   - order: 0 for the function, 1 or 2 for a derivative.
  ///   - bits: digits after the point that the ends should be good for.
  /// - Returns: an interval that holds every value; `nil` where the function has no such derivative
  ///   on all of the interval, or no bounded enclosure is known.
  func enclosure(
    on interval: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval?
}

extension ElementaryFunction: CertifiedFunction {
  /// The name as the command line spells it.
  public var name: String { rawValue }

  /// Encloses all values of the function, or of a derivative, on an interval.
  ///
  /// - Parameters:
  ///   - interval: where; it may be one point.
  ///   - order: 0 for the function, 1 or 2 for a derivative.
  ///   - bits: each end is off by at most 2^−`bits`, and a point's enclosure no wider than that.
  /// - Returns: an interval that holds every value; `nil` where the derivative is not defined.
  public func enclosure(
    on interval: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    guard isDefined(on: interval, derivative: order) else { return nil }
    return interval.lower == interval.upper
      ? value(at: interval.lower, derivative: order, bits: bits)
      : range(on: interval, derivative: order, bits: bits)
  }
}
