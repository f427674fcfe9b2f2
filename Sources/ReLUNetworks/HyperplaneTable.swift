public import ExactNumbers

/// The equations of a hyperplane arrangement, normal · x = offset, as their JSON holds them.
///
/// Its JSON is an object with the keys `normals` (one list a hyperplane), `offsets` (one number a
/// hyperplane) and, unless there is a hyperplane to tell it, `dimension`. The numbers are read
/// as in a network's JSON.
public struct HyperplaneTable: Hashable, Sendable {
  /// The dimension of the space; nil where the text names none.
  public let dimension: Int?
  /// One normal a row.
  public let normals: [[Rational]]
  /// One number a row.
  public let offsets: [Rational]

  private static let keys = ["dimension", "normals", "offsets"]

  /// Reads a table from the UTF-8 bytes of its JSON.
  ///
  /// - Parameter json: the bytes; a byte-order mark is skipped.
  /// - Throws: a ``NetworkError`` that names the place, such as `normals[1][2]`.
  public init(json: [UInt8]) throws(NetworkError) {
    var reader = ExactJSONReader(json)
    var dimension: Int?
    var normals: [[Rational]]?
    var offsets: [Rational]?
    try reader.object(.document) { reader, key, place throws(NetworkError) in
      switch key {
      case "dimension": dimension = try Self.dimension(reader.number(place), place)
      case "normals": normals = try reader.matrix(place)
      case "offsets": offsets = try reader.vector(place)
      default: throw NetworkDocument.unknownKey(key, among: Self.keys, .document)
      }
    }
    try reader.finish()
    guard let normals else { throw Self.missing("normals", "a list of vectors") }
    guard let offsets else { throw Self.missing("offsets", "one number a normal") }
    self.dimension = dimension
    self.normals = normals
    self.offsets = offsets
  }

  private static func dimension(
    _ value: Rational, _ place: JSONPlace
  ) throws(NetworkError) -> Int {
    guard value.isInteger, let number = Int(exactly: value.numerator), number >= 0 else {
      throw place.error("the dimension must be a whole number of at least 0")
    }
    return number
  }

  private static func missing(_ key: String, _ what: String) -> NetworkError {
    JSONPlace(key: key).error("the key is missing; add \(what)")
  }
}
