/* What changed since a cursor, as far as the user may read it: whole commits, each row once. */
#ifndef OTA_SYNC_PULL_H
#define OTA_SYNC_PULL_H

#include "core/buf.h"
#include "server/sync/request.h"

struct catalog;
struct conn;
struct identity;

/* Appends the members changes, cursor, head, role, more and, asked for, checksums. Without a cursor
 * in the request there are no changes and the cursor is null. `role` is the user's, under which the
 * changes were read: a client whose rows were sent to another role forgets what it may not read any
 * more and takes a snapshot of the rest. S_NO_MEMBERSHIP, S_SYNC_HORIZON, S_SYNC_FUTURE: the cursor
 * is ahead of the server. */
MUST_CHECK status pull_changes(struct conn *c, struct arena *a, const struct catalog *catalog,
                               const struct identity *identity, const struct sync_request *in,
                               struct buf *out);

/* Appends {"table":{"count":n,"sum":"hex"},…} of all rows that `role` reads and the asking client
 * knows. */
MUST_CHECK status pull_checksums(struct conn *c, struct arena *a, const struct catalog *catalog,
                                 const struct sync_request *in, str role, struct buf *out);

#endif
