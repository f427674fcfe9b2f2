// swift-tools-version: 6.1
import PackageDescription

// Every module reads exact numbers on its left and hands exact results to its right:
// ExactNumbers ← ReLUNetworks ← {formats, counts, constructions} ← Experiments ← pleat.
// Docs/architecture.md draws the arrows; a test holds the imports to them.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
    resources: resources,
    swiftSettings: settings)
}

/// The folders of Experiments/: each has its code beside a README and the committed results.
let experiments = [
  "piece-count-versus-depth", "deep-versus-shallow", "folding-by-layer", "bounds-compared",
  "regions-of-trained-networks", "square-error-versus-depth", "multiply-error-regions",
  "polynomials-and-functions", "lipschitz-shallow", "shallow-versus-deep-regions",
  "region-bounds",
]

let package = Package(
  name: "Pleat",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "ExactNumbers", targets: ["ExactNumbers"]),
    .library(name: "PiecewiseLinear", targets: ["PiecewiseLinear"]),
    .library(name: "ReLUNetworks", targets: ["ReLUNetworks"]),
    .library(name: "NetworkFormats", targets: ["NetworkFormats"]),
    .library(name: "LinearPieces", targets: ["LinearPieces"]),
    .library(name: "LinearRegions", targets: ["LinearRegions"]),
    .library(name: "HyperplaneArrangements", targets: ["HyperplaneArrangements"]),
    .library(name: "ExpressivityBounds", targets: ["ExpressivityBounds"]),
    .library(name: "Constructions", targets: ["Constructions"]),
    .library(name: "Approximation", targets: ["Approximation"]),
    .executable(name: "pleat", targets: ["pleat"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    // Libraries.
    .target(name: "CKernels"),
    library("ExactNumbers", ["CGMP", "CKernels"]),
    library("PiecewiseLinear", ["ExactNumbers"]),
    library("ReLUNetworks", ["ExactNumbers"]),
    library("NetworkFormats", ["CZlib", "ExactNumbers", "ReLUNetworks"]),
    library("LinearPieces", ["ExactNumbers", "PiecewiseLinear", "ReLUNetworks"]),
    library("HyperplaneArrangements", ["CKernels", "ExactNumbers"]),
    library(
      "LinearRegions", ["CKernels", "ExactNumbers", "HyperplaneArrangements", "ReLUNetworks"]),
    library("ExpressivityBounds", ["ExactNumbers"]),
    library("Constructions", ["ExactNumbers", "PiecewiseLinear", "ReLUNetworks"]),
    library(
      "Approximation",
      [
        "ExactNumbers", "PiecewiseLinear", "ReLUNetworks", "LinearPieces", "LinearRegions",
        "Constructions",
      ]),
    library("Reporting", ["ExactNumbers"]),

    // The experiments and the command.
    .target(
      name: "Experiments",
      dependencies: [
        "ExactNumbers", "PiecewiseLinear", "ReLUNetworks", "NetworkFormats", "LinearPieces",
        "LinearRegions", "HyperplaneArrangements", "ExpressivityBounds", "Constructions",
        "Approximation", "Reporting",
      ],
      path: "Experiments",
      exclude: ["data"]
        + experiments.flatMap { experiment in
          ["README.md", "results.csv", "figure.svg"].map { "\(experiment)/\($0)" }
        },
      swiftSettings: settings),
    .executableTarget(
      name: "pleat",
      dependencies: [
        "ExactNumbers", "PiecewiseLinear", "ReLUNetworks", "NetworkFormats", "LinearPieces",
        "LinearRegions", "HyperplaneArrangements", "ExpressivityBounds", "Constructions",
        "Approximation", "Reporting", "Experiments",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["ExactNumbers", "ReLUNetworks"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests(of: "ExactNumbers"),
    tests(of: "PiecewiseLinear", ["ExactNumbers"]),
    tests(of: "ReLUNetworks", ["ExactNumbers"]),
    tests(of: "NetworkFormats", ["ExactNumbers", "ReLUNetworks"]),
    tests(
      of: "LinearPieces",
      ["ExactNumbers", "ReLUNetworks", "NetworkFormats", "PiecewiseLinear", "Constructions"]),
    tests(
      of: "LinearRegions",
      ["ExactNumbers", "ReLUNetworks", "NetworkFormats", "LinearPieces", "Constructions"]),
    tests(of: "HyperplaneArrangements", ["ExactNumbers"]),
    tests(of: "ExpressivityBounds", ["ExactNumbers"]),
    tests(
      of: "Constructions", ["ExactNumbers", "ReLUNetworks", "PiecewiseLinear", "LinearPieces"]),
    tests(
      of: "Approximation",
      [
        "ExactNumbers", "PiecewiseLinear", "ReLUNetworks", "LinearPieces", "LinearRegions",
        "Constructions",
      ], resources: [.copy("Cases")]),
    tests(of: "Reporting", ["ExactNumbers"]),
    .testTarget(
      name: "PleatTests",
      dependencies: ["pleat", "TestSupport", "Experiments"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
