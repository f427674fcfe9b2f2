import ExactNumbers
import LinearPieces
import ReLUNetworks
import Reporting

/// What a network does along a window: its outputs' graphs, and where its neurons switch.
struct GraphTrace {
  let subject: GraphSubject
  /// The linear pieces of all outputs drawn together.
  private(set) var pieceCount = 0
  /// One graph an output drawn.
  private(set) var outputs: [OutputTrace]
  private(set) var changes: [ActivationChange] = []

  /// The most pieces, and the most activation changes, that a picture holds.
  static let pieceLimit = 100_000

  init(_ subject: GraphSubject, on window: Interval, limit: WorkLimit) throws {
    self.subject = subject
    outputs = subject.outputs.map { OutputTrace(number: $0) }
    let network = Self.network(of: subject)
    try Self.checkSize(of: network, subject, on: window, limit)
    try Self.unlessStopped(limit) {
      try network.forEachLinearPiece(on: window, isCancelled: { limit.isReached }) { piece in
        pieceCount += 1
        for index in outputs.indices {
          outputs[index].extend(
            over: piece.domain, slope: piece.slopes[index], intercept: piece.intercepts[index])
        }
      }
      try network.forEachActivationChange(on: window, isCancelled: { limit.isReached }) {
        changes.append($0)
      }
    }
    let still = changes.filter { !$0.isBreakpoint }.map(\.position)
    for index in outputs.indices { outputs[index].mark(still) }
  }

  /// Visits the pieces of the outputs drawn, if there are not too many.
  static func forEachPiece(
    of subject: GraphSubject, on domain: Interval, limit: WorkLimit,
    _ body: (NetworkPiece) throws -> Void
  ) throws {
    let network = network(of: subject)
    try checkSize(of: network, subject, on: domain, limit)
    try unlessStopped(limit) {
      try network.forEachLinearPiece(on: domain, isCancelled: { limit.isReached }, body)
    }
  }

  private static func network(of subject: GraphSubject) -> ReLUNetwork {
    subject.line.network.selectingOutputs(subject.outputs.map { $0 - 1 })
  }

  private static func unlessStopped(_ limit: WorkLimit, _ visit: () throws -> Void) throws {
    do {
      try visit()
    } catch PieceCountError.cancelled {
      throw stopped(limit)
    }
  }

  private static func stopped(_ limit: WorkLimit) -> StoppedEarly {
    StoppedEarly(description: "\(limit.reason): nothing is drawn")
  }

  /// Counts first: a count folds where a list would go on for ever.
  private static func checkSize(
    of network: ReLUNetwork, _ subject: GraphSubject, on domain: Interval, _ limit: WorkLimit
  ) throws {
    let counts = try network.pieceCounts(
      on: domain,
      PieceCountRequest(
        counts: [.activationRegions, .linearPieces], isCancelled: { limit.isReached }))
    try check(counts.linearPieces, "linear pieces", subject)
    try check(counts.activationRegions, "activation regions", subject)
    if !counts.isComplete { throw stopped(limit) }
  }

  private static func check(
    _ count: Integer?, _ what: String, _ subject: GraphSubject
  ) throws {
    guard let count, count > Integer(pieceLimit) else { return }
    let shorter = subject.line.segment == nil ? "interval with --on" : "segment"
    throw RequestError(
      "\(subject.network.label) has more than \(pieceLimit) \(what) there, too many for a "
        + "picture: choose a smaller \(shorter)")
  }
}

/// The graph of one output.
struct OutputTrace {
  /// The output, numbered from 1.
  let number: Int
  /// Its ends and breakpoints, from left to right.
  private(set) var vertices: [PlotPoint] = []
  /// Where a neuron switches and this output's slope stays.
  private(set) var ticks: [PlotPoint] = []
  private var slope: Rational?

  init(number: Int) { self.number = number }

  /// Where the slope changes.
  var breakpoints: [PlotPoint] { Array(vertices.dropFirst().dropLast()) }

  /// The larger of its numbers of breakpoints and ticks.
  var markCount: Int { max(vertices.count - 2, ticks.count) }

  /// Continues the graph over the next piece of all outputs; the last vertex moves on where this
  /// output's slope stays.
  mutating func extend(over domain: Interval, slope newSlope: Rational, intercept: Rational) {
    guard let start = domain.lower.finiteValue, let end = domain.upper.finiteValue else { return }
    let point = PlotPoint(end, newSlope * end + intercept)
    if vertices.isEmpty { vertices.append(PlotPoint(start, newSlope * start + intercept)) }
    if slope == newSlope { vertices.removeLast() }
    vertices.append(point)
    slope = newSlope
  }

  /// Puts ticks on the graph at places in increasing order.
  mutating func mark(_ places: [Rational]) {
    var index = 1
    for place in places {
      while index < vertices.count - 1 && vertices[index].x < place { index += 1 }
      let (left, right) = (vertices[index - 1], vertices[index])
      let share = (place - left.x) / (right.x - left.x)
      ticks.append(PlotPoint(place, left.y + share * (right.y - left.y)))
    }
  }
}
