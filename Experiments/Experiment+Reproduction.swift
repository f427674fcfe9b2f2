internal import Reporting

/// How a file made anew compares with the committed one.
public enum Agreement: String, Hashable, Sendable {
  /// The same bytes.
  case same
  /// Other bytes.
  case different
  /// No committed file is found.
  case missing
}

/// A file of results that was written.
public struct ReproducedFile: Hashable, Sendable {
  /// Where it was written.
  public let path: String
  /// How it compares with the committed file, as that was before.
  public let agreement: Agreement
}

/// What became of a reproduced experiment.
public struct Reproduction: Hashable, Sendable {
  /// The experiment's name.
  public let name: String
  /// `results.csv` and `figure.svg`.
  public let files: [ReproducedFile]
  /// What was found.
  public let result: ExperimentResult

  /// Whether every file has the bytes of the committed one; `pleat reproduce` exits 1 if not.
  public var isSame: Bool { files.allSatisfy { $0.agreement == .same } }

  /// A sentence for a person: what was written, and whether it is what was committed.
  public var summary: String {
    let paths = files.map(\.path).joined(separator: " and ")
    let different = files.filter { $0.agreement == .different }.map(\.path)
    let missing = files.filter { $0.agreement == .missing }.map(\.path)
    var text = "\(name): wrote \(paths)"
    if isSame { return text + ", byte for byte as committed" }
    if !different.isEmpty {
      text += "; \(different.joined(separator: " and ")) not as committed"
    }
    if !missing.isEmpty {
      text += "; nothing is committed to compare \(missing.joined(separator: " and ")) with"
    }
    return text
  }
}

extension Experiment {
  /// The folder that results go to unless another one is chosen: `Experiments` of the clone that
  /// the command runs in.
  ///
  /// - Returns: a path relative to the current folder.
  /// - Throws: `ExperimentError.noExperimentsFolder` where the current folder has none.
  public static func defaultFolder() throws(ExperimentError) -> String {
    guard ExperimentFiles.isFolder(ExperimentFiles.currentRoot) else {
      throw .noExperimentsFolder
    }
    return ExperimentFiles.currentRoot
  }

  /// Runs the experiment, writes `results.csv` and `figure.svg` into FOLDER/NAME, and compares
  /// them with the committed files, as those were before.
  ///
  /// Each file appears under its name when it is complete. For `pleat reproduce`: take the folder
  /// from `--into` or ``defaultFolder()``, print each ``Reproduction/summary``, and exit 1 unless
  /// every ``Reproduction/isSame``.
  ///
  /// - Parameters:
  ///   - folder: where the experiment's own folder stands or is made.
  ///   - progress: told how far it has come.
  /// - Returns: the files and how they compare.
  /// - Throws: `ExperimentError` where the experiment cannot run, `FileOutputError` where a file
  ///   cannot be written.
  public func reproduce(
    into folder: String, progress: ExperimentProgress = ExperimentProgress()
  ) throws -> Reproduction {
    let ownFolder = "\(folder)/\(name)"
    try ExperimentFiles.createFolder(ownFolder)
    let result = try run(progress: progress)
    let files = try result.files.map { file in
      let agreement = agreement(of: file.text, withCommitted: file.name)
      let path = "\(ownFolder)/\(file.name)"
      try OutputFile.write(file.text, to: path)
      return ReproducedFile(path: path, agreement: agreement)
    }
    return Reproduction(name: name, files: files, result: result)
  }

  private func agreement(of text: String, withCommitted file: String) -> Agreement {
    guard let committed = try? ExperimentFiles.bytes(of: "\(name)/\(file)") else {
      return .missing
    }
    return committed.elementsEqual(text.utf8) ? .same : .different
  }
}
