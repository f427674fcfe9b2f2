#ifndef PLEAT_PLAIN_KERNELS_H
#define PLEAT_PLAIN_KERNELS_H

#include <stdint.h>

#include "PlainCells.h"

/// The kernels of CKernels, without what only certified counting needs: the baselines' inner loops, as
/// good as ours. Keep them in step.
///
/// In the plane a map α + β x + γ y stands in blocks of eight constants, eight x-slopes, eight y-slopes.

/// Two vectors, the second without biases: `pleat_product_of_two`.
void plain_product_of_two(
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *first, const double *second,
    double *first_output, double *second_output);

/// Adds the weighted sum over some columns to a map: `pleat_product_of_three` without the squares.
void plain_product_of_three(
    const double *weights, const double *start, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *gathered, double *output);

/// Which of a map's rows are positive at a point, a bit a row: `pleat_signs_of_three` for one sign and
/// without a margin. Rows that fill up the last block are 0.
void plain_positive_rows(
    const double *map, long rows, double x, double y, uint64_t *positive);

#endif
