/// Why an approximation or a certificate is refused.
public enum ApproximationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text names no target.
  case unknownTarget(String)

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownTarget(let text):
      "\"\(text)\" is no target; choose one of those that pleat approximate --help lists"
    }
  }
}
