/* Bringing a database up to date: migrations once, generated rights and policies always. */
#ifndef OTA_DB_MIGRATE_H
#define OTA_DB_MIGRATE_H

#include <stdbool.h>
#include <stdio.h>

#include "core/status.h"

struct conn;

/* What of sql_dir the database has. */
struct migration_state {
    int known;   /* files in sql_dir/migrations */
    int applied; /* of them */
    int newer;   /* in the database, but not among the files */
    int edited;  /* applied, but the file has changed since */
};

/* Reads and compares, writes nothing. Problems of the files are told on `out`. */
MUST_CHECK status migrate_look(struct conn *c, const char *sql_dir, struct migration_state *state,
                               FILE *out);

/* As the owner, under an advisory lock: each missing migration in a transaction of its own with its
 * record, then generated/ and policies/ in one, then with `has_demo` what is in demo/, once. A line
 * of progress a step on `out`; on failure a sentence, and nothing of the failed step stays. */
MUST_CHECK status migrate_run(struct conn *owner, const char *sql_dir, bool has_demo, FILE *out);

#endif
