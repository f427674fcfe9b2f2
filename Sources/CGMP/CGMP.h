// libgmp as Swift sees it.
//
// GMP publishes its names as macros (`#define mpz_add __gmpz_add`), which Swift does not import.
// Each block below removes the macro and gives the function its public name back. Only what the
// project uses is here, in the order of the GMP manual. Macros get a `cgmp_` prefix.
#ifndef PLEAT_CGMP_H
#define PLEAT_CGMP_H

#include <gmp.h>

_Static_assert(sizeof(long) == 8 && GMP_NUMB_BITS == 64, "64-bit limbs and long");

#define CGMP_INLINE static inline __attribute__((__always_inline__))

#endif
