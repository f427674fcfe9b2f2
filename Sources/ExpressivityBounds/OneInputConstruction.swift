internal import ExactNumbers

/// The pieces of the best construction known for one input, built from the last layer back.
///
/// A network g of the later layers is put after one layer more: the new layer's read-out u is a
/// scalar function of the input, and g(u) is the new network. For each number r of open rays of
/// g (outer pieces on which its last hidden layer is not constant) the state keeps the most
/// pieces reached. Each step is a network, given in Docs/bounds.md.
struct OneInputConstruction {
  /// The pieces reached with r = 0, 1, 2 open rays.
  private var pieces: [Integer?]
  /// The same for the network without its first layer, if it has a layer left.
  private var piecesBehind: [Integer?] = [nil, nil, nil]
  /// The width of the first layer.
  private var width: Int

  /// The last layer alone: n breakpoints; with two neurons or more both rays are open.
  init(lastWidth n: Int) {
    pieces = n == 1 ? [nil, 2, nil] : [nil, nil, Integer(n + 1)]
    width = n
  }

  /// The most pieces over all states.
  var best: Integer { pieces.compactMap { $0 }.max() ?? .one }

  /// Puts a layer in front.
  mutating func precede(width: Int) {
    let after = pieces
    let isSecondOfTwo = width == 2 && self.width == 2
    pieces = [nil, nil, nil]
    for open in 0...2 {
      if let count = after[open] {
        switch width {
        case 1: cut(count, open: open)
        case 2: bend(count, open: open)
        default: fold(count, open: open, width: width)
        }
      }
      if isSecondOfTwo, let count = piecesBehind[open] { bendTwice(count, open: open) }
    }
    piecesBehind = after
    self.width = width
  }

  /// One neuron: u = relu(x) cuts a ray of g off and puts a constant in its place.
  private mutating func cut(_ count: Integer, open: Int) {
    switch open {
    case 0: keep(count, open: 0)
    case 1:
      keep(count + 1, open: 0)
      keep(count, open: 1)
    default: keep(count + 1, open: 1)
    }
  }

  /// Two neurons: u falls and rises, with one kink more that is flat at the bottom or a change
  /// of slope on the way, so g is run through twice.
  private mutating func bend(_ count: Integer, open: Int) {
    switch open {
    case 0: keep(2 * count, open: 0)
    case 1:
      keep(2 * count + 1, open: 0)
      keep(2 * count, open: 2)
    default: keep(2 * count + 1, open: 2)
    }
  }

  /// Two layers of two neurons together: u has seven pieces and runs through g six times; of its
  /// six breakpoints four lie below all of g's and two above.
  private mutating func bendTwice(_ count: Integer, open: Int) {
    let base = 6 * (count - 1) + 1
    switch open {
    case 0: keep(base, open: 0)
    case 1:
      keep(base + 4, open: 0)
      keep(base + 2, open: 2)
    default: keep(base + 6, open: 2)
    }
  }

  /// Three neurons or more: u is a zigzag of n + 1 monotone pieces, each running through all of
  /// g; a turn shows where it lies in an open ray of g.
  private mutating func fold(_ count: Integer, open: Int, width n: Int) {
    let base = Integer(n + 1) * (count - 1) + 1
    switch open {
    case 0: keep(base, open: 0)
    case 1 where n.isMultiple(of: 2): keep(base + Integer(n / 2), open: 1)
    case 1:
      keep(base + Integer((n + 1) / 2), open: 0)
      keep(base + Integer((n - 1) / 2), open: 2)
    default: keep(base + Integer(n), open: 2)
    }
  }

  private mutating func keep(_ count: Integer, open: Int) {
    pieces[open] = max(count, pieces[open] ?? count)
  }
}
