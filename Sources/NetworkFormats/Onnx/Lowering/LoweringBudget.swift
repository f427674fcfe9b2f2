internal import ExactNumbers

/// What lowering a graph to exact affine maps may cost.
///
/// A file of a few hundred bytes can ask for any amount of arithmetic, so every number that is
/// made is counted by its size before the next one is made. That bounds time and memory.
struct LoweringBudget {
  /// The most numbers that are made, larger ones counted more than once.
  static let limit = 4 * NetworkFile.parameterLimit
  /// The most bits of a numerator and its denominator together.
  static let bitLimit = 1 << 16

  private var spent = 0

  /// Counts numbers of ordinary size.
  mutating func charge(_ count: Int) throws(FormatProblem) {
    guard count <= Self.limit - spent else {
      throw FormatProblem(
        "written out as matrices, the graph takes more than \(Self.limit) exact operations, which is "
          + "more than are tried")
    }
    spent += count
  }

  /// Counts one number by its size.
  mutating func charge(_ value: Rational) throws(FormatProblem) {
    let bits = value.numerator.bitLength + value.denominator.bitLength
    guard bits <= Self.bitLimit else {
      throw FormatProblem(
        "multiplying its constants exactly gives numbers of more than \(Self.bitLimit) bits")
    }
    // Long numbers are reduced after each operation, so their cost grows faster than they do.
    try charge(max(1, bits / 32 - 1))
  }
}
