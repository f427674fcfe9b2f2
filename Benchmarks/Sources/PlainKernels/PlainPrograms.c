#include "PlainKernels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef double quad __attribute__((vector_size(32), aligned(8)));
typedef int64_t lanes __attribute__((vector_size(32), aligned(8)));

#define NEGLIGIBLE 1e-11
// Witnesses less deep than this are moved.
#define SHALLOW 0x1p-28
// What stands in a column and is no neuron: a free input, or an end of one.
#define FREE -1
#define END -2
// A neuron's half-space; the last bit says that it is the negative one.
#define SIDE(layer, neuron) ((layer) << 20 | (neuron) << 1)
#define LAYER(side) ((side) >> 20)
#define NEURON(side) ((side) >> 1 & 0x7ffff)
#define ALL_CLEAR(vector) (((vector)[0] | (vector)[1] | (vector)[2] | (vector)[3]) == 0)

// A cell: its witness, then the rows of the inputs, candidates and constraints.
typedef struct {
  long layer, candidates, constraints, free_columns;
  double *numbers;
  long *sides;
  char *signs;
} frame;

typedef struct {
  long inputs, depth, stride;
  const long *widths;
  const double *const *weights, *const *biases;
  const double *lower, *upper;
  double **maps, *scratch, *far, *middle;
  char **active;
  frame *frames;
} search;

static void remove_row(const search *s, frame *f, long row) {
  long candidates_end = s->inputs + f->candidates, end = candidates_end + f->constraints;
  long hole = row;
  size_t size = s->stride * sizeof(double);
  double *rows = f->numbers + s->stride;
  if (row < candidates_end) {
    hole = candidates_end - 1;
    memmove(rows + row * s->stride, rows + hole * s->stride, size);
    f->sides[row] = f->sides[hole];
    f->candidates--;
  } else {
    f->constraints--;
  }
  memmove(rows + hole * s->stride, rows + (end - 1) * s->stride, size);
  f->sides[hole] = f->sides[end - 1];
}

#define NAME_(name, suffix) name##_##suffix

#define remove_portable remove_row
#define remove_avx2 remove_row

#define NAME(name) NAME_(name, portable)
#include "PlainProgramsBody.h"
#undef NAME

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(name) NAME_(name, avx2)
#include "PlainProgramsBody.h"
#pragma clang attribute pop
#endif

static long count(search *s) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return count_avx2(s);
#endif
  return count_portable(s);
}

long plain_count_regions(
    long depth, const long *widths, const double *const *weights, const double *const *biases,
    const double *lower, const double *upper) {
  long n = widths[0], neurons = 0, widest = n;
  for (long layer = 1; layer <= depth; layer++) {
    neurons += widths[layer];
    if (widths[layer] > widest) widest = widths[layer];
  }
  search s = {n, depth, (n + 4) / 4 * 4, widths, weights, biases, lower, upper, 0, 0, 0, 0, 0, 0};
  long rows = 2 * n + neurons + widest + 2;
  s.maps = calloc(depth + 1, sizeof(double *));
  s.active = calloc(depth + 1, sizeof(char *));
  for (long layer = 0; layer <= depth; layer++) {
    s.maps[layer] = calloc(widths[layer] * s.stride, sizeof(double));
    s.active[layer] = calloc(widths[layer], 1);
  }
  s.scratch = calloc(s.stride, sizeof(double));
  s.far = calloc(s.stride, sizeof(double));
  s.far[n] = 1;
  s.middle = calloc(s.stride, sizeof(double));
  s.middle[n] = 1;
  s.frames = calloc(neurons + 2, sizeof(frame));
  for (long index = 0; index < neurons + 2; index++) {
    s.frames[index].numbers = calloc((rows + 1) * s.stride, sizeof(double));
    s.frames[index].sides = calloc(rows, sizeof(long));
    s.frames[index].signs = calloc(widest, 1);
  }
  frame *root = s.frames;
  root->free_columns = n;
  for (long input = 0; input < n; input++) {
    double share = 0.25 + fmod((input + 1) * 0.6180339887498949, 1) / 2;
    root->numbers[input] = lower[input] + (upper[input] - lower[input]) * share;
    root->numbers[(1 + input) * s.stride + input] = 1;
    root->numbers[(1 + input) * s.stride + n] = root->numbers[input];
    root->sides[input] = FREE;
    s.maps[0][input * s.stride + input] = 1;
    s.active[0][input] = 1;
  }
  root->numbers[n] = 1;
  long regions = count(&s);
  for (long index = 0; index < neurons + 2; index++) {
    free(s.frames[index].numbers);
    free(s.frames[index].sides);
    free(s.frames[index].signs);
  }
  for (long layer = 0; layer <= depth; layer++) {
    free(s.maps[layer]);
    free(s.active[layer]);
  }
  free(s.frames);
  free(s.maps);
  free(s.active);
  free(s.scratch);
  free(s.far);
  free(s.middle);
  return regions;
}
