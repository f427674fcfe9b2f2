#include "PlainKernels.h"

typedef double rows_of_eight __attribute__((vector_size(64), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64)));

// Written once, compiled for each target: SUFFIX ends the function's name, TARGET its attributes.
#define DEFINE_KERNELS(SUFFIX, TARGET)                                                           \
  TARGET static void positive_##SUFFIX(                                                          \
      const double *map, long count, double x, double y, uint64_t *positive) {                   \
    for (long first = 0; first < count; first += 64) {                                           \
      uint64_t up = 0;                                                                           \
      for (long row = first; row < count && row < first + 64; row += 8) {                        \
        const rows_of_eight *block = (const rows_of_eight *)(map + row * 3);                     \
        rows_of_eight value = block[0] + block[1] * x + block[2] * y;                            \
        lanes isPositive = value > 0;                                                            \
        up |= bits_##SUFFIX(&isPositive) << (row - first);                                       \
      }                                                                                          \
      positive[first / 64] = up;                                                                 \
    }                                                                                            \
  }

// Eight comparisons, all bits of a lane set where they hold, as the eight lowest bits of a word.
static inline uint64_t bits_portable(const lanes *comparison) {
  lanes bits = *comparison & (lanes){1, 2, 4, 8, 16, 32, 64, 128};
  uint64_t sum = 0;
  for (int lane = 0; lane < 8; lane++) sum |= (uint64_t)bits[lane];
  return sum;
}

DEFINE_KERNELS(portable, )

#if defined(__x86_64__)
typedef double half __attribute__((vector_size(32)));

__attribute__((target("avx2,fma"))) static inline uint64_t bits_avx2(const lanes *comparison) {
  union { lanes whole; half halves[2]; } mask = {*comparison};
  return (uint64_t)__builtin_ia32_movmskpd256(mask.halves[0])
      | (uint64_t)__builtin_ia32_movmskpd256(mask.halves[1]) << 4;
}

DEFINE_KERNELS(avx2, __attribute__((target("avx2,fma"))))
#endif

void plain_positive_rows(
    const double *map, long rows, double x, double y, uint64_t *positive) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    positive_avx2(map, rows, x, y, positive);
    return;
  }
#endif
  positive_portable(map, rows, x, y, positive);
}
