/// The arithmetic of deletion–restriction on vectors modulo primes.
///
/// A vector stands for a hyperplane up to a factor: its last entry that is not zero is 1, and the
/// place of that entry is its *top*. Coordinate 0 belongs to the hyperplane at infinity, which is
/// understood beside every list and whose vector (1, 0, …, 0) is in none.
///
/// Lists are sorted so that tops ascend, without repetitions. In a sorted list the restriction to
/// a vector h changes only the vectors u with the same top: they become u − h.
protocol ContractionArithmetic: AnyObject, SendableMetatype {
  /// Words of one vector.
  var stride: Int { get }

  /// Whether a prime divided a number that is not zero, so that other primes must be taken.
  var hasFailed: Bool { get }

  /// The top of a vector.
  func top(_ vector: UnsafePointer<UInt64>) -> Int

  /// Restricts vectors to the hyperplane of one with the same top.
  ///
  /// - Returns: how many vectors were written, sorted and without repetitions; those parallel to
  ///   the pivot are dropped.
  func restrict(
    _ vectors: UnsafePointer<UInt64>, _ count: Int, to pivot: UnsafePointer<UInt64>,
    into result: UnsafeMutablePointer<UInt64>
  ) -> Int

  /// Negative, zero or positive as one vector comes before, equals or comes after another.
  func compare(_ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>) -> Int

  /// The rank-2 term of vectors with tops 1 and 2, lines in a plane: the sum of (lines through
  /// the point) − 1 over all points in which lines meet.
  func meetingCount(_ vectors: UnsafePointer<UInt64>, _ count: Int) -> Int
}
