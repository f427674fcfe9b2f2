/// The counts of linear regions, in the words of the interface; definitions in Docs/counting-regions.md.
public enum RegionCountName: String, CaseIterable, Hashable, Sendable {
  /// R1: non-empty sets of one activation pattern in the closed domain, of any dimension.
  case activationPatterns
  /// R2: those with interior.
  case activationRegions
  /// R4: maximal open connected sets on which the function is affine.
  case linearRegions
  /// R5: maximal closed connected sets with interior on which the function is affine.
  case closedRegions
  /// R6: distinct affine functions on activation regions.
  case affineFunctions
  /// R2 after 1, 2, … hidden layers.
  case perLayer
}

/// How regions are counted; the counts do not depend on it.
public enum RegionMethod: String, CaseIterable, Hashable, Sendable {
  /// The program chooses.
  case automatic = "auto"
  /// Depth first through cells that carry their vertices: to about six inputs.
  case vertices
  /// Depth first through cells without vertices, by linear programs with certificates: from about seven
  /// inputs on; R2, R4 and R6.
  case programs
  /// One hidden layer as a hyperplane arrangement, whose regions are counted without being visited: R2
  /// alone.
  case arrangement
  /// Cells with equal futures are counted once: for networks that fold space, R2 alone.
  case fold
}

/// What to count, and how long.
public struct RegionCountRequest: Sendable {
  /// The counts wanted.
  public var counts: Set<RegionCountName>
  /// Count after so many hidden layers; nil for all.
  public var layers: Int?
  /// How to count.
  public var method: RegionMethod
  /// Cores to use; the counts do not depend on it.
  public var threads: Int
  /// Stop after so many seconds, with lower bounds.
  public var budgetSeconds: Double?
  /// Asked now and then, from any thread; true stops the count, with lower bounds.
  public var isCancelled: @Sendable () -> Bool
  /// Told now and then, from any thread, how far the count is.
  public var progress: (@Sendable (RegionProgress) -> Void)?
  /// Told at the end how a search that carries vertices, of three inputs or more, decided its signs.
  public var decisions: (@Sendable (SignDecisions) -> Void)?

  /// The counts that are made unless others are asked for.
  public static let standardCounts: Set<RegionCountName> = [
    .activationRegions, .linearRegions, .perLayer,
  ]

  /// Whether only regions are counted whose patterns are constant on them, so that a fold can count.
  var canFold: Bool { counts.isSubset(of: [.activationRegions, .perLayer]) }

  /// Whether such regions are counted, with others or without.
  var countsActivationRegions: Bool {
    !counts.isDisjoint(with: [.activationRegions, .perLayer])
  }

  /// Whether something is counted that only the vertices of cells tell.
  var needsVertices: Bool { !counts.isDisjoint(with: [.activationPatterns, .closedRegions]) }

  /// A request.
  ///
  /// - Parameters:
  ///   - counts: the counts wanted.
  ///   - layers: count after so many hidden layers; nil for all.
  ///   - method: how to count.
  ///   - threads: cores to use.
  ///   - budgetSeconds: stop after so many seconds, with lower bounds.
  ///   - isCancelled: asked now and then; true stops the count.
  ///   - progress: told now and then how far the count is.
  /// - Precondition: `threads` is positive.
  public init(
    counts: Set<RegionCountName> = standardCounts, layers: Int? = nil,
    method: RegionMethod = .automatic, threads: Int = 1, budgetSeconds: Double? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (RegionProgress) -> Void)? = nil
  ) {
    precondition(threads > 0, "a count needs at least one thread")
    self.counts = counts
    self.layers = layers
    self.method = method
    self.threads = threads
    self.budgetSeconds = budgetSeconds
    self.isCancelled = isCancelled
    self.progress = progress
  }
}

/// How far a count is.
public struct RegionProgress: Hashable, Sendable {
  /// Activation regions found so far.
  public let activationRegions: Int
  /// The part of the work that is done, 0…1, roughly.
  public let fraction: Double
}
