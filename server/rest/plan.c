/* Writes the SQL of a read, and the frame that every statement shares. */
#include "server/rest/planner.h"

/* The first column: what the client is given. */
static void add_result(struct planner *p, struct buf *sql)
{
    const struct preferences *want = &p->in->preferences;
    bool has_rows = p->in->action == ACTION_READ || want->returning == RETURN_REPRESENTATION;
    if (want->wants_single)
        buf_add_text(sql, "select ota.only_row(count(*), (json_agg(_r)->0)::text)");
    else if (has_rows)
        buf_add_text(sql, "select coalesce(json_agg(_r), '[]')::text");
    else
        buf_add_text(sql, "select null::text");
    buf_add_text(sql, ", count(*), ");
}

static status add_total(struct planner *p, struct buf *sql, const struct scope *base)
{
    if (!p->in->preferences.wants_count) return buf_add_text(sql, "null"), S_OK;
    if (p->in->action != ACTION_READ) return buf_add_text(sql, "count(*)"), S_OK;
    buf_add_text(sql, "(select count(*) from public.");
    buf_add(sql, base->table->quoted);
    buf_add_text(sql, " _t");
    status s = planner_add_where(p, sql, base, &p->in->query->top, " where ");
    buf_add_char(sql, ')');
    return s;
}

/* The rows themselves, as _r. */
static status add_rows(struct planner *p, struct buf *sql, const struct scope *base)
{
    const struct level *top = &p->in->query->top;
    bool is_read = p->in->action == ACTION_READ;
    buf_add_text(sql, " from (select ");
    status s = planner_add_fields(p, sql, base, top);
    if (s) return s;
    buf_add_text(sql, " from ");
    if (is_read) {
        buf_add_text(sql, "public.");
        buf_add(sql, base->table->quoted);
    } else
        buf_add_text(sql, "_source");
    buf_add_text(sql, " _t");
    if (is_read) s = planner_add_where(p, sql, base, top, " where ");
    if (s) return s;
    s = planner_add_order(p, sql, base, top);
    if (s) return s;
    if (is_read) s = planner_add_limit(p, sql, top);
    buf_add_text(sql, ") _r");
    return s;
}

status plan_make(struct arena *a, const struct plan_input *in, struct plan *plan,
                 struct failure *why)
{
    struct planner p = {.arena = a, .in = in, .plan = plan, .why = why};
    struct scope base = {in->table, "_t"};
    struct buf sql;
    buf_init_arena(&sql, a, SQL_BYTES_MAX);
    plan->param_count = 0;
    if (in->action != ACTION_READ) {
        buf_add_text(&sql, "with _source as (");
        status s = planner_add_write(&p, &sql);
        if (s) return s;
        buf_add_text(&sql, ") ");
    }
    add_result(&p, &sql);
    status s = add_total(&p, &sql, &base);
    if (s) return s;
    s = add_rows(&p, &sql, &base);
    if (s) return s;
    plan->sql = buf_str(&sql);
    if (sql.is_full)
        return failure_set(a, why, S_TOO_LARGE, "PGRST100", "the question is too long", STR(""),
                           "");
    return S_OK;
}
