#include "CKernels.h"

// Eight rows of a layer; the compiler splits them into the registers that a target has.
typedef double rows __attribute__((vector_size(64), aligned(16)));

// Written once, compiled for each target: NAME is the function's, TARGET its attributes.
#define DEFINE_PRODUCTS(SUFFIX, TARGET)                                                          \
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
      const double *weights, const double *biases, long blocks, long columns,                    \
      const int32_t *active, long count, const double *input, double *output) {                  \
    for (long block = 0; block < blocks; block++) {                                              \
      const rows *weight = (const rows *)(weights + block * columns * 8);                        \
      rows a = *(const rows *)(biases + block * 8);                                              \
      rows b = {0};                                                                              \
      rows c = {0};                                                                              \
      for (long i = 0; i < count; i++) {                                                         \
        long index = active[i];                                                                  \
        rows column = weight[index];                                                             \
        const double *entry = input + (index >> 3) * 24 + (index & 7);                           \
        a += column * entry[0];                                                                  \
        b += column * entry[8];                                                                  \
        c += column * entry[16];                                                                 \
      }                                                                                          \
      rows *target = (rows *)(output + block * 24);                                              \
      target[0] = a;                                                                             \
      target[1] = b;                                                                             \
      target[2] = c;                                                                             \
    }                                                                                            \
  }

DEFINE_PRODUCTS(portable, )

#if defined(__x86_64__)
DEFINE_PRODUCTS(avx2, __attribute__((target("avx2,fma"))))

static int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#define CHOOSE(NAME, ...) (has_avx2() ? NAME##_avx2(__VA_ARGS__) : NAME##_portable(__VA_ARGS__))
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
    const double *weights, const double *biases, long blocks, long columns,
    const int32_t *active, long count, const double *input, double *output) {
  CHOOSE(three, weights, biases, blocks, columns, active, count, input, output);
}
