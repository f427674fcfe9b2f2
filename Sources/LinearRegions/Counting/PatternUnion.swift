/// Sets of activation regions that are known to be one linear region, by their patterns.
///
/// Only regions with a neighbour of the same affine map are held. A pattern's set is convex, so it
/// names one region.
struct PatternUnion {
  private var numbers: [PatternKey: Int] = [:]
  private var parents: [Int] = []
  /// How many regions were joined to another one: so much less are the linear regions.
  private(set) var merges = 0

  /// Joins two regions.
  mutating func join(_ first: PatternKey, _ second: PatternKey) {
    let (a, b) = (root(of: number(of: first)), root(of: number(of: second)))
    guard a != b else { return }
    parents[max(a, b)] = min(a, b)
    merges += 1
  }

  /// Takes over what another union has joined.
  mutating func merge(_ other: PatternUnion) {
    let keys = other.numbers.sorted { $0.value < $1.value }.map(\.key)
    for (index, parent) in other.parents.enumerated() { join(keys[index], keys[parent]) }
  }

  private mutating func number(of key: PatternKey) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = parents.count
    parents.append(parents.count)
    return parents.count - 1
  }

  private mutating func root(of number: Int) -> Int {
    var current = number
    while parents[current] != current {
      parents[current] = parents[parents[current]]
      current = parents[current]
    }
    return current
  }
}
