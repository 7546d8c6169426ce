/* Rows of a related table inside a row: the foreign key either way, and its subselect. */
#include "server/rest/planner.h"

/* A foreign key as seen from one table. */
struct relation {
    const struct foreign_key *key;
    const struct table *other;
    bool is_forward; /* the key's columns are in the asking table: at most one row */
};

static bool names_key(const struct catalog *c, const struct foreign_key *k, str hint)
{
    if (!hint.len || str_equal(k->name, hint)) return true;
    const struct table *t = &c->tables[k->table];
    for (size_t i = 0; i < k->column_count; i++)
        if (str_equal(t->columns[k->columns[i]].name, hint)) return true;
    return str_equal(t->name, hint) || str_equal(c->tables[k->target].name, hint);
}

/* A table can also be called by the column that points to it, as in venue_id(name). */
static bool names_other(const struct catalog *c, const struct foreign_key *k,
                        const struct table *other, bool is_forward, str name)
{
    if (str_equal(other->name, name)) return true;
    const struct table *t = &c->tables[k->table];
    for (size_t i = 1; is_forward && i < k->column_count; i++)
        if (str_equal(t->columns[k->columns[i]].name, name)) return true;
    return false;
}

static status find_relation(struct planner *p, const struct table *from, const struct field *f,
                            struct relation *found)
{
    const struct catalog *c = p->in->catalog;
    int count = 0;
    for (size_t i = 0; i < c->key_count; i++) {
        const struct foreign_key *k = &c->keys[i];
        for (int way = 0; way < 2; way++) {
            bool is_forward = way == 0;
            const struct table *self = &c->tables[is_forward ? k->table : k->target];
            const struct table *other = &c->tables[is_forward ? k->target : k->table];
            if (self != from || !names_other(c, k, other, is_forward, f->name)) continue;
            if (!names_key(c, k, f->hint)) continue;
            *found = (struct relation){k, other, is_forward};
            count++;
        }
    }
    if (count == 1) return S_OK;
    if (count == 0)
        return failure_set(p->arena, p->why, S_INVALID_QUERY, "PGRST200",
                           "no foreign key leads from the table to", f->name,
                           "embed a table that refers to this one or is referred to by it");
    return failure_set(p->arena, p->why, S_INVALID_QUERY, "PGRST201",
                       "more than one foreign key leads to", f->name,
                       "say which one: table!constraint(columns)");
}

/* " where _e1.organization_id = _t.organization_id and …" */
static void add_join(struct buf *sql, const struct scope *outer, const struct scope *inner,
                     const struct relation *r)
{
    for (size_t i = 0; i < r->key->column_count; i++) {
        size_t own = r->is_forward ? r->key->columns[i] : r->key->target_columns[i];
        size_t far = r->is_forward ? r->key->target_columns[i] : r->key->columns[i];
        buf_add_text(sql, i ? " and " : " where ");
        planner_add_column(sql, inner, &inner->table->columns[far]);
        buf_add_text(sql, " = ");
        planner_add_column(sql, outer, &outer->table->columns[own]);
    }
}

/* A scope with the next free alias. */
static status open_scope(struct planner *p, const struct table *t, struct scope *scope)
{
    struct buf name;
    buf_init_arena(&name, p->arena, 32);
    buf_add_text(&name, "_e");
    buf_add_i64(&name, ++p->alias_count);
    buf_add_char(&name, '\0');
    *scope = (struct scope){t, name.data};
    return name.is_full ? S_TOO_LARGE : S_OK;
}

static status add_source(struct planner *p, struct buf *sql, const struct scope *outer,
                         const struct scope *inner, const struct relation *r,
                         const struct level *level)
{
    buf_add_text(sql, " from public.");
    buf_add(sql, inner->table->quoted);
    buf_add_char(sql, ' ');
    buf_add_text(sql, inner->alias);
    add_join(sql, outer, inner, r);
    return planner_add_where(p, sql, inner, level, " and ");
}

status planner_add_embedded(struct planner *p, struct buf *sql, const struct scope *scope,
                            const struct field *f)
{
    struct relation r;
    struct scope inner;
    status s = find_relation(p, scope->table, f, &r);
    if (s) return s;
    s = open_scope(p, r.other, &inner);
    if (s) return s;
    bool is_one = r.is_forward || r.key->is_to_one_back;
    buf_add_text(sql, is_one ? "(select row_to_json(_j) from (select "
                             : "(select coalesce(json_agg(_j), '[]') from (select ");
    s = planner_add_fields(p, sql, &inner, f->embedded);
    if (s) return s;
    s = add_source(p, sql, scope, &inner, &r, f->embedded);
    if (s) return s;
    s = planner_add_order(p, sql, &inner, f->embedded);
    if (s) return s;
    s = planner_add_limit(p, sql, f->embedded);
    buf_add_text(sql, ") _j)");
    return s;
}

status planner_add_exists(struct planner *p, struct buf *sql, const struct scope *scope,
                          const struct field *f)
{
    struct relation r;
    struct scope inner;
    status s = find_relation(p, scope->table, f, &r);
    if (s) return s;
    s = open_scope(p, r.other, &inner);
    if (s) return s;
    buf_add_text(sql, "exists (select 1");
    s = add_source(p, sql, scope, &inner, &r, f->embedded);
    buf_add_char(sql, ')');
    return s;
}
