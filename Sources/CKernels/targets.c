#include "targets.h"

#include <stdlib.h>
#include <string.h>

enum pleat_target pleat_best_target = PLEAT_PORTABLE;

#if defined(__x86_64__)
static enum pleat_target latest(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return PLEAT_PORTABLE;
  int has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl");
  return has_avx512 ? PLEAT_AVX512 : PLEAT_AVX2;
}

__attribute__((constructor)) static void choose_target(void) {
  static const char *const names[] = {"portable", "avx2", "avx512"};
  const char *limit = getenv("PLEAT_KERNELS");
  pleat_best_target = latest();
  for (int target = PLEAT_PORTABLE; limit && target < (int)pleat_best_target; target++) {
    if (strcmp(limit, names[target]) == 0) pleat_best_target = (enum pleat_target)target;
  }
}
#endif
