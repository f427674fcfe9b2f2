#include "CKernels.h"
#include "targets.h"

// Eight rows of a layer; the compiler splits them into the registers that a target has.
typedef double rows __attribute__((vector_size(64), aligned(16)));

// Written once, compiled for each target: NAME is the function's, TARGET its attributes.
#define DEFINE_KERNELS(SUFFIX, TARGET)                                                          \
  TARGET static void one_##SUFFIX(                                                               \
      const double *weights, const double *biases, long blocks, long columns,                    \
      const int32_t *active, long count, const double *input, double *output) {                  \
    for (long block = 0; block < blocks; block++) {                                              \
      const rows *weight = (const rows *)(weights + block * columns * 8);                        \
      rows sum = *(const rows *)(biases + block * 8);                                            \
      for (long i = 0; i < count; i++) sum += weight[active[i]] * input[active[i]];              \
      *(rows *)(output + block * 8) = sum;                                                       \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
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
        rows column = weight[active[i]];                                                         \
        a += column * gathered[3 * i];                                                           \
        b += column * gathered[3 * i + 1];                                                       \
        c += column * gathered[3 * i + 2];                                                       \
      }                                                                                          \
      rows *target = (rows *)(output + block * 24);                                              \
      target[0] = a;                                                                             \
      target[1] = b;                                                                             \
      target[2] = c;                                                                             \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static long open_signs_##SUFFIX(                                                        \
      const double *map, long count, double factor, double x, double y, double margin,           \
      uint64_t *positive, uint64_t *negative) {                                                  \
    long decided = 0;                                                                            \
    for (long first = 0; first < count; first += 64) {                                           \
      uint64_t up = 0, down = 0;                                                                 \
      for (long row = first; row < count && row < first + 64; row += 8) {                        \
        const rows *block = (const rows *)(map + row * 3);                                       \
        rows value = block[0] * factor + block[1] * x + block[2] * y;                            \
        up |= BITS_##SUFFIX(value > margin) << (row - first);                                    \
        down |= BITS_##SUFFIX(value < -margin) << (row - first);                                 \
      }                                                                                          \
      uint64_t valid = count - first >= 64 ? ~0ull : (1ull << (count - first)) - 1;              \
      positive[first / 64] = up & valid;                                                         \
      negative[first / 64] = down & valid;                                                       \
      decided += __builtin_popcountll((up | down) & valid);                                      \
    }                                                                                            \
    return decided;                                                                              \
  }                                                                                              \
                                                                                                 \
  TARGET static long signs_##SUFFIX(                                                             \
      const double *map, long count, double factor, double x, double y, double margin,           \
      uint64_t *positive, uint64_t *negative) {                                                  \
    if (count % 8 != 0) {                                                                        \
      return open_signs_##SUFFIX(map, count, factor, x, y, margin, positive, negative);          \
    }                                                                                            \
    /* Nearly always all signs are decided: then the sign bits are the signs. */                 \
    lanes clear = {-1, -1, -1, -1, -1, -1, -1, -1};                                              \
    lanes size = {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX,                                    \
                  INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX};                                   \
    for (long first = 0; first < count; first += 64) {                                           \
      uint64_t down = 0;                                                                         \
      for (long row = first; row < count && row < first + 64; row += 8) {                        \
        const rows *block = (const rows *)(map + row * 3);                                       \
        rows value = block[0] * factor + block[1] * x + block[2] * y;                            \
        clear &= (rows)((lanes)value & size) > margin;                                           \
        down |= BITS_##SUFFIX(value) << (row - first);                                           \
      }                                                                                          \
      uint64_t valid = count - first >= 64 ? ~0ull : (1ull << (count - first)) - 1;              \
      negative[first / 64] = down & valid;                                                       \
      positive[first / 64] = ~down & valid;                                                      \
    }                                                                                            \
    if (BITS_##SUFFIX(clear) == 255) return count;                                               \
    return open_signs_##SUFFIX(map, count, factor, x, y, margin, positive, negative);            \
  }

// The sign bits of eight lanes (all bits of a lane are set where a comparison holds), as the eight
// lowest bits of a word.
typedef int64_t lanes __attribute__((vector_size(64)));

// A macro, since vectors as arguments depend on the target.
#define BITS_portable(vector)                                                                \
  ({                                                                                             \
    lanes bits = ((lanes)(vector) < 0) & (lanes){1, 2, 4, 8, 16, 32, 64, 128};                            \
    uint64_t sum = 0;                                                                            \
    for (int lane = 0; lane < 8; lane++) sum |= (uint64_t)bits[lane];                            \
    sum;                                                                                         \
  })

DEFINE_KERNELS(portable, )

#if defined(__x86_64__)
typedef double half __attribute__((vector_size(32)));

#define BITS_avx2(vector)                                                                    \
  ({                                                                                             \
    union { lanes whole; half halves[2]; } mask = {(lanes)(vector)};                                  \
    (uint64_t)__builtin_ia32_movmskpd256(mask.halves[0])                                         \
        | (uint64_t)__builtin_ia32_movmskpd256(mask.halves[1]) << 4;                             \
  })

DEFINE_KERNELS(avx2, AVX2)

#define CHOOSE(NAME, ...)                                                                        \
  (pleat_best_target >= PLEAT_AVX2 ? NAME##_avx2(__VA_ARGS__) : NAME##_portable(__VA_ARGS__))
#else
#define CHOOSE(NAME, ...) NAME##_portable(__VA_ARGS__)
#endif

void pleat_product_of_one(
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *output) {
  CHOOSE(one, weights, biases, blocks, columns, active, count, input, output);
}

void pleat_product_of_two(
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *first, const double *second,
    double *first_output, double *second_output) {
  CHOOSE(
      two, weights, biases, blocks, columns, active, count, first, second, first_output,
      second_output);
}

void pleat_product_of_three(
    const double *weights, const double *start, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *gathered, double *output) {
  CHOOSE(three, weights, start, blocks, columns, active, count, input, gathered, output);
}

long pleat_signs_of_three(
    const double *map, long count, double factor, double x, double y, double margin,
    uint64_t *positive, uint64_t *negative) {
  return CHOOSE(signs, map, count, factor, x, y, margin, positive, negative);
}
