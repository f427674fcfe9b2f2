#ifndef PLEAT_TARGETS_H
#define PLEAT_TARGETS_H

/// What kernels are compiled for; a processor that has one has those before.
enum pleat_target { PLEAT_PORTABLE, PLEAT_AVX2, PLEAT_AVX512 };

/// The last target that this processor has, and no later one than the environment variable PLEAT_KERNELS names:
/// `portable`, `avx2` or `avx512`. So tests reach the kernels of other processors.
extern enum pleat_target pleat_best_target;

#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl")))
// The same instructions on registers of 256 bits: a processor of this name is known to prefer them.
#define AVX512VL                                                                                 \
  __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl,tune=skylake-avx512")))

#endif
