/* Starting, filling and removing a test program's own cluster. */
#include "tests/server/db_fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/db/cluster.h"
#include "server/db/migrate.h"

const char *database_source(const char *part)
{
    static char path[1024];
    const char *here = __FILE__;
    size_t root = strlen(here) - strlen("tests/server/db_fixture.c");
    snprintf(path, sizeof path, "%.*s%s", (int)root, here, part);
    return path;
}

int database_setup(void **state)
{
    struct database *d = calloc(1, sizeof *d);
    struct conn *c = NULL;
    FILE *quiet = fopen("/dev/null", "w");
    assert_non_null(d);
    assert_non_null(quiet);
    snprintf(d->dir, sizeof d->dir, "/tmp/ota-test-XXXXXX");
    assert_non_null(mkdtemp(d->dir));
    assert_int_equal(chmod(d->dir, 0755), 0);
    setenv("OTA_DATA_DIR", d->dir, 1);
    unsetenv("OTA_DATABASE_URL");
    assert_int_equal(settings_load(&d->settings, NULL, stderr), S_OK);
    assert_int_equal(cluster_start(&d->cluster, &d->settings, stderr), S_OK);
    assert_int_equal(conn_open(&c, &d->settings, LOGIN_OWNER, 0), S_OK);
    assert_int_equal(migrate_run(c, database_source("db"), false, quiet), S_OK);
    conn_close(c);
    fclose(quiet);
    *state = d;
    return 0;
}

int database_teardown(void **state)
{
    struct database *d = *state;
    FILE *quiet = fopen("/dev/null", "w");
    cluster_stop(d->cluster, quiet);
    pid_t pid = fork();
    if (pid == 0) {
        execl("/bin/rm", "rm", "-rf", d->dir, (char *)NULL);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
    if (quiet) fclose(quiet);
    settings_release(&d->settings);
    free(d);
    return 0;
}

void database_ask(const struct database *d, const char *sql, char *out, size_t size)
{
    struct conn *c = NULL;
    const struct db_result *r;
    assert_int_equal(conn_open(&c, &d->settings, LOGIN_OWNER, 0), S_OK);
    assert_int_equal(conn_query(c, str_from(sql), NULL, 0, &r), S_OK);
    str value = db_row_count(r) ? db_value(r, 0, 0) : (str){NULL, 0};
    snprintf(out, size, "%.*s", STR_ARGS(value));
    conn_close(c);
}

void database_run(const struct database *d, const char *sql)
{
    struct conn *c = NULL;
    assert_int_equal(conn_open(&c, &d->settings, LOGIN_OWNER, 0), S_OK);
    assert_int_equal(conn_script(c, sql), S_OK);
    conn_close(c);
}

static void on_done(struct db_query *q, const struct db_result *result)
{
    struct asked *a = q->owner;
    a->answers++;
    a->status = db_status(result);
    a->rows = a->status ? 0 : db_row_count(result);
    snprintf(a->sqlstate, sizeof a->sqlstate, "%s", db_sqlstate(result));
    str value = a->rows ? db_value(result, 0, 0) : db_message(result);
    snprintf(a->value, sizeof a->value, "%.*s", STR_ARGS(value));
    if (!a->left || --*a->left == 0) loop_stop(a->loop);
}

void asked_init(struct asked *a, struct loop *loop, const char *sql,
                const struct identity *identity)
{
    *a = (struct asked){.loop = loop};
    arena_init(&a->arena, a->memory, sizeof a->memory);
    a->query = (struct db_query){.arena = &a->arena,
                                 .identity = identity,
                                 .statements = {{.sql = str_from(sql)}},
                                 .statement_count = 1,
                                 .done = on_done,
                                 .owner = a};
}

void asked_run(struct asked *a, struct db *db)
{
    db_submit(db, &a->query);
    if (!a->answers) loop_run(a->loop, NULL);
}

static int64_t stop_when_ready(void *owner)
{
    void **both = owner;
    if (!db_ready(both[0])) return -1;
    loop_stop(both[1]);
    return 0;
}

void database_wait_ready(struct db *db, struct loop *loop)
{
    void *both[] = {db, loop};
    struct loop_hooks hooks = {.before_wait = stop_when_ready, .owner = both};
    loop_run(loop, &hooks);
}
