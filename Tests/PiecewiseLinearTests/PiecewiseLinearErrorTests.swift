import ExactNumbers
import PiecewiseLinear
import Testing

@Suite("Data that make no piecewise-linear function")
struct PiecewiseLinearErrorTests {
  @Test func samples() {
    #expect(throws: PiecewiseLinearError.tooFewSamples(count: 0)) {
      try PiecewiseLinearFunction(samples: [])
    }
    #expect(throws: PiecewiseLinearError.tooFewSamples(count: 1)) {
      try PiecewiseLinearFunction(samples: [(0, 0)])
    }
    #expect(throws: PiecewiseLinearError.notIncreasing(position: 3, previous: 2, value: 2)) {
      try PiecewiseLinearFunction(samples: [(0, 0), (2, 1), (2, 1)])
    }
  }

  @Test func breakpoints() {
    #expect(throws: PiecewiseLinearError.noBreakpoints) {
      try PiecewiseLinearFunction(breakpoints: [], values: [], leftSlope: 0, rightSlope: 0)
    }
    #expect(throws: PiecewiseLinearError.valueCount(breakpoints: 1, values: 2)) {
      try PiecewiseLinearFunction(breakpoints: [0], values: [0, 1], leftSlope: 0, rightSlope: 0)
    }
    #expect(throws: PiecewiseLinearError.notIncreasing(position: 2, previous: 1, value: 0)) {
      try PiecewiseLinearFunction(
        breakpoints: [1, 0], values: [0, 1], leftSlope: 0, rightSlope: 0)
    }
  }

  @Test func pieces() throws {
    let first = LinearPiece(domain: .unit, slope: 1, intercept: 0)
    let far = LinearPiece(domain: try Interval(2, 3), slope: 1, intercept: 0)
    let jumping = LinearPiece(domain: try Interval(1, 2), slope: 1, intercept: 5)
    let endless = LinearPiece(domain: .wholeLine, slope: 0, intercept: 0)
    #expect(throws: PiecewiseLinearError.noPieces) { try PiecewiseLinearFunction(pieces: []) }
    #expect(throws: PiecewiseLinearError.gap(piece: 2, end: .finite(1), start: .finite(2))) {
      try PiecewiseLinearFunction(pieces: [first, far])
    }
    #expect(throws: PiecewiseLinearError.jump(piece: 2, point: 1, left: 1, right: 6)) {
      try PiecewiseLinearFunction(pieces: [first, jumping])
    }
    #expect(
      throws: PiecewiseLinearError.gap(piece: 2, end: .positiveInfinity, start: .negativeInfinity)
    ) {
      try PiecewiseLinearFunction(pieces: [endless, endless])
    }
  }

  @Test func messagesNameThePlace() {
    let error = PiecewiseLinearError.notIncreasing(position: 3, previous: 2, value: 1)
    #expect(error.description == "the points must increase, but number 3 is 1 after 2")
    let jump = PiecewiseLinearError.jump(piece: 2, point: 1, left: 1, right: 6)
    #expect(
      jump.description
        == "piece 2 must start at the value 1 that the one before it has at 1, not at 6")
  }

  @Test("a caller's mistakes stop the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearFunction.identity(on: .unit)(2)
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearFunction.identity(on: .unit) + .identity()
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearFunction.identity(on: .unit).restricted(to: .wholeLine)
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearFunction.identity(on: .unit).composed(after: .identity())
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearFunction.identity().maximumDistance(to: .identity(), on: .wholeLine)
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearFunction.identity().integral()
    }
  }
}
