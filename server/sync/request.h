/* The body of POST /api/sync, taken apart strictly; no database, no clock. */
#ifndef OTA_SYNC_REQUEST_H
#define OTA_SYNC_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct json_t;

enum {
    SYNC_PROTOCOL = 1,
    SYNC_MUTATIONS_MAX = 500,
    SYNC_BODY_MAX = 1 << 20,
    SYNC_PAGE_MIN = 16 << 10,
    SYNC_PAGE_DEFAULT = 512 << 10,
    SYNC_PAGE_MAX = 4 << 20,
};

enum mutation_op { MUTATION_INSERT, MUTATION_UPDATE, MUTATION_DELETE };

/* One edit of a client. Only `n` has to be right for the others to be served: what else is wrong is
 * told in `problem`, and the mutation is refused without holding up those behind it. */
struct mutation {
    int64_t n;
    str table, id;
    enum mutation_op op;
    int64_t base_seq;      /* 0 when not given */
    struct json_t *values; /* an object, borrowed from the request; NULL for a delete */
    str problem;           /* words for people; NULL data: none */
};

struct cursor {
    int64_t epoch, seq;
};

struct sync_request {
    struct json_t *root; /* owns what the texts point into */
    str organization_id, client_id;
    int32_t schema;     /* the client's */
    bool wants_changes; /* a cursor was given */
    bool wants_checksums;
    struct cursor cursor;
    size_t max_bytes;
    struct mutation *mutations; /* n is strictly +1 from one to the next */
    size_t mutation_count;
};

/* Reads `body`. On an error `why` says in words what is wrong and where; S_CLIENT_TOO_OLD,
 * S_TOO_LARGE, S_INVALID_JSON or S_INVALID. `out` is to be released in any case. */
MUST_CHECK status sync_request_init(struct sync_request *out, struct arena *a, str body, str *why);
void sync_request_release(struct sync_request *request);

/* S_CLIENT_TOO_OLD, S_SERVER_TOO_OLD: its clients cannot be served. */
MUST_CHECK status sync_schema_check(int64_t schema);

/* "3.1207"; false on anything else. */
bool cursor_parse(str text, struct cursor *out);

#endif
