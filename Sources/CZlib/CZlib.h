// zlib as Swift sees it: raw inflate in one call, for deflated .npz members (NetworkFormats).
#ifndef PLEAT_CZLIB_H
#define PLEAT_CZLIB_H

#include <zlib.h>

// What one call of cz_inflate_raw did.
typedef struct {
  long written;  // bytes of output, or -1 where the input is not deflated data
  unsigned int used;  // bytes of input read
  int ended;  // whether the end of the deflated data was reached
} cz_inflated;

// Inflates raw deflate data from the start, until `room` bytes are written, the data ends or the
// input does.
static inline cz_inflated cz_inflate_raw(
    const unsigned char *input, unsigned int size, unsigned char *output, unsigned int room) {
  cz_inflated result = {-1, 0, 0};
  z_stream stream = {0};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return result;
  stream.next_in = (unsigned char *)input;
  stream.avail_in = size;
  stream.next_out = output;
  stream.avail_out = room;
  int status = inflate(&stream, Z_SYNC_FLUSH);
  if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) {
    result.written = (long)(room - stream.avail_out);
    result.used = size - stream.avail_in;
    result.ended = status == Z_STREAM_END;
  }
  inflateEnd(&stream);
  return result;
}

#endif
