// The kernels on vertices of cells for one target. vertices.c includes this file once for each target, with
// NAME(kernel) the kernel's name there, TARGET the attributes of its functions, AT_ONCE the vertices that enter a
// layer together, as many as its registers hold, and SETS the sets of facets compared together. BITS and SET_BITS
// are the lanes of a comparison as bits of a word, LANES(word) its lowest bits as lanes. COMPRESSES is defined where
// the lanes of a mask can be moved together.

// A record's error at the share of the way; LinearRegions/Space proves it.
TARGET static inline void NAME(cross_block)(
    const double *first, const double *second, long errors, double share, double of_first,
    double of_second, double of_step, rows *value, rows *error) {
  rows a = *(const rows *)first, b = *(const rows *)second;
  rows a_error = *(const rows *)(first + errors), b_error = *(const rows *)(second + errors);
  rows step = b - a;
  *value = a + step * share;
  *error = TINY + a_error * of_first + b_error * of_second + SIZE(step) * of_step
      + SIZE(*value) * (4 * UNIT * INFLATION);
}

TARGET static void NAME(cross)(
    const double *first, const double *second, long blocks, double share, double doubt,
    double *output) {
  double of_first = (1 - share + doubt) * INFLATION, of_second = (share + doubt) * INFLATION;
  double of_step = (doubt + 4 * UNIT) * INFLATION;
  for (long at = 0; at < blocks * 8; at += 8) {
    rows value, error;
    NAME(cross_block)(
        first + at, second + at, blocks * 8, share, of_first, of_second, of_step, &value, &error);
    *(rows *)(output + at) = value;
    *(rows *)(output + blocks * 8 + at) = error;
  }
}

// One vertex on an edge; blocks, and words of sets of neurons and facets, are arguments, so that they can be known.
//
// `factors` has the share of the way, then the factors of the error at `cross_block`, BATCH numbers apart, of which the
// last is infinite if nothing is known. Adds the signs to `made_signs` and returns whether some sign is left open.
TARGET static inline __attribute__((always_inline)) int NAME(cross_signs)(
    const struct pleat_vertices *vertices, long a, long b, long made, const double *factors,
    int is_known, long neuron, long slot, long blocks, long words, long facet_words, uint64_t *made_signs) {
  long errors = blocks * 8;
  const double *first = vertices->numbers + a * errors * 2;
  const double *second = vertices->numbers + b * errors * 2;
  double *target = vertices->numbers + made * errors * 2;
  long stride = vertices->set_stride;
  const uint64_t *first_signs = vertices->signs + a * stride;
  const uint64_t *second_signs = vertices->signs + b * stride;
  uint64_t *signs = vertices->signs + made * stride;
  double share = factors[0], of_first = factors[BATCH], of_second = factors[2 * BATCH];
  double of_step = factors[3 * BATCH];
  int is_open = !is_known;
  for (long word = 0; word < words; word++) {
    uint64_t above = 0, below = 0;
    uint64_t others = word == neuron >> 6 ? ~(1ull << (neuron & 63)) : ~0ull;
    // What vanishes at both ends, and the neuron that cuts, are exactly 0.
    uint64_t up = (first_signs[word] | second_signs[word]) & others;
    uint64_t down = (first_signs[words + word] | second_signs[words + word]) & others;
    long start = word * 64, end = word == words - 1 ? errors : start + 64;
    for (long at = start; at < end; at += 8) {
      rows value, error;
      NAME(cross_block)(
          first + at, second + at, errors, share, of_first, of_second, of_step, &value, &error);
      error = (rows)((lanes)error & LANES((up | down) >> (at - start)));
      // The neuron that cuts is 0, written with the others: what is written in pieces is slow to be read as one.
      value = (rows)((lanes)value & LANES(others >> (at - start)));
      *(rows *)(target + at) = value;
      *(rows *)(target + errors + at) = error;
      above |= BITS(value > error) << (at - start);
      below |= BITS(value < -error) << (at - start);
    }
    // Of both signs at the ends, and not proved to have one here.
    uint64_t not_above = down & ~above, not_below = up & ~below;
    above = up & ~not_above, below = down & ~not_below;
    is_open |= (not_above & not_below) != 0;
    signs[word] = above;
    signs[words + word] = below;
    if (words == 1) made_signs[0] |= above, made_signs[1] |= below;
  }
  for (long word = 0; word < facet_words; word++) {
    vertices->facets[made * stride + word] =
        (vertices->facets[a * stride + word] & vertices->facets[b * stride + word])
        | (word == slot >> 6 ? 1ull << (slot & 63) : 0);
  }
  return is_open;
}

// As `cross_edges`, for what is known where this is inlined; 0 is not known.
TARGET static inline __attribute__((always_inline)) long NAME(cross_some)(
    const struct pleat_vertices *vertices, struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot, int32_t *open, long known_blocks, int is_small) {
  // Copies, which no number written can change.
  const struct pleat_vertices records = *vertices;
  const int32_t *positive = sides->positive, *negative = sides->negative, *edges = sides->edges;
  long left = 0, blocks = known_blocks > 0 ? known_blocks : records.blocks, errors = blocks * 8;
  uint64_t made_signs[2] = {0, 0};
  // Shares first, some at a time: divisions that do not wait for each other.
  for (long start = 0; start < count; start += BATCH) {
    double factors[4][BATCH] __attribute__((aligned(64)));
    long end = start + BATCH < count ? start + BATCH : count;
    for (long i = start; i < end; i += 4) {
      const double *first[4], *second[4];
#pragma clang loop unroll(full)
      for (int lane = 0; lane < 4; lane++) {
        // The last edge stands for those that are missing.
        long edge = i + lane < end ? i + lane : end - 1;
        first[lane] = records.numbers + positive[edges[2 * edge]] * errors * 2 + neuron;
        second[lane] = records.numbers + negative[edges[2 * edge + 1]] * errors * 2 + neuron;
      }
      shares ends[4] = {FOUR(first, 0), FOUR(first, errors), FOUR(second, 0), FOUR(second, errors)};
      shares share, doubt;
      crossing_shares(ends, &share, &doubt);
      *(shares *)(factors[0] + (i - start)) = share;
      *(shares *)(factors[1] + (i - start)) = (1 - share + doubt) * INFLATION;
      *(shares *)(factors[2] + (i - start)) = (share + doubt) * INFLATION;
      *(shares *)(factors[3] + (i - start)) = (doubt + 4 * UNIT) * INFLATION;
    }
    for (long i = start; i < end; i++) {
      open[left] = made[i];
      left += NAME(cross_signs)(
          &records, positive[edges[2 * i]], negative[edges[2 * i + 1]], made[i],
          factors[0] + (i - start), factors[3][i - start] < __builtin_inf(), neuron, slot, blocks, is_small ? 1 : records.words,
          is_small ? 1 : records.facet_words, made_signs);
    }
  }
  sides->made_signs[0] = made_signs[0], sides->made_signs[1] = made_signs[1];
  return left;
}

TARGET static long NAME(cross_edges)(
    const struct pleat_vertices *vertices, struct pleat_sides *sides, long count,
    const int32_t *made, long neuron, long slot, int32_t *open) {
  if (vertices->words > 1 || vertices->facet_words > 1) {
    return NAME(cross_some)(vertices, sides, count, made, neuron, slot, open, 0, 0);
  }
  switch (vertices->blocks) {
    case 2: return NAME(cross_some)(vertices, sides, count, made, neuron, slot, open, 2, 1);
    case 4: return NAME(cross_some)(vertices, sides, count, made, neuron, slot, open, 4, 1);
    default: return NAME(cross_some)(vertices, sides, count, made, neuron, slot, open, 0, 1);
  }
}

// Two blocks of the neurons of some vertices, in registers; the last block may have no partner to be stored. How
// many vertices go at once is known where this is inlined.
TARGET static inline __attribute__((always_inline)) void NAME(enter_blocks)(
    const struct pleat_map *map, long block, long count, const double *const *inputs,
    const struct pleat_vertices *into, const int32_t *made, long vertices, const int at_once) {
  rows sum[AT_ONCE][2] = {0};
  floats error[AT_ONCE] = {0};
  long blocks = map->blocks, stride = (blocks + 1) / 2 * 16, room = map->room;
  const int32_t *columns = map->columns;
  for (long i = 0; i < count; i++) {
    long column = columns[i], place = column * stride + block * 8;
    rows low = *(const rows *)(map->weights + place), high = *(const rows *)(map->weights + place + 8);
    floats size = *(const floats *)(map->sizes + place);
#pragma clang loop unroll(full)
    for (int v = 0; v < at_once; v++) {
      sum[v][0] += low * inputs[v][column];
      sum[v][1] += high * inputs[v][column];
      error[v] += size * map->input_sizes[v * room + column];
    }
  }
  double inflation = map->inflation;
  long words = into->words, shift = block * 8 & 63;
#pragma clang loop unroll(full)
  for (int v = 0; v < at_once; v++) {
    if (v < vertices) {
      double *numbers = into->numbers + made[v] * blocks * 16 + block * 8;
      uint64_t *signs = into->signs + made[v] * into->set_stride + (block >> 3), above, below;
      const rows *biases = (const rows *)(map->biases + block * 8);
      const rows *errors = (const rows *)(map->biases + (blocks + block) * 8);
      rows value = sum[v][0] + biases[0], bound = LOW_HALF(error[v]) * inflation + errors[0];
      *(rows *)numbers = value;
      *(rows *)(numbers + blocks * 8) = bound;
      above = BITS(value > bound), below = BITS(value < -bound);
      if (block + 1 < blocks) {
        value = sum[v][1] + biases[1], bound = HIGH_HALF(error[v]) * inflation + errors[1];
        *(rows *)(numbers + 8) = value;
        *(rows *)(numbers + blocks * 8 + 8) = bound;
        above |= BITS(value > bound) << 8, below |= BITS(value < -bound) << 8;
      }
      signs[0] = (shift ? signs[0] : 0) | above << shift;
      signs[words] = (shift ? signs[words] : 0) | below << shift;
    }
  }
}

// Lists the columns that count, and returns how many they are.
static inline long NAME(list)(const struct pleat_map *map, const uint64_t *active, long words) {
  long count = 0;
  for (long word = 0; word < words; word++) {
    for (uint64_t rest = active[word]; rest != 0; rest &= rest - 1) {
      map->columns[count++] = (int32_t)(word * 64 + __builtin_ctzll(rest));
    }
  }
  return count;
}

// Leaves the signs of the layer's neurons alone in a vertex' sets; returns whether some are missing.
TARGET static inline int NAME(trim_signs)(
    const struct pleat_map *map, const struct pleat_vertices *into, long made, long column_count) {
  long words = into->words;
  uint64_t *signs = into->signs + made * into->set_stride, missing = 0;
  for (long word = 0; word < words; word++) {
    // The last block may hold more than the layer's neurons.
    uint64_t valid = word < words - 1 ? ~0ull : ~0ull >> (63 & -into->width);
    // Without active neurons the pre-activations are the biases, whose signs are known.
    signs[word] = column_count == 0 ? map->bias_signs[word] : signs[word] & valid;
    signs[words + word] =
        column_count == 0 ? map->bias_signs[words + word] : signs[words + word] & valid;
    missing |= valid & ~(signs[word] | signs[words + word]);
  }
  return missing != 0;
}

TARGET static inline void NAME(copy_facets)(
    const struct pleat_vertices *from, long id, const struct pleat_vertices *into, long made) {
  for (long word = 0; word < into->facet_words; word++) {
    into->facets[made * into->set_stride + word] = from->facets[id * from->set_stride + word];
  }
}

TARGET static long NAME(enter)(
    const struct pleat_map *map, const struct pleat_vertices *from, const int32_t *ids, long count,
    const uint64_t *active, const struct pleat_vertices *into, const int32_t *made, int32_t *open) {
  long column_count = NAME(list)(map, active, from->words), errors = from->blocks * 8, left = 0;
  for (long start = 0; start < count; start += AT_ONCE) {
    long vertices = count - start < AT_ONCE ? count - start : AT_ONCE;
    const double *inputs[AT_ONCE];
    for (long v = 0; v < AT_ONCE; v++) {
      // The last vertex stands for those that are missing.
      inputs[v] = from->numbers + ids[start + (v < vertices ? v : vertices - 1)] * errors * 2;
      if (v >= vertices) continue;
      for (long at = 0; at < errors; at += 8) {
        rows error = *(const rows *)(inputs[v] + errors + at);
        rows size = error + SIZE(*(const rows *)(inputs[v] + at)) * map->rounding;
        *(half_floats *)(map->input_sizes + v * map->room + at) =
            __builtin_convertvector(size * (1 + FLOAT_SLACK) + FLOAT_TINY, half_floats);
      }
      NAME(copy_facets)(from, ids[start + v], into, made[start + v]);
    }
    for (long block = 0; block < map->blocks; block += 2) {
      if (vertices <= 2) {
        NAME(enter_blocks)(map, block, column_count, inputs, into, made + start, vertices, 2);
      } else {
        NAME(enter_blocks)(map, block, column_count, inputs, into, made + start, vertices, AT_ONCE);
      }
    }
    for (long v = 0; v < vertices; v++) {
      open[left] = made[start + v];
      left += NAME(trim_signs)(map, into, made[start + v], column_count);
    }
  }
  return left;
}

// One block of the neurons of some vertices, in registers.
TARGET static inline __attribute__((always_inline)) void NAME(enter_block)(
    const struct pleat_map *map, long block, long count, const double *const *inputs,
    const struct pleat_vertices *into, const int32_t *made, long vertices, const double *bounds) {
  rows sum[2 * AT_ONCE] = {0};
  long blocks = map->blocks, stride = (blocks + 1) / 2 * 16;
  for (long i = 0; i < count; i++) {
    long column = map->columns[i];
    rows weights = *(const rows *)(map->weights + column * stride + block * 8);
#pragma clang loop unroll(full)
    for (int v = 0; v < 2 * AT_ONCE; v++) sum[v] += weights * inputs[v][column];
  }
  long words = into->words, shift = block * 8 & 63;
  rows biases = *(const rows *)(map->biases + block * 8);
  rows bound = *(const rows *)(bounds + block * 8);
#pragma clang loop unroll(full)
  for (int v = 0; v < 2 * AT_ONCE; v++) {
    if (v < vertices) {
      double *numbers = into->numbers + made[v] * blocks * 16 + block * 8;
      uint64_t *signs = into->signs + made[v] * into->set_stride + (block >> 3);
      rows value = sum[v] + biases;
      *(rows *)numbers = value;
      *(rows *)(numbers + blocks * 8) = bound;
      signs[0] = (shift ? signs[0] : 0) | BITS(value > bound) << shift;
      signs[words] = (shift ? signs[words] : 0) | BITS(value < -bound) << shift;
    }
  }
}

TARGET static long NAME(enter_bounded)(
    const struct pleat_map *map, const struct pleat_vertices *from, const int32_t *ids, long count,
    const uint64_t *active, const struct pleat_vertices *into, const int32_t *made,
    const double *bounds, int32_t *open) {
  long column_count = NAME(list)(map, active, from->words), left = 0;
  for (long start = 0; start < count; start += 2 * AT_ONCE) {
    long vertices = count - start < 2 * AT_ONCE ? count - start : 2 * AT_ONCE;
    const double *inputs[2 * AT_ONCE];
    for (long v = 0; v < 2 * AT_ONCE; v++) {
      // The last vertex stands for those that are missing.
      inputs[v] = from->numbers + ids[start + (v < vertices ? v : vertices - 1)] * from->blocks * 16;
    }
    for (long block = 0; block < map->blocks; block++) {
      NAME(enter_block)(map, block, column_count, inputs, into, made + start, vertices, bounds);
    }
    for (long v = 0; v < vertices; v++) {
      NAME(copy_facets)(from, ids[start + v], into, made[start + v]);
      open[left] = made[start + v];
      left += NAME(trim_signs)(map, into, made[start + v], column_count);
    }
  }
  return left;
}

TARGET static void NAME(range)(
    const struct pleat_vertices *vertices, const int32_t *ids, long count, double *output) {
  const double *records = vertices->numbers;
  long blocks = vertices->blocks;
  for (long block = 0; block < blocks; block++) {
    const double *first = records + ids[0] * blocks * 16 + block * 8;
    rows low = *(const rows *)first - *(const rows *)(first + blocks * 8);
    rows high = *(const rows *)first + *(const rows *)(first + blocks * 8);
    rows most = *(const rows *)(first + blocks * 8);
    // NaN, which no comparison would keep.
    rows unknown = low * 0;
    for (long i = 1; i < count; i++) {
      const double *record = records + ids[i] * blocks * 16 + block * 8;
      rows value = *(const rows *)record, error = *(const rows *)(record + blocks * 8);
      rows below = value - error, above = value + error;
      low = CHOICE(below < low, below, low);
      high = CHOICE(above > high, above, high);
      most = CHOICE(error > most, error, most);
      unknown += below * 0;
    }
    double *second = output + blocks * 16 + block * 8;
    *(rows *)second = CHOICE(high > -low, high, -low);
    *(rows *)(second + blocks * 8) = most + unknown;
    low = CHOICE(low < 0, (rows){0}, low);
    high = CHOICE(high < 0, (rows){0}, high);
    rows middle = (low + high) * 0.5;
    rows up = high - middle, down = middle - low;
    rows radius = CHOICE(up > down, up, down) + unknown;
    *(rows *)(output + block * 8) = middle;
    *(rows *)(output + (blocks + block) * 8) =
        (radius + (SIZE(low) + SIZE(high)) * (4 * UNIT)) * INFLATION + TINY;
  }
}

// Sorts vertices whose sets are words, in one pass; those at which the neuron is 0 stand among the negative ones.
//
// Returns whether there are such.
TARGET static int NAME(sort_small)(
    const uint64_t *sets, const int32_t *ids, long count, long neuron, struct pleat_sides *sides) {
  small_sets all_positive = {0}, all_other = {0}, common = ~all_other;
  int32_t *positive = sides->positive, *other = sides->negative;
  uint64_t *positive_facets = sides->positive_facets, *other_facets = sides->negative_facets;
  long positives = 0, others = 0;
  // Every vertex is written to both lists, and stays in one: no branch has to be foreseen. Nor has one behind a loop
  // that does two of them at a time.
#pragma clang loop unroll(disable)
  for (long i = 0; i < count; i++) {
    int32_t id = ids[i];
    const uint64_t *own = sets + id * 4L;
    small_sets set = *(const small_sets *)own;
    uint64_t is_positive = own[0] >> neuron & 1;
    small_sets mask = (small_sets){0} - is_positive;
    positive[positives] = other[others] = id;
    positive_facets[positives] = other_facets[others] = own[2];
    all_positive |= set & mask, all_other |= set & ~mask;
    common &= set | mask;
    positives += is_positive, others += 1 - is_positive;
  }
  sides->positive_count = positives, sides->negative_count = count - positives;
  sides->facets = all_positive[2] | all_other[2];
  sides->positive_signs[0] = all_positive[0], sides->positive_signs[1] = all_positive[1];
  sides->negative_signs[0] = all_other[0], sides->negative_signs[1] = all_other[1];
  return !(common[1] >> neuron & 1);
}

// Writes pairs of `first` and each of the numbers from `second` on whose bits are set in `hits`, behind those found;
// without a branch to foresee for each where registers can be compressed.
//
// Up to eight pairs are written, and it returns how many are found now.
TARGET static inline __attribute__((always_inline)) long NAME(write_pairs)(
    long first, long second, uint64_t hits, int32_t *pairs, long found) {
#if defined(COMPRESSES)
  // The second number is in the upper half of a pair.
  const __m256i steps = _mm256_set_epi64x(3ll << 32, 2ll << 32, 1ll << 32, 0);
  __m256i low = _mm256_add_epi64(_mm256_set1_epi64x(first + (second << 32)), steps);
  __m256i high = _mm256_add_epi64(low, _mm256_set1_epi64x(4ll << 32));
  low = _mm256_maskz_compress_epi64((__mmask8)(hits & 15), low);
  _mm256_storeu_si256((__m256i *)(pairs + 2 * found), low);
  found += __builtin_popcountll(hits & 15);
  high = _mm256_maskz_compress_epi64((__mmask8)(hits >> 4), high);
  _mm256_storeu_si256((__m256i *)(pairs + 2 * found), high);
  return found + __builtin_popcountll(hits >> 4);
#else
  for (; hits != 0; hits &= hits - 1, found++) {
    pairs[2 * found] = (int32_t)first;
    pairs[2 * found + 1] = (int32_t)(second + __builtin_ctzll(hits));
  }
  return found;
#endif
}

TARGET static long NAME(edges)(
    const uint64_t *first, long first_count, const uint64_t *second, long second_count,
    int32_t *pairs) {
  long found = 0;
  for (long i = 0; i < first_count; i++) {
    sets facets = (sets){0} + first[i];
    for (long j = 0; j < second_count; j += SETS) {
      sets other = facets & ~*(const sets *)(second + j);
      uint64_t hits = SET_BITS((other & (other - 1)) == 0);
      long rest = second_count - j;
      hits &= rest < SETS ? (1ull << rest) - 1 : (1ull << SETS) - 1;
      found = NAME(write_pairs)(i, j, hits, pairs, found);
    }
  }
  return found;
}

// As `pleat_mark_edges`, where the sets are words.
TARGET static inline void NAME(mark_small)(
    const struct pleat_vertices *vertices, struct pleat_sides *sides, const int32_t *made,
    long neuron, long slot) {
  uint64_t *sets = vertices->signs, others = ~(1ull << neuron);
  const int32_t *positive = sides->positive, *negative = sides->negative, *edges = sides->edges;
  const small_sets either = {others, others, 0, 0}, both = {0, 0, ~0ull, 0};
  const small_sets facet = {0, 0, 1ull << slot, 0};
  for (long i = 0; i < sides->edge_count; i++) {
    small_sets first = *(const small_sets *)(sets + positive[edges[2 * i]] * 4L);
    small_sets second = *(const small_sets *)(sets + negative[edges[2 * i + 1]] * 4L);
    *(small_sets *)(sets + made[i] * 4L) =
        ((first | second) & either) | (first & second & both) | facet;
  }
}

TARGET static long NAME(cut_cell)(
    struct pleat_pool *pool, struct pleat_sides *sides, int32_t *ids, long count, long neuron,
    uint64_t *candidates, int is_last_layer, int32_t *open) {
  const struct pleat_vertices *records = &pool->records;
  if (NAME(sort_small)(records->signs, ids, count, neuron, sides)) return -1;
  if (sides->facets == ~0ull) return -1;
  long slot = sides->slot = __builtin_ctzll(~sides->facets);
  long crossed = sides->edge_count = NAME(edges)(
      sides->positive_facets, sides->positive_count, sides->negative_facets, sides->negative_count,
      sides->edges);
  int32_t *below = ids + count, *made = below + sides->negative_count, *above = made + crossed;
  copy_eights(below, sides->negative, sides->negative_count);
  make_records(pool, crossed, made);
  uint64_t rest = candidates[0] & ~(1ull << neuron);
  long left = 0;
  candidates[1] = candidates[2] = 0;
  if (is_last_layer && rest == 0) {
    NAME(mark_small)(records, sides, made, neuron, slot);
  } else {
    left = NAME(cross_edges)(records, sides, crossed, made, neuron, slot, open);
    const uint64_t *shared = sides->made_signs;
    const uint64_t *negative = sides->negative_signs, *positive = sides->positive_signs;
    candidates[1] = rest & (negative[0] | shared[0]) & (negative[1] | shared[1]);
    candidates[2] = rest & (positive[0] | shared[0]) & (positive[1] | shared[1]);
  }
  // Last, since those before may write a little behind them.
  copy_eights(above, sides->positive, sides->positive_count);
  return left;
}

TARGET static long NAME(edges_among)(const uint64_t *facets, long count, int32_t *pairs) {
  long found = 0;
  for (long i = 0; i + 1 < count; i++) {
    long partners = NAME(edges)(facets + i, 1, facets + i + 1, count - i - 1, pairs + 2 * found);
    for (long pair = found; pair < found + partners; pair++) {
      pairs[2 * pair] = (int32_t)i;
      pairs[2 * pair + 1] += (int32_t)(i + 1);
    }
    found += partners;
  }
  return found;
}
