internal import ExactNumbers

/// An upper bound on the pieces of a one-input network, carried from layer to layer.
///
/// A hidden layer's output h_l : ℝ → ℝ^{n_l} is piecewise linear. A piece is *sloped* if h_l is
/// not constant on it, and a ray (one of the two outer pieces) is open if it is sloped. For each
/// number r of open rays the state bounds three quantities of h_l. Every step is proved in
/// Docs/bounds.md; the three facts are:
///
/// 1. A neuron makes a new breakpoint only at a zero inside a sloped piece, at most one in each.
/// 2. Two neurons on one line: a linear read-out of them cannot have three non-zero slopes of
///    alternating sign, so it has at most two zeros in all (theory of widths (2, 2)).
/// 3. One neuron: a zero in two neighbouring pieces hides the breakpoint between them or has it
///    above zero; trading zeros for visible breakpoints costs one for two.
struct OneInputUpperBound {
  private struct State {
    /// Bounds the pieces of h_l.
    var pieces: Integer
    /// Bounds the sloped pieces of h_l.
    var sloped: Integer
    /// Bounds the zeros that one neuron of the next layer has inside sloped pieces.
    var zeros: Integer
  }

  /// The state for r = 0, 1, 2 open rays, where that is possible.
  private var states: [State?]

  /// The first layer: n breakpoints on the line.
  init(firstWidth n: Int) {
    let pieces = Integer(n + 1)
    states =
      n == 1
      ? [nil, State(pieces: pieces, sloped: 1, zeros: 1), nil]
      : [nil, nil, State(pieces: pieces, sloped: pieces, zeros: n == 2 ? 2 : pieces)]
  }

  /// The most pieces over all states.
  var pieces: Integer { states.compactMap { $0?.pieces }.max() ?? .one }

  /// Passes to the next layer's output.
  mutating func pass(width: Int) {
    let before = states
    states = [nil, nil, nil]
    for open in 0...2 {
      guard let state = before[open] else { continue }
      if width > 1 {
        keep(Self.widened(state, width: width), open: open)
      } else {
        for kept in 0...open { keep(Self.narrowed(state, open: open, kept: kept), open: kept) }
      }
    }
  }

  /// Two neurons or more: each adds a breakpoint at each of its zeros, and no ray opens.
  private static func widened(_ state: State, width: Int) -> State {
    let added = Integer(width) * state.zeros
    let sloped = state.sloped + added
    return State(
      pieces: state.pieces + added, sloped: sloped,
      zeros: width == 2 ? min(sloped, 2 * state.sloped) : sloped)
  }

  /// One neuron that leaves `kept` of the open rays open; each ray that it closes shows a zero
  /// without hiding a breakpoint.
  private static func narrowed(_ state: State, open: Int, kept: Int) -> State {
    let closing = min(Integer(open - kept), state.zeros)
    let visible = closing + (state.zeros - closing).floorDivided(by: 2)
    return State(pieces: state.pieces + visible, sloped: state.sloped, zeros: state.zeros)
  }

  /// Adds a case: the greatest of each bound, and no more sloped pieces than closed rays leave.
  private mutating func keep(_ state: State, open: Int) {
    var state = state
    state.sloped = min(state.sloped, state.pieces - Integer(2 - open))
    state.zeros = min(state.zeros, state.sloped)
    if let known = states[open] {
      state.pieces = max(state.pieces, known.pieces)
      state.sloped = max(state.sloped, known.sloped)
      state.zeros = max(state.zeros, known.zeros)
    }
    states[open] = state
  }
}
