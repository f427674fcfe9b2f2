#ifndef PLEAT_CKERNELS_H
#define PLEAT_CKERNELS_H

#include <stdint.h>

#include "vertices.h"

/// The inner loops of a layer's product, in C for one reason: a function can be compiled for AVX2 and
/// FMA beside its portable form and chosen at run time, which Swift cannot express without unsafe
/// build flags that dependants would have to repeat. They decide nothing; the error bounds of
/// ExactNumbers/Kernel hold for any order of summation, contracted or not.
///
/// A layer's weights stand in blocks of eight rows, `weights[(block * columns + column) * 8 + lane]`;
/// `active` lists the columns that count. One function a number of vectors multiplied at once.

/// One vector: `input[column]`; `output` has 8 numbers a block.
void pleat_product_of_one(
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *output);

/// Two vectors, the second without biases: `first[i]` and `second[i]` belong to column `active[i]`.
void pleat_product_of_two(
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *first, const double *second,
    double *first_output, double *second_output);

/// Three vectors, side by side in blocks of 8 + 8 + 8 numbers, added to what `start` holds in the same
/// form. `gathered` has room for 3 * count numbers.
void pleat_product_of_three(
    const double *weights, const double *start, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *gathered, double *output);

/// Signs of α + β x + γ y against a margin, for a map as `pleat_product_of_three` writes it.
///
/// For each of `rows` rows, a bit of `positive` is set where the value is larger than the margin, one
/// of `negative` where it is smaller than −margin; other bits of the words are cleared. `factor` goes
/// with α. Returns how many bits are set.
long pleat_signs_of_three(
    const double *map, long rows, double factor, double x, double y, double margin,
    uint64_t *positive, uint64_t *negative);

/// A tableau of LinearRegions/Programs has rows of `blocks` times four numbers: factors of the columns, then
/// the value, then zeros.

/// Adds to every row the multiple of `source` that its own number in `column` says, which counts as 0.
void pleat_add_multiples(
    double *rows, long count, long blocks, long column, const double *source);

/// The last row that has no number smaller than `least`, or −1.
long pleat_find_without_smaller(const double *rows, long count, long blocks, double least);

/// The row, if any, whose slack reaches 0 first as that of `column` grows, within `distance`.
///
/// Rows are `stride` numbers apart. A row's slack is its value; or, where ends are given, its distance from
/// the one that it moves toward. Only a factor larger than `negligible` in size counts; of rows that are
/// met at once the steepest is taken, if it is steeper than `size`. Returns −1 for none; otherwise
/// `distance` and `size` become the row's.
long pleat_first_blocked(
    const double *rows, long count, long stride, long column, long constant, const double *lower,
    const double *upper, double negligible, double *distance, double *size);

/// How fast a row falls, or rises, along the column where it does so most; 0 if along none.
///
/// A column is written unless it is null.
double pleat_steepest_column(
    const double *row, long blocks, long constant, int falls, long *column);

/// The row that is 0 only after the largest growth of the column along which it gets there fastest.
long pleat_farthest_row(const double *rows, long count, long blocks, long constant);

#endif
