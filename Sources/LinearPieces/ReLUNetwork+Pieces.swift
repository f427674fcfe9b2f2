public import ExactNumbers
public import ReLUNetworks

/// One linear piece of a network of one input: y = slopes · t + intercepts on an interval.
public struct NetworkPiece: Hashable, Sendable {
  /// Where it lies, in input units; the ends of a whole line or ray may be infinite.
  public let domain: Interval
  /// The slope of each output.
  public let slopes: [Rational]
  /// The value of each output's affine function at t = 0.
  public let intercepts: [Rational]
}

/// A point where the activation pattern changes.
public struct ActivationChange: Hashable, Sendable {
  /// Where, in input units.
  public let position: Rational
  /// The first hidden layer, numbered from 1, with a neuron that changes there.
  public let layer: Int
  /// Whether some output's slope changes, so that the point is a breakpoint of the function.
  public let isBreakpoint: Bool
}

extension ReLUNetwork {
  /// Visits the linear pieces of a one-input network from left to right, in bounded memory.
  ///
  /// - Parameters:
  ///   - domain: where, in input units.
  ///   - isCancelled: asked now and then, also within a long piece; true ends the visit.
  ///   - body: receives each piece; what it throws ends the visit.
  /// - Throws: `PieceCountError` for several inputs or where it was cancelled, or what `body` throws.
  public func forEachLinearPiece(
    on domain: Interval, isCancelled: () -> Bool = { false },
    _ body: (NetworkPiece) throws -> Void
  ) throws {
    let network = try lineNetwork()
    guard network.depth > 0 else {
      let output = standardForm.output
      return try body(
        NetworkPiece(domain: domain, slopes: output.weights, intercepts: output.biases))
    }
    let walk = network.walk(on: domain)
    var start = domain.lower
    var end = domain.lower
    var current: OutputMap?
    while try walk.advance(unless: isCancelled) {
      if !walk.continuesPiece() {
        if let map = current { try body(try piece(start, end, map)) }
        start = end
        current = walk.exactOutput()
      }
      end = walk.exactEnd()
    }
    if let map = current { try body(try piece(start, end, map)) }
  }

  private func piece(
    _ start: ExtendedRational, _ end: ExtendedRational, _ map: OutputMap
  ) throws -> NetworkPiece {
    NetworkPiece(
      domain: try Interval(start, end), slopes: map.slopes, intercepts: map.intercepts)
  }

  /// Visits the points where the activation pattern changes, from left to right.
  ///
  /// - Parameters:
  ///   - domain: where, in input units; its ends are not visited.
  ///   - isCancelled: asked now and then; true ends the visit.
  ///   - body: receives each change; what it throws ends the visit.
  /// - Throws: `PieceCountError` for several inputs or where it was cancelled, or what `body` throws.
  public func forEachActivationChange(
    on domain: Interval, isCancelled: () -> Bool = { false },
    _ body: (ActivationChange) throws -> Void
  ) throws {
    let network = try lineNetwork()
    guard network.depth > 0 else { return }
    let walk = network.walk(on: domain)
    var end: ExtendedRational = domain.lower
    while try walk.advance(unless: isCancelled) {
      if walk.changeLayer() > 0, case .finite(let position) = end {
        try body(
          ActivationChange(
            position: position, layer: walk.changeLayer(), isBreakpoint: !walk.continuesPiece()))
      }
      end = walk.exactEnd()
    }
  }
}

extension CellWalk {
  /// Walks on to the next cell, looking up every 256 cells whether to stop.
  func advance(unless isCancelled: () -> Bool) throws(PieceCountError) -> Bool {
    if tally().regions & 255 == 0, isCancelled() { throw .cancelled }
    return advance()
  }
}
