/// Why a list of widths has no bounds; positions are counted from 1.
public enum BoundsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer than two widths: the inputs and one hidden layer at least are needed.
  case tooFewWidths(count: Int)
  /// The width at `position` is zero or negative.
  case notPositive(position: Int, width: Int)
  /// The width at `position` is beyond what is computed.
  case tooWide(position: Int, width: Int, limit: Int)
  /// The hidden layers together have more neurons than what is computed.
  case tooManyNeurons(limit: Int)
  /// The recurrences for these widths would run for minutes.
  case tooMuchWork

  /// One sentence that names the place and the fix.
  public var description: String {
    switch self {
    case .tooFewWidths(let count):
      "the widths need the number of inputs and at least one hidden layer, like 1,3,3; "
        + "\(count) given"
    case .notPositive(let position, let width):
      "width number \(position) is \(width), but every width must be at least 1"
    case .tooWide(let position, let width, let limit):
      "width number \(position) is \(width), more than the \(limit) that bounds are computed for"
    case .tooManyNeurons(let limit):
      "the hidden layers have more than the \(limit) neurons that bounds are computed for"
    case .tooMuchWork:
      "the bounds for these widths have too many digits and terms: make the layers narrower or fewer"
    }
  }
}
