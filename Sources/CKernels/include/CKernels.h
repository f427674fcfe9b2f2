#ifndef PLEAT_CKERNELS_H
#define PLEAT_CKERNELS_H

#include <stdint.h>

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

#endif
