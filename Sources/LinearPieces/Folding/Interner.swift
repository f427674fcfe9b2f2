/// Gives equal values one small number, in the order of their first appearance.
struct Interner<Value: Hashable> {
  private var names: [Value: Int] = [:]
  private var values: [Value] = []

  /// How many values have a number.
  var count: Int { values.count }

  /// The number of a value, new if it was not seen before.
  mutating func name(of value: Value) -> Int {
    if let known = names[value] { return known }
    names[value] = values.count
    values.append(value)
    return values.count - 1
  }

  /// The value of a number.
  subscript(name: Int) -> Value { values[name] }
}
