/// Why an arrangement or a domain cannot be built or counted.
public enum ArrangementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A normal is zero; `row` counts from 0.
  case zeroNormal(row: Int)
  /// A normal has a wrong number of entries; `row` counts from 0.
  case wrongLength(row: Int, entries: Int, dimension: Int)
  /// There are more or fewer offsets than normals.
  case offsetCount(offsets: Int, normals: Int)
  /// Without a hyperplane the dimension must be given.
  case noDimension
  /// The dimension is negative or above the limit.
  case dimension(Int, limit: Int)
  /// A family does not exist for this n, or has more hyperplanes than can be counted.
  case family(name: String, reason: String)
  /// A domain has a dimension of its own.
  case domainDimension(domain: Int, arrangement: Int)
  /// A domain contains no ball.
  case noInterior
  /// A domain contains a whole line where it may not.
  case containsLine
  /// The finite-field method cannot be used here.
  case finiteField(reason: String)
  /// The caller asked to stop.
  case cancelled

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .zeroNormal(let row):
      "normals[\(row)]: all entries are zero, so this is no hyperplane; leave the row out"
    case .wrongLength(let row, let entries, let dimension):
      "normals[\(row)]: the length is \(entries) where the dimension is \(dimension)"
    case .offsetCount(let offsets, let normals):
      "offsets: \(offsets) numbers stand for \(normals) normals; give one a normal"
    case .noDimension:
      "dimension: the key is missing; without a hyperplane it must be given"
    case .dimension(let dimension, let limit):
      "dimension: \(dimension) is not within 0 to \(limit)"
    case .family(let name, let reason):
      "\(name): \(reason)"
    case .domainDimension(let domain, let arrangement):
      "the domain has dimension \(domain) where the arrangement has \(arrangement)"
    case .noInterior:
      "the domain has no interior; give one that contains a ball"
    case .containsLine:
      "the domain contains a whole line; add half-spaces until it has a corner"
    case .finiteField(let reason):
      "the finite-field method cannot be used: \(reason); choose deletion-restriction"
    case .cancelled:
      "the count was stopped"
    }
  }
}
