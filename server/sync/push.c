/* Takes the organization's turn, replays what was done before, applies the rest and records it. */
#include "server/sync/push.h"

#include "server/base/fault.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/sync/older.h"
#include "server/sync/place.h"

enum { RESULT_BYTES_MAX = 64 << 10 };

/* Both also name the next mutation for the log: its rows carry client and number. */
static const char begin_sql[] =
    "select last_n, head, horizon, set_config('ota.client', $2::text || ':' || (last_n + 1), true) "
    "from ota.sync_begin($1, $2::text::uuid)";

/* The seq of a result is this transaction's once it has written, else the head it began at. */
static const char record_sql[] =
    "with r as (select jsonb_set($4::jsonb, '{seq}', to_jsonb(coalesce(nullif(split_part("
    "current_setting('ota.taken', true), ':', 2), '')::bigint, $5::bigint))) as result) "
    "select r.result::text, ota.sync_record($1, $2::text::uuid, $3::bigint, r.result), "
    "set_config('ota.client', $2::text || ':' || ($3::bigint + 1), true) from r";

static str number_text(struct arena *a, int64_t number)
{
    struct buf b;
    buf_init_arena(&b, a, 24);
    buf_add_i64(&b, number);
    return buf_str(&b);
}

static void add_member(struct buf *b, const char *name, str value)
{
    buf_add_text(b, ",\"");
    buf_add_text(b, name);
    buf_add_text(b, "\":");
    buf_add_json(b, value);
}

static void add_outcome(struct buf *b, int64_t n, const struct outcome *o)
{
    static const char *const names[] = {"applied", "merged", "conflict", "rejected"};
    buf_add_text(b, "{\"n\":");
    buf_add_i64(b, n);
    add_member(b, "status", str_from(names[o->kind]));
    if (o->code) add_member(b, "code", str_from(o->code));
    if (o->message.data) add_member(b, "message", o->message);
    if (o->hint.data) add_member(b, "hint", o->hint);
    if (o->conflict_id.data) add_member(b, "conflict_id", o->conflict_id);
    if (o->field_count) buf_add_text(b, ",\"fields\":[");
    for (size_t i = 0; i < o->field_count; i++) {
        if (i) buf_add_char(b, ',');
        buf_add_json(b, o->fields[i]);
    }
    if (o->field_count) buf_add_char(b, ']');
    buf_add_char(b, '}');
}

static status record(const struct push *p, int64_t n, const struct outcome *o, struct buf *results)
{
    const struct db_result *rows;
    struct buf b;
    buf_init_arena(&b, p->arena, RESULT_BYTES_MAX);
    add_outcome(&b, n, o);
    const str params[] = {p->organization_id, p->client_id, number_text(p->arena, n), buf_str(&b),
                          number_text(p->arena, p->head)};
    if (b.is_full) return S_OVER_LIMIT;
    status s = conn_query(p->conn, str_from(record_sql), params, 5, &rows);
    if (!s) buf_add(results, db_value(rows, 0, 0));
    return s;
}

/* The result that was given the first time. */
static status replay(const struct push *p, int64_t n, struct buf *results)
{
    const struct db_result *rows;
    const str params[] = {p->organization_id, p->client_id, number_text(p->arena, n)};
    status s =
        conn_query(p->conn, STR("select ota.sync_result($1, $2, $3)::text"), params, 3, &rows);
    if (s) return s;
    str kept = db_value(rows, 0, 0);
    if (kept.data) return buf_add(results, kept), S_OK;
    buf_add_text(results, "{\"n\":");
    buf_add_i64(results, n);
    buf_add_text(results,
                 ",\"status\":\"applied\",\"message\":\"its result is no longer kept\",\"seq\":");
    buf_add_i64(results, p->head);
    buf_add_char(results, '}');
    return S_OK;
}

static status take_turn(struct push *p, int64_t *last_n)
{
    const struct db_result *rows;
    const str params[] = {p->organization_id, p->client_id};
    status s = conn_query(p->conn, str_from(begin_sql), params, 2, &rows);
    if (s) return s;
    return str_to_i64(db_value(rows, 0, 0), last_n) && str_to_i64(db_value(rows, 0, 1), &p->head) &&
                   str_to_i64(db_value(rows, 0, 2), &p->horizon)
               ? S_OK
               : S_DATABASE;
}

/* Both or, where either is refused, neither. */
static status apply_both(const struct push *p, const struct mutation *m, const struct older *o,
                         struct outcome *out)
{
    struct outcome elsewhere = {.kind = OUTCOME_APPLIED};
    status s = conn_savepoint(p->conn);
    if (!s && !o->is_idle) s = apply_mutation(p, m, out);
    if (!s && out->kind != OUTCOME_REJECTED) s = apply_mutation(p, &o->elsewhere, &elsewhere);
    if (s) return s;
    if (elsewhere.kind > out->kind) *out = elsewhere;
    return out->kind == OUTCOME_REJECTED ? conn_rollback_savepoint(p->conn)
                                         : conn_release_savepoint(p->conn);
}

static status push_one(const struct push *p, int32_t schema, const struct mutation *m,
                       struct buf *results, struct push_tally *tally)
{
    struct outcome outcome = {.kind = OUTCOME_APPLIED};
    struct older older;
    status s = older_init(&older, p, schema, m);
    if (!s && older.elsewhere.values)
        s = apply_both(p, m, &older, &outcome);
    else if (!s && !older.is_idle)
        s = apply_mutation(p, m, &outcome);
    FAULT_POINT(push_mutation_applied);
    if (!s) s = record(p, m->n, &outcome, results);
    older_release(&older); /* the outcome names its fields by the mutation's words */
    FAULT_POINT(push_result_recorded);
    tally->mutations++;
    tally->conflicts += outcome.kind == OUTCOME_CONFLICT;
    return s;
}

status push_mutations(struct conn *c, struct arena *a, const struct catalog *catalog,
                      const struct identity *identity, const struct sync_request *in,
                      struct buf *results, struct push_tally *tally)
{
    struct push p = {.conn = c,
                     .arena = a,
                     .catalog = catalog,
                     .identity = identity,
                     .organization_id = in->organization_id,
                     .client_id = in->client_id};
    struct place place;
    int64_t last_n = 0;
    status s = conn_begin(c, identity);
    FAULT_POINT(push_begun);
    if (!s) s = place_read(c, a, in->organization_id, &place);
    if (!s && in->wants_changes) s = place_check(&place, in->cursor);
    if (!s) s = take_turn(&p, &last_n);
    FAULT_POINT(push_turn_taken);
    *tally = (struct push_tally){.expected = last_n + 1};
    if (!s && in->mutations[0].n > last_n + 1) s = S_SYNC_GAP;
    for (size_t i = 0; i < in->mutation_count && !s; i++) {
        const struct mutation *m = &in->mutations[i];
        if (i) buf_add_char(results, ',');
        s = m->n <= last_n ? replay(&p, m->n, results)
                           : push_one(&p, in->schema, m, results, tally);
    }
    if (!s && results->is_full) s = S_OVER_LIMIT;
    FAULT_POINT(push_before_commit);
    if (!s) s = conn_commit(c);
    FAULT_POINT(push_committed);
    return s;
}
