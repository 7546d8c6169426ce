/* base64url without padding (RFC 4648 section 5), as JOSE writes it. */
#ifndef OTA_AUTH_BASE64URL_H
#define OTA_AUTH_BASE64URL_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

/* Bytes that `len` characters decode to at most. */
#define BASE64URL_BYTES(len) ((len) / 4 * 3 + 2)

void base64url_add(struct buf *b, const void *bytes, size_t size);

/* S_INVALID on a character outside the alphabet, padding, an impossible length, or bits left over
 * that are not zero, so that each byte string has exactly one text. S_OVER_LIMIT: more than `size`
 * bytes. */
MUST_CHECK status base64url_decode(str text, uint8_t *bytes, size_t size, size_t *written);

/* The decoded bytes in the arena, NUL-terminated for good measure. */
MUST_CHECK status base64url_decode_arena(struct arena *a, str text, str *bytes);

#endif
