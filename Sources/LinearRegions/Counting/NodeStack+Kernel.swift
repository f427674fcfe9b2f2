/// A cell, or part of a cell, that waits on the stack of a search.
protocol SearchNode: BitwiseCopyable {
  /// The hidden layer whose neurons cut it, from 1.
  var layer: Int { get }
  /// Cuts on the path from the domain to it; in a part that the search has claimed, `ownedCuts` and those
  /// since.
  var cuts: Int { get set }
  /// Whether there is nothing to be searched in it, only something to be freed.
  var isSpent: Bool { get }

  /// Leaves only what is to be freed with it; returns false if there is no such thing.
  mutating func spend() -> Bool
}

extension SearchNode {
  var isSpent: Bool { false }

  mutating func spend() -> Bool { false }

  /// The cuts of a claimed part's root: far below any part.
  static var ownedCuts: Int { Int.min / 2 }

  /// Cuts on the path from the domain to it.
  var pathCuts: Int { cuts < 0 ? cuts - Self.ownedCuts + SearchParts.cuts : cuts }

  /// The share of the search that lies under the node, each cut halving what it cuts: a guide.
  var share: Double { isSpent ? 0 : SearchParts.share(afterCuts: pathCuts) }
}

/// The stack of a depth-first search that may share the work with others of the same network.
struct NodeStack<Node: SearchNode> {
  private var nodes = GrowingStack<Node>(capacity: 256)
  private(set) var count = 0
  /// Nodes at the bottom that are not searched now.
  private var floor = 0
  /// The path to the node that the search was sent to last.
  private(set) var rootPath: SearchPath?
  private let parts: SearchParts?
  private let isFirst: Bool
  /// The number of the part that is met next.
  var nextPart = 0
  /// The parts that this search has claimed.
  private var claimedParts: [Int] = []

  /// An empty stack.
  ///
  /// - Parameters:
  ///   - parts: the work that is shared, if it is.
  ///   - isFirst: whether this is the search that counts what lies above the parts.
  init(_ parts: SearchParts?, isFirst: Bool) {
    self.parts = parts
    self.isFirst = isFirst
  }

  func deallocate() { nodes.deallocate() }

  @inline(__always)
  mutating func push(_ node: Node) {
    nodes.reserve(count &+ 1, keeping: count)
    nodes.base[count] = node
    count &+= 1
  }

  /// Where the node stands that was popped last, with room for two more behind it.
  @inline(__always)
  mutating func popped() -> UnsafeMutablePointer<Node> {
    nodes.reserve(count &+ 3, keeping: count &+ 1)
    return nodes.base + count
  }

  /// Puts on the stack what was written from `popped()` on.
  ///
  /// - Parameter end: behind what was written.
  @inline(__always)
  mutating func push(upTo end: UnsafeMutablePointer<Node>) { count = end - nodes.base }

  /// Takes the top of the stack.
  @inline(__always)
  mutating func popLast() -> Node? {
    guard count > floor else { return nil }
    count &-= 1
    return nodes.base[count]
  }

  mutating func removeAll() {
    count = 0
    unroot()
  }

  /// All nodes on the stack.
  var all: [Node] { (0..<count).map { nodes.base[$0] } }

  /// Takes off the nodes above the first ones.
  mutating func removeAll(above first: Int) { count = first }

  /// Notes that the top of the stack is where a path leads.
  ///
  /// - Parameters:
  ///   - path: to the top.
  ///   - isAlone: whether the nodes below are left alone until the search is sent elsewhere.
  mutating func root(at path: SearchPath, isAlone: Bool) {
    rootPath = path
    floor = isAlone ? count - 1 : 0
  }

  /// Lets all nodes be searched.
  mutating func unroot() {
    rootPath = nil
    floor = 0
  }

  /// Takes the top of the stack, passing over parts that are another search's but for what is to be freed with them.
  ///
  /// - Returns: where it stands until another node is pushed.
  @inline(__always)
  mutating func pop() -> UnsafePointer<Node>? {
    while count > floor {
      count &-= 1
      let top = nodes.base + count
      if top.pointee.cuts == SearchParts.cuts, !top.pointee.isSpent, let parts {
        guard claimNext(parts, cuts: top.pointee.cuts) else {
          if top.pointee.spend() { return UnsafePointer(top) }
          continue
        }
        top.pointee.cuts = Node.ownedCuts
      }
      return UnsafePointer(top)
    }
    return nil
  }

  /// The top of the stack on a path through parts that the search has claimed.
  mutating func popClaimed() -> Node? {
    guard var node = popLast() else { return nil }
    if node.cuts == SearchParts.cuts, parts != nil { node.cuts = Node.ownedCuts }
    return node
  }

  @inline(never)
  private mutating func claimNext(_ parts: SearchParts, cuts: Int) -> Bool {
    let part = nextPart
    nextPart += 1
    guard parts.claim(part, cuts: cuts) else { return false }
    claimedParts.append(part)
    return true
  }

  /// Whether this search counts a cell: all in its own parts, and of those above them the regions
  /// that it claims, and the cells of other layers if it is the first search.
  ///
  /// - Parameters:
  ///   - node: the cell.
  ///   - isRegion: whether no layer is left to cut it.
  /// - Returns: whether it does.
  @inline(__always)
  mutating func isOwn(_ node: Node, isRegion: Bool) -> Bool {
    guard let parts, node.cuts >= 0 else { return true }
    return isRegion ? claimNext(parts, cuts: node.cuts) : isFirst
  }

  /// Whether a node is in a part that this search alone walks through.
  @inline(__always)
  func isAlone(_ node: Node) -> Bool { parts?.isPortable != true || node.cuts < 0 }

  /// The parts claimed since this was last asked.
  mutating func takeClaimedParts() -> [Int] {
    defer { claimedParts.removeAll() }
    return claimedParts
  }

  /// For each node that waits to be searched, the cuts that lead to it.
  var waitingCuts: [Int] {
    (0..<count).compactMap { nodes.base[$0].isSpent ? nil : nodes.base[$0].pathCuts }
  }

  /// The share of the search that is done, or claimed by some search: a guide.
  var share: Double {
    parts?.share ?? (0..<count).reduce(1) { $0 - nodes.base[$1].share }
  }
}
