/* Writes the SQL of a read, and the frame that every statement shares. */
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

/* A name of the client's as a quoted identifier: only ever a label of the output. */
static void add_label(struct buf *sql, str label)
{
    buf_add_char(sql, '"');
    for (size_t i = 0; i < label.len && i < 63; i++) {
        if (label.data[i] == '"') buf_add_char(sql, '"');
        if (label.data[i] != '\0') buf_add_char(sql, label.data[i]);
    }
    buf_add_char(sql, '"');
}

static void add_every_column(struct buf *sql, const struct scope *scope)
{
    buf_add_text(sql, scope->alias);
    buf_add_text(sql, ".*");
}

static status add_field(struct planner *p, struct buf *sql, const struct scope *scope,
                        const struct field *f)
{
    if (f->embedded) {
        status s = planner_add_embedded(p, sql, scope, f);
        if (s) return s;
    } else if (str_equal(f->name, STR("*"))) {
        add_every_column(sql, scope);
        return S_OK;
    } else {
        const struct column *c;
        status s = planner_find_column(p, scope->table, f->name, &c);
        if (s) return s;
        planner_add_column(sql, scope, c);
        if (!f->alias.len) return S_OK;
    }
    buf_add_text(sql, " as ");
    add_label(sql, f->alias.len ? f->alias : f->name);
    return S_OK;
}

status planner_add_fields(struct planner *p, struct buf *sql, const struct scope *scope,
                          const struct level *level)
{
    if (!level->fields) return add_every_column(sql, scope), S_OK;
    for (const struct field *f = level->fields; f; f = f->next) {
        if (f != level->fields) buf_add_text(sql, ", ");
        status s = add_field(p, sql, scope, f);
        if (s) return s;
    }
    return S_OK;
}

static status add_filter(struct planner *p, struct buf *sql, const struct scope *scope,
                         const struct filter *f);

static status add_comparison(struct planner *p, struct buf *sql, const struct scope *scope,
                             const struct filter *f)
{
    const struct column *c;
    status s = planner_find_column(p, scope->table, f->column, &c);
    if (s) return s;
    planner_add_column(sql, scope, c);
    buf_add_char(sql, ' ');
    buf_add_text(sql, operator_sql(f->op));
    buf_add_char(sql, ' ');
    if (f->op == OPERATOR_is) {
        bool is_not_null = str_equal_ascii_nocase(f->value, STR("not_null"));
        buf_add(sql, is_not_null ? STR("not null") : f->value);
        return S_OK;
    }
    if (f->op == OPERATOR_in) buf_add_char(sql, '(');
    s = planner_add_param(p, sql, f->value);
    if (f->op == OPERATOR_in) buf_add_char(sql, ')');
    return s;
}

static status add_filters(struct planner *p, struct buf *sql, const struct scope *scope,
                          const struct filter *first, const char *joint)
{
    for (const struct filter *f = first; f; f = f->next) {
        if (f != first) buf_add_text(sql, joint);
        status s = add_filter(p, sql, scope, f);
        if (s) return s;
    }
    return S_OK;
}

static status add_filter(struct planner *p, struct buf *sql, const struct scope *scope,
                         const struct filter *f)
{
    if (f->is_negated) buf_add_text(sql, "not ");
    buf_add_char(sql, '(');
    status s = f->kind == FILTER_COMPARE
                   ? add_comparison(p, sql, scope, f)
                   : add_filters(p, sql, scope, f->first, f->kind == FILTER_AND ? " and " : " or ");
    buf_add_char(sql, ')');
    return s;
}

status planner_add_where(struct planner *p, struct buf *sql, const struct scope *scope,
                         const struct level *level, const char *first)
{
    const char *joint = first;
    if (level->filters) {
        buf_add_text(sql, joint);
        status s = add_filters(p, sql, scope, level->filters, " and ");
        if (s) return s;
        joint = " and ";
    }
    for (const struct field *f = level->fields; f; f = f->next) {
        if (!f->embedded || !f->is_inner) continue;
        buf_add_text(sql, joint);
        status s = planner_add_exists(p, sql, scope, f);
        if (s) return s;
        joint = " and ";
    }
    return S_OK;
}

status planner_add_order(struct planner *p, struct buf *sql, const struct scope *scope,
                         const struct level *level)
{
    for (const struct order *o = level->orders; o; o = o->next) {
        const struct column *c;
        status s = planner_find_column(p, scope->table, o->column, &c);
        if (s) return s;
        buf_add_text(sql, o == level->orders ? " order by " : ", ");
        planner_add_column(sql, scope, c);
        if (o->is_descending) buf_add_text(sql, " desc");
        if (o->nulls == NULLS_FIRST) buf_add_text(sql, " nulls first");
        if (o->nulls == NULLS_LAST) buf_add_text(sql, " nulls last");
    }
    return S_OK;
}

static status add_number(struct planner *p, struct buf *sql, const char *word, int64_t number)
{
    struct buf text;
    buf_init_arena(&text, p->arena, 32);
    buf_add_i64(&text, number);
    buf_add_text(sql, word);
    return planner_add_param(p, sql, buf_str(&text));
}

status planner_add_limit(struct planner *p, struct buf *sql, const struct level *level)
{
    status s = level->limit >= 0 ? add_number(p, sql, " limit ", level->limit) : S_OK;
    if (s || level->offset == 0) return s;
    return add_number(p, sql, " offset ", level->offset);
}

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
