/* One blocking connection: transactions, prepared statements, rows as they come. */
#include "server/db/conn.h"

#include <errno.h>
#include <poll.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/base/heap.h"
#include "server/db/result.h"
#include "server/db/statements.h"

enum { CALL_BYTES_MAX = 16 * 1024 * 1024, CALL_BYTES_FIRST = 16 * 1024, WORDS_MAX = 512 };

struct conn {
    alignas(16) char block[CALL_BYTES_FIRST]; /* what most calls' parameters fit into */
    PGconn *pg;
    char info[CONNECT_INFO_MAX];
    struct db_result result; /* of the last call */
    char words[WORDS_MAX];   /* what libpq said when there was no result */
    struct arena arena;      /* parameters of one call */
    struct statements statements;
};

static const char context_sql[] =
    "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)";

static void forget_result(struct conn *c);
static status keep(struct conn *c, PGresult *pg);
static status keep_own(struct conn *c, status s);
static status command(struct conn *c, const char *sql);
static status prepare(struct conn *c, str sql, const char **name);
static status terminate(struct conn *c, const str *params, size_t count, const char ***values);

status conn_open(struct conn **out, const struct settings *s, enum login as,
                 int64_t statement_timeout_ms)
{
    struct conn *c = calloc(1, sizeof *c);
    *out = c;
    if (!c) return S_OVER_LIMIT;
    heap_arena_init_first(&c->arena, c->block, sizeof c->block, CALL_BYTES_MAX);
    statements_init(&c->statements);
    status bad = connect_info(s, as, statement_timeout_ms, c->info);
    if (bad) {
        snprintf(c->words, sizeof c->words, "the database's address cannot be understood");
        return keep_own(c, bad);
    }
    return conn_reopen(c);
}

void conn_close(struct conn *c)
{
    if (!c) return;
    forget_result(c);
    PQfinish(c->pg);
    statements_release(&c->statements);
    heap_arena_release(&c->arena);
    free(c);
}

bool conn_is_alive(const struct conn *c)
{
    struct pollfd fd = {.fd = PQsocket(c->pg), .events = POLLIN};
    if (!c->pg || PQstatus(c->pg) != CONNECTION_OK) return false;
    /* Bytes that nobody asked for are a notification or the server's farewell. */
    if (poll(&fd, 1, 0) > 0) return PQconsumeInput(c->pg) && PQstatus(c->pg) == CONNECTION_OK;
    return true;
}

status conn_reopen(struct conn *c)
{
    forget_result(c);
    PQfinish(c->pg);
    statements_release(&c->statements);
    c->pg = PQconnectdb(c->info);
    if (conn_is_alive(c)) return S_OK;
    snprintf(c->words, sizeof c->words, "%s", c->pg ? PQerrorMessage(c->pg) : "out of memory");
    c->words[strcspn(c->words, "\n")] = 0;
    return keep_own(c, S_UNAVAILABLE);
}

status conn_script(struct conn *c, const char *sql)
{
    forget_result(c);
    return keep(c, PQexec(c->pg, sql));
}

/* --- transactions --- */

status conn_begin(struct conn *c, const struct identity *identity)
{
    status bad = command(c, "begin");
    if (bad || !identity) return bad;
    const str params[] = {identity->role, identity->claims};
    const struct db_result *ignored;
    return conn_query(c, STR(context_sql), params, sizeof params / sizeof params[0], &ignored);
}

status conn_commit(struct conn *c)
{
    /* COMMIT of a failed transaction is answered by ROLLBACK, without an error. */
    bool has_failed = PQtransactionStatus(c->pg) == PQTRANS_INERROR;
    status bad = command(c, "commit");
    if (bad || !has_failed) return bad;
    forget_result(c);
    return keep_own(c, S_DATABASE);
}

void conn_rollback(struct conn *c)
{
    if (!conn_is_alive(c) || PQtransactionStatus(c->pg) == PQTRANS_IDLE) return;
    PGresult *r = PQexec(c->pg, "rollback"); /* keeps what the last call was told */
    PQclear(r);
}

status conn_savepoint(struct conn *c)
{
    return command(c, "savepoint s");
}

status conn_release_savepoint(struct conn *c)
{
    return command(c, "release s");
}

status conn_rollback_savepoint(struct conn *c)
{
    return command(c, "rollback to s");
}

/* --- statements --- */

status conn_query(struct conn *c, str sql, const str *params, size_t param_count,
                  const struct db_result **result)
{
    const char *name, **values;
    forget_result(c);
    *result = &c->result;
    status bad = terminate(c, params, param_count, &values);
    if (bad) return keep_own(c, bad);
    if ((bad = prepare(c, sql, &name))) return bad;
    bad = keep(c, PQexecPrepared(c->pg, name, (int)param_count, values, NULL, NULL, 0));
    heap_arena_clear(&c->arena);
    return bad;
}

/* Reads what is left of a statement, so that the connection can be used again. */
static void drain(struct conn *c)
{
    PGresult *r;
    while ((r = PQgetResult(c->pg))) PQclear(r);
}

static void cancel(struct conn *c)
{
    char why[256];
    PGcancel *cancel = PQgetCancel(c->pg);
    if (cancel) PQcancel(cancel, why, sizeof why);
    PQfreeCancel(cancel);
    drain(c);
}

status conn_each(struct conn *c, str sql, const str *params, size_t param_count,
                 bool (*on_row)(void *owner, const struct db_result *row), void *owner)
{
    const char *name, **values;
    forget_result(c);
    status bad = terminate(c, params, param_count, &values);
    if (bad) return keep_own(c, bad);
    if ((bad = prepare(c, sql, &name))) return bad;
    if (!PQsendQueryPrepared(c->pg, name, (int)param_count, values, NULL, NULL, 0) ||
        !PQsetSingleRowMode(c->pg))
        return keep_own(c, S_UNAVAILABLE);
    heap_arena_clear(&c->arena);
    for (PGresult *r; (r = PQgetResult(c->pg));) {
        if (PQresultStatus(r) != PGRES_SINGLE_TUPLE) {
            drain(c);
            return keep(c, r);
        }
        struct db_result row = {.pg = r};
        bool goes_on = on_row(owner, &row);
        PQclear(r);
        if (!goes_on) {
            cancel(c);
            return S_OK;
        }
    }
    return keep_own(c, S_UNAVAILABLE);
}

const struct db_result *conn_error(const struct conn *c)
{
    return &c->result;
}

static bool take_notifications(struct conn *c, void (*on_heard)(void *owner, str payload),
                               void *owner)
{
    bool has_any = false;
    for (PGnotify *n; (n = PQnotifies(c->pg)); has_any = true) {
        if (on_heard && n->be_pid != PQbackendPID(c->pg)) on_heard(owner, str_from(n->extra));
        PQfreemem(n);
    }
    return has_any;
}

status conn_wait(struct conn *c, int wake_fd, int timeout_ms)
{
    return conn_hear(c, wake_fd, timeout_ms, NULL, NULL);
}

status conn_hear(struct conn *c, int wake_fd, int timeout_ms,
                 void (*on_heard)(void *owner, str payload), void *owner)
{
    if (take_notifications(c, on_heard, owner)) return S_OK; /* came with an earlier answer */
    struct pollfd fds[] = {{.fd = PQsocket(c->pg), .events = POLLIN},
                           {.fd = wake_fd, .events = POLLIN}};
    if (fds[0].fd < 0) return S_UNAVAILABLE;
    if (poll(fds, 2, timeout_ms) < 0 && errno != EINTR) return S_INTERNAL;
    bool is_alive = PQconsumeInput(c->pg);
    take_notifications(c, on_heard, owner);
    return is_alive && conn_is_alive(c) ? S_OK : S_UNAVAILABLE;
}

/* --- the last call --- */

static void forget_result(struct conn *c)
{
    PQclear(c->result.pg);
    c->result = (struct db_result){.pg = NULL};
    c->words[0] = 0;
    heap_arena_clear(&c->arena);
}

static status keep(struct conn *c, PGresult *pg)
{
    c->result = (struct db_result){.pg = pg, .own = pg ? S_OK : S_UNAVAILABLE};
    status s = db_status(&c->result);
    if (s) db_tell_trouble(&c->result);
    return s && !conn_is_alive(c) ? S_UNAVAILABLE : s;
}

static status keep_own(struct conn *c, status s)
{
    c->result = (struct db_result){.own = s, .words = c->words[0] ? c->words : NULL};
    return s;
}

static status command(struct conn *c, const char *sql)
{
    forget_result(c);
    return keep(c, PQexec(c->pg, sql));
}

static status prepare(struct conn *c, str sql, const char **name)
{
    char evicted[STATEMENT_NAME_MAX] = "";
    const struct prepared *p = statements_find(&c->statements, sql);
    if (p) {
        *name = p->name;
        return S_OK;
    }
    p = statements_add(&c->statements, sql, evicted);
    if (!p) return keep_own(c, S_OVER_LIMIT);
    *name = p->name;
    if (evicted[0]) {
        char drop[sizeof "deallocate " + STATEMENT_NAME_MAX];
        snprintf(drop, sizeof drop, "deallocate %s", evicted);
        PQclear(PQexec(c->pg, drop)); /* in a failed transaction it stays behind: one name more */
    }
    PGresult *r = PQprepare(c->pg, p->name, p->sql, 0, NULL);
    if (PQresultStatus(r) == PGRES_COMMAND_OK) {
        PQclear(r);
        return S_OK;
    }
    statements_forget(&c->statements, sql);
    return keep(c, r);
}

static status terminate(struct conn *c, const str *params, size_t count, const char ***values)
{
    *values = arena_take_array(&c->arena, count, sizeof **values);
    if (!*values || count > DB_PARAMS_MAX) return S_OVER_LIMIT;
    for (size_t i = 0; i < count; i++) {
        if (!params[i].data) continue;
        if (params[i].len && memchr(params[i].data, 0, params[i].len)) return S_INVALID;
        if (!((*values)[i] = arena_copy(&c->arena, params[i]))) return S_OVER_LIMIT;
    }
    return S_OK;
}
