/// The one-input networks of known counts.
///
/// Made for this project: every count was computed by exact breakpoint propagation in Python's
/// fractions, most also by enumerating cells with an exact linear program. `source` names whose
/// construction it is.
struct KnownNetwork: Sendable, CustomStringConvertible {
  let description: String
  let source: String
  /// "lower,upper", or nil for the whole line.
  let domain: String?
  /// R1, R2, R4, R6.
  let counts: [Int]
  /// Layers as text: rows separated by semicolons, the bias last in each, how often it is repeated.
  let layers: [(String, Int)]

  init(
    _ description: String, _ source: String, on domain: String? = nil, _ counts: [Int],
    _ layers: [(String, Int)]
  ) {
    self.description = description
    self.source = source
    self.domain = domain
    self.counts = counts
    self.layers = layers
  }

  static let all: [KnownNetwork] = [
    KnownNetwork(
      "identity via two relus",
      "definition separator R1>R2>R3",
      [3, 2, 1, 1],
      [
        ("1 0; -1 0", 1),
        ("1 -1 0", 1),
      ]),
    KnownNetwork(
      "bump",
      "definition separator R5>R6",
      [4, 4, 4, 3],
      [
        ("1 0; 1 -1; 1 -2", 1),
        ("1 -2 1 0", 1),
      ]),
    KnownNetwork(
      "max-pieces zigzag K=5 H=2 over R",
      "Serra et al. 2018 Thm 5 (exact maximum prod(n_l+1)); weights own derivation",
      [36, 36, 36, 36],
      [
        ("6 -1; 6 -2; -6 3; 6 -4; 6 -5", 1),
        (
          "-18 12 -12 12 -12 29; -18 12 -12 12 -12 28; 18 -12 12 -12 12 -27; "
            + "-18 12 -12 12 -12 26; -18 12 -12 12 -12 25", 1
        ),
        ("-3 2 -2 2 -2 5", 1),
      ]),
    KnownNetwork(
      "sawtooth K=2 H=5 over R",
      "own count: K^H+1 (K odd), K^H+2 (K even, H>=2)",
      [41, 34, 34, 33],
      [
        ("2 0; 2 -1", 1),
        ("2 -4 0; 2 -4 -1", 4),
        ("1 -2 0", 1),
      ]),
    KnownNetwork(
      "sawtooth K=4 H=2 over [0,1]",
      "K^H bound (lecture; Montufar 2014 n0=1; Telgarsky 2015 for K=2)", on: "0,1",
      [19, 16, 16, 16],
      [
        ("4 0; 4 -1; 4 -2; 4 -3", 1),
        ("4 -8 8 -8 0; 4 -8 8 -8 -1; 4 -8 8 -8 -2; 4 -8 8 -8 -3", 1),
        ("1 -2 2 -2 0", 1),
      ]),
    KnownNetwork(
      "sawtooth K=5 H=3 over [0,1]",
      "K^H bound (lecture; Montufar 2014 n0=1; Telgarsky 2015 for K=2)", on: "0,1",
      [138, 125, 125, 125],
      [
        ("5 0; 5 -1; 5 -2; 5 -3; 5 -4", 1),
        (
          "5 -10 10 -10 10 0; 5 -10 10 -10 10 -1; 5 -10 10 -10 10 -2; "
            + "5 -10 10 -10 10 -3; 5 -10 10 -10 10 -4", 2
        ),
        ("1 -2 2 -2 2 0", 1),
      ]),
    KnownNetwork(
      "sawtooth K=5 H=3 over R",
      "own count: K^H+1 (K odd), K^H+2 (K even, H>=2)",
      [138, 126, 126, 126],
      [
        ("5 0; 5 -1; 5 -2; 5 -3; 5 -4", 1),
        (
          "5 -10 10 -10 10 0; 5 -10 10 -10 10 -1; 5 -10 10 -10 10 -2; "
            + "5 -10 10 -10 10 -3; 5 -10 10 -10 10 -4", 2
        ),
        ("1 -2 2 -2 2 0", 1),
      ]),
    KnownNetwork(
      "abs-fold H=5 over R",
      "own; width-2 folding |2t-1|",
      [63, 32, 32, 32],
      [
        ("2 -1; -2 1", 1),
        ("2 2 -1; -2 -2 1", 4),
        ("1 1 0", 1),
      ]),
    KnownNetwork(
      "x² of Yarotsky, interpolant m=2 over [0,1]",
      "Yarotsky 2017 Prop 2; width-3 form", on: "0,1",
      [6, 4, 4, 4],
      [
        ("1 0; 1 -1/2; 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; -1/2 1 1 0", 1),
        ("-1/8 1/4 1 0", 1),
      ]),
    KnownNetwork(
      "x² of Yarotsky, interpolant m=5 over [0,1]",
      "Yarotsky 2017 Prop 2; width-3 form", on: "0,1",
      [41, 32, 32, 32],
      [
        ("1 0; 1 -1/2; 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; -1/2 1 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; -1/8 1/4 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; -1/32 1/16 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; -1/128 1/64 1 0", 1),
        ("-1/512 1/256 1 0", 1),
      ]),
    KnownNetwork(
      "Takagi partial sum m=5 on [0,1]",
      "own; Takagi-type functions of Daubechies et al. 2022", on: "0,1",
      [41, 32, 24, 20],
      [
        ("1 0; 1 -1/2; 0 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; 1 -2 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; 1/2 -1 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; 1/4 -1/2 1 0", 1),
        ("2 -4 0 0; 2 -4 0 -1/2; 1/8 -1/4 1 0", 1),
        ("1/16 -1/8 1 0", 1),
      ]),
  ]
}
