internal import ExactNumbers

extension ApproximationTarget: LosslessStringConvertible {
  /// The largest k, d or n in `monomial:k`, `product:d`, `chebyshev:n`, `legendre:n`.
  public static let parameterLimit = 1000

  /// The names that a target is spelled with, a parameter in capitals.
  public static let names =
    ["square", "product", "monomial:K", "product:D", "polynomial:C0,C1,…", "chebyshev:N"]
    + ["legendre:N"] + ElementaryFunction.allCases.map(\.rawValue)

  /// The target that a text names.
  ///
  /// `square`, `product`, `monomial:k`, `product:d`, `polynomial:c0,c1,…` (exact numbers, constant
  /// first), `chebyshev:n`, `legendre:n`, or the name of an `ElementaryFunction`.
  /// - Parameter text: the name, without spaces.
  /// - Throws: `ApproximationError.unknownTarget` or `.badTargetParameter`.
  public init(text: String) throws(ApproximationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard parts.count == 2 else {
      self = try ApproximationTarget.plain(name)
      return
    }
    let parameter = String(parts[1])
    let kind: Kind
    switch name {
    case "monomial": kind = .polynomial(.monomial(try Self.number(parameter, of: name, from: 0)))
    case "product": kind = .product(inputs: try Self.number(parameter, of: name, from: 2))
    case "chebyshev": kind = .polynomial(.chebyshev(try Self.number(parameter, of: name, from: 0)))
    case "legendre": kind = .polynomial(.legendre(try Self.number(parameter, of: name, from: 0)))
    case "polynomial": kind = .polynomial(try Self.coefficients(parameter))
    default: throw .unknownTarget(text)
    }
    self.init(kind: kind, description: text)
  }

  /// The target that a text names, or `nil` where `init(text:)` throws.
  public init?(_ description: String) {
    do throws(ApproximationError) {
      try self.init(text: description)
    } catch {
      return nil
    }
  }

  private static func plain(_ name: String) throws(ApproximationError) -> ApproximationTarget {
    if let function = ElementaryFunction(rawValue: name) { return ApproximationTarget(function) }
    switch name {
    case "square": return .square
    case "product": return .product
    case "monomial", "chebyshev", "legendre":
      throw .badTargetParameter(target: name, needs: "a number after a colon, like \(name):5")
    case "polynomial":
      throw .badTargetParameter(
        target: name, needs: "its coefficients after a colon, like polynomial:1,0,-1/2")
    default: throw .unknownTarget(name)
    }
  }

  private static func number(
    _ text: String, of name: String, from least: Int
  ) throws(ApproximationError) -> Int {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text),
      (least...parameterLimit).contains(value)
    else {
      throw .badTargetParameter(
        target: "\(name):\(text)",
        needs: "a whole number from \(least) to \(parameterLimit), like \(name):5")
    }
    return value
  }

  private static func coefficients(_ text: String) throws(ApproximationError) -> Polynomial {
    var result: [Rational] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      do throws(NumberTextError) {
        result.append(try Rational(text: part))
      } catch {
        throw .badTargetParameter(
          target: "polynomial", needs: "exact numbers between commas, but \(error)")
      }
    }
    guard result.count <= parameterLimit + 1 else {
      throw .badTargetParameter(
        target: "polynomial", needs: "at most \(parameterLimit + 1) coefficients")
    }
    return Polynomial(result)
  }
}
