/* A temporary logical slot, read with libpq and taken apart by pgoutput. */
#include "server/db/replication.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server/db/commit.h"
#include "server/db/connect.h"
#include "server/db/pgoutput.h"

enum { REPLY_EVERY_MS = 10000, REPLY_BYTES = 34, SLOT_MS_MAX = 1000 };

struct replication {
    PGconn *pg;
    struct commit *building;      /* between begin and commit */
    bool is_inside;               /* a transaction began */
    bool is_spoilt;               /* it cannot be told */
    uint32_t relation;            /* number of ota.change_log in this session */
    int places[LOG_COLUMN_COUNT]; /* where its columns stand; -1: not there */
    uint64_t position;            /* everything before it is dealt with */
    int64_t replied_ms;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t now_us_since_2000(void)
{
    enum { UNIX_TO_2000_S = 946684800 };
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return ((int64_t)t.tv_sec - UNIX_TO_2000_S) * 1000000 + t.tv_nsec / 1000;
}

static status connect_stream(struct replication *r, const struct settings *settings)
{
    char info[CONNECT_INFO_MAX];
    status s = connect_info(settings, LOGIN_FEED, 0, info);
    if (s) return s;
    const char *names[] = {"dbname", "replication", "application_name", "connect_timeout", NULL};
    const char *values[] = {info, "database", "ota feed", "5", NULL};
    r->pg = PQconnectdbParams(names, values, 1);
    return PQstatus(r->pg) == CONNECTION_OK ? S_OK : S_UNAVAILABLE;
}

/* Which of the two a refusal is: never allowed here, or not now. */
static status refusal(const PGresult *result)
{
    static const char *const never[] = {"42501", "53400", "55000", "0A000", "42704", "28000"};
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    for (size_t i = 0; state && i < sizeof never / sizeof never[0]; i++)
        if (strcmp(state, never[i]) == 0) return S_NO_ACCESS;
    return S_UNAVAILABLE;
}

static status command(struct replication *r, const char *text, ExecStatusType wanted)
{
    PGresult *result = PQexec(r->pg, text);
    status s = PQresultStatus(result) == wanted ? S_OK : refusal(result);
    PQclear(result);
    return s;
}

static void cancel(PGconn *pg)
{
    char why[256];
    PGcancel *key = PQgetCancel(pg);
    if (key) PQcancel(key, why, sizeof why);
    PQfreeCancel(key);
}

/* A new slot waits for the end of every transaction that writes at the moment: not for long here.
 * What waits on would keep its place among the few that may be, so it is ended. */
static status make_slot(struct replication *r, const char *text)
{
    int64_t end_ms = now_ms() + SLOT_MS_MAX;
    if (!PQsendQuery(r->pg, text)) return S_UNAVAILABLE;
    while (PQisBusy(r->pg)) {
        struct pollfd fd = {.fd = PQsocket(r->pg), .events = POLLIN};
        int64_t left_ms = end_ms - now_ms();
        if (left_ms <= 0) return cancel(r->pg), S_TIMEOUT;
        if (poll(&fd, 1, (int)left_ms) > 0 && !PQconsumeInput(r->pg)) return S_UNAVAILABLE;
    }
    PGresult *result = PQgetResult(r->pg);
    status s = PQresultStatus(result) == PGRES_TUPLES_OK ? S_OK : refusal(result);
    for (; result; result = PQgetResult(r->pg)) PQclear(result);
    return s;
}

static status start(struct replication *r)
{
    char name[64], text[256];
    snprintf(name, sizeof name, "ota_feed_%d_%d", (int)getpid(), PQbackendPID(r->pg));
    snprintf(text, sizeof text,
             "CREATE_REPLICATION_SLOT %s TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT", name);
    status s = command(r, "set timezone = 'UTC'", PGRES_COMMAND_OK);
    if (!s) s = command(r, "set datestyle = 'ISO'", PGRES_COMMAND_OK);
    if (!s) s = make_slot(r, text);
    if (s) return s;
    snprintf(text, sizeof text,
             "START_REPLICATION SLOT %s LOGICAL 0/0 (proto_version '1', "
             "publication_names 'ota_feed')",
             name);
    return command(r, text, PGRES_COPY_BOTH);
}

status replication_open(struct replication **out, const struct settings *settings)
{
    struct replication *r = calloc(1, sizeof *r);
    *out = NULL;
    if (!r) return S_OVER_LIMIT;
    status s = connect_stream(r, settings);
    if (!s) s = start(r);
    if (s) return replication_close(r), s;
    *out = r;
    return S_OK;
}

void replication_close(struct replication *r)
{
    if (!r) return;
    commit_release(r->building);
    PQfinish(r->pg);
    free(r);
}

static status reply(struct replication *r)
{
    char memory[REPLY_BYTES];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    replication_reply(&b, r->position, now_us_since_2000());
    r->replied_ms = now_ms();
    return PQputCopyData(r->pg, b.data, (int)b.len) == 1 && PQflush(r->pg) >= 0 ? S_OK
                                                                                : S_UNAVAILABLE;
}

static void learn_relation(struct replication *r, const struct pgoutput_message *m)
{
    if (!str_equal(m->schema, STR("ota")) || !str_equal(m->table, STR("change_log"))) return;
    r->relation = m->relation;
    for (int c = 0; c < LOG_COLUMN_COUNT; c++) {
        r->places[c] = -1;
        for (size_t i = 0; i < m->column_count; i++)
            if (str_equal(m->columns[i], log_column_name((enum log_column)c)))
                r->places[c] = (int)i;
    }
}

static void add_row(struct replication *r, const struct pgoutput_message *m)
{
    if (!r->relation || m->relation != r->relation || r->is_spoilt) return;
    str values[LOG_COLUMN_COUNT];
    for (int c = 0; c < LOG_COLUMN_COUNT; c++) {
        bool is_there = r->places[c] >= 0 && (size_t)r->places[c] < m->column_count;
        values[c] = is_there ? m->columns[r->places[c]] : (str){NULL, 0};
    }
    if (!r->building) r->building = commit_create();
    if (!r->building || commit_add(r->building, values)) r->is_spoilt = true;
}

/* The end of a transaction: S_MORE when it had no row of the log. */
static status finish(struct replication *r, uint64_t end, struct commit **c)
{
    struct commit *built = r->building;
    bool is_spoilt = r->is_spoilt;
    r->building = NULL;
    r->is_spoilt = r->is_inside = false;
    r->position = end;
    if (is_spoilt) return commit_release(built), S_OVER_LIMIT;
    *c = built;
    return built ? S_OK : S_MORE;
}

static status take_message(struct replication *r, str payload, struct commit **c)
{
    struct pgoutput_message m;
    if (pgoutput_parse(payload, &m)) {
        r->is_spoilt = true;
        return S_MORE;
    }
    switch (m.kind) {
    case PGOUTPUT_BEGIN: r->is_inside = true; return S_MORE;
    case PGOUTPUT_RELATION: learn_relation(r, &m); return S_MORE;
    case PGOUTPUT_INSERT: add_row(r, &m); return S_MORE;
    case PGOUTPUT_COMMIT: return finish(r, m.end, c);
    case PGOUTPUT_OTHER: return S_MORE;
    }
    return S_MORE;
}

static status take_frame(struct replication *r, str bytes, struct commit **c)
{
    struct replication_frame frame;
    if (replication_unwrap(bytes, &frame)) return S_UNAVAILABLE;
    if (frame.is_data) return take_message(r, frame.payload, c);
    if (!r->is_inside && frame.end > r->position) r->position = frame.end;
    status s = frame.wants_reply ? reply(r) : S_OK;
    return s ? s : S_MORE;
}

static status wait_for_bytes(struct replication *r, int wake_fd, int timeout_ms)
{
    struct pollfd fds[] = {{.fd = PQsocket(r->pg), .events = POLLIN},
                           {.fd = wake_fd, .events = POLLIN}};
    if (poll(fds, 2, timeout_ms) <= 0 || !(fds[0].revents)) return S_MORE;
    return PQconsumeInput(r->pg) ? S_OK : S_UNAVAILABLE;
}

status replication_next(struct replication *r, int wake_fd, int timeout_ms, struct commit **c)
{
    *c = NULL;
    bool has_waited = false;
    for (;;) {
        if (now_ms() - r->replied_ms >= REPLY_EVERY_MS && reply(r)) return S_UNAVAILABLE;
        char *bytes = NULL;
        int len = PQgetCopyData(r->pg, &bytes, 1);
        if (len < 0) return S_UNAVAILABLE;
        if (len > 0) {
            status s = take_frame(r, (str){bytes, (size_t)len}, c);
            PQfreemem(bytes);
            if (s != S_MORE) return s;
            continue;
        }
        if (has_waited) return S_MORE;
        status s = wait_for_bytes(r, wake_fd, timeout_ms);
        if (s) return s;
        has_waited = r->is_inside ? false : true;
    }
}
