import Foundation
import Synchronization

/// Ctrl-C and SIGTERM as a flag, so that work under way ends with what it knows.
///
/// The first signal sets the flag; a second one ends the process at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Gives signals their usual meaning, whatever the parent process did with them: a reader that
  /// goes away ends the process without a word, and Ctrl-C arrives.
  static func resetSignals() {
    signal(SIGPIPE, SIG_DFL)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Starts to catch the signals; before this call they end the process.
  static func watch() {
    // Reading the flag once initialises it, so that the handler only stores.
    guard !hasCome else { return }
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// Whether a signal has come.
  static var hasCome: Bool { flag.load(ordering: .relaxed) }
}

/// When work ends before it is done: at its deadline or on a signal.
struct WorkLimit: Sendable {
  private let deadline: ContinuousClock.Instant?

  /// Starts the clock and catches signals from now on.
  init(seconds: Double?) {
    deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    Interruption.watch()
  }

  var isReached: Bool {
    if Interruption.hasCome { return true }
    guard let deadline else { return false }
    return ContinuousClock.now >= deadline
  }

  /// Which of the two it was, for a message.
  var reason: String {
    Interruption.hasCome ? "stopped by a signal" : "the budget is spent"
  }
}

/// Seconds spent on a piece of work.
struct Stopwatch {
  private let start = ContinuousClock.now

  /// Seconds since the start, in whole microseconds.
  var seconds: Double {
    let (whole, attoseconds) = start.duration(to: .now).components
    return Double(whole) + Double(attoseconds / 1_000_000_000_000) / 1_000_000
  }
}
