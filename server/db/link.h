/* One pipelined PostgreSQL connection: queries go out as groups, each ended by a Sync, and come
 * back in order. For server/db/query.c only. */
#ifndef OTA_DB_LINK_H
#define OTA_DB_LINK_H

#include <libpq-fe.h>

#include "server/base/loop.h"
#include "server/db/connect.h"
#include "server/db/query.h"
#include "server/db/result.h"
#include "server/db/statements.h"

enum { FLIGHTS_MAX = 1024, REFUSALS_MAX = 16, ROOM_NEEDED = 1 + 2 * DB_STATEMENTS_MAX };

enum link_state { LINK_DOWN, LINK_CONNECTING, LINK_READY };

/* What a group on its way is for. */
enum flight_kind {
    FLIGHT_OWN,     /* the link's: nobody waits for it */
    FLIGHT_PREPARE, /* prepares one statement of `query`, whose own group follows */
    FLIGHT_QUERY,   /* `query` */
};

struct flight {
    enum flight_kind kind;
    struct db_query *query;
    size_t statement; /* which one is prepared */
    int64_t sent_ns;
    PGresult *last;  /* of the statements so far */
    PGresult *error; /* the first */
};

struct link;
struct metrics;

/* What the link tells its owner; both may submit queries. */
struct link_owner {
    void (*on_done)(struct link_owner *o, struct db_query *q, const struct db_result *result);
    void (*on_change)(struct link_owner *o); /* the state changed, or there is room again */
    struct metrics *metrics;                 /* may be NULL */
};

/* What a failed FLIGHT_PREPARE was told: queries sent behind it only hear that the name is
 * unknown. */
struct refusal {
    PGresult *told;
    uint64_t hash; /* of the statement's text */
    int role;      /* as whom */
};

struct link_retry {
    struct timer timer;
    struct link *link;
};

struct link {
    struct source source;
    struct link_owner *owner;
    struct loop *loop;
    const char *info; /* connection string */
    bool was_ready;   /* losing it is news */
    bool is_closing;
    bool is_hopeful; /* just lost: the first try to come back is still ahead */
    enum link_state state;
    PGconn *pg;
    int watched_fd; /* -1: none */
    uint32_t watched;
    struct link_retry retry;
    int64_t retry_ms;
    struct flight flights[FLIGHTS_MAX]; /* a ring */
    size_t first, count;
    int64_t head_ns;    /* since when the first flight is the one PostgreSQL works on */
    int64_t service_ns; /* how long one takes there: a moving average */
    struct refusal refusals[REFUSALS_MAX]; /* the last ones, a ring */
    size_t refusal_count;                  /* ever */
    struct statements statements;
};

void link_open(struct link *l, struct link_owner *owner, struct loop *loop, const char *info);
/* Answers what is on its way with UNAVAILABLE; no retry. */
void link_close(struct link *l);

bool link_has_room(const struct link *l);
/* How long a query sent now would wait behind the others, as far as can be told. */
int64_t link_wait_ns(const struct link *l);
/* Sends a group; only when there is room. */
void link_send(struct link *l, struct db_query *q);

#endif
