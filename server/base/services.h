/* What a worker offers to the requests it serves, known to whoever includes the parts' headers. */
#ifndef OTA_BASE_SERVICES_H
#define OTA_BASE_SERVICES_H

struct auth;
struct catalog;
struct db;
struct feed;
struct loop;
struct mailbox;
struct metrics;
struct press;
struct realtime;
struct settings;
struct work_pool;

/* One per worker thread, made by main before the first request. What is shared by all workers is
 * immutable or does its own locking (its header says which); `loop`, `db` and `realtime` belong to
 * this worker alone. */
struct services {
    const struct settings *settings;
    struct loop *loop;             /* this thread's */
    struct db *db;                 /* this thread's pipelined connections (server/db/query.h) */
    struct work_pool *work;        /* shared: connections for longer work (server/db/work.h) */
    const struct catalog *catalog; /* shared snapshot of the exposed tables (server/db/catalog.h) */
    struct auth *auth;             /* shared: keys and verified tokens (server/auth/auth.h) */
    struct feed *feed;             /* shared: committed changes (server/db/feed.h) */
    struct realtime *realtime;     /* this thread's sockets (server/realtime/realtime.h) */
    struct mailbox *mailbox;       /* shared: mails caught in development; NULL else */
    struct metrics *metrics;       /* shared counters (server/base/metrics.h) */
    struct press *press;           /* shared: what papers are written with (server/pdf/press.h) */
};

#endif
