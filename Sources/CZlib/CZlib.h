// zlib as Swift sees it: only raw inflate is used (NetworkFormats, deflated .npz members).
#ifndef PLEAT_CZLIB_H
#define PLEAT_CZLIB_H

#include <zlib.h>

// `inflateInit2` is a macro, which Swift does not import.
static inline int cz_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }

#endif
