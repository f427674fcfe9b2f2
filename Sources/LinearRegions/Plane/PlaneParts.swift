/// The parts of a search that several threads share.
final class PlaneParts: Sendable {}
