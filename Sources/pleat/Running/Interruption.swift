import Foundation
import Synchronization

/// Ctrl-C and SIGTERM as a flag, so that work under way ends with what it knows.
///
/// The first signal sets the flag; one that comes later ends the process at once. What `timeout` and batch systems send
/// to a process and to its group at the same time is one signal.
enum Interruption {
  /// When the first signal came, in milliseconds of the monotonic clock; 0 for not yet.
  private static let time = Atomic<Int>(0)
  /// Within so many milliseconds of the first, signals are the same.
  private static var echo: Int { 500 }

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
    // Reading the time once initialises it, so that the handler only stores.
    guard !hasCome else { return }
    for number in [SIGINT, SIGTERM] { signal(number) { Interruption.note($0) } }
  }

  /// Handles a signal, by calls alone that a handler may make.
  private static func note(_ number: Int32) {
    var clock = timespec()
    clock_gettime(CLOCK_MONOTONIC, &clock)
    let now = max(1, clock.tv_sec * 1000 + clock.tv_nsec / 1_000_000)
    let first = time.compareExchange(expected: 0, desired: now, ordering: .relaxed)
    guard !first.exchanged, now - first.original > echo else { return }
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Whether a signal has come.
  static var hasCome: Bool { time.load(ordering: .relaxed) != 0 }
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
