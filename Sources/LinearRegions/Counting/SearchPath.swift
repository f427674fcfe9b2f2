/// The way from the domain to a node of a depth-first search: the side taken at each cut.
///
/// A search cuts the same nodes by the same neurons whenever it is run, since each sign that decides
/// it is exact. So the sides find the node again, in any process and on any machine.
struct SearchPath: Hashable, Sendable {
  /// Whether each cut's positive side was taken.
  private(set) var sides: [Bool]

  /// The domain.
  static let domain = SearchPath(sides: [])

  private init(sides: [Bool]) { self.sides = sides }

  /// The path to the node that a search is at.
  ///
  /// The positive side of a cut is searched first. So it is the positive side that leads to the node
  /// iff the negative one still waits.
  /// - Parameters:
  ///   - cuts: how many cuts lead to the node.
  ///   - waiting: for each waiting node below it on the stack, the cuts that lead there.
  init(cuts: Int, waiting: some Sequence<Int>) {
    sides = Array(repeating: false, count: cuts)
    for cut in waiting where 1...cuts ~= cut { sides[cut - 1] = true }
  }

  /// The cuts that lead to where the path turns to the negative side of a cut of which another one takes the
  /// positive side; nil if it does not.
  func turn(after other: SearchPath?) -> Int? {
    guard let other, let cut = zip(sides, other.sides).enumerated().first(where: { $1.0 != $1.1 })
    else { return nil }
    return cut.element.0 ? nil : cut.offset + 1
  }

  /// Reads what `text` writes; nil for anything else.
  init?(text: String) {
    sides = []
    for letter in text.utf8 {
      guard letter == UInt8(ascii: "+") || letter == UInt8(ascii: "-") else { return nil }
      sides.append(letter == UInt8(ascii: "+"))
    }
  }

  /// A plus or minus for each side.
  var text: String { String(decoding: sides.map { UInt8(ascii: $0 ? "+" : "-") }, as: UTF8.self) }
}
