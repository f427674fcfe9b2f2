// The search in plain doubles for one target. PlainCells.c includes this file once for each, with NAME(kernel) the
// function's name there and TARGET its attributes.

TARGET static int32_t NAME(enter)(plain_cells *s, long layer, int32_t id) {
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

TARGET static long NAME(edges)(plain_cells *s, long above, long below) {
  long found = 0;
  for (long i = 0; i < above; i++) {
    sets facets = (sets){0} + s->above[i];
    for (long j = 0; j < below; j += 8) {
      sets other = facets & ~*(const sets *)(s->below + j);
      uint64_t hits = BITS((other & (other - 1)) == 0);
      hits &= below - j < 8 ? (1ull << (below - j)) - 1 : 255;
      int32_t *pairs = s->edges + 2 * found;
#if defined(COMPRESSES)
      const __m256i steps = _mm256_set_epi64x(3ll << 32, 2ll << 32, 1ll << 32, 0);
      __m256i low = _mm256_add_epi64(_mm256_set1_epi64x(i + (j << 32)), steps);
      __m256i high = _mm256_add_epi64(low, _mm256_set1_epi64x(4ll << 32));
      low = _mm256_maskz_compress_epi64((__mmask8)(hits & 15), low);
      high = _mm256_maskz_compress_epi64((__mmask8)(hits >> 4), high);
      found += __builtin_popcountll(hits & 15);
      _mm256_storeu_si256((__m256i *)pairs, low);
      _mm256_storeu_si256((__m256i *)(s->edges + 2 * found), high);
      found += __builtin_popcountll(hits >> 4);
#else
      for (; hits != 0; hits &= hits - 1, pairs += 2, found++) {
        pairs[0] = (int32_t)i, pairs[1] = (int32_t)(j + __builtin_ctzll(hits));
      }
#endif
    }
  }
  return found;
}

/// Without values if `is_last`: then both parts of the cell are regions, and nobody asks for them.
TARGET static int32_t NAME(cross)(
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

TARGET static long NAME(regions)(plain_cells *s, long layer, long start, long count, uint64_t candidates) {
  level *l = s->levels + layer;
  if (candidates == 0) {
    if (layer == s->depth) return 1;
    int32_t *ids = s->stack + start, *children = ids + count;
    for (long i = 0; i < count; i++) {
      children[i] = l->next[ids[i]] >= 0 ? l->next[ids[i]] : NAME(enter)(s, layer, ids[i]);
    }
    level *below = l + 1;
    uint64_t valid = below->width == 64 ? ~0ull : (1ull << below->width) - 1;
    return NAME(regions)(s, layer + 1, start + count, count, cutting(below, children, count) & valid);
  }
  long neuron = __builtin_ctzll(candidates);
  candidates &= candidates - 1;
  reserve(s, count);
  int32_t *ids = s->stack + start;
  uint64_t used = 0;
  long above = 0;
  int32_t *plus = ids + count, *minus = ids + 2 * count;
  // Not two at a time: a branch less to foresee behind these short loops.
#pragma clang loop unroll(disable)
  for (long i = 0; i < count; i++) {
    // Written to both lists, so that no branch has to be foreseen. A vertex on the hyperplane of its own facet has no
    // sign; it does not come here.
    plus[above] = minus[i - above] = ids[i];
    above += (long)(l->positive[ids[i]] >> neuron & 1);
  }
  long below = count - above;
  signs of_plus = {0, ~0ull}, of_minus = {0, ~0ull}, of_fresh = {0, ~0ull};
#pragma clang loop unroll(disable)
  for (long i = 0; i < above; i++) {
    note(l, plus[i], &of_plus);
    used |= s->above[i] = l->facets[plus[i]];
  }
#pragma clang loop unroll(disable)
  for (long i = 0; i < below; i++) {
    note(l, minus[i], &of_minus);
    used |= s->below[i] = l->facets[minus[i]];
  }
  uint64_t slot = ~used & -~used;
  long crossed = NAME(edges)(s, above, below);
  // Negative side, new vertices, positive side, as the parts share the middle.
  int32_t *fresh = ids + 3 * count;
  int is_last = layer == s->depth && candidates == 0;
  for (long i = 0; i < crossed; i++) {
    fresh[i] = NAME(cross)(
        l, plus[s->edges[2 * i]], minus[s->edges[2 * i + 1]], neuron, slot, is_last);
    note(l, fresh[i], &of_fresh);
  }
  long room = 3 * count + crossed;
  int32_t *negative = ids + room, *positive = negative + below + crossed;
  copy(negative, minus, below);
  copy(negative + below, fresh, crossed);
  copy(positive, fresh, crossed);
  copy(positive + crossed, plus, above);
  long total = 0;
  uint64_t of_positive = candidates & (of_plus.some | of_fresh.some) & ~(of_plus.all & of_fresh.all);
  uint64_t of_negative = candidates & (of_minus.some | of_fresh.some) & ~(of_minus.all & of_fresh.all);
  total += NAME(regions)(s, layer, positive - s->stack, above + crossed, of_positive);
  total += NAME(regions)(s, layer, negative - s->stack, below + crossed, of_negative);
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
