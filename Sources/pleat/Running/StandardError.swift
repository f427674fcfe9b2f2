import Foundation

/// Words for the person at the terminal, apart from the report.
enum StandardError {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
