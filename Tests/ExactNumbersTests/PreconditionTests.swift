import ExactNumbers
import Testing

@Suite("A caller's mistake stops the program")
struct PreconditionTests {
  @Test func integerDivisionByZero() async {
    await #expect(processExitsWith: .failure) { _ = Integer(1) / Integer(0) }
    await #expect(processExitsWith: .failure) { _ = (Integer.one << 90) % Integer(0) }
    await #expect(processExitsWith: .failure) { _ = Integer(1).floorDivided(by: 0) }
    await #expect(processExitsWith: .failure) { _ = Integer(1).ceilingDivided(by: 0) }
    await #expect(processExitsWith: .failure) { _ = Integer(1).exactlyDivided(by: 0) }
    await #expect(processExitsWith: .failure) {
      _ = Integer(1).quotientAndRemainder(dividingBy: 0)
    }
  }

  @Test func rationalDivisionByZero() async {
    await #expect(processExitsWith: .failure) { _ = Rational(1) / Rational(0) }
    await #expect(processExitsWith: .failure) { _ = Rational(1, 0) }
    await #expect(processExitsWith: .failure) { _ = Rational(Integer.one << 90, Integer.zero) }
    await #expect(processExitsWith: .failure) { _ = Rational.zero.power(-1) }
  }

  @Test func argumentsOutOfRange() async {
    await #expect(processExitsWith: .failure) { _ = Integer(2).power(-1) }
    await #expect(processExitsWith: .failure) { _ = Integer(3).power(.max) }
    await #expect(processExitsWith: .failure) { _ = Integer(1) << Int.max }
    await #expect(processExitsWith: .failure) { _ = Integer(-1).squareRootFloor }
    await #expect(processExitsWith: .failure) { _ = Integer.binomial(-1, 0) }
    await #expect(processExitsWith: .failure) { _ = Integer.factorial(-1) }
    await #expect(processExitsWith: .failure) { _ = Integer.factorial(.max) }
  }

  @Test func emptyRanges() async {
    await #expect(processExitsWith: .failure) { _ = Rational.simplest(between: 1, and: 1) }
    await #expect(processExitsWith: .failure) {
      var generator = SplitMix64(seed: 1)
      _ = generator.nextInt(below: 0)
    }
    await #expect(processExitsWith: .failure) {
      var generator = SplitMix64(seed: 1)
      _ = generator.nextDyadic(bits: 63)
    }
  }
}
