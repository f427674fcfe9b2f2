internal import ExactNumbers

extension NetworkDocument {
  /// The number that a text spells, exactly.
  static func number(_ text: String, _ place: JSONPlace) throws(NetworkError) -> Rational {
    do {
      return try Rational(text: text)
    } catch {
      throw place.error("\(error)")
    }
  }

  /// The value of a double.
  static func number(_ value: Double, _ place: JSONPlace) throws(NetworkError) -> Rational {
    guard let exact = Rational(exactly: value) else {
      throw place.error("the number is past the range of a double; write it as a string")
    }
    return exact
  }

  /// The end of an interval that a text spells.
  static func end(_ text: String, _ place: JSONPlace) throws(NetworkError) -> ExtendedRational {
    do {
      return try ExtendedRational(text: text)
    } catch {
      throw place.error("\(error)")
    }
  }

  /// The interval of a pair of ends.
  static func interval(
    _ ends: [ExtendedRational], _ place: JSONPlace
  ) throws(NetworkError) -> Interval {
    guard ends.count == 2 else {
      throw place.error("\(ends.count) entries stand where a pair [low, high] is expected")
    }
    do {
      return try Interval(ends[0], ends[1])
    } catch {
      throw place.error("\(error)")
    }
  }
}
