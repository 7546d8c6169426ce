/* Statements on a worker's shared, pipelined PostgreSQL connections: one request = one implicit
 * transaction = one round trip. libpq is known in this folder only. */
#ifndef OTA_DB_QUERY_H
#define OTA_DB_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"

struct loop;
struct metrics;
struct settings;
struct
    db; /* one worker's connections; opened by main (db_open), used from its loop's thread only */

enum { DB_PARAMS_MAX = 512, DB_STATEMENTS_MAX = 4 };

/* One statement with its parameters as text. A param with NULL data is SQL NULL. SQL texts are few
 * (identifiers from the catalog, values as parameters), so each is prepared once a connection. */
struct db_statement {
    str sql;
    const str *params;
    size_t param_count;
};

/* What came back: rows of the last statement, or the error. Lives until the done callback returns
 * (copy what is needed into the request's arena). */
struct db_result;

/* A group of statements; memory belongs to the caller and must live until `done` was called. */
struct db_query {
    struct arena *arena;             /* scratch, the request's */
    const struct identity *identity; /* NULL: runs as the server's own role */
    struct db_statement statements[DB_STATEMENTS_MAX];
    size_t statement_count;
    void (*done)(struct db_query *q, const struct db_result *result);
    void *owner;
    struct db_query *next; /* db's own */
    int attempts;          /* db's own: deadlocks are retried */
};

/* Sends the group; `done` is called exactly once on this thread, later or at once. Errors
 * (connection lost, statement time out, too many waiting) arrive as a result, too. */
void db_submit(struct db *db, struct db_query *q);

/* Starts connecting and returns at once; statements wait until the first connection stands.
 * `metrics` may be NULL. */
MUST_CHECK status db_open(struct db **db, struct loop *loop, const struct settings *settings,
                          struct metrics *metrics);
/* Answers what still waits with UNAVAILABLE and closes the connections; on the loop's thread or
 * after it has ended. NULL is fine. */
void db_close(struct db *db);
/* Does a connection stand, so that statements are sent at once? */
bool db_ready(const struct db *db);

/* S_OK, or what the SQLSTATE means for a caller: 23505 DUPLICATE, 23503 MISSING_PARENT, 42501
 * NO_ACCESS, 22xxx and 23514/23502 INVALID, 57014 TIMEOUT, OTxxx as raised, connection lost
 * UNAVAILABLE, else DATABASE. */
status db_status(const struct db_result *result);
const char *db_sqlstate(const struct db_result *result); /* "00000" when OK */
str db_message(const struct db_result *result);
str db_detail(const struct db_result *result);
str db_hint(const struct db_result *result);
str db_constraint(const struct db_result *result);

size_t db_row_count(const struct db_result *result);
size_t db_column_count(const struct db_result *result);
/* Text of a value; NULL data for SQL NULL. Borrowed from the result. */
str db_value(const struct db_result *result, size_t row, size_t column);
/* Rows touched by an INSERT, UPDATE or DELETE. */
int64_t db_affected(const struct db_result *result);

#endif
