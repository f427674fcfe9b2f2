import Foundation

/// The seconds that the runs of one piece of work took.
struct Times {
  /// What is measured: the time of this process's threads together, which other processes hardly
  /// disturb, or the time that passes.
  enum Clock {
    case processor
    case wall
  }

  private var seconds: [Double] = []

  /// Runs a piece of work at least five times and notes how long it took.
  ///
  /// Short work is repeated within a run, so that the clock's grain does not show.
  init(of body: () throws -> Void) rethrows {
    let plan = try Plan(.processor, body)
    for _ in 0..<plan.runs { try add(plan, body) }
  }

  /// No runs.
  init() {}

  /// Runs two pieces of work in turn, each at least five times.
  static func alternating(
    by clock: Clock = .processor, _ firstBody: () throws -> Void,
    _ secondBody: () throws -> Void
  ) rethrows -> (first: Times, second: Times) {
    let plan = try Plan(clock, firstBody)
    var (first, second) = (Times(), Times())
    for _ in 0..<(plan.inner > 1 ? 2 : 1) * plan.runs {
      try first.add(plan, firstBody)
      try second.add(plan, secondBody)
    }
    return (first, second)
  }

  /// How often work is repeated.
  private struct Plan {
    let clock: Clock
    let runs: Int
    let inner: Int

    init(_ clock: Clock, _ body: () throws -> Void) rethrows {
      self.clock = clock
      let once = try clock.time(body)
      inner = max(1, Int(0.02 / max(once, 1e-6)))
      runs = once > 0.2 ? 5 : 15
    }
  }

  private mutating func add(_ plan: Plan, _ body: () throws -> Void) rethrows {
    let total = try plan.clock.time { for _ in 0..<plan.inner { try body() } }
    seconds.append(total / Double(plan.inner))
  }

  /// Nil without a run.
  var median: Double? { seconds.isEmpty ? nil : seconds.sorted()[seconds.count / 2] }

  var milliseconds: String { median.map { String(format: "%.3f ms", $0 * 1000) } ?? "-" }

  /// Thousands a second, of so many things a run.
  func rate(_ count: Int) -> String {
    median.map { String(format: "%.0fk", Double(count) / $0 / 1000) } ?? "-"
  }

  /// The quotient of two medians.
  static func ratio(_ first: Times, _ second: Times) -> String {
    guard let first = first.median, let second = second.median else { return "-" }
    return String(format: "×%.2f", first / second)
  }

  /// The highest resident memory of this process so far.
  static var peakMemory: String {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return String(format: "%.0f MB", Double(usage.ru_maxrss) * 1024 / 1e6)
  }
}

extension Times.Clock {
  func time(_ body: () throws -> Void) rethrows -> Double {
    let start = now
    try body()
    return now - start
  }

  private var now: Double {
    var time = timespec()
    clock_gettime(self == .processor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
