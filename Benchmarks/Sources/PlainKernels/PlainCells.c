#include "PlainCells.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef double rows __attribute__((vector_size(64), aligned(16)));
typedef int64_t lanes __attribute__((vector_size(64), aligned(16)));
typedef uint64_t sets __attribute__((vector_size(32), aligned(8)));

#if defined(__x86_64__)
typedef double half __attribute__((vector_size(32)));
#define FAST __attribute__((target("avx2,fma")))
#define BITS(vector)                                                                             \
  ({                                                                                             \
    union { lanes whole; half halves[2]; } mask = {(lanes)(vector)};                             \
    (uint64_t)__builtin_ia32_movmskpd256(mask.halves[0])                                         \
        | (uint64_t)__builtin_ia32_movmskpd256(mask.halves[1]) << 4;                             \
  })
#define QUARTET(vector) ((uint64_t)__builtin_ia32_movmskpd256((half)(vector)))
#else
#define FAST
#define BITS(vector)                                                                             \
  ({                                                                                             \
    lanes bits = (lanes)(vector) & (lanes){1, 2, 4, 8, 16, 32, 64, 128};                         \
    uint64_t sum = 0;                                                                            \
    for (int lane = 0; lane < 8; lane++) sum |= (uint64_t)bits[lane];                            \
    sum;                                                                                         \
  })
#define QUARTET(vector)                                                                          \
  ({                                                                                             \
    sets bits = (sets)(vector) & (sets){1, 2, 4, 8};                                             \
    bits[0] | bits[1] | bits[2] | bits[3];                                                       \
  })
#endif

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

static int32_t make(level *l) {
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

FAST static int32_t enter(plain_cells *s, long layer, int32_t id) {
  level *above = s->levels + layer, *here = above + 1;
  int32_t new = make(here);
  above->next[id] = new;
  here->facets[new] = above->facets[id];
  const double *input = above->values + id * above->blocks * 8;
  uint64_t rest = layer == 0 ? (1ull << s->inputs) - 1 : above->positive[id];
  long count = 0;
  for (; rest != 0; rest &= rest - 1) s->scratch[count++] = __builtin_ctzll(rest);
  uint64_t positive = 0;
  for (long block = 0; block < here->blocks; block++) {
    const rows *weight = (const rows *)(here->weights + block * here->columns * 8);
    rows value = *(const rows *)(here->biases + block * 8);
    for (long i = 0; i < count; i++) value += weight[s->scratch[i]] * input[s->scratch[i]];
    *(rows *)(here->values + (new * here->blocks + block) * 8) = value;
    positive |= BITS(value > 0) << block * 8;
  }
  here->positive[new] = positive;
  return new;
}

FAST static long edges(plain_cells *s, long above, long below) {
  long found = 0;
  for (long i = 0; i < above; i++) {
    sets facets = {s->above[i], s->above[i], s->above[i], s->above[i]};
    for (long j = 0; j < below; j += 4) {
      sets other = facets & ~*(const sets *)(s->below + j);
      uint64_t hits = QUARTET((other & (other - 1)) == 0);
      for (; hits != 0; hits &= hits - 1) {
        long partner = j + __builtin_ctzll(hits);
        s->edges[2 * found] = (int32_t)i;
        s->edges[2 * found + 1] = (int32_t)partner;
        found += partner < below;
      }
    }
  }
  return found;
}

/// Without values if `is_last`: then both parts of the cell are regions, and nobody asks for them.
FAST static int32_t cross(
    level *l, int32_t a, int32_t b, long neuron, uint64_t slot, int is_last) {
  int32_t new = make(l);
  if (is_last) {
    l->positive[new] = (l->positive[a] | l->positive[b]) & ~(1ull << neuron);
    l->facets[new] = (l->facets[a] & l->facets[b]) | slot;
    return new;
  }
  const double *from = l->values + a * l->blocks * 8, *to = l->values + b * l->blocks * 8;
  double *target = l->values + new * l->blocks * 8;
  double share = from[neuron] / (from[neuron] - to[neuron]);
  uint64_t positive = 0;
  for (long block = 0; block < l->blocks; block++) {
    rows first = *(const rows *)(from + block * 8), second = *(const rows *)(to + block * 8);
    rows value = first + (second - first) * share;
    *(rows *)(target + block * 8) = value;
    positive |= BITS(value > 0) << block * 8;
  }
  // Where both ends agree, so does the crossing.
  uint64_t both = l->positive[a] & l->positive[b], either = l->positive[a] | l->positive[b];
  l->positive[new] = ((positive | both) & either) & ~(1ull << neuron);
  l->facets[new] = (l->facets[a] & l->facets[b]) | slot;
  return new;
}

static uint64_t cutting(const level *l, const int32_t *ids, long count) {
  uint64_t up = 0, down = 0;
  for (long i = 0; i < count; i++) up |= l->positive[ids[i]], down |= ~l->positive[ids[i]];
  return up & down;
}

static void reserve(plain_cells *s, long count) {
  if (count <= s->capacity) return;
  s->capacity = 2 * count;
  s->above = realloc(s->above, (s->capacity + 4) * sizeof(uint64_t));
  s->below = realloc(s->below, (s->capacity + 4) * sizeof(uint64_t));
  s->edges = realloc(s->edges, (s->capacity * s->inputs + 1) * 2 * sizeof(int32_t));
}

static long regions(plain_cells *s, long layer, long start, long count, uint64_t candidates) {
  level *l = s->levels + layer;
  if (candidates == 0) {
    if (layer == s->depth) return 1;
    int32_t *ids = s->stack + start, *children = ids + count;
    for (long i = 0; i < count; i++) {
      children[i] = l->next[ids[i]] >= 0 ? l->next[ids[i]] : enter(s, layer, ids[i]);
    }
    level *below = l + 1;
    uint64_t valid = below->width == 64 ? ~0ull : (1ull << below->width) - 1;
    return regions(s, layer + 1, start + count, count, cutting(below, children, count) & valid);
  }
  long neuron = __builtin_ctzll(candidates);
  candidates &= candidates - 1;
  reserve(s, count);
  int32_t *ids = s->stack + start;
  uint64_t used = 0;
  long above = 0, below = 0;
  int32_t *plus = ids + count, *minus = ids + 2 * count;
  for (long i = 0; i < count; i++) {
    used |= l->facets[ids[i]];
    // A vertex on the hyperplane of its own facet has no sign; it does not come here.
    if (l->positive[ids[i]] >> neuron & 1) {
      s->above[above] = l->facets[ids[i]];
      plus[above++] = ids[i];
    } else {
      s->below[below] = l->facets[ids[i]];
      minus[below++] = ids[i];
    }
  }
  uint64_t slot = ~used & -~used;
  long crossed = edges(s, above, below);
  // Negative side, new vertices, positive side, as the parts share the middle.
  int32_t *fresh = ids + 3 * count;
  int is_last = layer == s->depth && candidates == 0;
  for (long i = 0; i < crossed; i++) {
    fresh[i] = cross(
        l, plus[s->edges[2 * i]], minus[s->edges[2 * i + 1]], neuron, slot, is_last);
  }
  long room = 3 * count + crossed;
  int32_t *negative = ids + room, *positive = negative + below + crossed;
  memcpy(negative, minus, below * sizeof(int32_t));
  memcpy(negative + below, fresh, crossed * sizeof(int32_t));
  memcpy(positive, fresh, crossed * sizeof(int32_t));
  memcpy(positive + crossed, plus, above * sizeof(int32_t));
  long total = 0;
  uint64_t of_positive = candidates & cutting(l, positive, above + crossed);
  uint64_t of_negative = candidates & cutting(l, negative, below + crossed);
  total += regions(s, layer, positive - s->stack, above + crossed, of_positive);
  total += regions(s, layer, negative - s->stack, below + crossed, of_negative);
  fresh = s->stack + start + 3 * count;
  for (long i = 0; i < crossed; i++) {
    long at = layer;
    for (int32_t id = fresh[i]; id >= 0; at++) {
      level *owner = s->levels + at;
      int32_t following = owner->next[id];
      owner->next[id] = owner->free;
      owner->free = id;
      id = following;
    }
  }
  return total;
}

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
  return regions(s, 0, 0, corners, 0);
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
