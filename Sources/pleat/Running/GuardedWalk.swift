import Foundation

/// A walk on a thread of its own that hands its elements over, so that a limit is seen in time
/// even where the walk finds nothing for long.
struct GuardedWalk<Element: Sendable> {
  /// The walk: calls its argument with each element, in order.
  let walk: @Sendable (_ visit: (Element) throws -> Void) throws -> Void

  /// The limit came before the end of the walk.
  struct LimitReached: Error {}

  /// Visits the elements on this thread, in bounded memory.
  ///
  /// The walk itself goes on unseen where it was left in the middle; the process ends soon after.
  func forEach(until limit: WorkLimit, _ body: (Element) throws -> Void) throws {
    let handover = Handover<Element>()
    let walk = walk
    let thread = Thread {
      do {
        try walk { try handover.put($0) }
        handover.finish(nil)
      } catch {
        handover.finish(error)
      }
    }
    thread.stackSize = 1 << 24
    thread.start()
    defer { handover.abandon() }
    while let batch = try handover.take(until: limit) {
      for element in batch { try body(element) }
    }
  }
}

/// Elements on their way from one thread to another, a bounded number at a time.
///
/// Unchecked: every access to what is stored holds the condition's lock.
private final class Handover<Element: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var batch: [Element] = []
  private var isFinished = false
  private var failure: (any Error)?
  private var isAbandoned = false

  /// Elements that may wait.
  private static var capacity: Int { 4096 }
  /// Elements that are worth waking the reader for; fewer wait for its next look.
  private static var worthwhile: Int { 256 }
  /// Seconds between two looks.
  private static var interval: TimeInterval { 0.02 }

  private struct Abandoned: Error {}

  /// Adds an element; waits while too many wait already.
  func put(_ element: Element) throws {
    condition.lock()
    defer { condition.unlock() }
    while batch.count >= Self.capacity && !isAbandoned { condition.wait() }
    if isAbandoned { throw Abandoned() }
    batch.append(element)
    if batch.count == Self.worthwhile { condition.broadcast() }
  }

  /// Says that there are no more elements.
  func finish(_ error: (any Error)?) {
    condition.lock()
    defer { condition.unlock() }
    isFinished = true
    failure = error
    condition.broadcast()
  }

  /// Says that nobody takes elements any more.
  func abandon() {
    condition.lock()
    defer { condition.unlock() }
    isAbandoned = true
    condition.broadcast()
  }

  /// Takes what there is, waiting for something; nil at the end.
  func take(until limit: WorkLimit) throws -> [Element]? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if limit.isReached { throw GuardedWalk<Element>.LimitReached() }
      if !batch.isEmpty {
        let taken = batch
        batch.removeAll(keepingCapacity: true)
        condition.broadcast()
        return taken
      }
      if isFinished {
        if let failure { throw failure }
        return nil
      }
      _ = condition.wait(until: Date(timeIntervalSinceNow: Self.interval))
    }
  }
}
