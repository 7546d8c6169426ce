/* The guard against what the HTTP engine lets through but no honest client sends.
 *
 * Smuggling shapes and broken headers. Pure: text in, verdict out. RFC 9112 sections 3.2, 5 and 6;
 * RFC 9110 sections 5.5 and 7.2. */
#ifndef OTA_HTTP_GUARD_H
#define OTA_HTTP_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/status.h"
#include "core/str.h"

/* guard_begin, guard_header for each header field, guard_end. What was seen stays for the caller.
 */
struct guard {
    const char *wrong; /* what is wrong, static text; NULL: nothing so far */
    int host_count, length_count, encoding_count;
    int64_t content_length; /* 0 without one */
    bool is_http11;
    bool has_transfer_encoding;
    bool expects_continue;
    str content_type, content_encoding, origin; /* data NULL: absent */
};

void guard_begin(struct guard *g, str method, str target, str version);
void guard_header(struct guard *g, str name, str value);
/* S_OK, or S_BAD_REQUEST with g->wrong. */
MUST_CHECK status guard_end(struct guard *g);

/* Visible ASCII, starts with '/', whole percent escapes in the path, no escaped NUL. */
bool guard_target_ok(str target);

#endif
