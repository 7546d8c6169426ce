/* Filters of postgres_changes: column=op.value, as numbers where both sides are numbers. */
#include "server/realtime/binding.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILTER_BYTES_MAX = 8192, IN_VALUES_MAX = 100 };

static str kept(struct arena *a, str s)
{
    return (str){arena_copy(a, s), s.len};
}

static str text_of(const json_t *value)
{
    return (str){json_string_value(value), json_string_length(value)};
}

static bool read_kind(str event, enum change_kind *kind)
{
    static const char *const names[] = {"INSERT", "UPDATE", "DELETE", "*"};
    for (size_t i = 0; i < 4; i++)
        if (str_equal_ascii_nocase(event, str_from(names[i])))
            return *kind = (enum change_kind)i, true;
    return false;
}

static bool read_comparison(str name, enum comparison *out)
{
    static const char *const names[] = {"", "eq", "neq", "lt", "lte", "gt", "gte", "in"};
    for (size_t i = COMPARE_EQ; i <= COMPARE_IN; i++)
        if (str_equal(name, str_from(names[i]))) return *out = (enum comparison)i, true;
    return false;
}

/* (a,b,"c,d") */
static bool read_list(struct binding *out, struct arena *a, str list)
{
    if (list.len < 2 || list.data[0] != '(' || list.data[list.len - 1] != ')') return false;
    str rest = str_slice(list, 1, list.len - 1);
    out->values = arena_take_array(a, IN_VALUES_MAX, sizeof *out->values);
    while (out->values && rest.data && rest.len && out->value_count < IN_VALUES_MAX) {
        str value;
        if (rest.data[0] == '"') {
            size_t end = str_find_char(rest, '"', 1);
            value = str_slice(rest, 1, end);
            rest = str_slice(rest, end + 1, rest.len);
            if (rest.len) rest = str_slice(rest, 1, rest.len);
        } else {
            str_cut(&rest, ',', &value);
        }
        out->values[out->value_count++] = value;
    }
    return out->values && (!rest.data || !rest.len);
}

static bool read_filter(struct binding *out, struct arena *a, str filter)
{
    size_t equals = str_find_char(filter, '=', 0), dot = str_find_char(filter, '.', equals);
    if (filter.len > FILTER_BYTES_MAX || equals == 0 || dot >= filter.len) return false;
    out->column = str_slice(filter, 0, equals);
    str value = str_slice(filter, dot + 1, filter.len);
    if (!read_comparison(str_slice(filter, equals + 1, dot), &out->comparison)) return false;
    if (out->comparison == COMPARE_IN) return read_list(out, a, value);
    bool is_quoted = value.len >= 2 && value.data[0] == '"' && value.data[value.len - 1] == '"';
    if (is_quoted)
        value = str_slice(value, 1, value.len - 1);
    else if (str_find_char(value, ',', 0) < value.len)
        return false; /* several conditions */
    out->values = arena_take(a, sizeof *out->values);
    if (!out->values) return false;
    out->values[out->value_count++] = value;
    return true;
}

/* FNV-1a over what is wanted; never 0, which clients take for "no id". */
static uint32_t id_of(str event, str schema, str table, str filter)
{
    const str parts[] = {event, schema, table, filter};
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < parts[i].len; k++)
            hash = (hash ^ (unsigned char)parts[i].data[k]) * 16777619u;
        hash = (hash ^ 0xffu) * 16777619u;
    }
    return hash >> 1 | 1;
}

status binding_read(struct binding *out, struct arena *a, json_t *json, const char **why)
{
    str event = text_of(json_object_get(json, "event")),
        schema = text_of(json_object_get(json, "schema"));
    str table = text_of(json_object_get(json, "table")),
        filter = text_of(json_object_get(json, "filter"));
    *out = (struct binding){.id = id_of(event, schema, table, filter)};
    *why = "event must be INSERT, UPDATE, DELETE or *";
    if (!event.data || !read_kind(event, &out->kind)) return S_INVALID;
    *why = "only the schema public can be listened to";
    if (schema.data && !str_equal(schema, STR("public")) && !str_equal(schema, STR("*")))
        return S_INVALID;
    if (table.data && !str_equal(table, STR("*"))) {
        out->table = kept(a, table);
        if (!out->table.data) return S_OVER_LIMIT;
    }
    *why = "filter must be of the form column=eq.value, with eq, neq, lt, lte, gt, gte or in";
    if (!filter.data || !filter.len) return S_OK;
    str copy = kept(a, filter);
    if (!copy.data) return S_OVER_LIMIT;
    return read_filter(out, a, copy) ? S_OK : S_INVALID;
}

/* A scalar of a row as text; `number` is room for one. */
static str scalar_text(const json_t *value, char number[32])
{
    if (json_is_string(value)) return text_of(value);
    if (json_is_boolean(value)) return json_is_true(value) ? STR("true") : STR("false");
    number[0] = 0;
    if (json_is_integer(value))
        snprintf(number, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        snprintf(number, 32, "%.17g", json_real_value(value));
    return str_from(number);
}

static bool read_number(str text, double *out)
{
    char copy[40], *end;
    if (text.len == 0 || text.len >= sizeof copy) return false;
    snprintf(copy, sizeof copy, "%.*s", STR_ARGS(text));
    *out = strtod(copy, &end);
    return *end == 0;
}

/* <0, 0, >0 */
static int order(const json_t *value, str wanted)
{
    char number[32];
    double want;
    if (json_is_number(value) && read_number(wanted, &want)) {
        double have = json_number_value(value);
        return have < want ? -1 : have > want;
    }
    return str_compare(scalar_text(value, number), wanted);
}

static bool filter_holds(const struct binding *b, const json_t *row)
{
    char column[128];
    if (b->comparison == COMPARE_NONE) return true;
    if (!row || b->column.len >= sizeof column) return false;
    snprintf(column, sizeof column, "%.*s", STR_ARGS(b->column));
    const json_t *value = json_object_get(row, column);
    if (!value || json_is_null(value)) return false;
    int first = b->value_count ? order(value, b->values[0]) : 1;
    switch (b->comparison) {
    case COMPARE_NONE: return true;
    case COMPARE_EQ: return first == 0;
    case COMPARE_NEQ: return first != 0;
    case COMPARE_LT: return first < 0;
    case COMPARE_LTE: return first <= 0;
    case COMPARE_GT: return first > 0;
    case COMPARE_GTE: return first >= 0;
    case COMPARE_IN:
        for (size_t i = 0; i < b->value_count; i++)
            if (order(value, b->values[i]) == 0) return true;
        return false;
    }
    return false;
}

bool binding_matches(const struct binding *b, enum change_kind kind, str table, const json_t *row)
{
    return (b->kind == CHANGE_ANY || b->kind == kind) &&
           (!b->table.data || str_equal(b->table, table)) && filter_holds(b, row);
}
