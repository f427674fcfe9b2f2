internal import ExactNumbers

/// A certified function of any type as a value, with what the library asks of it.
public struct EnclosedFunction: Hashable, Sendable {
  /// The function.
  public let function: any CertifiedFunction
  /// The same, where it is one of the library's own, of which more is known than enclosures.
  public let elementary: ElementaryFunction?

  /// A function as a value.
  public init(_ function: some CertifiedFunction) {
    self.function = function
    elementary = function as? ElementaryFunction
  }

  /// Whether both are the same function of the same type.
  public static func == (lhs: EnclosedFunction, rhs: EnclosedFunction) -> Bool {
    lhs.function.isSame(as: rhs.function)
  }

  /// Feeds the function to a hasher.
  public func hash(into hasher: inout Hasher) { function.hash(into: &hasher) }
}

extension CertifiedFunction {
  /// Whether another function is of the same type and equal.
  fileprivate func isSame(as other: any CertifiedFunction) -> Bool { other as? Self == self }
}

extension EnclosedFunction {
  /// The function's own enclosure on an interval, or `nil` where it gives none.
  func enclosure(
    on interval: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval? {
    function.enclosure(on: interval, derivative: order, bits: bits)
  }

  /// Encloses a value to 2^−`bits`, as far as the function goes along.
  ///
  /// More digits are asked for as long as that makes the answer narrower.
  /// - Precondition: the function has the derivative there.
  func value(at x: Rational, derivative order: Int, bits: Int) -> RationalInterval {
    let point = RationalInterval(x)
    let width = Rational(dyadicNumerator: 1, fractionBits: bits)
    var digits = bits
    var best: RationalInterval?
    repeat {
      guard let found = enclosure(on: point, derivative: order, bits: digits) else {
        preconditionFailure("\(function.name): no derivative of order \(order) at \(x)")
      }
      if elementary != nil || found.width <= width { return found }
      if let best, 2 * found.width > best.width { return best }
      best = found
      digits += (found.width / width).ceiling.bitLength + 8
    } while true
  }

  /// Encloses all values on an interval, by parts where the function gives no answer for the whole.
  ///
  /// - Returns: an interval that holds them, or the first part, as short as any, without an answer.
  func range(
    on interval: RationalInterval, derivative order: Int, bits: Int
  ) -> EnclosedRange {
    var hull: RationalInterval?
    var parts = [interval]
    var count = 0
    while let part = parts.popLast() {
      count += 1
      if let found = enclosure(on: part, derivative: order, bits: bits) {
        hull = hull.map { $0.hull(with: found) } ?? found
      } else if elementary != nil || count > Self.partLimit || part.width.sign == .zero
        || part.width * Self.shortestPart < interval.width
      {
        return .undefined(part)
      } else {
        // The left half next.
        parts.append(RationalInterval(part.midpoint, part.upper))
        parts.append(RationalInterval(part.lower, part.midpoint))
      }
    }
    return hull.map { .values($0) } ?? .undefined(interval)
  }

  /// The most parts that are asked for, and the share of the interval that the shortest one has.
  private static let partLimit = 4096
  private static let shortestPart = Rational(1 << 20)
}

/// What is known of a function's values on an interval.
enum EnclosedRange {
  /// All lie in this one.
  case values(RationalInterval)
  /// On this part there is no enclosure.
  case undefined(RationalInterval)

  /// The values, where they are known.
  var interval: RationalInterval? {
    guard case .values(let interval) = self else { return nil }
    return interval
  }
}
