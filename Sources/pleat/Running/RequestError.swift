/// A request that cannot be answered: one sentence that names the option or the file.
struct RequestError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Something wrong with the value of an option.
  init(option: String, _ problem: String) {
    self.init("\(option): \(problem)")
  }
}

/// Work that was stopped by its budget or a signal; what was known is already reported.
struct StoppedEarly: Error, CustomStringConvertible {
  /// The exit status of the interface.
  static let exitStatus: Int32 = 3

  /// A sentence for standard error; empty where the report says it.
  var description = ""
}
