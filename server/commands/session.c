/* Opening, asking and closing for the commands that work on the database. */
#include "server/commands/session.h"

#include <stdio.h>

#include "core/buf.h"
#include "server/base/heap.h"
#include "server/base/settings.h"
#include "server/db/cluster.h"

enum { SESSION_BYTES_MAX = 64 * 1024 * 1024, CLAIMS_MAX = 1024 };

const struct identity session_auth = {.role = {"ota_auth", 8}, .claims = {"{}", 2}};
const struct identity session_service = {
    .role = {"service_role", 12},
    .claims = {"{\"role\":\"service_role\"}", 23},
};

status session_open(struct session *s, const struct settings *settings, enum login as)
{
    status bad = S_OK;
    *s = (struct session){.cluster = NULL};
    heap_arena_init(&s->arena, SESSION_BYTES_MAX);
    if (!settings->database_url[0]) bad = cluster_start(&s->cluster, settings, stderr);
    if (bad) return bad;
    bad = conn_open(&s->conn, settings, as, settings->work_timeout_ms);
    if (bad) {
        session_complain(s);
        fputs("ota: is the database migrated (`ota migrate`) and OTA_DATABASE_URL right?\n",
              stderr);
    }
    return bad;
}

void session_close(struct session *s)
{
    conn_close(s->conn);
    cluster_stop(s->cluster, stderr);
    heap_arena_release(&s->arena);
    *s = (struct session){.cluster = NULL};
}

void session_complain(struct session *s)
{
    if (!s->conn) return;
    const struct db_result *r = conn_error(s->conn);
    fprintf(stderr, "ota: %.*s\n", STR_ARGS(db_message(r)));
    if (db_detail(r).len) fprintf(stderr, "     %.*s\n", STR_ARGS(db_detail(r)));
    if (db_hint(r).len) fprintf(stderr, "     %.*s\n", STR_ARGS(db_hint(r)));
}

status session_query(struct session *s, const struct identity *identity, str sql, const str *params,
                     size_t param_count, const struct db_result **r)
{
    status bad = conn_begin(s->conn, identity);
    if (!bad) bad = conn_query(s->conn, sql, params, param_count, r);
    if (bad) {
        session_complain(s);
        conn_rollback(s->conn);
    }
    return bad;
}

str session_keep(struct session *s, str text)
{
    char *copy = arena_copy(&s->arena, text);
    return (str){copy ? copy : "", copy ? text.len : 0};
}

status session_identity(struct session *s, str email, struct identity *identity)
{
    const struct db_result *r;
    struct buf claims;
    status bad = session_query(s, &session_auth,
                               STR("select id, email from auth.users where email = lower($1)"),
                               &email, 1, &r);
    if (bad) return bad;
    if (db_row_count(r) == 0) {
        fprintf(stderr, "ota: there is no account %.*s: `ota user create` makes one\n",
                STR_ARGS(email));
        conn_rollback(s->conn);
        return S_NOT_FOUND;
    }
    *identity = (struct identity){.role = STR("authenticated"),
                                  .user_id = session_keep(s, db_value(r, 0, 0)),
                                  .email = session_keep(s, db_value(r, 0, 1))};
    buf_init_arena(&claims, &s->arena, CLAIMS_MAX);
    buf_add(&claims, STR("{\"role\":\"authenticated\",\"sub\":"));
    buf_add_json(&claims, identity->user_id);
    buf_add(&claims, STR(",\"email\":"));
    buf_add_json(&claims, identity->email);
    buf_add_char(&claims, '}');
    identity->claims = buf_str(&claims);
    return claims.is_full ? S_OVER_LIMIT : conn_commit(s->conn);
}
