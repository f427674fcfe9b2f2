/// The hypotheses of the bounds, in words; those not here need none.
enum Hypotheses {
  static let folds = "every hidden layer at least as wide as the input"
  static let serraFolds = "every hidden layer at least three times as wide as the input"
  static let zonotope = "two inputs or more, two hidden layers or more, two neurons in the first"
  static let zigzagZonotope =
    zonotope + ", three in the later ones, two in the last"
  static let sawtooth = "one input, all hidden layers of the same width"
  static let published = "one input, every hidden layer of three neurons or more"
  static let exceptions = "one input, widths for which a construction meets the upper bound"
}

/// Where the bounds are stated or proved.
///
/// A theorem number stands only where the statement was read, directly or as the named paper
/// quotes it.
enum Source {
  static let naive =
    "Montúfar, Pascanu, Cho, Bengio 2014, as quoted by Serra, Tjandraatmadja, Ramalingam 2018"
  static let perLayer =
    "Zaslavsky 1975 for each layer, proof in Docs/bounds.md; order stated by Raghu et al. 2017"
  static let montufar2017 =
    "Montúfar 2017 (Notes on the number of linear regions of deep neural networks), as quoted by "
    + "Serra, Tjandraatmadja, Ramalingam 2018"
  static let serra = "Serra, Tjandraatmadja, Ramalingam 2018, Theorem 1"
  static let hinz = "Hinz, van de Geer 2019 (arXiv 1806.01918)"
  static let aroraUpper =
    "Arora, Basu, Mianjy, Mukherjee 2018, lemma of the appendix, from memory; never below the "
    + "product of n_l + 1"
  static let calculus = "the calculus of Telgarsky 2015, proof in Docs/bounds.md"
  static let alternation = "proof in Docs/bounds.md"
  static let pascanu = "Pascanu, Montúfar, Bengio 2013 (arXiv 1312.6098)"
  static let montufar2014 =
    "Montúfar, Pascanu, Cho, Bengio 2014, Theorem 5 as numbered by Serra, Tjandraatmadja, "
    + "Ramalingam 2018"
  static let serraLower = "Serra, Tjandraatmadja, Ramalingam 2018, Theorem 6"
  static let zonotope =
    "Arora, Basu, Mianjy, Mukherjee 2018, Theorem 3.9, as quoted by Serra, Tjandraatmadja, "
    + "Ramalingam 2018, Theorem 7"
  static let ownZonotope =
    "the construction of Arora et al. 2018 with zigzags of n + 1 pieces, proof in Docs/bounds.md"
  static let sawtooth = "Telgarsky 2015 and Montúfar et al. 2014, pieces on the whole line"
  static let constructions = "constructions in Docs/bounds.md"
  static let oneLayer = "Zaslavsky 1975"
  static let serraMaximum = "Serra, Tjandraatmadja, Ramalingam 2018, Theorem 5"
  static let exceptions = "proof in Docs/bounds.md"
}
