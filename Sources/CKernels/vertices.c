#include "CKernels.h"

// Eight neurons of a layer, or sixteen of their errors; the compiler splits them into the registers that a
// target has.
typedef double rows __attribute__((vector_size(64), aligned(16)));
typedef float floats __attribute__((vector_size(64), aligned(16)));
typedef float half_floats __attribute__((vector_size(32), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64), aligned(16)));
typedef uint64_t sets __attribute__((vector_size(64), aligned(8)));

#define UNIT 0x1p-53
#define INFLATION (1 + 0x1p-30)
#define TINY 0x1p-500
#define FLOAT_SLACK 0x1p-22
#define FLOAT_TINY 0x1p-120

#define SIZE(vector) ((rows)((lanes)(vector) & (lanes){INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, \
                                                       INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX}))
#define CHOICE(mask, yes, no) ((rows)(((lanes)(yes) & (mask)) | ((lanes)(no) & ~(mask))))
#define LOW_HALF(vector)                                                                         \
  __builtin_convertvector(                                                                       \
      (half_floats)__builtin_shufflevector(vector, vector, 0, 1, 2, 3, 4, 5, 6, 7), rows)
#define HIGH_HALF(vector)                                                                        \
  __builtin_convertvector(                                                                       \
      (half_floats)__builtin_shufflevector(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15), rows)

// One division: the share is p m / (D m), where the bound of its error has D m for denominator too.
static inline void crossing_share(
    double positive, double positive_error, double negative, double negative_error, double *share,
    double *doubt) {
  double sum = positive - negative;
  double margin = sum * (1 - 0x1p-50) - (positive_error + negative_error);
  double denominator = sum * margin, inverse = 1 / denominator;
  double quotient = positive * margin * inverse;
  double size = positive < 0 ? -positive : positive, other = negative < 0 ? -negative : negative;
  double least = quotient < 0 ? 0 : quotient, length = quotient < 0 ? -quotient : quotient;
  double error = (size * negative_error + other * positive_error) * inverse + length * 0x1p-50;
  int is_known = margin > 0 && denominator >= 0x1p-400 && denominator <= 0x1p800;
  *share = least > 1 ? 1 : least;
  *doubt = is_known ? error * INFLATION + TINY : __builtin_inf();
}

// The eight lanes of a comparison as bits of a word.
typedef _Bool bits __attribute__((ext_vector_type(8)));
#define BITS(vector)                                                                             \
  ({                                                                                             \
    union { bits lanes; uint8_t word; } mask = {__builtin_convertvector((lanes)(vector), bits)}; \
    (uint64_t)mask.word;                                                                         \
  })

#define NAME(kernel) kernel##_portable
#define TARGET
#define AT_ONCE 2
#include "vertexKernels.h"

#if defined(__x86_64__)
#undef NAME
#undef TARGET
#define NAME(kernel) kernel##_avx2
#define TARGET __attribute__((target("avx2,fma")))
#include "vertexKernels.h"

#undef NAME
#undef TARGET
#undef AT_ONCE
#define AT_ONCE 4
#define NAME(kernel) kernel##_avx512
#define TARGET __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl")))
#include "vertexKernels.h"

static int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

static int has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl");
}

// Registers of 512 bits slow a processor down, so that they pay for wide layers alone.
#define CHOOSE(IS_WIDE, KERNEL, ...)                                                             \
  ((IS_WIDE) && has_avx512() ? KERNEL##_avx512(__VA_ARGS__)                                      \
   : has_avx2() ? KERNEL##_avx2(__VA_ARGS__) : KERNEL##_portable(__VA_ARGS__))
#else
#define CHOOSE(IS_WIDE, KERNEL, ...) KERNEL##_portable(__VA_ARGS__)
#endif

void pleat_crossing_share(
    double positive, double positive_error, double negative, double negative_error, double *share,
    double *doubt) {
  crossing_share(positive, positive_error, negative, negative_error, share, doubt);
}

void pleat_sort_vertices(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, long neuron,
    struct pleat_sides *sides) {
  long words = vertices->words, positives = 0, negatives = 0, zeros = 0;
  const uint64_t *signs = vertices->signs + (neuron >> 6);
  uint64_t used = 0;
  // Every vertex is written to all three lists, and stays in one: no branch has to be foreseen.
  for (long i = 0; i < count; i++) {
    int32_t id = ids[i];
    uint64_t facets = vertices->facets[id * vertices->facet_words];
    long is_positive = signs[id * 2 * words] >> (neuron & 63) & 1;
    long is_negative = signs[(id * 2 + 1) * words] >> (neuron & 63) & 1;
    used |= facets;
    sides->positive[positives] = sides->negative[negatives] = sides->zero[zeros] = id;
    sides->positive_facets[positives] = sides->negative_facets[negatives] = facets;
    positives += is_positive;
    negatives += is_negative;
    zeros += 1 - is_positive - is_negative;
  }
  sides->positive_count = positives;
  sides->negative_count = negatives;
  sides->zero_count = zeros;
  sides->facets = used;
}

void pleat_cross_edge(
    const double *first, const double *second, long blocks, double share, double doubt,
    double *output) {
  CHOOSE(blocks > 4, cross, first, second, blocks, share, doubt, output);
}

long pleat_cross_edges(
    const struct pleat_vertices *vertices, const struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot, int32_t *open) {
  return CHOOSE(
      vertices->is_wide, cross_edges, vertices, sides, count, made, neuron, slot, open);
}

long pleat_enter_layer(
    const struct pleat_map *map, const struct pleat_vertices *from, const int32_t *ids, long count,
    const uint64_t *active, const struct pleat_vertices *into, const int32_t *made, int32_t *open) {
  return CHOOSE(
      from->is_wide, enter, map, from, ids, count, active, into, made, open);
}

long pleat_enter_bounded(
    const struct pleat_map *map, const struct pleat_vertices *from, const int32_t *ids, long count,
    const uint64_t *active, const struct pleat_vertices *into, const int32_t *made,
    const double *bounds, int32_t *open) {
  return CHOOSE(
      from->is_wide, enter_bounded, map, from, ids, count, active, into, made, bounds, open);
}

void pleat_range_of_vertices(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, double *output) {
  CHOOSE(vertices->is_wide, range, vertices, ids, count, output);
}

long pleat_edges_among(const uint64_t *facets, long count, int32_t *pairs) {
  return CHOOSE(0, edges_among, facets, count, pairs);
}

long pleat_simple_edges(const struct pleat_sides *sides) {
  return CHOOSE(
      sides->is_wide, edges, sides->positive_facets, sides->positive_count, sides->negative_facets,
      sides->negative_count, sides->edges);
}
