#include "CKernels.h"

// Eight neurons of a layer; the compiler splits them into the registers that a target has.
typedef double rows __attribute__((vector_size(64), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64), aligned(16)));
typedef uint64_t sets __attribute__((vector_size(32), aligned(8)));

#define UNIT 0x1p-53
#define INFLATION (1 + 0x1p-30)
#define TINY 0x1p-500

#define SIZE(vector) ((rows)((lanes)(vector) & (lanes){INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, \
                                                       INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX}))

#define CHOICE(mask, yes, no) ((rows)(((lanes)(yes) & (mask)) | ((lanes)(no) & ~(mask))))

// Written once, compiled for each target: SUFFIX names the target, TARGET holds its attributes.
#define DEFINE_KERNELS(SUFFIX, TARGET)                                                           \
  TARGET static void cross_##SUFFIX(                                                             \
      const double *first, const double *second, long start, long blocks, double share,          \
      double doubt, double *output) {                                                            \
    double rest = 1 - share;                                                                     \
    double of_first = rest + doubt, of_second = share + doubt, of_step = doubt + 4 * UNIT;       \
    for (long block = start; block < blocks; block++) {                                              \
      rows a = *(const rows *)(first + block * 8), b = *(const rows *)(second + block * 8);      \
      rows a_error = *(const rows *)(first + (blocks + block) * 8);                              \
      rows b_error = *(const rows *)(second + (blocks + block) * 8);                             \
      rows step = b - a;                                                                         \
      rows value = a + step * share;                                                             \
      rows error = a_error * of_first + b_error * of_second + SIZE(step) * of_step               \
          + SIZE(value) * (4 * UNIT);                                                            \
      *(rows *)(output + block * 8) = value;                                                     \
      *(rows *)(output + (blocks + block) * 8) = error * INFLATION + TINY;                       \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static void enter_##SUFFIX(                                                             \
      const double *weights, const double *biases, long blocks, long columns,                    \
      const double *input, long input_errors, int rectifies, const uint64_t *active,             \
      long words, double rounding, double *scratch, double *output, uint64_t *positive,          \
      uint64_t *negative) {                                                                      \
    long count = 0;                                                                              \
    for (long word = 0; word < words; word++) {                                                  \
      for (uint64_t rest = active[word]; rest != 0; rest &= rest - 1) {                          \
        long column = word * 64 + __builtin_ctzll(rest);                                         \
        double value = input[column];                                                            \
        if (rectifies && value < 0) value = 0;                                                   \
        double size = value < 0 ? -value : value;                                                \
        scratch[3 * count] = value;                                                              \
        scratch[3 * count + 1] = input[input_errors + column] * INFLATION + size * rounding;     \
        ((int64_t *)scratch)[3 * count + 2] = column;                                            \
        count++;                                                                                 \
      }                                                                                          \
    }                                                                                            \
    for (long word = 0; word * 8 < blocks; word++) positive[word] = negative[word] = 0;          \
    for (long block = 0; block < blocks; block++) {                                              \
      const rows *weight = (const rows *)(weights + block * columns * 8);                        \
      rows value = *(const rows *)(biases + block * 8);                                          \
      rows error = *(const rows *)(biases + (blocks + block) * 8);                               \
      for (long i = 0; i < count; i++) {                                                         \
        rows column = weight[((int64_t *)scratch)[3 * i + 2]];                                   \
        value += column * scratch[3 * i];                                                        \
        error += SIZE(column) * scratch[3 * i + 1];                                              \
      }                                                                                          \
      error = error * INFLATION + TINY;                                                          \
      *(rows *)(output + block * 8) = value;                                                     \
      *(rows *)(output + (blocks + block) * 8) = error;                                          \
      positive[block >> 3] |= BITS_##SUFFIX(value > error) << (block & 7) * 8;                   \
      negative[block >> 3] |= BITS_##SUFFIX(value < -error) << (block & 7) * 8;                  \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static void range_##SUFFIX(                                                             \
      const double *records, const int32_t *ids, long count, long blocks, double *output) {      \
    for (long block = 0; block < blocks; block++) {                                              \
      const double *first = records + ids[0] * blocks * 16 + block * 8;                          \
      rows low = *(const rows *)first - *(const rows *)(first + blocks * 8);                     \
      rows high = *(const rows *)first + *(const rows *)(first + blocks * 8);                    \
      /* NaN, which no comparison would keep. */                                                 \
      rows unknown = low * 0;                                                                    \
      for (long i = 1; i < count; i++) {                                                         \
        const double *record = records + ids[i] * blocks * 16 + block * 8;                       \
        rows value = *(const rows *)record, error = *(const rows *)(record + blocks * 8);        \
        rows below = value - error, above = value + error;                                       \
        low = CHOICE(below < low, below, low);                                                   \
        high = CHOICE(above > high, above, high);                                                \
        unknown += below * 0;                                                                    \
      }                                                                                          \
      rows middle = (low + high) * 0.5;                                                          \
      rows up = high - middle, down = middle - low;                                              \
      rows radius = CHOICE(up > down, up, down) + unknown;                                       \
      *(rows *)(output + block * 8) = middle;                                                    \
      *(rows *)(output + (blocks + block) * 8) =                                                 \
          (radius + (SIZE(low) + SIZE(high)) * (4 * UNIT)) * INFLATION + TINY;                   \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static long edges_##SUFFIX(                                                             \
      const uint64_t *first, long first_count, const uint64_t *second, long second_count,        \
      int32_t *pairs) {                                                                          \
    long found = 0;                                                                              \
    for (long i = 0; i < first_count; i++) {                                                     \
      sets facets = {first[i], first[i], first[i], first[i]};                                    \
      for (long j = 0; j < second_count; j += 4) {                                               \
        sets other = facets & ~*(const sets *)(second + j);                                      \
        uint64_t hits = QUARTET_##SUFFIX((other & (other - 1)) == 0);                            \
        for (; hits != 0; hits &= hits - 1) {                                                    \
          long partner = j + __builtin_ctzll(hits);                                              \
          pairs[2 * found] = (int32_t)i;                                                         \
          pairs[2 * found + 1] = (int32_t)partner;                                               \
          found += partner < second_count;                                                       \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
    return found;                                                                                \
  }

// The sign bits of the lanes (all bits of a lane are set where a comparison holds) as bits of a word.
// Macros, since vectors as arguments depend on the target.
#define BITS_portable(vector)                                                                    \
  ({                                                                                             \
    lanes bits = (lanes)(vector) & (lanes){1, 2, 4, 8, 16, 32, 64, 128};                         \
    uint64_t sum = 0;                                                                            \
    for (int lane = 0; lane < 8; lane++) sum |= (uint64_t)bits[lane];                            \
    sum;                                                                                         \
  })
#define QUARTET_portable(vector)                                                                 \
  ({                                                                                             \
    sets bits = (sets)(vector) & (sets){1, 2, 4, 8};                                             \
    bits[0] | bits[1] | bits[2] | bits[3];                                                       \
  })

DEFINE_KERNELS(portable, )

#if defined(__x86_64__)
typedef double half __attribute__((vector_size(32)));

#define BITS_avx2(vector)                                                                        \
  ({                                                                                             \
    union { lanes whole; half halves[2]; } mask = {(lanes)(vector)};                             \
    (uint64_t)__builtin_ia32_movmskpd256(mask.halves[0])                                         \
        | (uint64_t)__builtin_ia32_movmskpd256(mask.halves[1]) << 4;                             \
  })
#define QUARTET_avx2(vector) ((uint64_t)__builtin_ia32_movmskpd256((half)(vector)))

DEFINE_KERNELS(avx2, __attribute__((target("avx2,fma"))))

static int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#define CHOOSE(NAME, ...) (has_avx2() ? NAME##_avx2(__VA_ARGS__) : NAME##_portable(__VA_ARGS__))
#else
#define CHOOSE(NAME, ...) NAME##_portable(__VA_ARGS__)
#endif

void pleat_cross_edge(
    const double *first, const double *second, long start, long blocks, double share, double doubt,
    double *output) {
  CHOOSE(cross, first, second, start, blocks, share, doubt, output);
}

void pleat_enter_layer(
    const double *weights, const double *biases, long blocks, long columns, const double *input,
    long input_errors, int rectifies, const uint64_t *active, long words, double rounding,
    double *scratch, double *output, uint64_t *positive, uint64_t *negative) {
  CHOOSE(
      enter, weights, biases, blocks, columns, input, input_errors, rectifies, active, words, rounding,
      scratch, output, positive, negative);
}

void pleat_range_of_vertices(
    const double *records, const int32_t *ids, long count, long blocks, double *output) {
  CHOOSE(range, records, ids, count, blocks, output);
}

long pleat_simple_edges(
    const uint64_t *first, long first_count, const uint64_t *second, long second_count,
    int32_t *pairs) {
  return CHOOSE(edges, first, first_count, second, second_count, pairs);
}
