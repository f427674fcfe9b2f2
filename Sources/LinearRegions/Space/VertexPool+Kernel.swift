/// The vertices of cells at one layer: records in one allocation, used again when they are freed.
///
/// A record holds the pre-activations of the layer's neurons at the vertex with bounds of their errors,
/// which of them are positive and which negative, the facets that meet there, and the record of the same
/// vertex at the next layer once there is one. By continuity none of this depends on the cell, but for
/// the names of the facets.
///
/// In an unbounded domain a vertex is finite + M leading, and so are its pre-activations; then a record holds
/// values and errors twice, of the finite parts and of the multiples of M.
struct VertexPool {
  /// Neurons of the layer, or those of them that matter.
  private(set) var width: Int
  /// Numbers of a record: values, then errors; the same again for multiples of M.
  private(set) var numberCount: Int
  /// Whether there are multiples of M.
  let isSymbolic: Bool
  /// Where the errors begin.
  private(set) var errorStart: Int
  /// Words of a set of neurons.
  private(set) var words: Int
  /// Words of a set of facets.
  private(set) var facetWords: Int

  private(set) var numbers: UnsafeMutablePointer<Double>
  /// Positive, then negative neurons.
  private(set) var signs: UnsafeMutablePointer<UInt64>
  private(set) var facets: UnsafeMutablePointer<UInt64>
  /// The record at the next layer, or −1; of a free record the next free one.
  private(set) var next: UnsafeMutablePointer<Int32>
  private var capacity: Int
  /// The most numbers and words of a set that a record has room for.
  private let roomiest: (numbers: Int, words: Int)
  private var used = 0
  private var firstFree: Int32 = -1

  /// A pool for a layer.
  ///
  /// - Parameters:
  ///   - width: neurons of the layer.
  ///   - facetWords: words of a set of facets.
  ///   - isSymbolic: whether records hold multiples of M.
  init(width: Int, facetWords: Int, isSymbolic: Bool) {
    let blocks = (width + 7) / 8
    self.width = width
    errorStart = blocks * 8
    numberCount = blocks * (isSymbolic ? 32 : 16)
    self.isSymbolic = isSymbolic
    words = (width + 63) / 64
    self.facetWords = facetWords
    roomiest = (numberCount, words)
    capacity = 64
    numbers = .allocate(capacity: capacity * numberCount)
    signs = .allocate(capacity: capacity * 2 * words)
    facets = .allocate(capacity: capacity * facetWords)
    next = .allocate(capacity: capacity)
  }

  func deallocate() {
    numbers.deallocate()
    signs.deallocate()
    facets.deallocate()
    next.deallocate()
  }

  /// A record that holds nothing yet and no next one.
  @inline(__always)
  mutating func make() -> Int32 {
    let id: Int32
    if firstFree >= 0 {
      id = firstFree
      firstFree = next[Int(id)]
    } else {
      if used == capacity { grow() }
      id = Int32(truncatingIfNeeded: used)
      used &+= 1
    }
    next[Int(id)] = -1
    return id
  }

  /// Frees a record.
  ///
  /// - Returns: the same vertex at the next layer, to be freed as well, or −1.
  @inline(__always)
  mutating func free(_ id: Int32) -> Int32 {
    let following = next[Int(id)]
    next[Int(id)] = firstFree
    firstFree = id
    return following
  }

  /// Notes the record of a vertex at the next layer.
  @inline(__always)
  func link(_ id: Int32, to following: Int32) { next[Int(id)] = following }

  /// Forgets all records.
  mutating func removeAll() {
    used = 0
    firstFree = -1
  }

  /// Forgets all records; new ones are of some of the layer's neurons.
  @inline(__always)
  mutating func removeAll(width: Int) {
    removeAll()
    self.width = width
    errorStart = (width &+ 7) / 8 &* 8
    numberCount = (isSymbolic ? 4 : 2) &* errorStart
    words = (width &+ 63) / 64
  }

  @inline(never)
  private mutating func grow() {
    let larger = capacity * 2
    numbers = Self.moved(numbers, used * numberCount, to: larger * roomiest.numbers)
    signs = Self.moved(signs, used * 2 * words, to: larger * 2 * roomiest.words)
    facets = Self.moved(facets, used * facetWords, to: larger * facetWords)
    next = Self.moved(next, used, to: larger)
    capacity = larger
  }

  /// Doubles the words of the sets of facets.
  mutating func widenFacets() {
    let wide = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2 * facetWords)
    wide.initialize(repeating: 0, count: capacity * 2 * facetWords)
    for id in 0..<used {
      (wide + id * 2 * facetWords).update(from: facets + id * facetWords, count: facetWords)
    }
    facets.deallocate()
    facets = wide
    facetWords *= 2
  }

  private static func moved<Element: BitwiseCopyable>(
    _ source: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let target = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    target.update(from: source, count: count)
    source.deallocate()
    return target
  }

  /// Values of a record; their errors follow from `errorStart` on.
  @inline(__always)
  func values(_ id: Int32) -> UnsafeMutablePointer<Double> { numbers + Int(id) &* numberCount }

  /// Multiples of M of a record; their errors follow from `errorStart` on.
  @inline(__always)
  func leading(_ id: Int32) -> UnsafeMutablePointer<Double> { values(id) + 2 &* errorStart }

  /// Positive neurons of a record; the negative ones follow.
  @inline(__always)
  func positive(_ id: Int32) -> UnsafeMutablePointer<UInt64> { signs + Int(id) &* 2 &* words }

  /// Facets of a record.
  @inline(__always)
  func facetSet(_ id: Int32) -> UnsafeMutablePointer<UInt64> { facets + Int(id) &* facetWords }
}
