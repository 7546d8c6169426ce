/* Opening a link: from the token in an address to what it shows, read as its owner. */
#include "server/share/shared.h"

#include <jansson.h>

#include "core/buf.h"
#include "server/auth/secret.h"
#include "server/db/query.h"
#include "server/db/work.h"

enum { CLAIMS_BYTES_MAX = 256 };

static str text_of(struct arena *a, const json_t *link, const char *name)
{
    const json_t *value = json_object_get(link, name);
    if (!json_is_string(value)) return (str){NULL, 0};
    str text = {json_string_value(value), json_string_length(value)};
    return (str){arena_copy(a, text), text.len};
}

static struct identity owner_of(struct arena *a, str user_id)
{
    struct buf claims;
    buf_init_arena(&claims, a, CLAIMS_BYTES_MAX);
    buf_add_text(&claims, "{\"role\":\"authenticated\",\"sub\":");
    buf_add_json(&claims, user_id);
    buf_add_char(&claims, '}');
    return (struct identity){.role = STR("authenticated"),
                             .user_id = user_id,
                             .email = STR(""),
                             .session_id = STR(""),
                             .claims = buf_str(&claims)};
}

static status take(struct arena *a, str json, struct shared *link)
{
    json_t *opened = json_loadb(json.data, json.len, 0, NULL);
    if (!opened) return S_OVER_LIMIT;
    bool is_allowed = json_is_true(json_object_get(opened, "is_allowed"));
    *link = (struct shared){
        .kind = text_of(a, opened, "kind"),
        .organization_id = text_of(a, opened, "organization_id"),
        .tour_id = text_of(a, opened, "tour_id"),
        .show_id = text_of(a, opened, "show_id"),
        .day_id = text_of(a, opened, "day_id"),
        .person_id = text_of(a, opened, "person_id"),
        .owner = owner_of(a, text_of(a, opened, "owner_id")),
    };
    json_decref(opened);
    return is_allowed ? S_OK : S_RATE_LIMITED;
}

status shared_open(struct conn *c, struct arena *a, str hash, struct shared *link)
{
    const struct db_result *rows;
    char memory[24];
    struct buf most;
    buf_init(&most, memory, sizeof memory);
    buf_add_i64(&most, SHARED_OPENED_MAX);
    const str params[] = {hash, buf_str(&most)};
    status bad = conn_begin(c, NULL);
    if (bad) return bad;
    bad =
        conn_query(c, STR("select ota.open_link($1::bytea, $2::integer)::text"), params, 2, &rows);
    if (!bad) bad = db_value(rows, 0, 0).data ? take(a, db_value(rows, 0, 0), link) : S_GONE;
    if (bad && bad != S_RATE_LIMITED) {
        conn_rollback(c);
        return bad;
    }
    status kept = conn_commit(c); /* when it was last opened, and how often */
    return bad ? bad : kept;
}

status shared_read(struct conn *c, struct arena *a, const struct shared *link, str sql,
                   const str *params, size_t param_count, str *json)
{
    const struct db_result *rows;
    status bad = conn_begin(c, &link->owner);
    if (bad) return bad;
    bad = conn_query(c, sql, params, param_count, &rows);
    if (!bad) {
        str value = db_value(rows, 0, 0);
        *json = (str){value.data ? arena_copy(a, value) : NULL, value.len};
        if (!value.data)
            bad = S_GONE;
        else if (value.len > SHARED_JSON_BYTES_MAX || !json->data)
            bad = S_OVER_LIMIT;
    }
    conn_rollback(c);
    return bad;
}

status shared_hash(struct arena *a, str token, str *hash)
{
    return secret_is_one(token) ? secret_hash(a, token, hash) : S_GONE;
}
