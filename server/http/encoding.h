/* Which form of a file a client gets (RFC 9110 section 12.5.3). */
#ifndef OTA_HTTP_ENCODING_H
#define OTA_HTTP_ENCODING_H

#include <stdbool.h>

#include "core/str.h"

/* The better one last: it wins among equal q-values. */
enum encoding { ENCODING_IDENTITY, ENCODING_GZIP, ENCODING_BROTLI, ENCODING_COUNT };

/* The best of the available ones by the Accept-Encoding value (data NULL: none was sent). Identity
 * is given when nothing else is wanted, even if it was forbidden: a plain file is better than an
 * error. */
enum encoding encoding_choose(str accept_encoding, const bool available[ENCODING_COUNT]);

#endif
