public import ExactNumbers

/// An estimate of the number of activation regions, by sampling the tree of cells.
///
/// The cells of one layer are counted exactly; under each, with probability p, the regions are counted.
/// Their sum S divided by p has the true number as its mean over the seeds, whatever the network. With sᵢ
/// the regions under cell i, its variance is Σ sᵢ² (1 − p) / p over all cells; the sum of
/// sᵢ² (1 − p) / p² over the sampled ones has that as its mean.
///
/// - Source: Horvitz and Thompson (1952), "A generalization of sampling without replacement from a
///   finite universe", for units chosen independently.
public struct RegionEstimate: Hashable, Sendable {
  /// S / p; nil if the work was stopped before the first sample was complete.
  public internal(set) var estimate: Rational?
  /// The square root of the estimated variance: itself an estimate, too small where few cells hold most
  /// of the regions and none of them was sampled.
  public internal(set) var standardError: Double?
  /// The layer whose cells were sampled, from 1.
  public internal(set) var sampledLayer: Int
  /// How many of them were sampled.
  public internal(set) var sampledCells: Int
  /// How many there are, exactly; nil if the work was stopped before they were counted.
  public internal(set) var layerCells: Int?
  /// The probability with which each was sampled.
  public internal(set) var probability: Rational?
  /// The regions counted under the sampled cells.
  public internal(set) var sampledRegions: Int
  /// Whether what was asked for was reached; false where the budget or the caller ended it.
  public internal(set) var isComplete: Bool

  /// What is known before the first sample is complete.
  static func stopped(layer: Int) -> RegionEstimate {
    RegionEstimate(
      estimate: nil, standardError: nil, sampledLayer: layer, sampledCells: 0, layerCells: nil,
      probability: nil, sampledRegions: 0, isComplete: false)
  }

  /// What a finished pass says.
  init(_ tally: SampleTally, _ sampler: CellSampler, layer: Int) {
    let probability = sampler.probability
    let variance =
      Rational(Integer(tally.squares)) * (1 - probability) / (probability * probability)
    self.init(
      estimate: Rational(tally.regions) / probability,
      standardError: Double(variance).squareRoot(), sampledLayer: layer,
      sampledCells: tally.sampledCells, layerCells: tally.layerCells, probability: probability,
      sampledRegions: tally.regions, isComplete: true)
  }

  private init(
    estimate: Rational?, standardError: Double?, sampledLayer: Int, sampledCells: Int,
    layerCells: Int?, probability: Rational?, sampledRegions: Int, isComplete: Bool
  ) {
    self.estimate = estimate
    self.standardError = standardError
    self.sampledLayer = sampledLayer
    self.sampledCells = sampledCells
    self.layerCells = layerCells
    self.probability = probability
    self.sampledRegions = sampledRegions
    self.isComplete = isComplete
  }
}
