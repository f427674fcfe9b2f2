/// What an approximating network shall have least of.
public enum ApproximationGoal: String, CaseIterable, Hashable, Sendable {
  /// Hidden neurons.
  case neurons
  /// Weights and biases, all matrices taken as dense.
  case parameters
  /// Hidden layers; among equal depths, neurons.
  case depth
}
