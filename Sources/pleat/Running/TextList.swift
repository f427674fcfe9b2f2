import ExactNumbers

/// Lists and long numbers as a person wants to see them; the whole is in the other formats.
enum TextList {
  /// The entries with commas, the middle of a long list left out.
  static func shortened(_ entries: [String], separator: String = ", ") -> String {
    guard entries.count > 12 else { return entries.joined(separator: separator) }
    return entries.prefix(6).joined(separator: separator) + "\(separator)…\(separator)"
      + entries.suffix(2).joined(separator: separator) + " (\(entries.count) entries)"
  }

  /// A count, the middle of a long one left out.
  static func shortened(_ count: Integer) -> String {
    let digits = count.description
    guard digits.count > 60 else { return digits }
    return "\(digits.prefix(20))…\(digits.suffix(20)) (\(digits.count) digits)"
  }
}
