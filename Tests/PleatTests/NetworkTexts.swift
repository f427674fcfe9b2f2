/// Small networks as the tests write them to files.
enum NetworkTexts {
  /// The example of the format: slopes 8, −4, 4, −4 with breakpoints 1/4, 1/2, 3/4.
  static let zigzag = """
    {"format": "relu-network", "version": 1,
     "layers": [
       {"weights": [["4"], ["4"], ["-4"]], "biases": ["-1", "-2", "3"], "activation": "relu"},
       {"weights": [["-3", "2", "-2"]], "biases": ["5"], "activation": "identity"}]}
    """

  /// y₁ = relu(x₁ − x₂), y₂ = relu(x₁ − x₂) + 2 relu(x₂ − 1/3), with names and a box.
  static let twoInputs = """
    {"format": "relu-network", "version": 1, "name": "two", "source": "tests",
     "inputNames": ["left", "right"], "outputNames": ["first", "second"],
     "box": [["0", "1"], ["-1", "inf"]],
     "layers": [
       {"weights": [["1", "-1"], ["0", "1"]], "biases": ["0", "-1/3"]},
       {"weights": [["1", "0"], ["1", "2"]], "biases": ["0", "0"]}]}
    """

  /// |x| where the middle has a neuron that switches at 1/2 and is not read: 2 pieces, 3 regions.
  static let hiddenSwitch = """
    {"format": "relu-network", "version": 1, "box": [["-1", "1"]],
     "layers": [
       {"weights": [["1"], ["-1"], ["2"]], "biases": ["0", "0", "-1"]},
       {"weights": [["1", "1", "0"]], "biases": ["0"]}]}
    """

  /// max(0, min(x, −y)) + max(0, min(−x, y)): zero on two opposite quadrants that meet at the origin,
  /// so 6 linear regions are 5 closed ones, and 6 activation regions come with 5 flat patterns.
  static let quadrants = """
    {"format": "relu-network", "version": 1,
     "layers": [
       {"weights": [["1", "1"], ["-1", "-1"], ["1", "0"], ["-1", "0"]],
        "biases": ["0", "0", "0", "0"]},
       {"weights": [["-1", "0", "1", "-1"], ["0", "-1", "-1", "1"]], "biases": ["0", "0"],
        "activation": "relu"},
       {"weights": [["1", "1"]], "biases": ["0"]}]}
    """

  /// y = relu(x₁ − x₃) + relu(x₂ + x₃ − 1) of three inputs.
  static let threeInputs = """
    {"format": "relu-network", "version": 1,
     "layers": [
       {"weights": [["1", "0", "-1"], ["0", "1", "1"]], "biases": ["0", "-1"]},
       {"weights": [["1", "1"]], "biases": ["0"]}]}
    """

  /// The plane x₂ = 1/2 of three inputs: the zeros are t₁ = t₂ and t₂ = 1/2.
  static let plane = """
    {"origin": ["0", "1/2", "0"], "directions": [["1", "0", "0"], ["0", "0", "1"]],
     "box": [["0", "1"], ["-1", "1"]]}
    """

  /// y = relu(0.1x + 0.5) as a normalised .nnet file: mean 1, range 2, outputs mean 0, range 1.
  static let nnet = """
    // one neuron
    2,1,1,1,
    1,1,1,
    0,
    -1.0,
    3.0,
    1.0,0.0,
    2.0,1.0,
    0.1,
    0.5,
    1.0,
    0.0,
    """
}
