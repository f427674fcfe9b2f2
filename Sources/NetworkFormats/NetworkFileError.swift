/// Why a network file could not be read, in one sentence that names the file and the place.
public struct NetworkFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name as it was given.
  public let file: String
  /// The place and what is wrong there.
  public let problem: String

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - file: the file's name as it was given.
  ///   - problem: the place and what is wrong there.
  public init(file: String, problem: String) {
    self.file = file
    self.problem = problem
  }

  /// The sentence.
  public var description: String { "\(file): \(problem)" }
}

/// A problem in a file whose name the reader does not know.
struct FormatProblem: Error {
  let text: String

  init(_ text: String) { self.text = text }

  static func tooManyParameters(_ count: Int) -> FormatProblem {
    FormatProblem(
      "the network has \(count) weights and biases; at most \(NetworkFile.parameterLimit) are read")
  }

  /// A text from the file, shortened and without control characters, so that it is safe to print.
  static func excerpt(_ text: some StringProtocol) -> String {
    var excerpt = ""
    for scalar in text.unicodeScalars.prefix(40) {
      let isPlain = scalar.value >= 32 && scalar.value != 127 && !(0x80..<0xA0 ~= scalar.value)
      excerpt.unicodeScalars.append(isPlain ? scalar : "?")
    }
    return excerpt.unicodeScalars.count < text.unicodeScalars.count ? excerpt + "…" : excerpt
  }
}
