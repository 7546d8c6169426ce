/* A request's mutations in one transaction: effect, log rows and result of each, exactly once. */
#ifndef OTA_SYNC_PUSH_H
#define OTA_SYNC_PUSH_H

#include "core/buf.h"
#include "server/sync/apply.h"

struct push_tally {
    int64_t expected;  /* the number that should have come, after S_SYNC_GAP */
    int64_t mutations; /* done now, replayed ones aside */
    int64_t conflicts; /* of these, that lost some or all of their values */
};

/* Appends the results, parted by commas. S_SYNC_GAP sets `expected`; S_NO_MEMBERSHIP, S_NO_ACCESS
 * (the client is another user's), S_SYNC_HORIZON and S_INVALID are about the whole request. On an
 * error the transaction is to be rolled back and nothing has happened. */
MUST_CHECK status push_mutations(struct conn *c, struct arena *a, const struct catalog *catalog,
                                 const struct identity *identity, const struct sync_request *in,
                                 struct buf *results, struct push_tally *tally);

#endif
