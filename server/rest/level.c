/* One level of a question: its fields with the tables embedded in them, filters, order, limit. A
 * level embeds further ones, so this file calls itself. */
#include "server/rest/relation.h"

static status add_embedded(struct planner *p, struct buf *sql, const struct scope *scope,
                           const struct field *f);
static status add_exists(struct planner *p, struct buf *sql, const struct scope *scope,
                         const struct field *f);

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
        status s = add_embedded(p, sql, scope, f);
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
        status s = add_exists(p, sql, scope, f);
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

/* --- embedded tables --- */

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

/* How the table of an embedded field is reached, and a scope of it with the next free alias. */
static status open_embedded(struct planner *p, const struct scope *outer, const struct field *f,
                            struct relation *r, struct scope *scope)
{
    status s = relation_find(p, outer->table, f, r);
    if (s) return s;
    struct buf name;
    buf_init_arena(&name, p->arena, 32);
    buf_add_text(&name, "_e");
    buf_add_i64(&name, ++p->alias_count);
    buf_add_char(&name, '\0');
    *scope = (struct scope){r->other, name.data};
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

static status add_embedded(struct planner *p, struct buf *sql, const struct scope *scope,
                           const struct field *f)
{
    struct relation r;
    struct scope inner;
    status s = open_embedded(p, scope, f, &r, &inner);
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

static status add_exists(struct planner *p, struct buf *sql, const struct scope *scope,
                         const struct field *f)
{
    struct relation r;
    struct scope inner;
    status s = open_embedded(p, scope, f, &r, &inner);
    if (s) return s;
    buf_add_text(sql, "exists (select 1");
    s = add_source(p, sql, scope, &inner, &r, f->embedded);
    buf_add_char(sql, ')');
    return s;
}
