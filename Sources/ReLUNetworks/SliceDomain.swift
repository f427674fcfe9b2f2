public import ExactNumbers

/// A box of an affine slice: the part of a network's input space that is looked at.
///
/// Its JSON is an object with the keys `origin` (a point), `directions` (one vector a slice
/// coordinate) and, unless the whole slice is meant, `box` (a pair of ends a slice coordinate).
public struct SliceDomain: Hashable, Sendable {
  /// The slice.
  public let slice: AffineSlice
  /// One interval a slice coordinate; nil where the text names none.
  public let box: [Interval]?

  private static let keys = ["origin", "directions", "box"]

  /// Reads a slice from the text of its JSON format.
  ///
  /// - Parameter json: the text; numbers are read as in a network's JSON.
  /// - Throws: a ``NetworkError`` that names the place, such as `directions[1][2]`.
  public init(json: String) throws(NetworkError) { try self.init(json: Array(json.utf8)) }

  /// Reads a slice from the UTF-8 bytes of its JSON format.
  ///
  /// - Parameter json: the bytes; a byte-order mark is skipped.
  /// - Throws: a ``NetworkError`` that names the place, such as `directions[1][2]`.
  public init(json: [UInt8]) throws(NetworkError) {
    var reader = ExactJSONReader(json)
    var origin: [Rational]?
    var directions: [[Rational]]?
    var box: [Interval]?
    try reader.object(.document) { reader, key, place throws(NetworkError) in
      switch key {
      case "origin": origin = try reader.vector(place)
      case "directions": directions = try reader.matrix(place)
      case "box": box = try reader.intervals(place)
      default: throw NetworkDocument.unknownKey(key, among: Self.keys, .document)
      }
    }
    try reader.finish()
    guard let origin else { throw Self.missing("origin", "a point, one number an input") }
    guard let directions else { throw Self.missing("directions", "a list of vectors") }
    try Self.check(origin, directions, box)
    slice = AffineSlice(origin: origin, directions: directions)
    self.box = box
  }

  private static func missing(_ key: String, _ what: String) -> NetworkError {
    JSONPlace(key: key).error("the key is missing; add \(what)")
  }

  private static func check(
    _ origin: [Rational], _ directions: [[Rational]], _ box: [Interval]?
  ) throws(NetworkError) {
    guard !directions.isEmpty else {
      throw JSONPlace(key: "directions").error("the list is empty; add at least one vector")
    }
    for (index, direction) in directions.enumerated() where direction.count != origin.count {
      throw JSONPlace(key: "directions", row: index).error(
        "\(direction.count) entries stand where the origin has \(origin.count)")
    }
    if let box, box.count != directions.count {
      throw JSONPlace(key: "box").error(
        "\(box.count) pairs stand for \(directions.count) directions; give one pair a direction")
    }
  }
}
