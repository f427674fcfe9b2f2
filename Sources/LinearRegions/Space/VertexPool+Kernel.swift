internal import CKernels

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
  /// The records, as the kernels know them.
  var store: pleat_pool
  /// Whether there are multiples of M.
  let isSymbolic: Bool
  /// Numbers of a record: values, then errors; the same again for multiples of M.
  private(set) var numberCount: Int
  /// The most numbers and words of a set that a record has room for.
  private let roomiest: (numbers: Int, words: Int)

  /// A pool for a layer.
  ///
  /// - Parameters:
  ///   - width: neurons of the layer.
  ///   - facetWords: words of a set of facets.
  ///   - isSymbolic: whether records hold multiples of M.
  ///   - isWide: whether some layer of the network is wide.
  init(width: Int, facetWords: Int, isSymbolic: Bool, isWide: Bool) {
    let (blocks, words) = ((width + 7) / 8, (width + 63) / 64)
    numberCount = blocks * (isSymbolic ? 32 : 16)
    self.isSymbolic = isSymbolic
    roomiest = (numberCount, words)
    let (capacity, stride) = (64, Self.setStride(words, facetWords))
    let sets: UnsafeMutablePointer<UInt64> = Self.line(capacity * stride)
    let records = pleat_vertices(
      numbers: Self.line(capacity * numberCount), signs: sets, facets: sets + 2 * words,
      set_stride: stride, blocks: blocks, words: words, facet_words: facetWords, width: width,
      is_wide: isWide ? 1 : 0)
    store = pleat_pool(
      records: records, next: .allocate(capacity: capacity),
      free: .allocate(capacity: capacity + GrowingStack<Int32>.slack), used: 0, free_count: 0,
      capacity: capacity)
  }

  /// Room that begins with a line of the cache.
  private static func line<Element: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Element>
  {
    UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
  }

  /// Words of a record's sets, rounded up so that those of a small one lie in one line of the cache.
  private static func setStride(_ words: Int, _ facetWords: Int) -> Int {
    (2 * words + facetWords + 3) / 4 * 4
  }

  func deallocate() {
    store.records.numbers.deallocate()
    store.records.signs.deallocate()
    store.next.deallocate()
    store.free.deallocate()
  }

  /// Neurons of the layer, or those of them that matter.
  @inline(__always)
  var width: Int { store.records.width }

  /// Where the errors begin.
  @inline(__always)
  var errorStart: Int { store.records.blocks &* 8 }

  /// Words of a set of neurons.
  @inline(__always)
  var words: Int { store.records.words }

  /// Words of a set of facets.
  @inline(__always)
  var facetWords: Int { store.records.facet_words }

  /// Whether a record is one that the kernel cuts: its sets are words, and its numbers those of a bounded domain.
  @inline(__always)
  var isSmall: Bool {
    words == 1 && facetWords == 1 && store.records.set_stride == Self.setStride(1, 1)
      && !isSymbolic
  }

  /// Makes records that hold nothing yet and no next one.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - ids: receives them; with a stack's slack behind them.
  @inline(__always)
  mutating func make(_ count: Int, into ids: UnsafeMutablePointer<Int32>) {
    reserve(count)
    let again = min(count, store.free_count)
    store.free_count &-= again
    ids.copyEights(from: store.free + store.free_count, count: again)
    for index in again..<max(again, count) {
      ids[index] = Int32(truncatingIfNeeded: store.used)
      store.next[store.used] = -1
      store.used &+= 1
    }
  }

  /// Makes room for so many records more.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    while store.capacity &- store.used &+ store.free_count < count { grow() }
  }

  /// A record that holds nothing yet and no next one.
  @inline(__always)
  mutating func make() -> Int32 {
    if store.free_count > 0 {
      store.free_count &-= 1
      return store.free[store.free_count]
    }
    if store.used == store.capacity { grow() }
    store.next[store.used] = -1
    store.used &+= 1
    return Int32(truncatingIfNeeded: store.used &- 1)
  }

  /// Frees a record.
  ///
  /// - Returns: the same vertex at the next layer, to be freed as well, or −1.
  @inline(__always)
  mutating func free(_ id: Int32) -> Int32 {
    store.free[store.free_count] = id
    store.free_count &+= 1
    let following = store.next[Int(id)]
    store.next[Int(id)] = -1
    return following
  }

  /// Frees records of the last layer, which have no next ones; they stand in a stack.
  @inline(__always)
  mutating func freeLast(_ ids: UnsafePointer<Int32>, _ count: Int) {
    (store.free + store.free_count).copyEights(from: ids, count: count)
    store.free_count &+= count
  }

  /// Notes the record of a vertex at the next layer.
  @inline(__always)
  func link(_ id: Int32, to following: Int32) { store.next[Int(id)] = following }

  /// Forgets all records.
  mutating func removeAll() {
    store.used = 0
    store.free_count = 0
  }

  /// Forgets all records; new ones are of some of the layer's neurons.
  @inline(__always)
  mutating func removeAll(width: Int) {
    removeAll()
    store.records.width = width
    store.records.blocks = (width &+ 7) / 8
    store.records.words = (width &+ 63) / 64
    numberCount = (isSymbolic ? 4 : 2) &* errorStart
  }

  @inline(never)
  private mutating func grow() {
    let larger = store.capacity * 2
    Self.move(
      &store.records.numbers, store.used * numberCount, to: Self.line(larger * roomiest.numbers))
    let stride = store.records.set_stride
    Self.move(&store.records.signs, store.used * stride, to: Self.line(larger * stride))
    store.records.facets = store.records.signs + 2 * roomiest.words
    Self.move(&store.next, store.used, to: .allocate(capacity: larger))
    Self.move(
      &store.free, store.free_count, to: .allocate(capacity: larger + GrowingStack<Int32>.slack))
    store.capacity = larger
  }

  private static func move<Element: BitwiseCopyable>(
    _ elements: inout UnsafeMutablePointer<Element>, _ count: Int,
    to target: UnsafeMutablePointer<Element>
  ) {
    target.update(from: elements, count: count)
    elements.deallocate()
    elements = target
  }

  /// Doubles the words of the sets of facets.
  mutating func widenFacets() {
    let (narrow, wide) = (store.records.set_stride, Self.setStride(roomiest.words, 2 * facetWords))
    let sets: UnsafeMutablePointer<UInt64> = Self.line(store.capacity * wide)
    sets.initialize(repeating: 0, count: store.capacity * wide)
    for id in 0..<store.used {
      (sets + id * wide).update(
        from: store.records.signs + id * narrow, count: 2 * roomiest.words + facetWords)
    }
    store.records.signs.deallocate()
    (store.records.signs, store.records.facets) = (sets, sets + 2 * roomiest.words)
    store.records.set_stride = wide
    store.records.facet_words = 2 * facetWords
  }

  /// Values of a record; their errors follow from `errorStart` on.
  @inline(__always)
  func values(_ id: Int32) -> UnsafeMutablePointer<Double> {
    store.records.numbers + Int(id) &* numberCount
  }

  /// Multiples of M of a record; their errors follow from `errorStart` on.
  @inline(__always)
  func leading(_ id: Int32) -> UnsafeMutablePointer<Double> { values(id) + 2 &* errorStart }

  /// Positive neurons of a record; the negative ones follow.
  @inline(__always)
  func positive(_ id: Int32) -> UnsafeMutablePointer<UInt64> {
    store.records.signs + Int(id) &* store.records.set_stride
  }

  /// Facets of a record.
  @inline(__always)
  func facetSet(_ id: Int32) -> UnsafeMutablePointer<UInt64> {
    store.records.facets + Int(id) &* store.records.set_stride
  }
}
