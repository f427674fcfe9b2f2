#include "PlainKernels.h"

typedef double rows __attribute__((vector_size(64), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64)));

// Written once, compiled for each target: SUFFIX ends the function's name, TARGET its attributes.
#define DEFINE_KERNELS(SUFFIX, TARGET)                                                           \
  TARGET static void two_##SUFFIX(                                                               \
      const double *weights, const double *biases, long blocks, long columns,                    \
      const int32_t *active, long count, const double *first, const double *second,              \
      double *first_output, double *second_output) {                                             \
    for (long block = 0; block < blocks; block++) {                                              \
      const rows *weight = (const rows *)(weights + block * columns * 8);                        \
      rows a = *(const rows *)(biases + block * 8);                                              \
      rows b = {0};                                                                              \
      for (long i = 0; i < count; i++) {                                                         \
        rows column = weight[active[i]];                                                         \
        a += column * first[i];                                                                  \
        b += column * second[i];                                                                 \
      }                                                                                          \
      *(rows *)(first_output + block * 8) = a;                                                   \
      *(rows *)(second_output + block * 8) = b;                                                  \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static void three_##SUFFIX(                                                             \
      const double *weights, const double *start, long blocks, long columns,                     \
      const int32_t *active, long count, const double *input, double *gathered,                  \
      double *output) {                                                                          \
    for (long i = 0; i < count; i++) {                                                           \
      const double *entry = input + (active[i] >> 3) * 24 + (active[i] & 7);                     \
      gathered[3 * i] = entry[0];                                                                \
      gathered[3 * i + 1] = entry[8];                                                            \
      gathered[3 * i + 2] = entry[16];                                                           \
    }                                                                                            \
    for (long block = 0; block < blocks; block++) {                                              \
      const rows *weight = (const rows *)(weights + block * columns * 8);                        \
      const rows *first = (const rows *)(start + block * 24);                                    \
      rows a = first[0], b = first[1], c = first[2];                                             \
      for (long i = 0; i < count; i++) {                                                         \
        const double *entry = gathered + 3 * i;                                                  \
        rows column = weight[active[i]];                                                         \
        a += column * entry[0];                                                                  \
        b += column * entry[1];                                                                  \
        c += column * entry[2];                                                                  \
      }                                                                                          \
      rows *target = (rows *)(output + block * 24);                                              \
      target[0] = a;                                                                             \
      target[1] = b;                                                                             \
      target[2] = c;                                                                             \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static void positive_##SUFFIX(                                                          \
      const double *map, long count, double x, double y, uint64_t *positive) {                   \
    for (long first = 0; first < count; first += 64) {                                           \
      uint64_t up = 0;                                                                           \
      for (long row = first; row < count && row < first + 64; row += 8) {                        \
        const rows *block = (const rows *)(map + row * 3);                                       \
        rows value = block[0] + block[1] * x + block[2] * y;                                     \
        up |= BITS_##SUFFIX(value > 0) << (row - first);                                         \
      }                                                                                          \
      positive[first / 64] = up;                                                                 \
    }                                                                                            \
  }

// Eight comparisons, all bits of a lane set where they hold, as the eight lowest bits of a word.
#define BITS_portable(comparison)                                                                \
  ({                                                                                             \
    lanes bits = (comparison) & (lanes){1, 2, 4, 8, 16, 32, 64, 128};                            \
    uint64_t sum = 0;                                                                            \
    for (int lane = 0; lane < 8; lane++) sum |= (uint64_t)bits[lane];                            \
    sum;                                                                                         \
  })

DEFINE_KERNELS(portable, )

#if defined(__x86_64__)
typedef double half __attribute__((vector_size(32)));

#define BITS_avx2(comparison)                                                                    \
  ({                                                                                             \
    union { lanes whole; half halves[2]; } mask = {comparison};                                  \
    (uint64_t)__builtin_ia32_movmskpd256(mask.halves[0])                                         \
        | (uint64_t)__builtin_ia32_movmskpd256(mask.halves[1]) << 4;                             \
  })

DEFINE_KERNELS(avx2, __attribute__((target("avx2,fma"))))

static int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#define CHOOSE(NAME, ...) (has_avx2() ? NAME##_avx2(__VA_ARGS__) : NAME##_portable(__VA_ARGS__))
#else
#define CHOOSE(NAME, ...) NAME##_portable(__VA_ARGS__)
#endif

void plain_product_of_two(
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *first, const double *second,
    double *first_output, double *second_output) {
  CHOOSE(
      two, weights, biases, blocks, columns, active, count, first, second, first_output,
      second_output);
}

void plain_product_of_three(
    const double *weights, const double *start, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *gathered, double *output) {
  CHOOSE(three, weights, start, blocks, columns, active, count, input, gathered, output);
}

void plain_positive_rows(
    const double *map, long rows, double x, double y, uint64_t *positive) {
  CHOOSE(positive, map, rows, x, y, positive);
}
