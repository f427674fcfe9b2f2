#ifndef PLEAT_VERTICES_H
#define PLEAT_VERTICES_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// The vertices of cells at a layer are records of numbers: the values of the layer's neurons there, in
/// blocks of eight, then a bound of each value's error. With each goes a set of its positive neurons,
/// one of the negative ones, and one of the facets that it lies on. LinearRegions/Space proves the bounds.
struct pleat_vertices {
  double *numbers;
  /// The sets of a vertex stand together, `set_stride` words from those of the next.
  uint64_t *signs;
  uint64_t *facets;
  long set_stride;
  /// Blocks of the values alone; words of a set of neurons, and of facets.
  long blocks, words, facet_words;
  /// Neurons, of which the last block may hold fewer than eight.
  long width;
  /// Whether some layer of the network is so wide that the widest registers pay.
  long is_wide;
};

/// Records that are made and freed.
struct pleat_pool {
  struct pleat_vertices records;
  /// The record of each at the next layer, or −1.
  int32_t *next;
  /// Those that were freed and not made again; readable and writable seven behind the last one.
  int32_t *free;
  /// How many were made at least once, how many of these are free, and how many there is room for.
  long used, free_count, capacity;
};

/// The vertices of a cell by their side of a neuron's hyperplane, and on it.
struct pleat_sides {
  int32_t *positive, *negative, *zero;
  /// The first words of their sets of facets, readable up to a multiple of eight.
  uint64_t *positive_facets, *negative_facets;
  long positive_count, negative_count, zero_count;
  /// The union of the first words of all.
  uint64_t facets;
  /// Where all sets are words: the neurons that are positive at some vertex of a list, and those that are negative at
  /// some; the same of the vertices made by the last cut.
  uint64_t positive_signs[2], negative_signs[2], made_signs[2];
  /// Edges that the hyperplane crosses: pairs of places in `positive` and in `negative`.
  int32_t *edges;
  /// How many `pleat_cut_cell` found, and the number of the facet that it drew.
  long edge_count, slot;
  /// As of the vertices.
  long is_wide;
};

/// Sorts vertices by the sign of a neuron. Each list has room for one more than all of them.
void pleat_sort_vertices(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, long neuron,
    struct pleat_sides *sides);

/// Finds the pairs of a positive and a negative vertex whose sets of facets, of one word, differ in one
/// element: the edges between them, in a simple polytope.
///
/// `edges` has room for eight pairs more than there are. Returns how many there are.
long pleat_simple_edges(const struct pleat_sides *sides);

/// Finds the pairs of sets of facets, of one word, that differ in one element, in a simple polytope.
///
/// The sets are readable up to a multiple of eight behind each; `pairs` has room for eight pairs more than there are.
/// Returns how many there are.
long pleat_edges_among(const uint64_t *facets, long count, int32_t *pairs);

/// Where on an edge a value vanishes, as the share of the way from its positive to its negative end, and
/// a bound of the share's error.
void pleat_crossing_share(
    double positive, double positive_error, double negative, double negative_error, double *share,
    double *doubt);

/// Makes the vertices where a neuron's hyperplane, the facet `slot`, crosses edges.
///
/// A neuron of one sign at both ends has that sign, one that is 0 at both is 0. `open` receives the vertices
/// at which some other sign is not proved, or nothing is; it has room for one more. Returns their number.
long pleat_cross_edges(
    const struct pleat_vertices *vertices, struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot, int32_t *open);

/// Makes the same vertices without their numbers, where no other neuron changes its sign along these edges.
void pleat_mark_edges(
    const struct pleat_vertices *vertices, const struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot);

/// Cuts a cell along a neuron's hyperplane: sorts its vertices, finds the edges, makes the vertices there, and lists those
/// of both parts and the neurons that cut these.
///
/// The cell is a simple polytope, and the sets of a vertex are words: two of neurons, then that of facets, four words from
/// those of the next. `ids` has its vertices. Behind them are written those of the negative part alone, then those made,
/// which both parts have, then those of the positive part alone. There is room for them and eight more, in `pool` for
/// those made, in `sides` and `open` as above. `candidates` has the neurons that cut the cell, and behind them receives
/// those that cut the negative part, then the positive one. Where none are left in the last layer, vertices are made
/// without numbers.
///
/// Returns how many vertices have signs left, which are in `open`: if there are some, the two words have to be found
/// anew. Returns −1, having made nothing, where the neuron is 0 at a vertex, or no number of a facet is free.
long pleat_cut_cell(
    struct pleat_pool *pool, struct pleat_sides *sides, int32_t *ids, long count, long neuron,
    uint64_t *candidates, int is_last_layer, int32_t *open);

/// The numbers alone of a vertex at a share of the way.
void pleat_cross_edge(
    const double *first, const double *second, long blocks, double share, double doubt,
    double *output);

/// A layer's map, as vertices go through it.
struct pleat_map {
  /// `weights[column * stride + row]`, and sizes that are no smaller, the stride a multiple of sixteen rows.
  double *weights;
  float *sizes;
  /// `blocks` blocks of biases and as many of their errors.
  double *biases;
  /// The rows with positive biases, then those with negative ones.
  uint64_t *bias_signs;
  long blocks;
  /// What rounding adds for a unit of |weight| |value|, and the factor of the sum of errors.
  double rounding, inflation;
  /// Room for a number a column, and for `room` numbers of each of four vertices, the columns filled up to
  /// blocks.
  int32_t *columns;
  float *input_sizes;
  long room;
};

/// Takes vertices into the next layer: values, errors, facets, and the signs that exceed the errors.
///
/// Only the columns of `active` count: the others are not positive, and of these none is negative.
/// `open` receives the vertices made that have signs left; it has room for one more. Returns their number.
long pleat_enter_layer(
    const struct pleat_map *map, const struct pleat_vertices *from, const int32_t *ids, long count,
    const uint64_t *active, const struct pleat_vertices *into, const int32_t *made, int32_t *open);

/// Takes vertices into the next layer whose errors there have known bounds, the same at all of them.
///
/// `bounds` has one a row, in blocks; the rest as above.
long pleat_enter_bounded(
    const struct pleat_map *map, const struct pleat_vertices *from, const int32_t *ids, long count,
    const uint64_t *active, const struct pleat_vertices *into, const int32_t *made,
    const double *bounds, int32_t *open);

/// Two records about each neuron at some vertices: first the middle of its activations, errors included, and how
/// far they may be from it; then its largest size as computed, errors included, and the largest error. There is
/// one vertex at least.
void pleat_range_of_vertices(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, double *output);

#pragma clang assume_nonnull end

#endif
