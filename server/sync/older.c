/* Follows schema_change.def for written values; the database says what took a field's place. */
#include "server/sync/older.h"

#include <jansson.h>

#include "core/buf.h"
#include "core/schema_change.h"
#include "server/db/query.h"
#include "server/db/work.h"

enum { SQL_BYTES_MAX = 256 };

/* The fields and values that `value` of the mapped field is today, into `values`. */
static status map_field(const struct push *p, const struct schema_change *c, json_t *value,
                        json_t *values)
{
    const struct db_result *rows;
    struct buf sql;
    const str params[] = {p->organization_id,
                          {json_string_value(value), json_string_length(value)}};
    buf_init_arena(&sql, p->arena, SQL_BYTES_MAX);
    buf_add_text(&sql, "select ota.");
    buf_add_text(&sql, schema_table(c->table)->name);
    buf_add_char(&sql, '_');
    buf_add_text(&sql, c->name);
    buf_add_text(&sql, "_now($1, $2)::text");
    status s = conn_query(p->conn, buf_str(&sql), params, 2, &rows);
    if (s) return s;
    str text = db_value(rows, 0, 0);
    json_t *now = json_loadb(text.data, text.len, 0, NULL);
    s = now && json_object_update(values, now) == 0 ? S_OK : S_OVER_LIMIT;
    json_decref(now);
    return s;
}

/* The value is for the row with the same id of the table that its field is in now. */
static status move_field(const struct schema_change *c, json_t *value, struct older *o,
                         const struct mutation *m)
{
    if (!o->elsewhere.values) {
        o->elsewhere = *m;
        o->elsewhere.table = str_from(schema_table(c->to)->name);
        o->elsewhere.values = json_object();
    }
    return json_object_set(o->elsewhere.values, c->name, value) == 0 ? S_OK : S_OVER_LIMIT;
}

status older_init(struct older *out, const struct push *p, int32_t schema, const struct mutation *m)
{
    const struct table *t = m->problem.data ? NULL : schema_table_named(m->table);
    bool is_aside = false;
    *out = (struct older){0};
    if (!t || !m->values) return S_OK;
    for (const struct schema_change *c = schema_changes(); c->schema; c++) {
        json_t *value = json_object_get(m->values, c->name ? c->name : "");
        if (!schema_change_drops(c) || !value || !schema_change_touches(c, schema, t)) continue;
        status s = S_OK;
        if (c->kind == CHANGE_field_mapped) s = map_field(p, c, value, m->values);
        if (c->kind == CHANGE_field_moved) s = move_field(c, value, out, m);
        if (s) return s;
        json_object_del(m->values, c->name);
        is_aside = true;
    }
    out->is_idle = is_aside && m->op == MUTATION_UPDATE && json_object_size(m->values) == 0;
    return S_OK;
}

void older_release(struct older *o)
{
    json_decref(o->elsewhere.values);
}
