/* Parses a whole query string: select first, then what it narrows, sorts and cuts. */
#include "server/rest/query.h"

static status wrong_number(struct arena *a, struct failure *why, str name)
{
    return failure_set(a, why, S_INVALID_QUERY, "PGRST100", "a whole number from 0 is expected for",
                       name, "as in limit=50");
}

static struct field *find_embedded(struct field *fields, str name)
{
    for (struct field *f = fields; f; f = f->next)
        if (f->embedded &&
            (str_equal(f->name, name) || (f->alias.len && str_equal(f->alias, name))))
            return f;
    return NULL;
}

/* "venues.city" speaks of the embedded level venues; what is left names its part. */
static struct level *find_level(struct query *q, str *name)
{
    struct level *level = &q->top;
    for (;;) {
        size_t dot = str_find_char(*name, '.', 0);
        struct field *f = find_embedded(level->fields, str_slice(*name, 0, dot));
        if (dot == name->len || !f) return level;
        *name = str_slice(*name, dot + 1, name->len);
        level = f->embedded;
    }
}

static status parse_pair(struct arena *a, struct query *q, const struct pair *p,
                         struct failure *why)
{
    str name = p->name;
    struct level *level = find_level(q, &name);
    if (str_equal(name, STR("order"))) return order_parse(a, level, p->value, why);
    bool is_limit = str_equal(name, STR("limit"));
    if (is_limit || str_equal(name, STR("offset"))) {
        int64_t number;
        if (!str_to_i64(p->value, &number) || number < 0) return wrong_number(a, why, name);
        *(is_limit ? &level->limit : &level->offset) = number;
        return S_OK;
    }
    if (level == &q->top && str_equal(name, STR("on_conflict")))
        return q->on_conflict = p->value, S_OK;
    if (level == &q->top && str_equal(name, STR("columns"))) return q->columns = p->value, S_OK;
    return filter_parse(a, q, level, name, p->value, why);
}

status query_parse(struct arena *a, const struct pair *pairs, struct query *q, struct failure *why)
{
    *q = (struct query){.top.limit = -1};
    for (const struct pair *p = pairs; p; p = p->next) {
        if (!str_equal(p->name, STR("select"))) continue;
        status s = select_parse(a, p->value, q, why);
        if (s) return s;
    }
    for (const struct pair *p = pairs; p; p = p->next) {
        if (str_equal(p->name, STR("select")) || str_equal(p->name, STR("apikey"))) continue;
        status s = parse_pair(a, q, p, why);
        if (s) return s;
    }
    return S_OK;
}
