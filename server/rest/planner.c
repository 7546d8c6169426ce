/* Values and columns in the SQL that is being written. */
#include "server/rest/planner.h"

status planner_add_param(struct planner *p, struct buf *sql, str value)
{
    if (p->plan->param_count == DB_PARAMS_MAX)
        return failure_set(p->arena, p->why, S_INVALID_QUERY, "PGRST100",
                           "the question has too many values", STR(""), "ask in several requests");
    p->plan->params[p->plan->param_count++] = value;
    buf_add_char(sql, '$');
    buf_add_u64(sql, p->plan->param_count);
    return S_OK;
}

status planner_find_column(struct planner *p, const struct table *t, str name,
                           const struct column **column)
{
    *column = table_column(t, name);
    if (*column) return S_OK;
    struct buf hint;
    buf_init_arena(&hint, p->arena, 4096);
    buf_add_text(&hint, "the columns of ");
    buf_add(&hint, t->name);
    buf_add_text(&hint, " are ");
    for (size_t i = 0; i < t->column_count; i++) {
        if (i) buf_add_text(&hint, ", ");
        buf_add(&hint, t->columns[i].name);
    }
    buf_add_char(&hint, '\0');
    return failure_set(p->arena, p->why, S_INVALID, "PGRST204", "there is no such column", name,
                       buf_str(&hint).data);
}

void planner_add_column(struct buf *sql, const struct scope *scope, const struct column *c)
{
    buf_add_text(sql, scope->alias);
    buf_add_char(sql, '.');
    buf_add(sql, c->quoted);
}
