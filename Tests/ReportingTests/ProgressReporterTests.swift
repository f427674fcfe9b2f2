import Synchronization
import Testing

@testable import Reporting

@Suite("Progress")
struct ProgressReporterTests {
  private final class Transcript: Sendable {
    let texts = Mutex<[String]>([])
    func write(_ text: String) { texts.withLock { $0.append(text) } }
    var lines: [String] { texts.withLock { $0 } }
  }

  private func reporter(
    _ transcript: Transcript, isActive: Bool = true, interval: Duration = .zero
  ) -> ProgressReporter {
    ProgressReporter(title: "counting", unit: "pieces", isActive: isActive, interval: interval) {
      transcript.write($0)
    }
  }

  @Test func oneLineIsRewritten() {
    let transcript = Transcript()
    let progress = reporter(transcript)
    progress.report(1_234_567)
    progress.report(3, of: 10)
    progress.finish()
    let lines = transcript.lines
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("\rcounting: 1,234,567 pieces, "))
    #expect(lines[1].hasPrefix("\rcounting: 3 of 10 pieces, "))
    #expect(lines[2].allSatisfy { $0 == "\r" || $0 == " " })
  }

  @Test func theRateIsLimitedFromManyThreads() async {
    let transcript = Transcript()
    let progress = reporter(transcript, interval: .seconds(1000))
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask { for step in 0..<1000 { progress.report(task * step) } }
      }
    }
    #expect(transcript.lines.count == 1)
  }

  @Test func quietMeansQuiet() {
    let transcript = Transcript()
    let progress = reporter(transcript, isActive: false)
    progress.report(1)
    progress.finish()
    #expect(transcript.lines.isEmpty)
  }

  @Test func numbersAndTimesForAPerson() {
    #expect(ProgressReporter.grouped(0) == "0")
    #expect(ProgressReporter.grouped(-1234) == "-1,234")
    #expect(ProgressReporter.grouped(999_999) == "999,999")
    #expect(ProgressReporter.clock(59) == "59 s")
    #expect(ProgressReporter.clock(187) == "3:07")
    #expect(ProgressReporter.clock(3600) == "1:00:00")
  }
}
