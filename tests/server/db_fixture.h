/* A private cluster of the test program's own, migrated, under /tmp; gone when the program ends. */
#ifndef OTA_TESTS_DB_FIXTURE_H
#define OTA_TESTS_DB_FIXTURE_H

#include "server/base/loop.h"
#include "server/base/settings.h"
#include "server/db/conn.h"
#include "server/db/query.h"
#include "tests/server/cmocka_includes.h"

struct database {
    struct settings settings;
    struct cluster *cluster;
    char dir[64];
};

/* For cmocka_run_group_tests: *state is the struct database. */
int database_setup(void **state);
int database_teardown(void **state);

/* The path of the checkout's folder `part`, static. */
const char *database_source(const char *part);

/* One value of one statement run as the owner, copied into `out` of `size`; "" for NULL. */
void database_ask(const struct database *d, const char *sql, char *out, size_t size);

/* Runs a script as the owner. */
void database_run(const struct database *d, const char *sql);

/* A query with one statement and no parameters that stops `loop` when it is answered. */
struct asked {
    struct db_query query;
    struct loop *loop;
    struct arena arena;
    char memory[8192];
    status status;
    char sqlstate[6];
    char value[256]; /* of the first row and column */
    size_t rows;
    int answers;
    int *left; /* the loop is stopped when it becomes 0; NULL: at once */
};
void asked_init(struct asked *a, struct loop *loop, const char *sql,
                const struct identity *identity);
/* Submits and runs the loop until the answer. */
void asked_run(struct asked *a, struct db *db);

/* Runs the loop until a connection stands. */
void database_wait_ready(struct db *db, struct loop *loop);

#endif
