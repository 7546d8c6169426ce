/* Writes the SQL of inserts, upserts, updates, deletes and calls. */
#include "server/rest/planner.h"

static status refuse_column(struct planner *p, str name)
{
    return failure_set(p->arena, p->why, S_INVALID, "PGRST204",
                       "this column is the server's to write", name, "leave it out of the body");
}

/* The columns that the body gives, checked and listed with a prefix. */
static status add_columns(struct planner *p, struct buf *sql, const char *prefix,
                          const char *suffix)
{
    for (size_t i = 0; i < p->in->body_column_count; i++) {
        const struct column *c;
        status s = planner_find_column(p, p->in->table, p->in->body_columns[i], &c);
        if (s) return s;
        if (c->is_server_owned || c->is_generated) return refuse_column(p, c->name);
        if (i) buf_add_text(sql, ", ");
        buf_add_text(sql, prefix);
        buf_add(sql, c->quoted);
        if (suffix) {
            buf_add_text(sql, suffix);
            buf_add(sql, c->quoted);
        }
    }
    return S_OK;
}

/* The body's rows as a row source called _b, typed by the table. */
static status add_body(struct planner *p, struct buf *sql)
{
    const char *function =
        p->in->is_body_array ? "json_populate_recordset" : "json_populate_record";
    buf_add_text(sql, " from ");
    buf_add_text(sql, function);
    buf_add_text(sql, "(null::public.");
    buf_add(sql, p->in->table->quoted);
    buf_add_text(sql, ", ");
    status s = planner_add_param(p, sql, p->in->body);
    buf_add_text(sql, ") _b");
    return s;
}

static bool is_body_column(const struct planner *p, str name)
{
    for (size_t i = 0; i < p->in->body_column_count; i++)
        if (str_equal(p->in->body_columns[i], name)) return true;
    return false;
}

static bool is_key_column(const struct table *t, const struct column *c)
{
    for (size_t i = 0; i < t->key_count; i++)
        if (&t->columns[t->key[i]] == c) return true;
    return false;
}

static status add_conflict_target(struct planner *p, struct buf *sql)
{
    const struct table *t = p->in->table;
    str rest = p->in->query->on_conflict, name;
    buf_add_text(sql, " on conflict (");
    for (size_t i = 0; !rest.len && i < t->key_count; i++) {
        if (i) buf_add_text(sql, ", ");
        buf_add(sql, t->columns[t->key[i]].quoted);
    }
    bool is_first = true;
    while (rest.len && str_cut(&rest, ',', &name)) {
        const struct column *c;
        status s = planner_find_column(p, t, str_trim(name), &c);
        if (s) return s;
        if (!is_first) buf_add_text(sql, ", ");
        buf_add(sql, c->quoted);
        is_first = false;
    }
    buf_add_char(sql, ')');
    return S_OK;
}

static status add_conflict(struct planner *p, struct buf *sql)
{
    const struct table *t = p->in->table;
    if (p->in->preferences.resolution == RESOLUTION_NONE) return S_OK;
    status s = add_conflict_target(p, sql);
    if (s) return s;
    const char *joint = " do update set ";
    for (size_t i = 0; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        if (p->in->preferences.resolution == RESOLUTION_IGNORE) break;
        if (is_key_column(t, c) || !is_body_column(p, c->name)) continue;
        buf_add_text(sql, joint);
        buf_add(sql, c->quoted);
        buf_add_text(sql, " = excluded.");
        buf_add(sql, c->quoted);
        joint = ", ";
    }
    if (joint[0] == ' ') buf_add_text(sql, " do nothing");
    return S_OK;
}

static status add_insert(struct planner *p, struct buf *sql)
{
    const struct table *t = p->in->table;
    buf_add_text(sql, "insert into public.");
    buf_add(sql, t->quoted);
    if (p->in->body_column_count == 0)
        return failure_set(p->arena, p->why, S_INVALID, "PGRST102", "the body has no columns",
                           STR(""),
                           "send a JSON object, or an array of objects, with the row's columns");
    buf_add_text(sql, " (");
    status s = add_columns(p, sql, "", NULL);
    if (s) return s;
    buf_add_text(sql, ") select ");
    s = add_columns(p, sql, "_b.", NULL);
    if (s) return s;
    s = add_body(p, sql);
    if (s) return s;
    s = add_conflict(p, sql);
    buf_add_text(sql, " returning *");
    return s;
}

/* An update or delete without a filter would reach every row: never meant, so never done. */
static status refuse_unfiltered(struct planner *p)
{
    return failure_set(p->arena, p->why, S_INVALID_QUERY, "21000",
                       "an update or delete needs a filter", STR(""), "as in ?id=eq.…");
}

static status add_update(struct planner *p, struct buf *sql)
{
    struct scope base = {p->in->table, "_t"};
    if (!p->in->query->top.filters) return refuse_unfiltered(p);
    if (p->in->is_body_array || p->in->body_column_count == 0)
        return failure_set(p->arena, p->why, S_INVALID, "PGRST102",
                           "an update's body is one object", STR(""),
                           "send a JSON object with the columns to change");
    buf_add_text(sql, "update public.");
    buf_add(sql, p->in->table->quoted);
    buf_add_text(sql, " _t set ");
    status s = add_columns(p, sql, "", " = _b.");
    if (s) return s;
    s = add_body(p, sql);
    if (s) return s;
    s = planner_add_where(p, sql, &base, &p->in->query->top, " where ");
    buf_add_text(sql, " returning _t.*");
    return s;
}

static status add_delete(struct planner *p, struct buf *sql)
{
    struct scope base = {p->in->table, "_t"};
    if (!p->in->query->top.filters) return refuse_unfiltered(p);
    buf_add_text(sql, "delete from public.");
    buf_add(sql, p->in->table->quoted);
    buf_add_text(sql, " _t");
    status s = planner_add_where(p, sql, &base, &p->in->query->top, " where ");
    buf_add_text(sql, " returning _t.*");
    return s;
}

status planner_add_write(struct planner *p, struct buf *sql)
{
    switch (p->in->action) {
    case ACTION_INSERT: return add_insert(p, sql);
    case ACTION_UPDATE: return add_update(p, sql);
    case ACTION_DELETE: return add_delete(p, sql);
    case ACTION_READ: break;
    }
    return S_INTERNAL;
}

static bool has_argument(const struct function *f, str name, size_t *at)
{
    for (*at = 0; *at < f->argument_count; (*at)++)
        if (str_equal(f->argument_names[*at], name)) return true;
    return false;
}

static const char *call_result(const struct function *f)
{
    if (f->returns_void) return "select null::text, 0, null from ";
    if (f->returns_set) return "select coalesce(json_agg(_r), '[]')::text, count(*), null from ";
    return "select to_json(_r)::text, 1, null from ";
}

status plan_call(struct arena *a, const struct function *f, const str *names, const str *values,
                 size_t count, struct plan *plan, struct failure *why)
{
    struct planner p = {.arena = a, .plan = plan, .why = why};
    struct buf sql;
    buf_init_arena(&sql, a, SQL_BYTES_MAX);
    plan->param_count = 0;
    buf_add_text(&sql, call_result(f));
    buf_add_text(&sql, "public.");
    buf_add(&sql, f->quoted);
    buf_add_char(&sql, '(');
    size_t at;
    for (size_t i = 0; i < count; i++) {
        if (!has_argument(f, names[i], &at))
            return failure_set(a, why, S_NOT_FOUND, "PGRST202", "the function has no such argument",
                               names[i], "its arguments are named in the API's description");
        if (i) buf_add_text(&sql, ", ");
        buf_add_char(&sql, '"');
        buf_add(&sql, f->argument_names[at]);
        buf_add_text(&sql, "\" => ");
        status s = planner_add_param(&p, &sql, values[i]);
        if (s) return s;
        buf_add_text(&sql, "::");
        buf_add(&sql, f->argument_types[at]);
    }
    buf_add_text(&sql, ") _r");
    plan->sql = buf_str(&sql);
    return S_OK;
}
