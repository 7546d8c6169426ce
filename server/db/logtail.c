/* Compares every organization's counter with what was told and reads the commits between. */
#include "server/db/logtail.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "server/base/identity.h"
#include "server/db/commit.h"
#include "server/db/conn.h"
#include "server/db/query.h"

enum { LOOK_EVERY_MS = 250, UUID_TEXT = 36, STATEMENT_MS = 10000 };

struct told {
    char organization_id[UUID_TEXT + 1];
    int64_t seq;  /* the last commit that was told */
    int64_t head; /* the last commit there is */
};

struct logtail {
    struct conn *conn;
    struct told *places; /* by organization */
    size_t count, at;    /* `at`: the first place that may have something to tell */
    bool is_known;       /* the places have been read once */
};

static const char heads_sql[] =
    "select organization_id, seq from ota.org_head order by organization_id::text collate \"C\"";
/* In the order of enum log_column. */
static const char commit_sql[] =
    "select organization_id, seq, table_name, row_id, op, changed, before, after, resource, "
    "owner_id, reader_ids, "
    "actor_id, client_id, at from ota.change_log where organization_id = $1 and seq = (select "
    "min(seq) "
    "from ota.change_log where organization_id = $1 and seq > $2 and seq <= $3) order by ord";

static status begin(struct logtail *t)
{
    const struct identity server = {.role = STR("service_role"), .claims = STR("{}")};
    return conn_begin(t->conn, &server);
}

/* Carries what was told over to the new list; both are sorted. */
static status take_heads(struct logtail *t, const struct db_result *rows)
{
    size_t count = db_row_count(rows), old = 0;
    struct told *places = calloc(count ? count : 1, sizeof *places);
    if (!places) return S_OVER_LIMIT;
    for (size_t i = 0; i < count; i++) {
        str id = db_value(rows, i, 0);
        if (id.len != UUID_TEXT || !str_to_i64(db_value(rows, i, 1), &places[i].head)) continue;
        memcpy(places[i].organization_id, id.data, UUID_TEXT);
        places[i].seq = t->is_known ? 0 : places[i].head;
        while (old < t->count && memcmp(t->places[old].organization_id, id.data, UUID_TEXT) < 0)
            old++;
        if (old < t->count && memcmp(t->places[old].organization_id, id.data, UUID_TEXT) == 0)
            places[i].seq = t->places[old].seq;
    }
    free(t->places);
    t->places = places;
    t->count = count;
    t->at = 0;
    t->is_known = true;
    return S_OK;
}

static status look(struct logtail *t)
{
    const struct db_result *rows;
    status s = begin(t);
    if (!s) s = conn_query(t->conn, str_from(heads_sql), NULL, 0, &rows);
    if (!s) s = take_heads(t, rows);
    conn_rollback(t->conn);
    return s;
}

status logtail_open(struct logtail **out, const struct settings *settings)
{
    struct logtail *t = calloc(1, sizeof *t);
    const struct db_result *ignored;
    *out = NULL;
    if (!t) return S_OVER_LIMIT;
    status s = conn_open(&t->conn, settings, LOGIN_SERVER, STATEMENT_MS);
    if (!s) s = conn_query(t->conn, STR("listen ota_feed"), NULL, 0, &ignored);
    if (!s) s = look(t);
    if (s) return logtail_close(t), s;
    *out = t;
    return S_OK;
}

void logtail_close(struct logtail *t)
{
    if (!t) return;
    conn_close(t->conn);
    free(t->places);
    free(t);
}

bool logtail_is_needed(struct logtail *t)
{
    const struct db_result *rows;
    status s = conn_query(
        t->conn,
        STR("select current_setting('wal_level') <> 'logical' or not exists (select from "
            "pg_roles where rolname = session_user and (rolreplication or rolsuper))"),
        NULL, 0, &rows);
    return !s && str_equal(db_value(rows, 0, 0), STR("t"));
}

static str number_text(struct buf *b, int64_t number)
{
    buf_add_i64(b, number);
    return buf_str(b);
}

static status collect(struct told *place, const struct db_result *rows, struct commit **c)
{
    size_t count = db_row_count(rows);
    if (count == 0)
        return place->seq = place->head, S_MORE; /* numbers whose transaction logged nothing */
    if (!str_to_i64(db_value(rows, 0, LOG_SEQ), &place->seq)) return S_UNAVAILABLE;
    struct commit *built = commit_create();
    status s = built ? S_OK : S_OVER_LIMIT;
    for (size_t row = 0; row < count && !s; row++) {
        str values[LOG_COLUMN_COUNT];
        for (size_t i = 0; i < LOG_COLUMN_COUNT; i++) values[i] = db_value(rows, row, i);
        s = commit_add(built, values);
    }
    if (s) return commit_release(built), S_OVER_LIMIT;
    *c = built;
    return S_OK;
}

static status read_commit(struct logtail *t, struct told *place, struct commit **c)
{
    const struct db_result *rows;
    char memory[2][24];
    struct buf from, to;
    buf_init(&from, memory[0], sizeof memory[0]);
    buf_init(&to, memory[1], sizeof memory[1]);
    const str params[] = {{place->organization_id, UUID_TEXT},
                          number_text(&from, place->seq),
                          number_text(&to, place->head)};
    status s = begin(t);
    if (!s) s = conn_query(t->conn, str_from(commit_sql), params, 3, &rows);
    if (!s) s = collect(place, rows, c);
    conn_rollback(t->conn);
    return s;
}

status logtail_next(struct logtail *t, int wake_fd, int timeout_ms, struct commit **c)
{
    *c = NULL;
    for (; t->at < t->count; t->at++) {
        struct told *place = &t->places[t->at];
        if (place->seq >= place->head) continue;
        status s = read_commit(t, place, c);
        if (s != S_MORE) return s;
    }
    status s = conn_wait(t->conn, wake_fd, timeout_ms < LOOK_EVERY_MS ? timeout_ms : LOOK_EVERY_MS);
    if (!s) s = look(t);
    return s ? S_UNAVAILABLE : S_MORE;
}
