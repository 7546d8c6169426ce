/* GET /api/sync/snapshot: all readable rows as lines of JSON, table by table, resumable by id. */
#include <stddef.h>
#include <string.h>

#include "core/buf.h"
#include "core/checksum.h"
#include "core/date.h"
#include "server/base/clock.h"
#include "server/base/fault.h"
#include "server/base/heap.h"
#include "server/base/settings.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/sync/access.h"
#include "server/sync/place.h"
#include "server/sync/refuse.h"
#include "server/sync/row_sql.h"
#include "server/sync/sync.h"
#include "server/sync/view.h"

enum { CHUNK_BYTES = 64 << 10, SCRATCH_BYTES_MAX = 4 << 20 };

/* Runs twice on a work thread: first to judge whether it may start, then to stream. */
struct snapshot {
    struct work work;
    struct request *request;
    struct stream *stream;
    status status;
    str why;
    str organization_id;
    str after_table, after_id; /* resume behind this row; NULL data: from the start */
    struct cursor head;        /* the log from here on completes the snapshot */
    bool has_head;             /* it was given with the request */
    str first;                 /* the day whose screen comes first; NULL data: none does */
    int64_t schema;            /* the client's */
    /* while streaming */
    struct arena arena;
    str role;
    str table;
    struct checksum sum;
    struct buf trailer; /* "checksums" so far */
    int64_t *counts;    /* rows of each table */
    int64_t row_count;  /* of all */
    char *chunk;
    size_t chunk_len;
    int64_t began_ms;
    bool is_cut; /* the client has left, or another has its turn */
};

static void judge(struct work *w, struct conn *c);
static void judged(struct work *w);
static void stream(struct work *w, struct conn *c);
static void streamed(struct work *w);

static struct snapshot *snapshot_of(struct work *w)
{
    return (struct snapshot *)(void *)((char *)w - offsetof(struct snapshot, work));
}

static bool is_readable_name(str table)
{
    for (size_t i = 0; i < access_table_count(); i++)
        if (str_equal(access_table_name(i), table)) return true;
    return false;
}

static status parse(struct snapshot *s, struct request *r)
{
    uuid id;
    str head = request_query(r, "head"), after = request_query(r, "after");
    str schema = request_query(r, "schema");
    s->organization_id = request_query(r, "organization_id");
    s->first = request_query(r, "first");
    s->schema = 1; /* what clients spoke before they said so */
    if (!uuid_parse(s->organization_id, &id))
        return s->why = STR("organization_id must be a UUID"), S_INVALID_QUERY;
    if (schema.data && !str_to_i64(schema, &s->schema))
        return s->why = STR("schema must be a number"), S_INVALID_QUERY;
    status bad = sync_schema_check(s->schema);
    if (bad) return bad;
    if (s->first.data && date_parse(s->first) == DATE_NONE)
        return s->why = STR("first must be a day of the form YYYY-MM-DD"), S_INVALID_QUERY;
    s->has_head = head.data != NULL;
    if (s->has_head && !cursor_parse(head, &s->head))
        return s->why = STR("head must be of the form epoch.seq"), S_INVALID_QUERY;
    if (!after.data) return S_OK;
    if (s->first.data)
        return s->why = STR("first is for the beginning, after for the rest"), S_INVALID_QUERY;
    size_t comma = str_find_char(after, ',', 0);
    s->after_table = str_slice(after, 0, comma);
    s->after_id = str_slice(after, comma + 1, after.len);
    if (!is_readable_name(s->after_table) || !uuid_parse(s->after_id, &id))
        return s->why = STR("after must be of the form table,id"), S_INVALID_QUERY;
    if (!s->has_head)
        return s->why = STR("after needs the head of the first answer"), S_INVALID_QUERY;
    return S_OK;
}

void sync_snapshot(struct request *r)
{
    struct snapshot *s = arena_take(&r->arena, sizeof *s);
    if (!s) {
        respond_error(r, S_OVER_LIMIT, NULL, NULL);
        return;
    }
    request_stage(r, STAGE_PARSE);
    s->request = r;
    status bad = parse(s, r);
    if (!bad) {
        s->work = (struct work){.run = judge, .done = judged, .home = r->services->loop};
        request_stage(r, STAGE_QUERY);
        bad = work_submit(r->services->work, &s->work);
        if (!bad) return; /* from here on the snapshot is the work thread's */
    }
    sync_refuse(r, bad, s->why);
}

/* A member, and a given head that the log still completes. */
static status judge_place(struct snapshot *s, struct conn *c)
{
    struct request *r = s->request;
    struct place place;
    status bad = place_begin_reading(c, &r->identity);
    if (!bad) bad = place_read(c, &r->arena, s->organization_id, &place);
    if (!bad && s->has_head) bad = place_check(&place, s->head);
    conn_rollback(c);
    return bad;
}

static void judge(struct work *w, struct conn *c)
{
    struct snapshot *s = snapshot_of(w);
    s->status = c ? judge_place(s, c) : S_UNAVAILABLE;
}

static void judged(struct work *w)
{
    struct snapshot *s = snapshot_of(w);
    struct request *r = s->request;
    if (s->status) {
        sync_refuse(r, s->status, s->why);
        return;
    }
    s->stream = respond_stream(r, "application/x-ndjson; charset=utf-8");
    s->work =
        (struct work){.run = stream, .done = streamed, .home = r->services->loop, .is_paced = true};
    if (s->stream && work_submit(r->services->work, &s->work)) stream_end(s->stream, false);
}

/* Downloads take as long as their readers need, unless others wait: who is torn goes on in turn. */
static bool makes_room(const struct snapshot *s)
{
    const struct services *services = s->request->services;
    return clock_monotonic_ms() - s->began_ms > services->settings->work_timeout_ms &&
           work_streams_wait(services->work);
}

static void flush(struct snapshot *s)
{
    if (s->chunk_len && !s->is_cut)
        s->is_cut = !stream_feed(s->stream, (str){s->chunk, s->chunk_len}) || makes_room(s);
    FAULT_POINT(snapshot_chunk_sent);
    s->chunk_len = 0;
}

static void add(struct snapshot *s, str bytes)
{
    while (bytes.len) {
        size_t room = CHUNK_BYTES - s->chunk_len;
        size_t part = bytes.len < room ? bytes.len : room;
        memcpy(s->chunk + s->chunk_len, bytes.data, part);
        s->chunk_len += part;
        bytes = str_slice(bytes, part, bytes.len);
        if (s->chunk_len == CHUNK_BYTES) flush(s);
    }
}

static void sum_version(struct snapshot *s, const struct db_result *row)
{
    uuid id;
    int64_t seq;
    if (uuid_parse(db_value(row, 0, 0), &id) && str_to_i64(db_value(row, 0, 1), &seq))
        checksum_add(&s->sum, s->table, id, seq);
}

static bool on_version(void *owner, const struct db_result *row)
{
    sum_version(owner, row);
    return true;
}

static bool on_row(void *owner, const struct db_result *row)
{
    struct snapshot *s = owner;
    sum_version(s, row);
    add(s, db_value(row, 0, 2));
    add(s, STR("\n"));
    return !s->is_cut;
}

/* Runs a statement of the current table row by row; `second`: its $2, if it has one. */
static status each(struct snapshot *s, struct conn *c, str sql, str second,
                   bool (*take)(void *owner, const struct db_result *row))
{
    const str params[] = {s->organization_id, second};
    return conn_each(c, sql, params, second.data ? 2 : 1, take, s);
}

static status sum_rows(struct snapshot *s, struct conn *c, enum row_sql what, str second)
{
    str sql;
    status bad = row_sql(&s->arena, s->request->services->catalog, what, s->table, NULL, 0, &sql);
    return bad ? bad : each(s, c, sql, second, on_version);
}

static status send_rows(struct snapshot *s, struct conn *c, enum row_read what, str second)
{
    str sql;
    status bad = row_read_sql(&s->arena, s->request->services->catalog, what, s->table,
                              (int32_t)s->schema, &sql);
    return bad ? bad : each(s, c, sql, second, on_row);
}

static bool is_told(const struct snapshot *s, size_t table_index)
{
    return access_is_told(s->role, (int32_t)s->schema, table_index);
}

static status count_rows(struct snapshot *s, struct conn *c)
{
    s->counts = arena_take_array(&s->arena, access_table_count(), sizeof *s->counts);
    if (!s->counts) return S_OVER_LIMIT;
    for (size_t i = 0; i < access_table_count(); i++) {
        const struct db_result *rows;
        str sql;
        if (!is_told(s, i)) continue;
        status bad = row_sql(&s->arena, s->request->services->catalog, ROW_SQL_COUNT,
                             access_table_name(i), NULL, 0, &sql);
        if (!bad) bad = conn_query(c, sql, &s->organization_id, 1, &rows);
        if (bad) return bad;
        if (!str_to_i64(db_value(rows, 0, 0), &s->counts[i])) return S_DATABASE;
        s->row_count += s->counts[i];
    }
    return S_OK;
}

static void add_table_line(struct snapshot *s, str table, int64_t count)
{
    char memory[128];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    buf_add_text(&b, "{\"table\":");
    buf_add_json(&b, table);
    buf_add_text(&b, ",\"count\":");
    buf_add_i64(&b, count);
    buf_add_text(&b, "}\n");
    add(s, buf_str(&b));
}

static void add_to_trailer(struct snapshot *s)
{
    char hex[CHECKSUM_TEXT_BYTES];
    checksum_format(s->sum.sum, hex);
    if (s->trailer.len) buf_add_char(&s->trailer, ',');
    buf_add_json(&s->trailer, s->table);
    buf_add_text(&s->trailer, ":{\"count\":");
    buf_add_u64(&s->trailer, s->sum.count);
    buf_add_text(&s->trailer, ",\"sum\":\"");
    buf_add(&s->trailer, (str){hex, sizeof hex});
    buf_add_text(&s->trailer, "\"}");
}

/* One table: whole, behind the row to resume at, or only summed when the client has it already. */
static status add_table(struct snapshot *s, struct conn *c, size_t index, bool is_before,
                        bool is_resumed)
{
    const str none = {NULL, 0};
    status bad = S_OK;
    s->sum = (struct checksum){0};
    if (is_before) bad = sum_rows(s, c, ROW_SQL_VERSIONS, none);
    if (is_resumed) bad = sum_rows(s, c, ROW_SQL_UP_TO, s->after_id);
    if (!is_before && !bad) {
        add_table_line(s, s->table, s->counts[index]);
        bad = is_resumed ? send_rows(s, c, ROW_READ_AFTER, s->after_id)
                         : send_rows(s, c, ROW_READ_ALL, none);
    }
    add_to_trailer(s);
    return bad;
}

/* What the first screen shows, to be used before the rest has come, which has it once more. */
static status add_first_part(struct snapshot *s, struct conn *c)
{
    for (size_t i = 0; i < access_table_count() && !s->is_cut; i++) {
        s->table = access_table_name(i);
        if (!is_told(s, i) || !view_first_rows(s->table)) continue;
        add(s, STR("{\"part\":\"first\",\"table\":\""));
        add(s, s->table);
        add(s, STR("\"}\n"));
        status bad = send_rows(s, c, ROW_READ_FIRST, s->first);
        if (bad) return bad;
    }
    return S_OK;
}

static void add_first_line(struct snapshot *s)
{
    struct buf b;
    bool has_one = false;
    buf_init_arena(&b, &s->arena, 4096);
    buf_add_text(&b, "{\"snapshot\":1,\"organization_id\":");
    buf_add_json(&b, s->organization_id);
    buf_add_text(&b, ",\"head\":");
    place_add_cursor(&b, s->head.epoch, s->head.seq);
    buf_add_text(&b, ",\"schema\":");
    buf_add_i64(&b, s->schema);
    buf_add_text(&b, ",\"role\":");
    buf_add_json(&b, s->role);
    buf_add_text(&b, ",\"rows\":");
    buf_add_i64(&b, s->row_count);
    buf_add_text(&b, ",\"tables\":[");
    for (size_t i = 0; i < access_table_count(); i++) {
        if (!is_told(s, i)) continue;
        if (has_one) buf_add_char(&b, ',');
        has_one = true;
        buf_add_json(&b, access_table_name(i));
    }
    buf_add_text(&b, "]}\n");
    add(s, buf_str(&b));
}

/* From here on rows are sent at their reader's pace; who takes none any more ends the stream. */
static status lift_deadline(struct conn *c)
{
    const struct db_result *ignored;
    return conn_query(c, STR("select set_config('statement_timeout', '0', true)"), NULL, 0,
                      &ignored);
}

static status begin(struct snapshot *s, struct conn *c)
{
    struct place place;
    status bad = place_begin_reading(c, &s->request->identity);
    FAULT_POINT(snapshot_begun);
    if (!bad) bad = place_read(c, &s->arena, s->organization_id, &place);
    if (bad) return bad;
    s->role = place.role;
    if (!s->has_head) s->head = (struct cursor){place.epoch, place.head};
    bad = count_rows(s, c);
    if (!bad) bad = lift_deadline(c);
    if (bad) return bad;
    add_first_line(s);
    if (s->first.data) bad = add_first_part(s, c);
    if (s->first.data) add(s, STR("{\"part\":\"rest\"}\n"));
    flush(s);
    return bad;
}

static status add_everything(struct snapshot *s, struct conn *c)
{
    bool is_before = s->after_table.data != NULL;
    status bad = begin(s, c);
    for (size_t i = 0; i < access_table_count() && !bad && !s->is_cut; i++) {
        s->table = access_table_name(i);
        bool is_resumed = is_before && str_equal(s->table, s->after_table);
        if (is_resumed) is_before = false;
        if (is_told(s, i)) bad = add_table(s, c, i, is_before, is_resumed);
    }
    if (bad) return bad;
    FAULT_POINT(snapshot_before_end);
    add(s, STR("{\"end\":true,\"checksums\":{"));
    add(s, buf_str(&s->trailer));
    add(s, STR("}}\n"));
    flush(s);
    return S_OK;
}

static void stream(struct work *w, struct conn *c)
{
    struct snapshot *s = snapshot_of(w);
    heap_arena_init(&s->arena, SCRATCH_BYTES_MAX);
    buf_init_arena(&s->trailer, &s->arena, 16384);
    s->chunk = arena_take(&s->arena, CHUNK_BYTES);
    s->began_ms = clock_monotonic_ms();
    s->status = c && s->chunk ? add_everything(s, c) : S_UNAVAILABLE;
    heap_arena_release(&s->arena);
}

static void streamed(struct work *w)
{
    struct snapshot *s = snapshot_of(w);
    stream_end(s->stream, !s->status && !s->is_cut);
}
