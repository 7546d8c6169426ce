/* Parses select=: columns, aliases and embedded tables. */
#include "server/rest/query.h"

/* A place in the text being read; the parser moves along it. */
struct cursor {
    struct arena *arena;
    struct query *query;
    struct failure *why;
    str text;
    size_t at;
    int depth;
};

static const char GRAMMAR[] =
    "write select=column,alias:column,table(column,…), as in select=id,title,venues(name,city)";

static status wrong(struct cursor *c, const char *message)
{
    return failure_set(c->arena, c->why, S_INVALID_QUERY, "PGRST100", message,
                       str_slice(c->text, c->at, c->text.len), GRAMMAR);
}

static char peek(const struct cursor *c)
{
    return c->at < c->text.len ? c->text.data[c->at] : '\0';
}

static bool is_name_char(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           ch == '_' || ch == '*' || ch == '$' || (unsigned char)ch >= 0x80;
}

static status read_name(struct cursor *c, str *name)
{
    while (peek(c) == ' ') c->at++;
    size_t from = c->at;
    if (peek(c) == '"') {
        size_t end = str_find_char(c->text, '"', from + 1);
        if (end == c->text.len) return wrong(c, "a quoted name in select does not end");
        *name = str_slice(c->text, from + 1, end);
        c->at = end + 1;
        return S_OK;
    }
    while (is_name_char(peek(c))) c->at++;
    *name = str_slice(c->text, from, c->at);
    while (peek(c) == ' ') c->at++;
    return name->len ? S_OK : wrong(c, "select needs a name here");
}

static status read_list(struct cursor *c, struct field **first);

/* What may follow '!': a foreign key's constraint or column, or how rows are joined. */
static status read_hints(struct cursor *c, struct field *f)
{
    while (peek(c) == '!') {
        str hint;
        c->at++;
        status s = read_name(c, &hint);
        if (s) return s;
        if (str_equal(hint, STR("inner")))
            f->is_inner = true;
        else if (!str_equal(hint, STR("left")))
            f->hint = hint;
    }
    return S_OK;
}

static status read_embedded(struct cursor *c, struct field *f)
{
    if (c->depth == QUERY_DEPTH_MAX) return wrong(c, "select nests too deep");
    f->embedded = arena_take(c->arena, sizeof *f->embedded);
    if (!f->embedded) return S_TOO_LARGE;
    f->embedded->limit = -1;
    c->at++;
    c->depth++;
    status s = peek(c) == ')' ? S_OK : read_list(c, &f->embedded->fields);
    if (s) return s;
    if (peek(c) != ')') return wrong(c, "select is missing a ')'");
    c->at++;
    c->depth--;
    return S_OK;
}

static status read_field(struct cursor *c, struct field *f)
{
    status s = read_name(c, &f->name);
    if (s) return s;
    if (peek(c) == ':' && c->at + 1 < c->text.len && c->text.data[c->at + 1] != ':') {
        f->alias = f->name;
        c->at++;
        s = read_name(c, &f->name);
        if (s) return s;
    }
    s = read_hints(c, f);
    if (s) return s;
    if (peek(c) == '(') return read_embedded(c, f);
    if (f->hint.len) return wrong(c, "a hint needs an embedded table");
    return S_OK;
}

static status read_list(struct cursor *c, struct field **first)
{
    struct field **end = first;
    for (;;) {
        struct field *f = arena_take(c->arena, sizeof *f);
        if (!f) return S_TOO_LARGE;
        if (++c->query->field_count > QUERY_FIELDS_MAX) return wrong(c, "select names too much");
        status s = read_field(c, f);
        if (s) return s;
        *end = f;
        end = &f->next;
        if (peek(c) != ',') return S_OK;
        c->at++;
    }
}

status select_parse(struct arena *a, str text, struct query *q, struct failure *why)
{
    struct cursor c = {.arena = a, .query = q, .why = why, .text = text};
    if (text.len == 0) return S_OK;
    status s = read_list(&c, &q->top.fields);
    if (s) return s;
    return c.at == text.len ? S_OK : wrong(&c, "select cannot be read from here");
}
