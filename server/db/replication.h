/* The stream of ota.change_log over a replication connection: one commit after another. */
#ifndef OTA_DB_REPLICATION_H
#define OTA_DB_REPLICATION_H

#include "core/status.h"
#include "server/db/feed.h"

struct replication;
struct settings;

/* Connects, makes a temporary slot and starts the stream; commits from here on will be told.
 * S_NO_ACCESS: this database does not allow it. S_UNAVAILABLE: not reachable now. */
MUST_CHECK status replication_open(struct replication **r, const struct settings *settings);
void replication_close(struct replication *r); /* NULL is fine */

/* Waits up to `timeout_ms` for the next commit, or until `wake_fd` is readable. S_OK: `*c` is the
 * caller's, or NULL with S_OVER_LIMIT: a commit was too large or not to be understood and is left
 * out. S_MORE: nothing came. S_UNAVAILABLE: the stream is broken. */
MUST_CHECK status replication_next(struct replication *r, int wake_fd, int timeout_ms,
                                   struct commit **c);

#endif
