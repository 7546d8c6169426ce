/* Opening and closing a blocking connection outside the work pool: commands, jobs, the catalog.
 * What it can do is in server/db/work.h. */
#ifndef OTA_DB_CONN_H
#define OTA_DB_CONN_H

#include <stddef.h>
#include <stdint.h>

#include "server/db/connect.h"
#include "server/db/work.h"

/* S_UNAVAILABLE when the database does not answer: `*c` is still set then, so that conn_error says
 * why; conn_close it in any case. S_OVER_LIMIT: out of memory, *c is NULL. */
MUST_CHECK status conn_open(struct conn **c, const struct settings *s, enum login as,
                            int64_t statement_timeout_ms);
void conn_close(struct conn *c); /* NULL is fine */

/* False once the connection has been lost; conn_reopen tries once more. */
bool conn_is_alive(const struct conn *c);
MUST_CHECK status conn_reopen(struct conn *c);

/* Runs a script of several statements, as they stand in a file; NUL-terminated. */
MUST_CHECK status conn_script(struct conn *c, const char *sql);

/* Waits for a notification (LISTEN first), a byte on `wake_fd` or the time limit, whichever is
 * first, and takes all notifications that came. S_UNAVAILABLE when the connection is lost. */
MUST_CHECK status conn_wait(struct conn *c, int wake_fd, int timeout_ms);
/* The same, and hands over the payload of each notification that another connection sent. */
MUST_CHECK status conn_hear(struct conn *c, int wake_fd, int timeout_ms,
                            void (*on_heard)(void *owner, str payload), void *owner);

#endif
