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
struct ProgramFrame: BitwiseCopyable {
  /// The layer whose neurons are looked at, from 1.
  var layer: Int
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
  /// Whether the witness was found exactly and is kept so; its doubles are its coordinates rounded.
  var hasExactWitness: Bool
}
