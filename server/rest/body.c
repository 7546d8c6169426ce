/* Checks the JSON of a write and lists its columns. */
#include "server/rest/body.h"

#include <stdlib.h>

#include <jansson.h>

static status wrong(struct arena *a, struct failure *why, status s, const char *message,
                    str subject, const char *hint)
{
    return failure_set(a, why, s, "PGRST102", message, subject, hint);
}

static str copied(struct arena *a, const char *text, size_t len)
{
    return (str){arena_copy(a, (str){text, len}), len};
}

/* A value as the text that PostgreSQL casts from. */
static str value_text(struct arena *a, const json_t *value)
{
    if (json_is_null(value)) return (str){NULL, 0};
    if (json_is_string(value))
        return copied(a, json_string_value(value), json_string_length(value));
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    if (!text) return (str){NULL, 0};
    str kept = copied(a, text, str_from(text).len);
    free(text);
    return kept;
}

static status list_keys(struct arena *a, json_t *row, struct body *body, struct failure *why)
{
    size_t count = json_object_size(row);
    if (count > BODY_COLUMNS_MAX)
        return wrong(a, why, S_TOO_LARGE, "the body has too many columns", STR(""), "");
    str *names = arena_take_array(a, count, sizeof *names);
    str *values = arena_take_array(a, count, sizeof *values);
    if (!names || !values) return S_TOO_LARGE;
    const char *key;
    json_t *value;
    json_object_foreach(row, key, value)
    {
        names[body->column_count] = copied(a, key, str_from(key).len);
        values[body->column_count++] = value_text(a, value);
    }
    body->names = names;
    body->values = values;
    return S_OK;
}

static status list_given(struct arena *a, str columns, struct body *body, struct failure *why)
{
    str *names = arena_take_array(a, BODY_COLUMNS_MAX, sizeof *names);
    if (!names) return S_TOO_LARGE;
    str name;
    while (columns.len && str_cut(&columns, ',', &name)) {
        if (body->column_count == BODY_COLUMNS_MAX)
            return wrong(a, why, S_INVALID_QUERY, "columns names too much", STR(""), "");
        name = str_trim(name);
        if (name.len > 1 && name.data[0] == '"') name = str_slice(name, 1, name.len - 1);
        names[body->column_count++] = name;
    }
    body->names = names;
    return S_OK;
}

/* Rows with other keys than the first's would silently lose values: PostgREST refuses them, too. */
static status check_rows(struct arena *a, json_t *rows, bool is_given, struct failure *why)
{
    json_t *first = json_array_get(rows, 0), *row;
    size_t i;
    json_array_foreach(rows, i, row)
    {
        if (!json_is_object(row))
            return wrong(a, why, S_INVALID_JSON, "each element of the body must be an object",
                         STR(""), "send [{…},{…}]");
        const char *key;
        json_t *value;
        if (is_given) continue;
        if (json_object_size(row) != json_object_size(first))
            return wrong(a, why, S_INVALID_JSON, "all objects must have the same keys", STR(""),
                         "name the keys in columns= when they differ");
        json_object_foreach(row, key, value)
        {
            if (!json_object_get(first, key))
                return wrong(a, why, S_INVALID_JSON, "all objects must have the same keys",
                             str_from(key), "name the keys in columns= when they differ");
        }
    }
    return S_OK;
}

static status read_root(struct arena *a, json_t *root, str columns, struct body *body,
                        struct failure *why)
{
    body->is_array = json_is_array(root);
    if (!body->is_array && !json_is_object(root))
        return wrong(a, why, S_INVALID_JSON,
                     "the body must be a JSON object or an array of objects", STR(""),
                     "send {\"column\": value}");
    body->row_count = body->is_array ? json_array_size(root) : 1;
    if (body->row_count > BODY_ROWS_MAX)
        return wrong(a, why, S_TOO_LARGE, "the body has too many rows", STR(""),
                     "send at most 5000 rows a request");
    if (body->is_array) {
        status s = check_rows(a, root, columns.len > 0, why);
        if (s) return s;
    }
    if (columns.len) return list_given(a, columns, body, why);
    json_t *row = body->is_array ? json_array_get(root, 0) : root;
    return row ? list_keys(a, row, body, why) : S_OK;
}

static status refuse_text(struct arena *a, str json, const json_error_t *error, struct failure *why)
{
    bool is_utf8 = str_is_utf8(json);
    status s = wrong(a, why, is_utf8 ? S_INVALID_JSON : S_INVALID_UTF8,
                     is_utf8 ? "the body is not valid JSON" : "the body is not valid UTF-8",
                     STR(""), "send a JSON object or an array of objects");
    char *details = arena_copy(a, str_from(error->text));
    why->details = str_from(details);
    return s;
}

status body_parse(struct arena *a, str json, str columns, struct body *body, struct failure *why)
{
    *body = (struct body){.json = json};
    json_error_t error;
    size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_t *root = json_loadb(json.data, json.len, flags, &error);
    if (!root) return refuse_text(a, json, &error, why);
    status s = read_root(a, root, columns, body, why);
    json_decref(root);
    return s;
}
