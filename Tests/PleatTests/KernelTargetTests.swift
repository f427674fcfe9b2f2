import Testing

/// The kernels of other processors, which a run on this one would never reach.
@Suite("PLEAT_KERNELS")
struct KernelTargetTests {
  private static let targets = ["portable", "avx2", "avx512"]

  /// Which kernels count: of the plane, of cells with narrow and wide layers and with layers of more than a
  /// word, of linear programs; decisions that doubles leave open go the same way for all.
  @Test(
    "All targets count the same",
    arguments: [
      ("2,12,12,1", "--box=-1,1"), ("3,8,8,8,1", "--box=-1,1"), ("3,40,8,1", "--box=-1,1"),
      ("3,6,70,1", "--box=-1/2,1"), ("3,8,6,1", "--box=all"), ("4,33,34,1", "--box=0,1/8"),
      ("5,6,5,1", "--box=-1,1 --method programs"),
    ])
  func equal(_ widths: String, _ options: String) throws {
    let pleat = try PleatProcess()
    try pleat.run(
      "construct", "random", "--widths", widths, "--seed", "3", "--output", "net.json")
    let count =
      "pleat regions net.json \(options) --count activationRegions,linearRegions,perLayer"
      + " --format json"
    let usual = try pleat.shell(count)
    #expect(usual.status == 0, "\(usual.errors)")
    for target in Self.targets {
      let outcome = try pleat.shell("export PLEAT_KERNELS=\(target); " + count)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.outputWithoutSeconds == usual.outputWithoutSeconds, "\(target)")
    }
  }
}
