#ifndef PLEAT_PLAIN_KERNELS_H
#define PLEAT_PLAIN_KERNELS_H

#include <stdint.h>

/// Which of a map's rows α + β x + γ y are positive at a point: a bit a row, in words of 64 rows.
///
/// As `pleat_signs_of_three` of CKernels, for a baseline that has one sign and no margin. A map stands
/// in blocks of eight constants, eight x-slopes, eight y-slopes; rows that fill up the last block are 0.
void plain_positive_rows(
    const double *map, long rows, double x, double y, uint64_t *positive);

#endif
