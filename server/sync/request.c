/* Checks the JSON of a push field by field; every refusal names the field. */
#include "server/sync/request.h"

#include <jansson.h>

#include "core/buf.h"
#include "core/schema_version.h"
#include "core/uuid.h"

/* What is being read and where words about it go. */
struct reading {
    struct arena *arena;
    str why;
};

/* Keeps the words "`subject` rest" and gives `s` back. */
static status complain(struct reading *r, status s, const char *subject, const char *rest)
{
    struct buf b;
    buf_init_arena(&b, r->arena, 1024);
    buf_add_text(&b, subject);
    buf_add_char(&b, ' ');
    buf_add_text(&b, rest);
    r->why = buf_str(&b);
    return s;
}

bool cursor_parse(str text, struct cursor *out)
{
    size_t dot = str_find_char(text, '.', 0);
    if (dot == text.len || text.len > 40) return false;
    return str_to_i64(str_slice(text, 0, dot), &out->epoch) && out->epoch >= 0 &&
           str_to_i64(str_slice(text, dot + 1, text.len), &out->seq) && out->seq >= 0;
}

static str text_of(const json_t *value)
{
    return (str){json_string_value(value), json_string_length(value)};
}

/* The first key of `object` that is not in `known`; NULL when all are. */
static const char *unknown_key(json_t *object, const char *const *known, size_t count)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        size_t i = 0;
        while (i < count && !str_equal(str_from(key), str_from(known[i]))) i++;
        if (i == count) return key;
    }
    return NULL;
}

static status read_uuid(struct reading *r, json_t *object, const char *key, str *out)
{
    json_t *value = json_object_get(object, key);
    uuid id;
    if (!value) return complain(r, S_INVALID, key, "is missing");
    *out = text_of(value);
    if (!json_is_string(value) || !uuid_parse(*out, &id))
        return complain(r, S_INVALID, key, "must be a UUID as text");
    return S_OK;
}

/* A whole number at least `min`; `fallback` when the key is absent or null. */
static status read_number(struct reading *r, json_t *object, const char *key, int64_t min,
                          int64_t fallback, int64_t *out)
{
    json_t *value = json_object_get(object, key);
    *out = fallback;
    if (!value || json_is_null(value)) return S_OK;
    *out = json_integer_value(value);
    if (!json_is_integer(value) || *out < min)
        return complain(r, S_INVALID, key,
                        min ? "must be a whole number above zero"
                            : "must be a whole number, zero or more");
    return S_OK;
}

status sync_schema_check(int64_t schema)
{
    if (schema < SCHEMA_OLDEST) return S_CLIENT_TOO_OLD;
    return schema > SCHEMA_VERSION ? S_SERVER_TOO_OLD : S_OK;
}

static status read_version(struct reading *r, json_t *root, const char *key, int64_t *theirs)
{
    status s = read_number(r, root, key, 0, -1, theirs);
    if (s) return s;
    return *theirs < 0 ? complain(r, S_INVALID, key, "is missing") : S_OK;
}

static status read_versions(struct reading *r, struct sync_request *out)
{
    int64_t protocol, schema;
    status s = read_version(r, out->root, "protocol", &protocol);
    if (!s) s = read_version(r, out->root, "schema", &schema);
    if (s) return s;
    if (protocol < SYNC_PROTOCOL) s = S_CLIENT_TOO_OLD;
    if (!s && protocol > SYNC_PROTOCOL) s = S_SERVER_TOO_OLD;
    if (!s) s = sync_schema_check(schema);
    out->schema = (int32_t)schema;
    return s;
}

static status read_op(struct reading *r, json_t *object, enum mutation_op *op)
{
    static const char *const names[] = {"insert", "update", "delete"};
    str given = text_of(json_object_get(object, "op"));
    for (size_t i = 0; i < 3; i++)
        if (given.data && str_equal(given, str_from(names[i])))
            return *op = (enum mutation_op)i, S_OK;
    return complain(r, S_INVALID, "op", "must be insert, update or delete");
}

static status read_values(struct reading *r, json_t *object, struct mutation *m)
{
    json_t *values = json_object_get(object, "values");
    bool is_empty = !values || json_is_null(values);
    if (m->op == MUTATION_DELETE)
        return is_empty || (json_is_object(values) && !json_object_size(values))
                   ? S_OK
                   : complain(r, S_INVALID, "values", "must be left out of a delete");
    if (is_empty) return complain(r, S_INVALID, "values", "is missing");
    if (!json_is_object(values)) return complain(r, S_INVALID, "values", "must be an object");
    if (m->op == MUTATION_UPDATE && !json_object_size(values))
        return complain(r, S_INVALID, "values", "names no field");
    m->values = values;
    return S_OK;
}

static status read_details(struct reading *r, json_t *object, struct mutation *m)
{
    static const char *const known[] = {"n", "table", "op", "id", "base_seq", "values"};
    const char *stranger = unknown_key(object, known, sizeof known / sizeof known[0]);
    if (stranger) return complain(r, S_INVALID, stranger, "is not a field of a mutation");
    json_t *table = json_object_get(object, "table");
    if (!json_is_string(table)) return complain(r, S_INVALID, "table", "must be text");
    m->table = text_of(table);
    status s = read_op(r, object, &m->op);
    if (!s) s = read_uuid(r, object, "id", &m->id);
    if (!s) s = read_number(r, object, "base_seq", 0, 0, &m->base_seq);
    if (!s) s = read_values(r, object, m);
    return s;
}

static status read_mutation(struct reading *r, json_t *object, struct mutation *m)
{
    if (!json_is_object(object)) return complain(r, S_INVALID, "mutations", "must hold objects");
    status s = read_number(r, object, "n", 1, -1, &m->n);
    if (s) return s;
    if (m->n < 0) return complain(r, S_INVALID, "n", "is missing");
    if (read_details(r, object, m)) m->problem = r->why;
    return S_OK;
}

static status read_mutations(struct reading *r, struct sync_request *out)
{
    json_t *list = json_object_get(out->root, "mutations");
    if (!list) return S_OK;
    if (!json_is_array(list)) return complain(r, S_INVALID, "mutations", "must be an array");
    size_t count = json_array_size(list);
    if (count > SYNC_MUTATIONS_MAX)
        return complain(r, S_TOO_LARGE, "mutations",
                        "holds more than 500, send the rest afterwards");
    out->mutations = arena_take_array(r->arena, count, sizeof *out->mutations);
    if (!out->mutations) return S_OVER_LIMIT;
    for (; out->mutation_count < count; out->mutation_count++) {
        size_t i = out->mutation_count;
        status s = read_mutation(r, json_array_get(list, i), &out->mutations[i]);
        if (s) return s;
        if (i && out->mutations[i].n != out->mutations[i - 1].n + 1)
            return complain(r, S_INVALID, "n", "must go up by one from mutation to mutation");
    }
    return S_OK;
}

static status read_pull(struct reading *r, struct sync_request *out)
{
    json_t *cursor = json_object_get(out->root, "cursor");
    json_t *checksums = json_object_get(out->root, "checksums");
    int64_t max_bytes;
    if (cursor && !json_is_null(cursor)) {
        if (!json_is_string(cursor) || !cursor_parse(text_of(cursor), &out->cursor))
            return complain(r, S_INVALID, "cursor", "must be text of the form epoch.seq, or null");
        out->wants_changes = true;
    }
    if (checksums && !json_is_boolean(checksums))
        return complain(r, S_INVALID, "checksums", "must be true or false");
    out->wants_checksums = json_is_true(checksums);
    status s = read_number(r, out->root, "max_bytes", 1, SYNC_PAGE_DEFAULT, &max_bytes);
    if (s) return s;
    if (max_bytes < SYNC_PAGE_MIN) max_bytes = SYNC_PAGE_MIN;
    out->max_bytes = max_bytes > SYNC_PAGE_MAX ? SYNC_PAGE_MAX : (size_t)max_bytes;
    return S_OK;
}

static status read_root(struct reading *r, struct sync_request *out, str body)
{
    static const char *const known[] = {"protocol", "schema",    "organization_id", "client_id",
                                        "cursor",   "mutations", "max_bytes",       "checksums"};
    json_error_t error;
    if (body.len > SYNC_BODY_MAX)
        return complain(r, S_TOO_LARGE, "the body", "is larger than 1 MB, send fewer mutations");
    if (!str_is_utf8(body)) return complain(r, S_INVALID_UTF8, "the body", "is not valid UTF-8");
    out->root = json_loadb(body.data, body.len, JSON_REJECT_DUPLICATES, &error);
    if (!out->root) return complain(r, S_INVALID_JSON, "the body is not valid JSON:", error.text);
    if (!json_is_object(out->root)) return complain(r, S_INVALID, "the body", "must be an object");
    status s = read_versions(r, out);
    if (s) return s;
    const char *stranger = unknown_key(out->root, known, sizeof known / sizeof known[0]);
    if (stranger) return complain(r, S_INVALID, stranger, "is not a field of a sync request");
    return S_OK;
}

status sync_request_init(struct sync_request *out, struct arena *a, str body, str *why)
{
    struct reading r = {.arena = a};
    *out = (struct sync_request){0};
    status s = read_root(&r, out, body);
    if (!s) s = read_uuid(&r, out->root, "organization_id", &out->organization_id);
    if (!s) s = read_uuid(&r, out->root, "client_id", &out->client_id);
    if (!s) s = read_pull(&r, out);
    if (!s) s = read_mutations(&r, out);
    *why = r.why;
    return s;
}

void sync_request_release(struct sync_request *request)
{
    json_decref(request->root);
    request->root = NULL;
}
