public import Approximation
public import ArgumentParser
import ExactNumbers
import ReLUNetworks

extension ApproximationScheme: ExpressibleByArgument {}
extension ApproximationGoal: ExpressibleByArgument {}

/// `pleat approximate`: a network that computes a function to a proved error.
struct Approximate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a network within a proved error of a function, as small as can be.",
    discussion: """
      Functions: square, product (two inputs), monomial:K, product:D,
      polynomial:C0,C1,…, chebyshev:N, legendre:N, exp, sin, cos, log1p,
      reciprocal1p = 1/(1+x), lorentz = 1/(1+x²), runge = 1/(1+25x²), sqrt.

      The network goes to --output, the report then to standard output; without
      --output the network itself goes to standard output.

        pleat approximate square --on 0,1 --error 1e-6 --output square.json
        pleat approximate product --on -1,1 --error 1/1000 --output xy.json
        pleat approximate square --on 0,1 --levels 3 --scheme binary | pleat pieces -

      All schemes that may win are tried; the report says what each needs. The
      error bound is proved for every point of the domain. The optimal pieces are
      the fewest of any continuous piecewise-linear function with that error, the
      neuron lower bound follows from them at that depth.

      --scheme NAME tries one construction alone:
      \(Approximate.schemeList)

      Ctrl-C and --budget end the search with the best network so far: its error
      is proved, but smaller ones were not looked for, and the exit status is 3.
      """)

  private static let schemeList = ApproximationScheme.allCases.map {
    let gap = String(repeating: " ", count: max(1, 24 - $0.rawValue.count))
    return "  \($0.rawValue)\(gap)\($0.summary)"
  }.joined(separator: "\n")

  @Argument(help: "The function.")
  var target: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One interval for all inputs, or one an input.", valueName: "a,b;…"))
  var on: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The greatest sup error; 2^-40 is read, too.", valueName: "E"))
  var error: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fix the size instead: the cells of m halvings.", valueName: "m"))
  var levels: String?

  @Option(help: ArgumentHelp("The only construction to try.", valueName: "name"))
  var scheme: ApproximationScheme?

  @Option(help: "What to make small.")
  var minimize: ApproximationGoal = .neurons

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The most hidden layers.", valueName: "N"))
  var depth: String?

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var product: ProductOptions

  func validate() throws {
    if (error == nil) == (levels == nil) {
      throw ValidationError("Give either --error or --levels.")
    }
  }

  func run() throws {
    _ = try product.run.threadCount()
    let limit = WorkLimit(seconds: try budget.seconds())
    let watch = Stopwatch()
    let plan = try plan(limit)
    let report = try report(plan, limit, watch)
    try product.write(plan.network.network.json(), report)
    if !plan.isComplete { throw StoppedEarly() }
  }

  private func plan(_ limit: WorkLimit) throws -> ApproximationPlan {
    let request = try request()
    do throws(ApproximationError) {
      return try ApproximationPlan(request, scheme: scheme, minimizing: minimize) {
        limit.isReached
      }
    } catch .stopped {
      throw StoppedEarly(description: "\(limit.reason): no network was found before")
    }
  }

  private func report(
    _ plan: ApproximationPlan, _ limit: WorkLimit, _ watch: Stopwatch
  ) throws -> Report {
    let findings = try plan.findings { limit.isReached }
    return ApproximationReport(plan: plan, findings: findings, seconds: watch.seconds).report
  }

  private func request() throws -> ApproximationRequest {
    let target = try TargetDomain.target(target)
    let domain = try TargetDomain.intervals(
      on, inputs: target.inputCount, of: target.description)
    let demand: ApproximationDemand
    if let levels {
      demand = .levels(try ArgumentText.integer(levels, in: 1...10_000, option: "--levels"))
    } else {
      demand = .error(try TargetDomain.positive(error ?? "", option: "--error"))
    }
    let layers = try depth.map {
      try ArgumentText.integer($0, in: 1...10_000, option: "--depth")
    }
    return try ApproximationRequest(
      target, on: domain, demand: demand, maximumDepth: layers ?? .max)
  }
}
