internal import ExactNumbers

extension OnnxStages {
  /// The most ReLUs that branches may go through side by side before they meet.
  static let branchDepthLimit = 200

  /// Makes tensors functions of one stage, exactly.
  ///
  /// - Layers without ReLU are multiplied into what comes after them.
  /// - Branches with equally many ReLUs become one: their layers stand side by side.
  /// - A shortcut past a ReLU starts from values that are outputs of a ReLU themselves, so one more
  ///   neuron each carries them on: relu(v) = v. Such a neuron is active exactly where the one that
  ///   it copies is, so it adds no region. The network's own input could only be carried by two
  ///   neurons each, which would cut its space where the network does not bend; that is refused.
  ///
  /// - Parameters:
  ///   - tensors: any tensors; constants stay as they are.
  ///   - budget: pays for the arithmetic.
  /// - Throws: `FormatProblem` where a shortcut starts at the input.
  mutating func unify(
    _ tensors: inout [OnnxTensor], _ budget: inout LoweringBudget
  ) throws(FormatProblem) {
    try unify(&tensors, level: 0, &budget)
  }

  private mutating func unify(
    _ tensors: inout [OnnxTensor], level: Int, _ budget: inout LoweringBudget
  ) throws(FormatProblem) {
    guard Set(tensors.compactMap { $0.dependence?.stage }).count > 1 else { return }
    guard level <= Self.branchDepthLimit else {
      throw FormatProblem(
        "branches run side by side through more than \(Self.branchDepthLimit) ReLUs before they "
          + "meet")
    }
    for index in tensors.indices {
      tensors[index] = try withoutLinearStages(tensors[index], &budget)
    }
    let used = tensors.compactMap { $0.dependence?.stage }
    let depth = used.reduce(0) { max($0, stages[$1].depth) }
    for index in tensors.indices { try carry(&tensors[index], to: depth, &budget) }
    let parts = Set(
      tensors.compactMap(\.dependence).flatMap { stages[$0.stage].parts.map(\.stage) })
    let stage = try self.stage(ofParts: parts.sorted(), level: level, &budget)
    for index in tensors.indices { tensors[index] = rebased(tensors[index], on: stage) }
  }

  /// The tensor as a function of a ReLU's values or the input.
  private func withoutLinearStages(
    _ tensor: OnnxTensor, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    var tensor = tensor
    while let outer = tensor.dependence, stages[outer.stage].kind == .linear,
      let source = stages[outer.stage].source, let inner = source.dependence
    {
      let constants = try outer.rows.applied(
        to: source.constants, plus: tensor.constants, &budget)
      let rows = try outer.rows.multiplied(by: inner.rows, &budget)
      tensor = tensor.rebased(
        on: OnnxTensor.Dependence(stage: inner.stage, rows: rows, isLayer: true), plus: constants)
    }
    return tensor
  }

  /// Carries a tensor through as many ReLUs as others have behind them.
  private mutating func carry(
    _ tensor: inout OnnxTensor, to depth: Int, _ budget: inout LoweringBudget
  ) throws(FormatProblem) {
    guard var dependence = tensor.dependence else { return }
    while stages[dependence.stage].depth < depth {
      let stage = dependence.stage
      guard stages[stage].kind == .relu else {
        throw FormatProblem(
          "joins the network's input with what comes after a ReLU; carrying the input past a ReLU "
            + "takes neurons that cut regions which the network does not have, so it is not read")
      }
      if let next = carried[stage] {
        dependence.stage = next
        continue
      }
      let values = OnnxTensor(shape: [stages[stage].width], type: tensor.type, stage: stage)
      let next = try append(.relu, values, depth: stages[stage].depth + 1, &budget)
      carried[stage] = next
      dependence.stage = next
    }
    tensor = tensor.rebased(on: dependence, plus: tensor.constants)
  }

  /// The stage that has the values of several ReLU stages of one depth.
  private mutating func stage(
    ofParts parts: [Int], level: Int, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> Int {
    if parts.count == 1 { return parts[0] }
    if let stage = joined[parts] { return stage }
    var sources = parts.compactMap { stages[$0].source }
    try unify(&sources, level: level + 1, &budget)
    guard let first = sources.first, let stage = first.dependence?.stage else {
      throw FormatProblem("the output does not depend on the input")
    }
    var rows = SparseRows(columnCount: stages[stage].width)
    var constants: [Rational] = []
    var offsets: [(stage: Int, offset: Int)] = []
    for (part, source) in zip(parts, sources) {
      guard let dependence = source.dependence else { continue }
      try budget.charge(dependence.rows.entryCount)
      offsets.append((part, constants.count))
      rows.append(rowsOf: dependence.rows)
      constants += source.constants
    }
    let source = OnnxTensor(
      shape: [constants.count], type: first.type, constants: constants,
      dependence: OnnxTensor.Dependence(stage: stage, rows: rows, isLayer: true))
    let joint = try append(
      .relu, source, depth: stages[parts[0]].depth, parts: offsets, &budget)
    joined[parts] = joint
    return joint
  }

  /// A tensor over a stage that has all values of its own stage.
  private func rebased(_ tensor: OnnxTensor, on stage: Int) -> OnnxTensor {
    guard var dependence = tensor.dependence, dependence.stage != stage else { return tensor }
    let offsets = Dictionary(
      stages[stage].parts.map { ($0.stage, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var places: [Int32] = []
    for part in stages[dependence.stage].parts {
      let offset = offsets[part.stage] ?? 0
      places += (0..<stages[part.stage].width).map { Int32(offset + $0) }
    }
    dependence.rows = dependence.rows.movingColumns(places, columnCount: stages[stage].width)
    dependence.stage = stage
    return tensor.rebased(on: dependence, plus: tensor.constants)
  }
}
