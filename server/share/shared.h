/* Opening a link: from the token in an address to what it shows, read as its owner. */
#ifndef OTA_SHARE_SHARED_H
#define OTA_SHARE_SHARED_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"

struct conn;

enum { SHARED_OPENED_MAX = 600, SHARED_JSON_BYTES_MAX = 16 * 1024 * 1024 };

/* A link that opens. Ids are empty (NULL data) where it has none. */
struct shared {
    str kind;
    str organization_id, tour_id, show_id, day_id, person_id;
    struct identity owner;
};

/* `hash` as secret_hash gives it. S_GONE: it does not open. S_RATE_LIMITED: too often within ten
 * minutes. Texts live in `a`. */
MUST_CHECK status shared_open(struct conn *c, struct arena *a, str hash, struct shared *link);

/* The one JSON value of `sql` as the link's owner, copied into `a`; S_GONE when it is null: what
 * was shared is not there any more. */
MUST_CHECK status shared_read(struct conn *c, struct arena *a, const struct shared *link, str sql,
                              const str *params, size_t param_count, str *json);

/* The hash of a token of the right form. S_GONE for any other text: such a link never opened. */
MUST_CHECK status shared_hash(struct arena *a, str token, str *hash);

#endif
