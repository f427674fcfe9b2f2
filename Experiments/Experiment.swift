public import Reporting

/// A question about networks, answered by exact counts: a table and a figure made by one command.
///
/// Each experiment has a folder of its own name in `Experiments/`, with its code, a README and the
/// committed `results.csv` and `figure.svg`. A run depends on nothing but the code and the data in
/// `Experiments/data`, so it gives the same bytes on every machine.
public struct Experiment: Sendable {
  /// The name of its folder, and the word after `pleat reproduce`.
  public let name: String
  /// What it asks, in one sentence.
  public let question: String
  /// Whether a run takes minutes without optimisation, so that the tests rebuild a part of it only.
  public let isLong: Bool

  private let body: @Sendable (ExperimentProgress) throws -> ExperimentResult

  /// An experiment from its parts.
  init(
    name: String, question: String, isLong: Bool = false,
    body: @escaping @Sendable (ExperimentProgress) throws -> ExperimentResult
  ) {
    self.name = name
    self.question = question
    self.isLong = isLong
    self.body = body
  }

  /// Runs the experiment, which writes nothing.
  ///
  /// - Parameter progress: told how far it has come.
  /// - Returns: the table and the figure.
  /// - Throws: `ExperimentError` where its data is missing or a count contradicts its formula.
  public func run(
    progress: ExperimentProgress = ExperimentProgress()
  ) throws -> ExperimentResult {
    try body(progress)
  }
}

extension Experiment {
  /// Every experiment, in the order of the README.
  public static let all: [Experiment] = [
    .pieceCountVersusDepth, .deepVersusShallow, .foldingByLayer, .boundsCompared,
    .regionsOfTrainedNetworks, .shallowVersusDeepRegions, .squareErrorVersusDepth,
    .multiplyErrorRegions, .polynomialsAndFunctions, .lipschitzShallow, .regionBounds,
  ]

  /// The experiment of a name.
  ///
  /// - Parameter name: the name of its folder.
  /// - Returns: the experiment.
  /// - Throws: `ExperimentError.unknown(name:)`, which lists the names there are.
  public static func named(_ name: String) throws(ExperimentError) -> Experiment {
    guard let experiment = all.first(where: { $0.name == name }) else {
      throw .unknown(name: name)
    }
    return experiment
  }
}

/// What an experiment found.
public struct ExperimentResult: Hashable, Sendable {
  /// One observation a row; its text is `results.csv`.
  public let table: CSVTable
  /// What there is to see; its SVG is `figure.svg`.
  public let figure: Figure

  /// The files of the result, by name.
  var files: [(name: String, text: String)] {
    [("results.csv", table.text), ("figure.svg", figure.svg())]
  }
}

/// Told how far an experiment has come, from the thread that runs it.
public struct ExperimentProgress: Sendable {
  private let report: @Sendable (_ done: Int, _ total: Int) -> Void

  /// A listener.
  ///
  /// - Parameter report: receives how many of the experiment's steps are done, and how many there
  ///   are; does nothing if it is left out.
  public init(_ report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }) {
    self.report = report
  }

  /// Applies a function to each element and reports after each.
  func map<Element, Result>(
    _ elements: [Element], _ transform: (Element) throws -> Result
  ) rethrows -> [Result] {
    try elements.enumerated().map { index, element in
      defer { report(index + 1, elements.count) }
      return try transform(element)
    }
  }
}
