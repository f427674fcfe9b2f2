/// A cell of the search, or a part of one, on the stacks of `ProgramState`.
///
/// A frame's part of the stacks holds, in this order,
///
/// - numbers: the witness; the n rows of the inputs; one row a candidate; one row
///   a constraint that stands in no column;
/// - half-spaces: those of the n columns, of the candidates, of the constraints;
/// - bits: the neurons of the layer that are known to be active.
///
/// A *witness* is a point of the cell's interior. *Candidates* are the neurons of the layer whose sign on
/// the cell is not known yet; each is taken on the side where the witness lies, and so is every constraint:
/// at the witness all of them are positive.
struct ProgramFrame: SearchNode {
  /// The layer whose neurons are looked at, from 1.
  var layer: Int
  /// Cuts on the path from the domain to it, as `SearchNode` says.
  var cuts: Int
  /// Where its numbers begin.
  var numbers: Int
  /// Where its half-spaces begin.
  var halfSpaces: Int
  /// Where its bits begin.
  var bits: Int
  var constraints: Int
  var candidates: Int
  /// Columns of the tableau in which free inputs stand.
  var freeColumns: Int
  /// The number under which the search keeps the exact witness, whose doubles are rounded; 0 where they are it.
  var exactWitness: Int
}

extension ProgramFrame {
  /// No frame.
  static let none = ProgramFrame(
    layer: 1, cuts: 0, numbers: 0, halfSpaces: 0, bits: 0, constraints: 0, candidates: 0,
    freeColumns: 0, exactWitness: 0)

  /// The rows of its tableau but for those of the inputs.
  @inline(__always)
  var rows: Int { constraints &+ candidates }
}
