// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that who uses the libraries never resolves it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Pleat", path: "..")],
  targets: [
    .target(name: "PlainKernels"),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Approximation", "Constructions", "ExactNumbers", "HyperplaneArrangements", "LinearPieces",
        "LinearRegions", "NetworkFormats", "ReLUNetworks",
      ].map { .product(name: $0, package: "Pleat") } + ["PlainKernels"]),
  ],
  swiftLanguageModes: [.v6]
)
