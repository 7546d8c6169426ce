/* Where an organization stands, and whether a client's cursor fits it. */
#ifndef OTA_SYNC_PLACE_H
#define OTA_SYNC_PLACE_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"
#include "server/sync/request.h"

struct conn;
struct identity;

struct place {
    int64_t epoch, head, horizon;
    str role; /* the asking member's */
};

/* A read-only transaction of this user whose statements all see the same instant. */
MUST_CHECK status place_begin_reading(struct conn *c, const struct identity *identity);

/* S_NO_MEMBERSHIP for who is no member. */
MUST_CHECK status place_read(struct conn *c, struct arena *a, str organization_id,
                             struct place *place);

/* S_SYNC_HORIZON: another epoch or behind the log. S_SYNC_FUTURE: ahead of the server. */
MUST_CHECK status place_check(const struct place *place, struct cursor cursor);

/* "epoch.seq" with its quotes. */
void place_add_cursor(struct buf *b, int64_t epoch, int64_t seq);

#endif
