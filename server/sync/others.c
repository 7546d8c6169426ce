/* Reads the change log of a row and files conflicts. */
#include "server/sync/others.h"

#include <jansson.h>
#include <stdlib.h>

#include "core/buf.h"
#include "server/db/query.h"
#include "server/db/work.h"

enum { CONFLICT_BYTES_MAX = 1 << 20 };

static const char read_sql[] =
    "select op, array_to_json(changed)::text, case when auth.may_read_state(organization_id, "
    "resource, before) then before end::text, actor_id, at::text from ota.change_log "
    "where organization_id = $1 and table_name = $2 and row_id = $3 and seq > $4 "
    "and client_id is distinct from $5::uuid and op in ('insert', 'update', 'delete') "
    "and changed <> '{reader_ids}' "
    "order by seq, ord";

static const char write_sql[] =
    "insert into public.conflicts (organization_id, table_name, row_id, fields, kind, "
    "their_actor_id, "
    "their_name, their_at, client_id, mutation_n) values ($1, $2, $3, $4, $5, $6::uuid, "
    "(select coalesce(m.name, m.email) from public.memberships m "
    "where m.organization_id = $1 and m.user_id = $6::uuid), $7, $8, $9) returning id";

str canonical_json(const struct push *p, json_t *value)
{
    if (!value) return STR("null");
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS);
    str all = str_from(text);
    char *kept = text ? arena_copy(p->arena, all) : NULL;
    free(text);
    return (str){kept, kept ? all.len : 0};
}

static str kept(const struct push *p, str s)
{
    return s.data ? (str){arena_copy(p->arena, s), s.len} : s;
}

static str number_text(const struct push *p, int64_t number)
{
    struct buf b;
    buf_init_arena(&b, p->arena, 24);
    buf_add_i64(&b, number);
    return buf_str(&b);
}

/* The first change of a field says what it was at the base. */
static void note_fields(struct others *o, json_t *changed, json_t *before)
{
    size_t i;
    json_t *name;
    json_array_foreach(changed, i, name)
    {
        const char *field = json_string_value(name);
        if (!field || json_object_get(o->bases, field)) continue;
        json_t *value = json_object_get(before, field);
        if (value)
            json_object_set(o->bases, field, value);
        else
            json_object_set_new(o->bases, field, json_null());
    }
}

static void note_row(struct others *o, const struct db_result *rows, size_t row)
{
    str op = db_value(rows, row, 0), changed = db_value(rows, row, 1),
        before = db_value(rows, row, 2);
    o->has_changed = true;
    o->has_deleted = str_equal(op, STR("delete"));
    json_t *names = json_loadb(changed.data, changed.len, 0, NULL);
    json_t *values = before.data ? json_loadb(before.data, before.len, 0, NULL) : NULL;
    note_fields(o, names, values);
    json_decref(names);
    json_decref(o->deleted);
    o->deleted = o->has_deleted ? values : NULL;
    if (!o->has_deleted) json_decref(values);
}

status others_init(struct others *o, const struct push *p, const struct mutation *m)
{
    const struct db_result *rows;
    const str params[] = {p->organization_id, m->table, m->id, number_text(p, m->base_seq),
                          p->client_id};
    *o = (struct others){0};
    status s = conn_query(p->conn, str_from(read_sql), params, 5, &rows);
    if (s || db_row_count(rows) == 0) return s;
    o->bases = json_object();
    if (!o->bases) return S_OVER_LIMIT;
    size_t count = db_row_count(rows);
    for (size_t row = 0; row < count; row++) note_row(o, rows, row);
    o->actor_id = kept(p, db_value(rows, count - 1, 3));
    o->at = kept(p, db_value(rows, count - 1, 4));
    return S_OK;
}

void others_release(struct others *o)
{
    json_decref(o->bases);
    json_decref(o->deleted);
    o->bases = o->deleted = NULL;
}

static str lost_as_json(const struct push *p, const struct lost_field *lost, size_t count)
{
    struct buf b;
    buf_init_arena(&b, p->arena, CONFLICT_BYTES_MAX);
    buf_add_char(&b, '[');
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&b, i ? ",{\"field\":" : "{\"field\":");
        buf_add_json(&b, lost[i].name);
        buf_add_text(&b, ",\"base\":");
        buf_add(&b, lost[i].base);
        buf_add_text(&b, ",\"mine\":");
        buf_add(&b, lost[i].mine);
        buf_add_text(&b, ",\"theirs\":");
        buf_add(&b, lost[i].theirs);
        buf_add_char(&b, '}');
    }
    buf_add_char(&b, ']');
    return b.is_full ? (str){NULL, 0} : buf_str(&b);
}

status others_write_conflict(const struct others *o, const struct push *p, const struct mutation *m,
                             bool is_delete, const struct lost_field *lost, size_t count,
                             struct outcome *out)
{
    const struct db_result *rows;
    const str params[] = {p->organization_id,
                          m->table,
                          m->id,
                          lost_as_json(p, lost, count),
                          is_delete ? STR("delete") : STR("edit"),
                          o->actor_id,
                          o->at,
                          p->client_id,
                          number_text(p, m->n)};
    out->kind = OUTCOME_CONFLICT;
    out->fields = arena_take_array(p->arena, count, sizeof *out->fields);
    if (!params[3].data || !out->fields) return S_OVER_LIMIT;
    for (size_t i = 0; i < count; i++) out->fields[out->field_count++] = lost[i].name;
    status s = conn_query(p->conn, str_from(write_sql), params, 9, &rows);
    if (s) return s;
    out->conflict_id = kept(p, db_value(rows, 0, 0));
    return out->conflict_id.data ? S_OK : S_OVER_LIMIT;
}
