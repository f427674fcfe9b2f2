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

// Integers: initialisation.

#undef mpz_init
CGMP_INLINE void mpz_init(mpz_ptr x) { __gmpz_init(x); }
#undef mpz_clear
CGMP_INLINE void mpz_clear(mpz_ptr x) { __gmpz_clear(x); }

// Integers: assignment and text.

#undef mpz_set
CGMP_INLINE void mpz_set(mpz_ptr r, mpz_srcptr a) { __gmpz_set(r, a); }
#undef mpz_set_str
CGMP_INLINE int mpz_set_str(mpz_ptr r, const char *text, int base) {
  return __gmpz_set_str(r, text, base);
}
#undef mpz_get_str
CGMP_INLINE char *mpz_get_str(char *text, int base, mpz_srcptr a) {
  return __gmpz_get_str(text, base, a);
}

// Integers: arithmetic.

#undef mpz_add
CGMP_INLINE void mpz_add(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { __gmpz_add(r, a, b); }
#undef mpz_sub
CGMP_INLINE void mpz_sub(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { __gmpz_sub(r, a, b); }
#undef mpz_mul
CGMP_INLINE void mpz_mul(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { __gmpz_mul(r, a, b); }
#undef mpz_addmul
CGMP_INLINE void mpz_addmul(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { __gmpz_addmul(r, a, b); }
#undef mpz_mul_2exp
CGMP_INLINE void mpz_mul_2exp(mpz_ptr r, mpz_srcptr a, mp_bitcnt_t n) {
  __gmpz_mul_2exp(r, a, n);
}
CGMP_INLINE void cgmp_mpz_neg(mpz_ptr r, mpz_srcptr a) { mpz_neg(r, a); }

// Integers: division.

#undef mpz_tdiv_q
CGMP_INLINE void mpz_tdiv_q(mpz_ptr q, mpz_srcptr n, mpz_srcptr d) { __gmpz_tdiv_q(q, n, d); }
#undef mpz_tdiv_r
CGMP_INLINE void mpz_tdiv_r(mpz_ptr r, mpz_srcptr n, mpz_srcptr d) { __gmpz_tdiv_r(r, n, d); }
#undef mpz_tdiv_qr
CGMP_INLINE void mpz_tdiv_qr(mpz_ptr q, mpz_ptr r, mpz_srcptr n, mpz_srcptr d) {
  __gmpz_tdiv_qr(q, r, n, d);
}
#undef mpz_fdiv_q
CGMP_INLINE void mpz_fdiv_q(mpz_ptr q, mpz_srcptr n, mpz_srcptr d) { __gmpz_fdiv_q(q, n, d); }
#undef mpz_fdiv_q_2exp
CGMP_INLINE void mpz_fdiv_q_2exp(mpz_ptr q, mpz_srcptr a, mp_bitcnt_t n) {
  __gmpz_fdiv_q_2exp(q, a, n);
}
#undef mpz_cdiv_q
CGMP_INLINE void mpz_cdiv_q(mpz_ptr q, mpz_srcptr n, mpz_srcptr d) { __gmpz_cdiv_q(q, n, d); }
#undef mpz_divexact
CGMP_INLINE void mpz_divexact(mpz_ptr q, mpz_srcptr n, mpz_srcptr d) {
  __gmpz_divexact(q, n, d);
}

// Integers: powers, roots, number theory.

#undef mpz_pow_ui
CGMP_INLINE void mpz_pow_ui(mpz_ptr r, mpz_srcptr a, unsigned long n) { __gmpz_pow_ui(r, a, n); }
#undef mpz_sqrt
CGMP_INLINE void mpz_sqrt(mpz_ptr r, mpz_srcptr a) { __gmpz_sqrt(r, a); }
#undef mpz_gcd
CGMP_INLINE void mpz_gcd(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { __gmpz_gcd(r, a, b); }
#undef mpz_lcm
CGMP_INLINE void mpz_lcm(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { __gmpz_lcm(r, a, b); }
#undef mpz_remove
CGMP_INLINE mp_bitcnt_t mpz_remove(mpz_ptr r, mpz_srcptr a, mpz_srcptr f) {
  return __gmpz_remove(r, a, f);
}
#undef mpz_fac_ui
CGMP_INLINE void mpz_fac_ui(mpz_ptr r, unsigned long n) { __gmpz_fac_ui(r, n); }
#undef mpz_bin_uiui
CGMP_INLINE void mpz_bin_uiui(mpz_ptr r, unsigned long n, unsigned long k) {
  __gmpz_bin_uiui(r, n, k);
}

// Integers: comparison, bits, words.

#undef mpz_cmp
CGMP_INLINE int mpz_cmp(mpz_srcptr a, mpz_srcptr b) { return __gmpz_cmp(a, b); }
#undef mpz_scan1
CGMP_INLINE mp_bitcnt_t mpz_scan1(mpz_srcptr a, mp_bitcnt_t from) { return __gmpz_scan1(a, from); }
#undef mpz_import
CGMP_INLINE void mpz_import(
    mpz_ptr r, size_t count, int order, size_t size, int endian, size_t nails, const void *words) {
  __gmpz_import(r, count, order, size, endian, nails, words);
}
#undef mpz_sizeinbase
CGMP_INLINE size_t mpz_sizeinbase(mpz_srcptr a, int base) { return __gmpz_sizeinbase(a, base); }
#undef mpz_roinit_n
CGMP_INLINE mpz_srcptr mpz_roinit_n(mpz_ptr view, mp_srcptr limbs, mp_size_t count) {
  return __gmpz_roinit_n(view, limbs, count);
}

// Rationals.

#undef mpq_init
CGMP_INLINE void mpq_init(mpq_ptr x) { __gmpq_init(x); }
#undef mpq_clear
CGMP_INLINE void mpq_clear(mpq_ptr x) { __gmpq_clear(x); }
#undef mpq_set
CGMP_INLINE void mpq_set(mpq_ptr r, mpq_srcptr a) { __gmpq_set(r, a); }
#undef mpq_canonicalize
CGMP_INLINE void mpq_canonicalize(mpq_ptr x) { __gmpq_canonicalize(x); }
#undef mpq_add
CGMP_INLINE void mpq_add(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { __gmpq_add(r, a, b); }
#undef mpq_sub
CGMP_INLINE void mpq_sub(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { __gmpq_sub(r, a, b); }
#undef mpq_mul
CGMP_INLINE void mpq_mul(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { __gmpq_mul(r, a, b); }
#undef mpq_div
CGMP_INLINE void mpq_div(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { __gmpq_div(r, a, b); }
#undef mpq_cmp
CGMP_INLINE int mpq_cmp(mpq_srcptr a, mpq_srcptr b) { return __gmpq_cmp(a, b); }
#undef mpq_equal
CGMP_INLINE int mpq_equal(mpq_srcptr a, mpq_srcptr b) { return __gmpq_equal(a, b); }
CGMP_INLINE mpz_ptr cgmp_mpq_num(mpq_ptr x) { return mpq_numref(x); }
CGMP_INLINE mpz_ptr cgmp_mpq_den(mpq_ptr x) { return mpq_denref(x); }

// Limbs: two's complement vectors of the kernels.

#undef mpz_size
CGMP_INLINE long mpz_size(mpz_srcptr a) { return (long)__gmpz_size(a); }
#undef mpn_neg
CGMP_INLINE mp_limb_t mpn_neg(mp_limb_t *r, const mp_limb_t *a, long n) {
  return __gmpn_neg(r, a, n);
}
#undef mpn_addmul_1
CGMP_INLINE mp_limb_t mpn_addmul_1(mp_limb_t *r, const mp_limb_t *a, long n, mp_limb_t b) {
  return __gmpn_addmul_1(r, a, n, b);
}
#undef mpn_submul_1
CGMP_INLINE mp_limb_t mpn_submul_1(mp_limb_t *r, const mp_limb_t *a, long n, mp_limb_t b) {
  return __gmpn_submul_1(r, a, n, b);
}

#endif
