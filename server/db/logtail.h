/* The log read from its table, where logical replication is not allowed: later, never less. */
#ifndef OTA_DB_LOGTAIL_H
#define OTA_DB_LOGTAIL_H

#include <stdbool.h>

#include "core/status.h"
#include "server/db/feed.h"

struct logtail;
struct settings;

/* Commits after this call will be told. S_UNAVAILABLE: not reachable now. */
MUST_CHECK status logtail_open(struct logtail **t, const struct settings *settings);
void logtail_close(struct logtail *t); /* NULL is fine */

/* Is it known that this login cannot follow the log by replication? False also when nothing is
 * known. */
bool logtail_is_needed(struct logtail *t);

/* Like replication_next. The order is that of each organization; between organizations there is
 * none. */
MUST_CHECK status logtail_next(struct logtail *t, int wake_fd, int timeout_ms, struct commit **c);

#endif
