import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("Regions of one hidden layer")
struct ShallowRegionsTests {
  @Test("The smallest network has enough regions, and one neuron fewer has not", arguments: 1...5)
  func smallest(inputs: Int) {
    for regions in (1...200).map({ Integer($0) }) + [Integer(7).power(20), Integer(10).power(60)] {
      let shallow = ShallowRegions(regions: regions, inputs: inputs)
      guard let neurons = Int(exactly: shallow.neurons), neurons < 1 << 40 else {
        #expect(inputs == 1 ? shallow.neurons == regions - 1 : shallow.neurons > 0)
        continue
      }
      #expect(maximumRegionCount(hyperplanes: neurons, dimension: inputs) >= regions)
      if neurons > 0 {
        #expect(maximumRegionCount(hyperplanes: neurons - 1, dimension: inputs) < regions)
      }
      #expect(shallow.parameters == Integer(neurons * (inputs + 2) + 1))
    }
    #expect(ShallowRegions(regions: 16, inputs: 2).neurons == 5)
    #expect(ShallowRegions(regions: 17, inputs: 2).neurons == 6)
  }

  @Test("On a line the expected count is 1 + m (2/π) arctan ρ")
  func line() {
    // Of theory and of Monte Carlo: arctan 1 = π/4.
    let one = ExpectedRegions(hyperplanes: 10, dimension: 1, spread: 1)
    #expect(one.lower <= 6 && 6 <= one.upper)
    #expect(one.upper - one.lower < Rational(1, Integer.one << 64))
    // n = 20, σ_w = 1, σ_b = 1/2, a = 2: 17.8808 (spread 4).
    let two = ExpectedRegions(hyperplanes: 20, dimension: 1, spread: 4)
    #expect((two.lower * 10000).rounded() == 178_808)
    #expect((two.upper * 10000).rounded() == 178_808)
  }

  @Test("In a ball it has closed forms, and grows to the maximum with the ball")
  func ball() throws {
    // n = 2, ρ = 1: P₁ = sin θ = √2/2, P₂ = 1 − cos θ = 1 − √2/2.
    let plane = ExpectedRegions(hyperplanes: 2, dimension: 2, spread: 1)
    // 1 + 2 P₁ + P₂ = 2 + √2/2.
    let root = plane.lower - 2
    #expect(root * root * 2 <= 1)
    #expect((plane.upper - 2) * (plane.upper - 2) * 2 >= 1)
    // n = 3, ρ = 1: P₂ = 2 ∫ sin cos = sin² θ = 1/2, and P₁ + P₃ = 1 by symmetry.
    let space = ExpectedRegions(hyperplanes: 3, dimension: 3, spread: 1)
    let two = ExpectedRegions(hyperplanes: 2, dimension: 3, spread: 1)
    let one = ExpectedRegions(hyperplanes: 1, dimension: 3, spread: 1)
    let first = one.lower - 1
    #expect((two.lower - 1 - 2 * first - Rational(1, 2)).magnitude < Rational(1, 1 << 60))
    let third = space.lower - 1 - 3 * first - Rational(3, 2)
    #expect((first + third - 1).magnitude < Rational(1, 1 << 60))
    let large = ExpectedRegions(hyperplanes: 12, dimension: 3, spread: Rational(10).power(9))
    let maximum = Rational(maximumRegionCount(hyperplanes: 12, dimension: 3))
    #expect(large.upper <= maximum + 1 && large.lower > maximum - Rational(1, 1000))
    #expect(ExpectedRegions(hyperplanes: 0, dimension: 2, spread: 1).upper == 1)
  }
}
