/// Why an experiment cannot be run or its result not be written.
public enum ExperimentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No experiment has this name.
  case unknown(name: String)
  /// A count differs from the formula that it is held against.
  case contradiction(what: String, counted: String, expected: String)
  /// A file of `Experiments/` is needed but not there.
  case missingFile(name: String)
  /// A file of `Experiments/data` does not hold what is expected.
  case malformedData(name: String, reason: String)
  /// The results have no folder to go to.
  case noExperimentsFolder
  /// A folder for results cannot be made.
  case cannotCreateFolder(path: String)

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknown(let name):
      "there is no experiment \(name); choose "
        + Experiment.all.map(\.name).joined(separator: ", ")
    case .contradiction(let what, let counted, let expected):
      "\(what): \(counted) counted where the formula says \(expected); one of the two is wrong"
    case .missingFile(let name):
      "Experiments/\(name) is not found; run pleat in the root of a clone of the project"
    case .malformedData(let name, let reason):
      "Experiments/\(name): \(reason); take the file from the project's repository"
    case .noExperimentsFolder:
      "there is no folder Experiments here; run pleat in the root of a clone of the project, "
        + "or choose another folder with --into"
    case .cannotCreateFolder(let path):
      "the folder \(path) cannot be made; choose another one with --into"
    }
  }
}
