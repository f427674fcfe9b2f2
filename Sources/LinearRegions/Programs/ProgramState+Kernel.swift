internal import ExactNumbers

/// What a search by linear programs has at hand: its stacks, with the present frame on top, and the levels.
struct ProgramState {
  let levels: ProgramLevels
  let box: ProgramBox
  let scratch: UnsafeMutablePointer<SIMD4<Double>>
  /// Room for two points.
  let points: UnsafeMutablePointer<Double>
  /// Room for one row of residuals.
  let residual: UnsafeMutablePointer<SIMD4<Double>>
  var numbers: GrowingStack<SIMD4<Double>>
  var halfSpaces: GrowingStack<HalfSpace>
  var bits: GrowingStack<UInt64>
  var frames: GrowingStack<ProgramFrame>
  var frameCount = 0
  var counters = ProgramCounters()
}

/// How questions were answered.
struct ProgramCounters {
  var pivots = 0
  /// Points inside that the filter proved.
  var points = 0
  /// Multipliers that the filter proved.
  var multipliers = 0
  /// Multipliers that the filter could not prove and exact numbers could.
  var exactMultipliers = 0
  /// Points that exact numbers proved.
  var exactPoints = 0
  /// Linear programs solved in exact numbers.
  var exactPrograms = 0
  /// Signs at a witness decided by exact numbers.
  var exactSigns = 0
  /// Half-spaces found to be implied by the others.
  var pruned = 0
}
