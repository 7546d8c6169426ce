/* Percent-decoding of what stands in addresses (RFC 3986 section 2.1). */
#ifndef OTA_HTTP_PERCENT_H
#define OTA_HTTP_PERCENT_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

/* `text` decoded, NUL-terminated in the arena; `plus_is_space` as in query strings. S_INVALID_QUERY
 * on a broken escape, a NUL or invalid UTF-8, S_OVER_LIMIT when the arena is full. */
MUST_CHECK status percent_decode(struct arena *a, str text, bool plus_is_space, str *decoded);

/* Cuts the next name=value off the query string *rest and decodes both. S_OK, S_MORE when there is
 * none left, or percent_decode's errors. A name without '=' has an empty value; empty pairs are
 * skipped. */
MUST_CHECK status percent_next_pair(struct arena *a, str *rest, str *name, str *value);

#endif
