#include "CKernels.h"
#include "targets.h"

// Four numbers of a row of a tableau.
typedef double quad __attribute__((vector_size(32), aligned(8)));
typedef int64_t quad_lanes __attribute__((vector_size(32), aligned(8)));

// Written once, compiled for each target: SUFFIX names the target, TARGET holds its attributes.
#define DEFINE_KERNELS(SUFFIX, TARGET)                                                           \
  TARGET static void add_multiples_##SUFFIX(                                                     \
      double *rows, long count, long blocks, long column, const double *source) {                \
    const quad *from = (const quad *)source;                                                     \
    for (long row = 0; row < count; row++, rows += 4 * blocks) {                                 \
      double factor = rows[column];                                                              \
      rows[column] = 0;                                                                          \
      for (long block = 0; block < blocks; block++) {                                            \
        *(quad *)(rows + 4 * block) += from[block] * factor;                                     \
      }                                                                                          \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static long find_without_smaller_##SUFFIX(                                              \
      const double *rows, long count, long blocks, double least) {                               \
    for (long row = count - 1; row >= 0; row--) {                                                \
      quad_lanes smaller = {0};                                                                  \
      for (long block = 0; block < blocks; block++) {                                            \
        smaller |= (quad_lanes)(*(const quad *)(rows + 4 * (row * blocks + block)) < least);     \
      }                                                                                          \
      if (NONE_##SUFFIX(smaller)) return row;                                                    \
    }                                                                                            \
    return -1;                                                                                   \
  }                                                                                              \
                                                                                                 \
  TARGET static long first_blocked_##SUFFIX(                                                     \
      const double *rows, long count, long stride, long column, long constant,                   \
      const double *lower, const double *upper, double negligible, double *distance,             \
      double *size) {                                                                            \
    long best = -1;                                                                              \
    double nearest = *distance, steepest = *size;                                                \
    for (long row = 0; row < count; row++, rows += stride) {                                     \
      double factor = rows[column], slope = factor < 0 ? -factor : factor;                       \
      double slack = rows[constant];                                                             \
      if (lower) slack = factor < 0 ? slack - lower[row] : upper[row] - slack;                   \
      if (!lower) slope = -factor;                                                               \
      if ((slope <= negligible) | (slack > (nearest + 1e-12) * slope)) continue;                 \
      /* Of those met at once the steepest is the best to divide by. */                          \
      if (slack < (nearest - 1e-12) * slope || slope > steepest) {                               \
        nearest = slack > 0 ? slack / slope : 0;                                                 \
        steepest = slope;                                                                        \
        best = row;                                                                              \
      }                                                                                          \
    }                                                                                            \
    *distance = nearest;                                                                         \
    *size = steepest;                                                                            \
    return best;                                                                                 \
  }                                                                                              \
                                                                                                 \
  TARGET static double steepest_##SUFFIX(                                                        \
      const double *row, long blocks, long constant, int falls, long *column) {                  \
    quad sign = falls ? (quad){-1, -1, -1, -1} : (quad){1, 1, 1, 1};                             \
    quad most = {0, 0, 0, 0};                                                                    \
    for (long block = 0; block < blocks; block++) {                                              \
      quad value = *(const quad *)(row + 4 * block) * sign;                                      \
      quad_lanes larger = (quad_lanes)(value > most);                                            \
      most = (quad)(((quad_lanes)value & larger) | ((quad_lanes)most & ~larger));                \
    }                                                                                            \
    double first = most[0] > most[1] ? most[0] : most[1];                                        \
    double second = most[2] > most[3] ? most[2] : most[3];                                       \
    double size = first > second ? first : second;                                               \
    if (column) {                                                                                \
      long found = 0;                                                                            \
      double wanted = falls ? -size : size;                                                      \
      while (found < constant && row[found] != wanted) found++;                                  \
      *column = found;                                                                           \
    }                                                                                            \
    return size;                                                                                 \
  }                                                                                              \
                                                                                                 \
  TARGET static long farthest_##SUFFIX(                                                          \
      const double *rows, long count, long blocks, long constant) {                              \
    long best = count - 1;                                                                       \
    double most = -1;                                                                            \
    for (long row = 0; row < count; row++, rows += 4 * blocks) {                                 \
      double value = rows[constant], size = value < 0 ? -value : value;                          \
      double slope = steepest_##SUFFIX(rows, blocks, constant, value >= 0, 0);                   \
      if (size > most * slope) {                                                                 \
        most = size / slope;                                                                     \
        best = row;                                                                              \
      }                                                                                          \
    }                                                                                            \
    return best;                                                                                 \
  }

// Whether no lane is set; a macro, since vectors as arguments depend on the target.
#define NONE_portable(vector) (((vector)[0] | (vector)[1] | (vector)[2] | (vector)[3]) == 0)

DEFINE_KERNELS(portable, )

#if defined(__x86_64__)
#define NONE_avx2(vector) (__builtin_ia32_movmskpd256((double __attribute__((vector_size(32))))(vector)) == 0)

DEFINE_KERNELS(avx2, AVX2)

#define CHOOSE(NAME, ...)                                                                        \
  (pleat_best_target >= PLEAT_AVX2 ? NAME##_avx2(__VA_ARGS__) : NAME##_portable(__VA_ARGS__))
#else
#define CHOOSE(NAME, ...) NAME##_portable(__VA_ARGS__)
#endif

void pleat_add_multiples(
    double *rows, long count, long blocks, long column, const double *source) {
  CHOOSE(add_multiples, rows, count, blocks, column, source);
}

long pleat_find_without_smaller(const double *rows, long count, long blocks, double least) {
  return CHOOSE(find_without_smaller, rows, count, blocks, least);
}

long pleat_first_blocked(
    const double *rows, long count, long stride, long column, long constant, const double *lower,
    const double *upper, double negligible, double *distance, double *size) {
  return CHOOSE(
      first_blocked, rows, count, stride, column, constant, lower, upper, negligible, distance, size);
}

double pleat_steepest_column(
    const double *row, long blocks, long constant, int falls, long *column) {
  return CHOOSE(steepest, row, blocks, constant, falls, column);
}

long pleat_farthest_row(const double *rows, long count, long blocks, long constant) {
  return CHOOSE(farthest, rows, count, blocks, constant);
}
