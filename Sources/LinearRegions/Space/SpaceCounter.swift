internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// Counts the regions of a network of several inputs on a bounded box.
struct SpaceCounter {
  let network: SpaceNetwork
  let request: RegionCountRequest

  init(_ network: SpaceNetwork, _ request: RegionCountRequest) {
    self.network = network
    self.request = request
  }

  func count() -> RegionCounts {
    let search = SpaceSearch(network, countsOnly: true)
    var total = 0
    while true {
      let found = search.advance()
      if found == 0 { break }
      total += found
    }
    return RegionCounts(
      activationRegions: Integer(total),
      perLayer: (1...network.depth).map { Integer(search.state.pointee.layers[$0].cells) },
      isComplete: true)
  }
}
