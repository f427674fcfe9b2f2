#include "CKernels.h"
#include "targets.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Eight neurons of a layer, or sixteen of their errors; the compiler splits them into the registers that a
// target has.
typedef double rows __attribute__((vector_size(64), aligned(16)));
typedef float floats __attribute__((vector_size(64), aligned(16)));
typedef float half_floats __attribute__((vector_size(32), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64), aligned(16)));

#define UNIT 0x1p-53
#define INFLATION (1 + 0x1p-30)
#define TINY 0x1p-500
// Edges whose crossings are found together.
#define BATCH 32
#define FLOAT_SLACK 0x1p-22
#define FLOAT_TINY 0x1p-120

#define SIZE(vector) ((rows)((lanes)(vector) & INT64_MAX))
#define CHOICE(mask, yes, no) ((rows)(((lanes)(yes) & (mask)) | ((lanes)(no) & ~(mask))))
#define LOW_HALF(vector)                                                                         \
  __builtin_convertvector(                                                                       \
      (half_floats)__builtin_shufflevector(vector, vector, 0, 1, 2, 3, 4, 5, 6, 7), rows)
#define HIGH_HALF(vector)                                                                        \
  __builtin_convertvector(                                                                       \
      (half_floats)__builtin_shufflevector(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15), rows)

// Four edges.
typedef double shares __attribute__((vector_size(32)));
typedef int64_t share_lanes __attribute__((vector_size(32)));
#define FOUR(numbers, at)                                                                        \
  ((shares){numbers[0][at], numbers[1][at], numbers[2][at], numbers[3][at]})
#define SHARE_SIZE(vector) ((shares)((share_lanes)(vector) & INT64_MAX))

// One division: the share is p m / (D m), where the bound of its error has D m for denominator too.
//
// `ends` has the positive values, their errors, the negative ones and theirs.
static inline __attribute__((always_inline)) void crossing_shares(
    const shares *ends, shares *share, shares *doubt) {
  const shares one = (shares){0} + 1, infinity = one * __builtin_inf();
  shares positive = ends[0], positive_error = ends[1], negative = ends[2], negative_error = ends[3];
  shares sum = positive - negative;
  shares margin = sum * (1 - 0x1p-50) - (positive_error + negative_error);
  shares denominator = sum * margin, inverse = 1 / denominator;
  shares quotient = positive * margin * inverse;
  shares products = SHARE_SIZE(positive) * negative_error + SHARE_SIZE(negative) * positive_error;
  shares bound = (products * inverse + SHARE_SIZE(quotient) * 0x1p-50) * INFLATION + TINY;
  share_lanes is_known = (margin > 0) & (denominator >= 0x1p-400) & (denominator <= 0x1p800);
  // In [0, 1], also where the quotient is not a number.
  shares least = (shares)((share_lanes)quotient & (quotient > 0));
  *share = (shares)(((share_lanes)least & (least <= 1)) | ((share_lanes)one & (least > 1)));
  *doubt = (shares)(((share_lanes)bound & is_known) | ((share_lanes)infinity & ~is_known));
}

// The sets of a vertex where those of neurons and facets are words: the positive ones, the negative ones, the facets.
typedef uint64_t small_sets __attribute__((vector_size(32), aligned(8)));

static inline int is_small(const struct pleat_vertices *vertices) {
  return vertices->words == 1 && vertices->facet_words == 1 && vertices->set_stride == 4
      && vertices->facets == vertices->signs + 2;
}

// Numbers, eight at a time; up to seven behind the last one are read and written, too.
static inline __attribute__((always_inline)) void copy_eights(
    int32_t *target, const int32_t *source, long count) {
  typedef int32_t eight __attribute__((vector_size(32), aligned(4)));
#pragma clang loop unroll(disable)
  for (long i = 0; i < count; i += 8) *(eight *)(target + i) = *(const eight *)(source + i);
}

// Records that hold nothing yet and no next one; there is room for them.
static inline __attribute__((always_inline)) void make_records(
    struct pleat_pool *pool, long count, int32_t *ids) {
  long again = count < pool->free_count ? count : pool->free_count;
  pool->free_count -= again;
  copy_eights(ids, pool->free + pool->free_count, again);
  for (long i = again; i < count; i++) {
    ids[i] = (int32_t)pool->used;
    pool->next[pool->used++] = -1;
  }
}

typedef _Bool bits __attribute__((ext_vector_type(8)));
#define BITS(vector)                                                                             \
  ({                                                                                             \
    union { bits lanes; uint8_t word; } mask = {__builtin_convertvector((lanes)(vector), bits)}; \
    (uint64_t)mask.word;                                                                         \
  })
#define SET_BITS BITS
#define LANES(set)                                                                               \
  ({                                                                                             \
    union { uint8_t word; bits lanes; } mask = {(uint8_t)(set)};                                 \
    -__builtin_convertvector(mask.lanes, lanes);                                                 \
  })

#define NAME(kernel) kernel##_portable
#define TARGET
#define AT_ONCE 2
#define SETS 8
#define sets sets8
typedef uint64_t sets8 __attribute__((vector_size(64), aligned(8)));
#include "vertexKernels.h"

#if defined(__x86_64__)
#define COMPRESSES
// Rows are cut in halves here.
#undef NAME
#undef TARGET
#define NAME(kernel) kernel##_avx512vl
#define TARGET AVX512VL
#include "vertexKernels.h"

#undef NAME
#undef TARGET
#undef AT_ONCE
#define AT_ONCE 4
#define NAME(kernel) kernel##_avx512
#define TARGET AVX512
#include "vertexKernels.h"

// Four sets at once fill a register.
typedef double quartet __attribute__((vector_size(32)));
typedef uint64_t sets4 __attribute__((vector_size(32), aligned(8)));
#define QUARTET_BITS(vector) ((uint64_t)__builtin_ia32_movmskpd256((quartet)(vector)))
#undef COMPRESSES
#undef NAME
#undef TARGET
#undef AT_ONCE
#undef SET_BITS
#undef SETS
#undef sets
#define NAME(kernel) kernel##_avx2
#define TARGET AVX2
#define AT_ONCE 2
#define SET_BITS QUARTET_BITS
#define SETS 4
#define sets sets4
#include "vertexKernels.h"

// Registers of 512 bits slow a processor down, so that they pay for wide layers alone.
#define CHOOSE(IS_WIDE, KERNEL, ...)                                                             \
  (pleat_best_target >= PLEAT_AVX512                                                             \
       ? (IS_WIDE) ? KERNEL##_avx512(__VA_ARGS__) : KERNEL##_avx512vl(__VA_ARGS__)               \
   : pleat_best_target == PLEAT_AVX2 ? KERNEL##_avx2(__VA_ARGS__) : KERNEL##_portable(__VA_ARGS__))
#else
#define CHOOSE(IS_WIDE, KERNEL, ...) KERNEL##_portable(__VA_ARGS__)
#endif

void pleat_crossing_share(
    double positive, double positive_error, double negative, double negative_error, double *share,
    double *doubt) {
  shares found, bound, zero = {0};
  shares ends[4] = {zero + positive, zero + positive_error, zero + negative, zero + negative_error};
  crossing_shares(ends, &found, &bound);
  *share = found[0], *doubt = bound[0];
}

// Lists the vertices at which a neuron is positive, and the others.
static void list_positive(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, long neuron,
    struct pleat_sides *sides) {
  long positives = 0, stride = vertices->set_stride;
  const uint64_t *signs = vertices->signs + (neuron >> 6);
  int32_t *positive = sides->positive, *other = sides->negative;
  // Every vertex is written to both lists, and stays in one: no branch has to be foreseen.
  for (long i = 0; i < count; i++) {
    int32_t id = ids[i];
    positive[positives] = other[i - positives] = id;
    positives += (long)(signs[id * stride] >> (neuron & 63) & 1);
  }
  sides->positive_count = positives, sides->negative_count = count - positives;
}

// Takes the vertices at which a neuron is 0 out of the list of those at which it is negative.
static void take_zeros(
    const struct pleat_vertices *vertices, long neuron, struct pleat_sides *sides) {
  long negatives = 0, zeros = 0, stride = vertices->set_stride;
  const uint64_t *signs = vertices->signs + vertices->words + (neuron >> 6);
  int32_t *negative = sides->negative;
  for (long i = 0; i < sides->negative_count; i++) {
    int32_t id = negative[i];
    long is_negative = (long)(signs[id * stride] >> (neuron & 63) & 1);
    sides->zero[zeros] = negative[negatives] = id;
    negatives += is_negative, zeros += 1 - is_negative;
  }
  sides->negative_count = negatives, sides->zero_count = zeros;
}

// The union of some vertices' facets, first words, each of which `facets` receives.
static uint64_t unite(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, uint64_t *facets) {
  uint64_t all = 0;
  for (long i = 0; i < count; i++) {
    all |= facets[i] = vertices->facets[ids[i] * vertices->set_stride];
  }
  return all;
}

void pleat_sort_vertices(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, long neuron,
    struct pleat_sides *sides) {
  sides->zero_count = 0;
  if (is_small(vertices)) {
    if (!CHOOSE(sides->is_wide, sort_small, vertices->signs, ids, count, neuron, sides)) return;
  } else {
    list_positive(vertices, ids, count, neuron, sides);
  }
  take_zeros(vertices, neuron, sides);
  sides->facets =
      unite(vertices, sides->positive, sides->positive_count, sides->positive_facets)
      | unite(vertices, sides->negative, sides->negative_count, sides->negative_facets);
  for (long i = 0; i < sides->zero_count; i++) {
    sides->facets |= vertices->facets[sides->zero[i] * vertices->set_stride];
  }
}

void pleat_cross_edge(
    const double *first, const double *second, long blocks, double share, double doubt,
    double *output) {
  CHOOSE(blocks > 4, cross, first, second, blocks, share, doubt, output);
}

long pleat_cross_edges(
    const struct pleat_vertices *vertices, struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot, int32_t *open) {
  return CHOOSE(
      vertices->is_wide, cross_edges, vertices, sides, count, made, neuron, slot, open);
}

void pleat_mark_edges(
    const struct pleat_vertices *vertices, const struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot) {
  const struct pleat_vertices records = *vertices;
  long words = records.words, facet_words = records.facet_words, stride = records.set_stride;
  for (long i = 0; i < count; i++) {
    long a = sides->positive[sides->edges[2 * i]], b = sides->negative[sides->edges[2 * i + 1]];
    const uint64_t *first = records.signs + a * stride, *second = records.signs + b * stride;
    uint64_t *signs = records.signs + made[i] * stride, *facets = records.facets + made[i] * stride;
    for (long word = 0; word < words; word++) {
      uint64_t others = word == neuron >> 6 ? ~(1ull << (neuron & 63)) : ~0ull;
      signs[word] = (first[word] | second[word]) & others;
      signs[words + word] = (first[words + word] | second[words + word]) & others;
    }
    first = records.facets + a * stride, second = records.facets + b * stride;
    for (long word = 0; word < facet_words; word++) {
      facets[word] = (first[word] & second[word]) | (word == slot >> 6 ? 1ull << (slot & 63) : 0);
    }
  }
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

long pleat_cut_cell(
    struct pleat_pool *pool, struct pleat_sides *sides, int32_t *ids, long count, long neuron,
    uint64_t *candidates, int is_last_layer, int32_t *open) {
  return CHOOSE(
      sides->is_wide, cut_cell, pool, sides, ids, count, neuron, candidates, is_last_layer, open);
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
