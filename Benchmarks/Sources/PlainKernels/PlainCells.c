#include "PlainCells.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef double rows __attribute__((vector_size(64), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64), aligned(16)));
typedef uint64_t sets __attribute__((vector_size(64), aligned(8)));

typedef _Bool bits __attribute__((ext_vector_type(8)));
#define BITS(vector)                                                                             \
  ({                                                                                             \
    union { bits lanes; uint8_t word; } mask = {__builtin_convertvector((lanes)(vector), bits)}; \
    (uint64_t)mask.word;                                                                         \
  })

/// The vertices of one layer, and the map into it.
typedef struct {
  long width, blocks, columns, used, capacity;
  double *weights, *biases, *values;
  uint64_t *positive, *facets;
  int32_t *next, free;
} level;

struct plain_cells {
  long depth, inputs;
  level *levels;
  double *box;
  int32_t *stack, *edges;
  int64_t *scratch;
  uint64_t *above, *below;
  long capacity;
};

/// Zeros that begin with a line of the cache, as those of the search do.
static double *aligned(long count) {
  double *numbers = aligned_alloc(64, (count + 7) / 8 * 64);
  memset(numbers, 0, count * sizeof(double));
  return numbers;
}

static inline __attribute__((always_inline)) int32_t make(level *l) {
  if (l->free >= 0) {
    int32_t id = l->free;
    l->free = l->next[id];
    l->next[id] = -1;
    return id;
  }
  if (l->used == l->capacity) {
    l->capacity *= 2;
    double *values = aligned(l->capacity * l->blocks * 8);
    memcpy(values, l->values, l->used * l->blocks * 8 * sizeof(double));
    free(l->values);
    l->values = values;
    l->positive = realloc(l->positive, l->capacity * sizeof(uint64_t));
    l->facets = realloc(l->facets, l->capacity * sizeof(uint64_t));
    l->next = realloc(l->next, l->capacity * sizeof(int32_t));
  }
  l->next[l->used] = -1;
  return (int32_t)l->used++;
}

/// The neurons that are positive at some vertex, and those positive at all.
typedef struct {
  uint64_t some, all;
} signs;

static inline __attribute__((always_inline)) void note(const level *l, int32_t id, signs *of) {
  of->some |= l->positive[id], of->all &= l->positive[id];
}

static uint64_t cutting(const level *l, const int32_t *ids, long count) {
  signs of = {0, ~0ull};
  for (long i = 0; i < count; i++) note(l, ids[i], &of);
  return of.some & ~of.all;
}

static void reserve(plain_cells *s, long count) {
  if (count <= s->capacity) return;
  s->capacity = 2 * count;
  s->above = realloc(s->above, (s->capacity + 8) * sizeof(uint64_t));
  s->below = realloc(s->below, (s->capacity + 8) * sizeof(uint64_t));
  s->edges = realloc(s->edges, (s->capacity * s->inputs + 8) * 2 * sizeof(int32_t));
}

/// Eight numbers at a time, and up to seven behind the last one.
static inline __attribute__((always_inline)) void copy(int32_t *target, const int32_t *source, long count) {
  typedef int32_t eight __attribute__((vector_size(32), aligned(4)));
#pragma clang loop unroll(disable)
  for (long i = 0; i < count; i += 8) *(eight *)(target + i) = *(const eight *)(source + i);
}

#define NAME(kernel) kernel##_portable
#define TARGET
#include "plainCellKernels.h"

#if defined(__x86_64__)
#undef NAME
#undef TARGET
#define NAME(kernel) kernel##_avx2
#define TARGET __attribute__((target("avx2,fma")))
#include "plainCellKernels.h"

#undef NAME
#undef TARGET
#define COMPRESSES
#define NAME(kernel) kernel##_avx512vl
#define TARGET __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl,tune=skylake-avx512")))
#include "plainCellKernels.h"
#endif

plain_cells *plain_cells_make(
    long depth, const long *widths, const double *weights, const double *biases, const double *box) {
  plain_cells *s = calloc(1, sizeof(*s));
  s->depth = depth;
  s->inputs = widths[0];
  s->levels = calloc(depth + 1, sizeof(level));
  s->box = malloc(2 * s->inputs * sizeof(double));
  memcpy(s->box, box, 2 * s->inputs * sizeof(double));
  s->stack = malloc((1 << 24) * sizeof(int32_t));
  s->scratch = malloc(64 * sizeof(int64_t));
  reserve(s, 1024);
  for (long layer = 0; layer <= depth; layer++) {
    level *l = s->levels + layer;
    l->width = widths[layer];
    l->blocks = (l->width + 7) / 8;
    l->columns = layer == 0 ? 0 : widths[layer - 1];
    l->capacity = 1024;
    l->free = -1;
    l->values = aligned(l->capacity * l->blocks * 8);
    l->positive = malloc(l->capacity * sizeof(uint64_t));
    l->facets = malloc(l->capacity * sizeof(uint64_t));
    l->next = malloc(l->capacity * sizeof(int32_t));
    l->weights = aligned(l->blocks * 8 * (l->columns + 1));
    l->biases = aligned(l->blocks * 8);
    if (layer == 0) continue;
    for (long row = 0; row < l->width; row++) {
      for (long column = 0; column < l->columns; column++) {
        l->weights[((row >> 3) * l->columns + column) * 8 + (row & 7)] = *weights++;
      }
      l->biases[row] = *biases++;
    }
  }
  return s;
}

long plain_cells_count(plain_cells *s) {
  for (long layer = 0; layer <= s->depth; layer++) s->levels[layer].used = 0, s->levels[layer].free = -1;
  level *input = s->levels;
  long corners = 1 << s->inputs;
  for (long corner = 0; corner < corners; corner++) {
    int32_t id = make(input);
    s->stack[corner] = id;
    input->facets[id] = 0;
    for (long i = 0; i < input->blocks * 8; i++) input->values[id * input->blocks * 8 + i] = 0;
    for (long i = 0; i < s->inputs; i++) {
      input->values[id * input->blocks * 8 + i] = s->box[2 * i + (corner >> i & 1)];
      input->facets[id] |= 1ull << (2 * i + (corner >> i & 1));
    }
  }
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl")) {
    return regions_avx512vl(s, 0, 0, corners, 0);
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return regions_avx2(s, 0, 0, corners, 0);
  }
#endif
  return regions_portable(s, 0, 0, corners, 0);
}

void plain_cells_free(plain_cells *s) {
  for (long layer = 0; layer <= s->depth; layer++) {
    level *l = s->levels + layer;
    free(l->weights), free(l->biases), free(l->values);
    free(l->positive), free(l->facets), free(l->next);
  }
  free(s->levels), free(s->box), free(s->stack), free(s->edges);
  free(s->scratch), free(s->above), free(s->below), free(s);
}
