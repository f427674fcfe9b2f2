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
