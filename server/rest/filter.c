/* Parses filters (column=operator.value, and=(…), or=(…)) and order=. */
#include "server/rest/query.h"

#include "core/buf.h"

enum { LIST_BYTES_MAX = 65536 };

enum takes { ONE, PATTERN, LIST, WORD };

static const struct {
    str name;
    const char *sql;
    enum takes takes;
} operators[] = {
#define OPERATOR(name, sql, takes) [OPERATOR_##name] = {{#name, sizeof(#name) - 1}, sql, takes},
#include "server/rest/operators.def"
#undef OPERATOR
};

static const char OPERATORS_HINT[] =
    "write column=operator.value with eq, neq, gt, gte, lt, lte, like, ilike, in.(a,b), is.null …";

const char *operator_sql(enum operator op)
{
    return operators[op].sql;
}

struct reader {
    struct arena *arena;
    struct query *query;
    struct failure *why;
    str text; /* what is left to read */
    int depth;
};

static status wrong(struct reader *r, const char *message, str subject, const char *hint)
{
    return failure_set(r->arena, r->why, S_INVALID_QUERY, "PGRST100", message, subject, hint);
}

static bool take_prefix(str *text, str prefix)
{
    if (!str_starts(*text, prefix)) return false;
    *text = str_slice(*text, prefix.len, text->len);
    return true;
}

/* The first ',' or ')' outside quotes and brackets, or the end. */
static size_t value_end(str text)
{
    int depth = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (is_quoted && c == '\\')
            i++;
        else if (c == '"')
            is_quoted = !is_quoted;
        else if (is_quoted)
            continue;
        else if (c == '(' || c == '{')
            depth++;
        else if (depth && (c == ')' || c == '}'))
            depth--;
        else if (c == ')' || (c == ',' && depth == 0))
            return i;
    }
    return text.len;
}

/* Without the quotes and backslashes of a quoted value; other values as they are. */
static str unquoted(struct arena *a, str value)
{
    if (value.len < 2 || value.data[0] != '"' || value.data[value.len - 1] != '"') return value;
    struct buf b;
    buf_init_arena(&b, a, value.len + 1);
    for (size_t i = 1; i + 1 < value.len; i++) {
        if (value.data[i] == '\\' && i + 2 < value.len) i++;
        buf_add_char(&b, value.data[i]);
    }
    return buf_str(&b);
}

/* "(a,"b,c")" as PostgreSQL's array text {"a","b,c"}. */
static status read_list(struct reader *r, str value, str *array)
{
    if (value.len < 2 || value.data[0] != '(' || value.data[value.len - 1] != ')')
        return wrong(r, "a list is written in brackets", value, "as in id=in.(a,b,c)");
    str rest = str_slice(value, 1, value.len - 1);
    struct buf b;
    buf_init_arena(&b, r->arena, LIST_BYTES_MAX);
    buf_add_char(&b, '{');
    for (int count = 0; rest.len; count++) {
        if (count == QUERY_LIST_MAX)
            return wrong(r, "a list is too long", str_slice(value, 0, 40), "");
        size_t end = value_end(rest);
        str item = unquoted(r->arena, str_slice(rest, 0, end));
        if (count) buf_add_char(&b, ',');
        buf_add_char(&b, '"');
        for (size_t i = 0; i < item.len; i++) {
            if (item.data[i] == '"' || item.data[i] == '\\') buf_add_char(&b, '\\');
            buf_add_char(&b, item.data[i]);
        }
        buf_add_char(&b, '"');
        rest = str_slice(rest, end + 1, rest.len);
    }
    buf_add_char(&b, '}');
    *array = buf_str(&b);
    return b.is_full ? wrong(r, "a list is too long", str_slice(value, 0, 40), "") : S_OK;
}

static str as_pattern(struct arena *a, str value)
{
    char *copy = arena_copy(a, value);
    for (size_t i = 0; copy && i < value.len; i++)
        if (copy[i] == '*') copy[i] = '%';
    return copy ? (str){copy, value.len} : value;
}

static bool is_word(str value)
{
    static const char *const words[] = {"null", "not_null", "true", "false", "unknown"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_ascii_nocase(value, str_from(words[i]))) return true;
    return false;
}

/* "not.in.(a,b)" or "eq.5" into operator and value. */
static status read_comparison(struct reader *r, str text, struct filter *f)
{
    str whole = text;
    while (take_prefix(&text, STR("not."))) f->is_negated = !f->is_negated;
    size_t dot = str_find_char(text, '.', 0);
    str name = str_slice(text, 0, dot);
    str value = str_slice(text, dot + 1, text.len);
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (dot == text.len || !str_equal(operators[i].name, name)) continue;
        f->op = (enum operator)i;
        f->value = value;
        switch (operators[i].takes) {
        case ONE: return S_OK;
        case PATTERN: f->value = as_pattern(r->arena, value); return S_OK;
        case LIST: return read_list(r, value, &f->value);
        case WORD:
            if (is_word(value)) return S_OK;
            return wrong(r, "'is' knows null, not_null, true, false, unknown, but not", value, "");
        }
    }
    return wrong(r, "a filter cannot be read", whole, OPERATORS_HINT);
}

static status read_members(struct reader *r, struct filter *parent);

static struct filter *new_filter(struct reader *r)
{
    if (++r->query->filter_count > QUERY_FILTERS_MAX) return NULL;
    return arena_take(r->arena, sizeof(struct filter));
}

/* One member of and(…)/or(…): "a.eq.1", "not.or(…)". */
static status read_member(struct reader *r, struct filter *f)
{
    bool is_negated = false;
    str text = r->text;
    while (take_prefix(&text, STR("not."))) is_negated = !is_negated;
    bool is_and = str_starts(text, STR("and(")), is_or = str_starts(text, STR("or("));
    if (is_and || is_or) {
        f->kind = is_and ? FILTER_AND : FILTER_OR;
        f->is_negated = is_negated;
        r->text = str_slice(text, is_and ? 3 : 2, text.len);
        return read_members(r, f);
    }
    size_t end = value_end(r->text);
    str member = str_slice(r->text, 0, end);
    size_t dot = str_find_char(member, '.', 0);
    f->column = unquoted(r->arena, str_slice(member, 0, dot));
    r->text = str_slice(r->text, end, r->text.len);
    status s = read_comparison(r, str_slice(member, dot + 1, member.len), f);
    if (s) return s;
    if (operators[f->op].takes != LIST) f->value = unquoted(r->arena, f->value);
    return S_OK;
}

static status read_members(struct reader *r, struct filter *parent)
{
    static const char hint[] = "as in or=(status.eq.confirmed,date.gte.2026-05-01)";
    if (++r->depth > QUERY_DEPTH_MAX) return wrong(r, "filters nest too deep", r->text, "");
    if (!take_prefix(&r->text, STR("("))) return wrong(r, "a group starts with '('", r->text, hint);
    struct filter **end = &parent->first;
    do {
        struct filter *f = new_filter(r);
        if (!f) return wrong(r, "there are too many filters", STR(""), "ask in several requests");
        status s = read_member(r, f);
        if (s) return s;
        *end = f;
        end = &f->next;
    } while (take_prefix(&r->text, STR(",")));
    if (!take_prefix(&r->text, STR(")"))) return wrong(r, "a group ends with ')'", r->text, hint);
    r->depth--;
    return S_OK;
}

static void append(struct level *level, struct filter *f)
{
    struct filter **end = &level->filters;
    while (*end) end = &(*end)->next;
    *end = f;
}

status filter_parse(struct arena *a, struct query *q, struct level *level, str name, str value,
                    struct failure *why)
{
    struct reader r = {.arena = a, .query = q, .why = why, .text = value};
    struct filter *f = new_filter(&r);
    if (!f) return wrong(&r, "there are too many filters", STR(""), "ask in several requests");
    append(level, f);
    str bare = name;
    while (take_prefix(&bare, STR("not."))) f->is_negated = !f->is_negated;
    bool is_and = str_equal(bare, STR("and")), is_or = str_equal(bare, STR("or"));
    if (is_and || is_or) {
        f->kind = is_and ? FILTER_AND : FILTER_OR;
        status s = read_members(&r, f);
        if (s) return s;
        return r.text.len ? wrong(&r, "something stands behind the group", r.text, "") : S_OK;
    }
    f->is_negated = false;
    f->column = name;
    return read_comparison(&r, value, f);
}

status order_parse(struct arena *a, struct level *level, str text, struct failure *why)
{
    struct reader r = {.arena = a, .why = why};
    struct order **end = &level->orders;
    str item, part;
    int count = 0;
    while (text.len && str_cut(&text, ',', &item)) {
        struct order *o = arena_take(a, sizeof *o);
        if (!o || ++count > QUERY_DEPTH_MAX * 4) return wrong(&r, "order names too much", item, "");
        if (!str_cut(&item, '.', &o->column) || !o->column.len)
            return wrong(&r, "order needs a column", item, "as in order=date.desc,title");
        while (str_cut(&item, '.', &part)) {
            if (str_equal(part, STR("desc")))
                o->is_descending = true;
            else if (str_equal(part, STR("nullsfirst")))
                o->nulls = NULLS_FIRST;
            else if (str_equal(part, STR("nullslast")))
                o->nulls = NULLS_LAST;
            else if (!str_equal(part, STR("asc")))
                return wrong(&r, "order knows asc, desc, nullsfirst, nullslast, but not", part, "");
        }
        *end = o;
        end = &o->next;
    }
    return S_OK;
}
