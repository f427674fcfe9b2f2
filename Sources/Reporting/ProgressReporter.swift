import Foundation
import Synchronization

/// Tells a person how far a long piece of work has come: one line that is rewritten in place.
///
/// It writes to standard error, at most a few times a second, and only where that is a terminal or
/// the caller forces it. Any thread may report.
public final class ProgressReporter: Sendable {
  private struct State {
    var lastReport: ContinuousClock.Instant?
    var lineLength = 0
    /// What was done at the first report: another run may have done it.
    var first: (done: Int, fraction: Double, time: ContinuousClock.Instant)?
  }

  private let title: String
  private let unit: String
  private let isActive: Bool
  private let interval: Duration
  private let start = ContinuousClock.now
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Makes a reporter; the clock starts now.
  ///
  /// - Parameters:
  ///   - title: what is being done, in a word or two.
  ///   - unit: what is counted, in the plural, such as "pieces".
  ///   - isForced: whether to write where standard error is no terminal, too.
  ///   - isQuiet: whether to write nothing at all; this wins.
  public convenience init(
    title: String, unit: String, isForced: Bool = false, isQuiet: Bool = false
  ) {
    self.init(
      title: title, unit: unit, isActive: !isQuiet && (isForced || isatty(STDERR_FILENO) == 1),
      interval: .milliseconds(250)
    ) { text in
      let bytes = Array(text.utf8)
      _ = Foundation.write(STDERR_FILENO, bytes, bytes.count)
    }
  }

  init(
    title: String, unit: String, isActive: Bool, interval: Duration,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.title = title
    self.unit = unit
    self.isActive = isActive
    self.interval = interval
    self.write = write
  }

  /// Says how much is done; most calls return at once, without a word.
  ///
  /// - Parameters:
  ///   - done: how many units are done.
  ///   - total: how many there are, where that is known.
  public func report(_ done: Int, of total: Int? = nil) {
    guard isActive else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      if let last = state.lastReport, last.duration(to: now) < interval { return }
      state.lastReport = now
      rewrite(line(done, of: total, elapsed: start.duration(to: now)), &state)
    }
  }

  /// Wipes the line, so that a result or an error stands alone.
  public func finish() {
    guard isActive else { return }
    state.withLock { state in
      if state.lineLength > 0 { rewrite("", &state) }
      state.lineLength = 0
    }
  }

  /// Says how much is done where the whole is not known, with a guess of the time left.
  ///
  /// Rate and time left are those of this run: what was done before its first report does not count.
  ///
  /// - Parameters:
  ///   - done: how many units are done.
  ///   - fraction: the part of the work that is done, 0…1, roughly.
  public func report(_ done: Int, fraction: Double) {
    guard isActive else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      if state.first == nil { state.first = (done, fraction, now) }
      if let last = state.lastReport, last.duration(to: now) < interval { return }
      state.lastReport = now
      guard let first = state.first else { return }
      let elapsed = first.time.duration(to: now)
      var text = line(done, since: first.done, elapsed: elapsed)
      text += ", \(Int(fraction * 100)) % of the search"
      let gained = fraction - first.fraction
      if gained > 0, elapsed >= .seconds(5) {
        let left = elapsed / .seconds(1) * (1 - fraction) / gained
        if left < 1e9 { text += ", about \(Self.clock(Int64(left))) left" }
      }
      rewrite(text, &state)
    }
  }

  private func rewrite(_ line: String, _ state: inout State) {
    let blanks = String(repeating: " ", count: max(0, state.lineLength - line.count))
    write("\r" + line + blanks + (line.isEmpty ? "\r" : ""))
    state.lineLength = line.count
  }

  private func line(
    _ done: Int, of total: Int? = nil, since first: Int = 0, elapsed: Duration
  ) -> String {
    let (whole, attoseconds) = elapsed.components
    let seconds = Double(whole) + Double(attoseconds) * 1e-18
    var line = "\(title): \(Self.grouped(done))"
    if let total { line += " of \(Self.grouped(total))" }
    line += " \(unit)"
    if seconds >= 0.5 {
      let rate = Double(done - first) / seconds
      line += ", \(rate < 1e15 ? Self.grouped(Int(rate)) : "many") per second"
    }
    return line + ", \(Self.clock(whole))"
  }

  /// A count with a comma before every third digit from the right.
  static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }

  /// Elapsed time as 12 s, 3:07 or 1:00:00.
  static func clock(_ seconds: Int64) -> String {
    guard seconds >= 60 else { return "\(seconds) s" }
    func padded(_ value: Int64) -> String { (value < 10 ? "0" : "") + String(value) }
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes):\(padded(seconds % 60))" }
    return "\(minutes / 60):\(padded(minutes % 60)):\(padded(seconds % 60))"
  }
}
