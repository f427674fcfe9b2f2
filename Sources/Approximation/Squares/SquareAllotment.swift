internal import ExactNumbers

/// Shares an error out to the levels of a program, for the least price.
struct SquareAllotment {
  /// Radices that no others beat: as low a price with as many cells.
  struct Option {
    /// What the goal counts.
    let price: Int
    let radices: [Int]
    /// 1/N².
    let square: Rational
  }

  let analysis: SquareAnalysis
  let amplitudes: [[Rational]]
  /// For every level its options, by rising price.
  let options: [[Option]]

  /// Prepares the options up to a number of cells that would do for any level by far.
  init(
    _ analysis: SquareAnalysis, error: Rational, goal: ApproximationGoal, maximumLayers: [Int]
  ) throws(ApproximationError) {
    self.analysis = analysis
    let amplitudes = analysis.amplitudes
    self.amplitudes = amplitudes
    var options: [[Option]] = []
    for (level, cost) in analysis.costs.enumerated() {
      let greatest = amplitudes.map { $0[level] }.max() ?? 0
      let share = error / Rational(16 * analysis.levelCount)
      let cells = SquareSizes.cells(lengthSquared: greatest, factor: 1, error: share)
      options.append(try Self.options(cost, upTo: cells, goal, maximumLayers[level]))
    }
    self.options = options
  }

  /// The best radices for every price until they have enough cells.
  private static func options(
    _ cost: RadixCost, upTo cells: Integer, _ goal: ApproximationGoal, _ maximumLayers: Int
  ) throws(ApproximationError) -> [Option] {
    var options: [Option] = []
    var needed = Integer.one
    while true {
      let radices = try cost.radices(
        forCells: needed, goal: goal, maximumLayers: maximumLayers)
      let product = radices.product
      options.append(
        Option(
          price: cost.price(radices, goal), radices: radices,
          square: 1 / Rational(product * product)))
      if product >= cells { return options }
      // Single layers have an option for every number of cells; steps of an eighth will do.
      needed = product + max(1, product >> 3)
    }
  }

  /// The radices of least price whose proved error is at most `error`, for all levels.
  ///
  /// A knapsack over the levels with the errors of first order, added up level by level, gives
  /// radices that suffice; then cells are taken away or moved between levels as long as
  /// ``SquareAnalysis/resolved(radices:isCentered:)`` still proves the error.
  func best(error: Rational, isCancelled: () -> Bool) -> [[Int]] {
    var budget = error
    var choice = knapsack(budget: budget)
    var rounds = 0
    while proved(choice) > error, rounds < 20 {
      budget = budget * Rational(15, 16)
      choice = knapsack(budget: budget)
      rounds += 1
    }
    while proved(choice) > error, let better = enlarged(choice) { choice = better }
    while !isCancelled(), let better = reduced(choice, error: error) { choice = better }
    return zip(options, choice).map { $0[$1].radices }
  }

  /// The proved error of a choice of options.
  func proved(_ choice: [Int]) -> Rational {
    analysis.resolved(radices: zip(options, choice).map { $0[$1].radices }).error.magnitude
  }

  /// The error of first order, the greatest over the parts of the box.
  private func estimate(_ choice: [Int]) -> Rational {
    amplitudes.reduce(Rational.zero) { greatest, part in
      max(
        greatest,
        part.indices.reduce(Rational.zero) { $0 + part[$1] * options[$1][choice[$1]].square })
    }
  }

  /// Every level one option up, where it has one.
  private func enlarged(_ choice: [Int]) -> [Int]? {
    let next = choice.indices.map { min(choice[$0] + 1, options[$0].count - 1) }
    return next == choice ? nil : next
  }

  /// The least sum of prices whose errors, each level's taken where it is greatest, add up to at
  /// most the budget; the last options where none do.
  private func knapsack(budget: Rational) -> [Int] {
    let greatest = options.indices.map { level in amplitudes.map { $0[level] }.max() ?? 0 }
    // Errors in units of budget/2^40, rounded up.
    let unit = budget / Rational(Integer.one << 40)
    var table: [Int: (error: Int, choice: [Int])] = [0: (0, [])]
    for (level, choices) in options.enumerated() {
      var next: [Int: (error: Int, choice: [Int])] = [:]
      for (index, option) in choices.enumerated() {
        guard let error = Int(exactly: (greatest[level] * option.square / unit).ceiling),
          error <= 1 << 40
        else { continue }
        for (price, entry) in table where entry.error + error <= 1 << 40 {
          let total = price + option.price
          if let old = next[total], old.error <= entry.error + error { continue }
          next[total] = (entry.error + error, entry.choice + [index])
        }
      }
      table = Self.pruned(next)
    }
    let fewest = table.min { $0.key < $1.key }
    return fewest?.value.choice ?? options.map { $0.count - 1 }
  }

  /// The entries whose error is below that of all cheaper ones.
  private static func pruned(
    _ table: [Int: (error: Int, choice: [Int])]
  ) -> [Int: (error: Int, choice: [Int])] {
    var least = Int.max
    var kept: [Int: (error: Int, choice: [Int])] = [:]
    for (price, entry) in table.sorted(by: { $0.key < $1.key }) where entry.error < least {
      kept[price] = entry
      least = entry.error
    }
    return kept
  }

  /// A choice of a lower price, or `nil`: one level smaller, or up to two levels smaller and one
  /// larger.
  private func reduced(_ choice: [Int], error: Rational) -> [Int]? {
    let total = price(choice)
    for candidate in neighbours(choice).sorted(by: { price($0) < price($1) }) {
      guard price(candidate) < total else { return nil }
      // Second-order terms only add to the estimate, but for the hull being centred again.
      guard estimate(candidate) <= error * Rational(17, 16) else { continue }
      if proved(candidate) <= error { return candidate }
    }
    return nil
  }

  private func price(_ choice: [Int]) -> Int {
    zip(options, choice).reduce(0) { $0 + $1.0[$1.1].price }
  }

  /// The choices that differ by few steps in up to three levels.
  private func neighbours(_ choice: [Int]) -> [[Int]] {
    var found: Set<[Int]> = []
    let reach = choice.count <= 4 ? -4...3 : -2...2
    let levels = choice.indices
    func moved(_ base: [Int], _ level: Int, _ step: Int) -> [Int]? {
      var next = base
      next[level] += step
      return options[level].indices.contains(next[level]) ? next : nil
    }
    for a in levels {
      for step in reach {
        guard let first = moved(choice, a, step) else { continue }
        found.insert(first)
        for b in levels where b > a && choice.count <= 12 {
          for other in reach {
            guard let second = moved(first, b, other) else { continue }
            found.insert(second)
            for c in levels where c > b && choice.count <= 4 {
              for last in reach {
                if let third = moved(second, c, last) { found.insert(third) }
              }
            }
          }
        }
      }
    }
    found.remove(choice)
    return Array(found)
  }
}
