// The body of PlainPrograms.c, compiled once for each target; NAME makes the names of a target.

static inline double *NAME(row)(const search *s, frame *f, long index) {
  return f->numbers + (1 + index) * s->stride;
}

static void NAME(add_multiples)(double *rows, long count, long stride, long column, const double *source) {
  for (long row = 0; row < count; row++, rows += stride) {
    double factor = rows[column];
    rows[column] = 0;
    for (long index = 0; index < stride; index += 4) {
      *(quad *)(rows + index) += *(const quad *)(source + index) * factor;
    }
  }
}

// Puts a row, one of the inputs below n, in the place of a column.
static void NAME(pivot)(search *s, frame *f, long row, int is_upper, long column) {
  long n = s->inputs;
  double *source = NAME(row)(s, f, row), *scratch = s->scratch;
  for (long index = 0; index <= n; index++) scratch[index] = is_upper ? -source[index] : source[index];
  if (row < n) scratch[n] += is_upper ? s->upper[row] : -s->lower[row];
  double inverse = 1 / scratch[column];
  for (long index = 0; index <= n; index++) scratch[index] *= -inverse;
  scratch[column] = inverse;
  NAME(add_multiples)(NAME(row)(s, f, 0), n + f->candidates + f->constraints, s->stride, column, scratch);
  long leaving = f->sides[column], end = n + f->candidates + f->constraints;
  f->free_columns -= leaving == FREE;
  if (row < n) {
    double *input = NAME(row)(s, f, row);
    memset(input, 0, s->stride * sizeof(double));
    input[column] = is_upper ? -1 : 1;
    input[n] = is_upper ? s->upper[row] : s->lower[row];
    f->sides[column] = END;
  } else {
    f->sides[column] = f->sides[row];
    if (row < n + f->candidates) NAME(remove)(s, f, row), end--;
    else if (leaving >= 0) end = row, f->constraints--;
    else NAME(remove)(s, f, row);
  }
  if (leaving < 0) return;
  memcpy(NAME(row)(s, f, end), scratch, s->stride * sizeof(double));
  f->sides[end] = leaving;
  f->constraints++;
}

static double NAME(steepest)(const search *s, const double *row, int falls, long *column) {
  quad most = {0, 0, 0, 0}, sign = falls ? (quad){-1, -1, -1, -1} : (quad){1, 1, 1, 1};
  for (long index = 0; index < s->stride; index += 4) {
    quad value = *(const quad *)(row + index) * sign;
    lanes larger = (lanes)(value > most);
    most = (quad)(((lanes)value & larger) | ((lanes)most & ~larger));
  }
  double first = most[0] > most[1] ? most[0] : most[1], second = most[2] > most[3] ? most[2] : most[3];
  double size = first > second ? first : second;
  if (column) {
    for (*column = 0; *column < s->inputs && row[*column] != (falls ? -size : size);) ++*column;
  }
  return size;
}

static void NAME(flip)(const search *s, frame *f, long column) {
  double *entry = NAME(row)(s, f, 0) + column;
  for (long left = s->inputs + f->candidates + f->constraints; left > 0; left--, entry += s->stride) {
    *entry = -*entry;
  }
}

static double NAME(steepest_or_free)(const search *s, frame *f, double *row, int falls, long *column) {
  if (f->free_columns == 0) return NAME(steepest)(s, row, falls, column);
  double size = 0;
  for (long index = 0; index < s->inputs; index++) {
    double slope = falls ? -row[index] : row[index];
    if (slope > size) size = slope, *column = index;
    else if (-slope > size && f->sides[index] == FREE) size = -slope, *column = index;
  }
  if (size > 0 && (row[*column] < 0) != falls) NAME(flip)(s, f, *column);
  return size;
}

static long NAME(first_blocked)(const search *s, frame *f, long column, double *distance, int *is_upper) {
  long n = s->inputs, best = -1, end = n + f->candidates + f->constraints;
  double nearest = INFINITY, steepest = 0, *row = NAME(row)(s, f, 0);
  for (long index = 0; index < end; index++, row += s->stride) {
    if (index == n) index += f->candidates, row += f->candidates * s->stride;
    if (index == end) break;
    double factor = row[column], slope = -factor, slack = row[n];
    if (index < n) {
      slope = factor < 0 ? -factor : factor;
      slack = factor < 0 ? slack - s->lower[index] : s->upper[index] - slack;
    }
    if ((slope <= NEGLIGIBLE) | (slack > (nearest + 1e-12) * slope)) continue;
    if (slack < (nearest - 1e-12) * slope || slope > steepest) {
      nearest = slack > 0 ? slack / slope : 0;
      steepest = slope;
      best = index;
      *is_upper = factor > 0;
    }
  }
  *distance = nearest;
  return best;
}

static void NAME(vertex)(const search *s, frame *f, double distance, long column, double *point) {
  for (long index = 0; index < s->inputs; index++) {
    double *row = NAME(row)(s, f, index);
    point[index] = row[s->inputs] + distance * row[column];
  }
}

// Whether a candidate is met; then it stands in a column.
static int NAME(approach)(search *s, frame *f, long row, long *column, double *far) {
  long n = s->inputs;
  int has_far = 0;
  for (long step = 0; step < 1000; step++) {
    double *entries = NAME(row)(s, f, row), value = entries[n];
    int falls = value > -NEGLIGIBLE;
    if (!falls && !has_far) NAME(vertex)(s, f, 0, 0, far), has_far = 1;
    double slope = NAME(steepest_or_free)(s, f, entries, falls, column);
    if (slope <= NEGLIGIBLE) return 0;
    double reach = falls ? (value > 0 ? value : 0) / slope : -value / slope, distance;
    int is_upper = 0;
    long block = NAME(first_blocked)(s, f, *column, &distance, &is_upper);
    if (reach * (1 + 0x1p-30) + 0x1p-40 < distance) {
      if (!has_far) NAME(vertex)(s, f, isfinite(distance) ? distance : 2 * reach + 1, *column, far);
      NAME(pivot)(s, f, row, 0, *column);
      return 1;
    }
    NAME(pivot)(s, f, block, block < n && is_upper, *column);
  }
  return 0;
}

static double NAME(value)(const search *s, long side, const double *point) {
  const double *row = s->maps[LAYER(side)] + NEURON(side) * s->stride;
  quad sums = *(const quad *)row * *(const quad *)point;
  for (long index = 4; index < s->stride; index += 4) {
    sums += *(const quad *)(row + index) * *(const quad *)(point + index);
  }
  double sum = (sums[0] + sums[2]) + (sums[1] + sums[3]);
  return side & 1 ? -sum : sum;
}

static void NAME(orient)(search *s, frame *f) {
  for (long row = s->inputs; row < s->inputs + f->candidates; row++) {
    if (NAME(value)(s, f->sides[row], f->numbers) >= 0) continue;
    double *entries = NAME(row)(s, f, row);
    for (long index = 0; index < s->stride; index++) entries[index] = -entries[index];
    f->sides[row] ^= 1;
  }
}

// Enters the next layer.
static void NAME(descend)(search *s, frame *f) {
  long layer = ++f->layer, n = s->inputs, width = s->widths[layer], columns = s->widths[layer - 1];
  for (long neuron = 0; neuron < width; neuron++) {
    double *row = s->maps[layer] + neuron * s->stride;
    memset(row, 0, s->stride * sizeof(double));
    row[n] = s->biases[layer][neuron];
    for (long column = 0; column < columns; column++) {
      if (!s->active[layer - 1][column]) continue;
      quad weight = (quad){1, 1, 1, 1} * s->weights[layer][neuron * columns + column];
      const double *source = s->maps[layer - 1] + column * s->stride;
      for (long index = 0; index < s->stride; index += 4) {
        *(quad *)(row + index) += *(const quad *)(source + index) * weight;
      }
    }
  }
  for (long row = n + f->constraints - 1; row >= n; row--) {
    memcpy(NAME(row)(s, f, row + width), NAME(row)(s, f, row), s->stride * sizeof(double));
    f->sides[row + width] = f->sides[row];
  }
  f->candidates = width;
  for (long neuron = 0; neuron < width; neuron++) {
    double *target = NAME(row)(s, f, n + neuron), *given = s->maps[layer] + neuron * s->stride;
    memset(target, 0, s->stride * sizeof(double));
    target[n] = given[n];
    for (long input = 0; input < n; input++) {
      for (long index = 0; index < s->stride; index += 4) {
        *(quad *)(target + index) += *(quad *)(NAME(row)(s, f, input) + index) * given[input];
      }
    }
    f->sides[n + neuron] = SIDE(layer, neuron);
    f->signs[neuron] = 0;
  }
  NAME(orient)(s, f);
}

static int NAME(is_positive)(const search *s, const double *row) {
  lanes smaller = {0};
  for (long index = 0; index < s->stride; index += 4) {
    smaller |= (lanes)(*(const quad *)(row + index) < -NEGLIGIBLE);
  }
  return ALL_CLEAR(smaller) && row[s->inputs] > NEGLIGIBLE;
}

// Takes out what the tableau shows to be positive.
static void NAME(screen)(search *s, frame *f) {
  long n = s->inputs;
  for (long row = n + f->candidates + f->constraints - 1; row >= n; row--) {
    if (!NAME(is_positive)(s, NAME(row)(s, f, row))) continue;
    if (row < n + f->candidates) f->signs[NEURON(f->sides[row])] = !(f->sides[row] & 1);
    NAME(remove)(s, f, row);
  }
}

static long NAME(farthest)(const search *s, frame *f) {
  long best = s->inputs + f->candidates - 1;
  double most = -1;
  for (long row = s->inputs; row < s->inputs + f->candidates; row++) {
    double *entries = NAME(row)(s, f, row), value = entries[s->inputs];
    double slope = NAME(steepest)(s, entries, value >= 0, 0), size = value < 0 ? -value : value;
    if (size > most * slope) most = size / slope, best = row;
  }
  return best;
}

// How far inside a cell a point seems to lie.
static double NAME(depth)(const search *s, frame *f, const double *point) {
  double least = INFINITY;
  long n = s->inputs, end = n + f->candidates + f->constraints;
  for (long index = 0; index < end; index++) {
    if (index == n) index += f->candidates;
    if (index == end || f->sides[index] < 0) continue;
    double slack = NAME(value)(s, f->sides[index], point);
    if (slack < least) least = slack;
  }
  for (long index = 0; index < n; index++) {
    double below = point[index] - s->lower[index], above = s->upper[index] - point[index];
    if (below < least) least = below;
    if (above < least) least = above;
  }
  return least;
}

// Moves a witness to the middle of the vertex and its neighbours, if that seems to lie deeper.
static void NAME(recentre)(search *s, frame *f, double depth) {
  if (f->free_columns > 0) return;
  NAME(vertex)(s, f, 0, 0, s->middle);
  for (long column = 0; column < s->inputs; column++) {
    double length;
    int is_upper;
    NAME(first_blocked)(s, f, column, &length, &is_upper);
    for (long index = 0; index < s->inputs; index++) {
      s->middle[index] += length / (s->inputs + 1) * NAME(row)(s, f, index)[column];
    }
  }
  if (NAME(depth)(s, f, s->middle) <= depth) return;
  memcpy(f->numbers, s->middle, s->inputs * sizeof(double));
}

// Pushes a copy of a frame, on the other side of what stands in a column.
static void NAME(split)(search *s, frame *f, long side, long column, const double *far) {
  long n = s->inputs, rows = n + f->candidates + f->constraints;
  double ahead = NAME(value)(s, side, f->numbers), behind = -NAME(value)(s, side, far);
  double part = 0.5 * behind / (ahead + behind);
  frame *copy = f + 1;
  double inside[64];
  for (long index = 0; index < n; index++) {
    inside[index] = far[index] + part * (f->numbers[index] - far[index]);
  }
  if (ahead < SHALLOW) NAME(recentre)(s, f, ahead), NAME(orient)(s, f);
  copy->layer = f->layer;
  copy->candidates = f->candidates;
  copy->constraints = f->constraints;
  copy->free_columns = f->free_columns;
  memcpy(copy->numbers, f->numbers, (1 + rows) * s->stride * sizeof(double));
  memcpy(copy->sides, f->sides, rows * sizeof(long));
  memcpy(copy->signs, f->signs, s->widths[f->layer]);
  f->signs[NEURON(side)] = !(side & 1);
  copy->signs[NEURON(side)] = side & 1;
  copy->sides[column] = side ^ 1;
  NAME(flip)(s, copy, column);
  memcpy(copy->numbers, inside, n * sizeof(double));
  double depth = NAME(depth)(s, copy, copy->numbers);
  if (depth < SHALLOW) NAME(recentre)(s, copy, depth);
  NAME(orient)(s, copy);
}

static long NAME(count)(search *s) {
  long regions = 0, top = 0;
  NAME(descend)(s, s->frames);
  while (top >= 0) {
    frame *f = s->frames + top;
    NAME(screen)(s, f);
    if (f->candidates == 0) {
      memcpy(s->active[f->layer], f->signs, s->widths[f->layer]);
      if (f->layer < s->depth) NAME(descend)(s, f);
      else regions++, top--;
      continue;
    }
    long row = NAME(farthest)(s, f), side = f->sides[row], column = 0;
    if (NAME(approach)(s, f, row, &column, s->far)) {
      f->sides[column] = side;
      NAME(split)(s, f, side, column, s->far);
      top++;
    } else {
      f->signs[NEURON(side)] = !(side & 1);
      NAME(remove)(s, f, row);
    }
  }
  return regions;
}
