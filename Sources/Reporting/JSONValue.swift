/// A JSON document as a report writes it: objects keep the order of their keys.
///
/// Counts and exact values are strings (the project's rule, since they exceed every machine
/// number); `integer` and `number` are for seconds, sizes and floating approximations.
public enum JSONValue: Hashable, Sendable {
  /// What was not asked for or is not known.
  case null
  /// True or false.
  case bool(Bool)
  /// A machine integer, printed in decimal.
  case integer(Int)
  /// A floating number, printed with the fewest digits that read back as the same double; `null`
  /// where it is not finite, since JSON has no such number.
  case number(Double)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Keys with values, in the order in which they are written.
  case object([Member])

  /// A key with its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The value under the key.
    public let value: JSONValue

    /// Puts a value under a key.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - value: the value.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The text of an exact value as a JSON string; `null` for `nil`.
  ///
  /// - Parameter value: a value whose description is exact, such as an `Integer` or a `Rational`.
  /// - Returns: the string, or `null`.
  public static func exact(_ value: (some CustomStringConvertible)?) -> JSONValue {
    value.map { .string($0.description) } ?? .null
  }

  /// The value under a key of an object.
  ///
  /// - Parameter key: a key.
  /// - Returns: the first value under that key, or `nil` where there is none.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// Puts a value under a key: in the key's place, or at the end where the key is new.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - value: the value.
  /// - Precondition: this is an object.
  public mutating func set(_ key: String, _ value: JSONValue) {
    guard case .object(var members) = self else {
      preconditionFailure("only an object has keys")
    }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index] = Member(key, value)
    } else {
      members.append(Member(key, value))
    }
    self = .object(members)
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes `null`.
  public init(nilLiteral: ()) { self = .null }
  /// Makes true or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes an integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Makes a floating number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Makes text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object whose keys stay in the order given.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
