/* Renewing and ending sessions, and the user behind one. */
#include "server/auth/session.h"

#include <arpa/inet.h>
#include <string.h>

#include "core/buf.h"
#include "server/auth/auth.h"
#include "server/auth/authority.h"
#include "server/auth/secret.h"
#include "server/base/settings.h"

enum { SESSION_MAX = 32768, USER_AGENT_MAX = 400, DATA_MAX = 2000 };

str session_address(struct request *r)
{
    char text[INET6_ADDRSTRLEN];
    struct in6_addr parsed;
    str address = request_client_address(r);
    if (!address.len || address.len >= sizeof text) return STR("local");
    memcpy(text, address.data, address.len);
    text[address.len] = '\0';
    bool is_address =
        inet_pton(AF_INET, text, &parsed) == 1 || inet_pton(AF_INET6, text, &parsed) == 1;
    return is_address ? address : STR("local");
}

str session_user_agent(struct request *r)
{
    str agent = request_header(r, "user-agent");
    if (agent.len > USER_AGENT_MAX) agent.len = USER_AGENT_MAX;
    for (size_t i = 0; i < agent.len; i++)
        if ((unsigned char)agent.data[i] < ' ' || (unsigned char)agent.data[i] >= 127)
            return (str){0};
    return agent;
}

void session_answer(struct ask *ask, str refresh_token, str claims, str user)
{
    struct request *r = ask->r;
    struct auth *auth = r->services->auth;
    int64_t now_s = authority_now_s(), life_s = r->services->settings->access_token_s;
    struct buf b;
    str token;
    status s = claims.data && user.data ? S_OK : S_OVER_LIMIT;
    if (!s) s = authority_issue(auth, &r->arena, claims, now_s, &token);
    if (s) {
        answer_refuse_status(r, s);
        return;
    }
    buf_init_arena(&b, &r->arena, SESSION_MAX);
    buf_add_text(&b, "{\"access_token\":");
    buf_add_json(&b, token);
    buf_add_text(&b, ",\"token_type\":\"bearer\",\"expires_in\":");
    buf_add_i64(&b, life_s);
    buf_add_text(&b, ",\"expires_at\":");
    buf_add_i64(&b, now_s + life_s);
    buf_add_text(&b, ",\"refresh_token\":");
    buf_add_json(&b, refresh_token);
    buf_add_text(&b, ",\"user\":");
    buf_add(&b, user);
    buf_add_char(&b, '}');
    if (b.is_full)
        answer_refuse(r, REFUSAL_FAILURE);
    else
        answer_json(r, buf_str(&b));
}

/* --- POST token?grant_type=refresh_token --- */

/* ask->secret is the parent; the child that counts may be one made for an earlier, lost answer. */
static void on_refreshed(struct ask *ask, const struct db_result *result)
{
    str child;
    if (ask_outcome_is(result, "expired"))
        answer_refuse(ask->r, REFUSAL_REFRESH_OLD);
    else if (ask_outcome_is(result, "reused"))
        answer_refuse(ask->r, REFUSAL_REFRESH_USED);
    else if (!ask_outcome_is(result, "refreshed"))
        answer_refuse(ask->r, REFUSAL_REFRESH_UNKNOWN);
    else if (secret_derive(&ask->r->arena, ask->secret, db_value(result, 0, 1), &child))
        answer_refuse(ask->r, REFUSAL_FAILURE);
    else
        session_answer(ask, child, ask_copy(ask, result, 2), ask_copy(ask, result, 3));
}

static void refresh(struct request *r, str parent)
{
    str parent_hash, child_id, child, child_hash;
    struct ask *ask = answer_ask(r, on_refreshed);
    if (!ask) return;
    ask->secret = parent;
    status s = secret_hash(&r->arena, parent, &parent_hash);
    if (!s) s = secret_make_uuid(&r->arena, &child_id);
    if (!s) s = secret_derive(&r->arena, parent, child_id, &child);
    if (!s) s = secret_hash(&r->arena, child, &child_hash);
    if (s) {
        answer_refuse_status(r, s);
        return;
    }
    ask_add(ask, parent_hash);
    ask_add(ask, child_id);
    ask_add(ask, child_hash);
    ask_add_number(ask, r->services->settings->refresh_token_days);
    ask_add_number(ask, r->services->settings->refresh_grace_s);
    ask_send(ask, STR("select * from auth.refresh($1::bytea, $2::uuid, $3::bytea, "
                      "make_interval(days => $4::integer), make_interval(secs => $5::float8))"));
}

void auth_token(struct request *r)
{
    str parent;
    if (!str_equal(request_query(r, "grant_type"), STR("refresh_token"))) {
        answer_refuse(r, REFUSAL_GRANT);
        return;
    }
    json_t *body = answer_read_body(r);
    if (!body) return;
    status s = answer_read_text(r, body, "refresh_token", &parent);
    json_decref(body);
    if (!s && !parent.len) s = S_INVALID;
    if (s)
        answer_refuse_status(r, s);
    else if (!secret_is_one(parent))
        answer_refuse(r, REFUSAL_REFRESH_UNKNOWN);
    else
        refresh(r, parent);
}

/* --- GET and PUT user --- */

/* An ask that begins with the user and the session of the token; NULL when it has been refused. */
static struct ask *ask_as_user(struct request *r,
                               void (*done)(struct ask *, const struct db_result *))
{
    status s = auth_authenticate(r, ACCESS_USER);
    if (s) {
        answer_refuse_status(r, s);
        return NULL;
    }
    struct ask *ask = answer_ask(r, done);
    if (!ask) return NULL;
    ask_add(ask, r->identity.user_id);
    ask_add(ask, r->identity.session_id);
    return ask;
}

static void on_user(struct ask *ask, const struct db_result *result)
{
    str user = ask_copy(ask, result, 1);
    if (ask_outcome_is(result, "no_user"))
        answer_refuse(ask->r, REFUSAL_NO_USER);
    else if (ask_outcome_is(result, "no_session"))
        answer_refuse(ask->r, REFUSAL_NO_SESSION);
    else if (ask_outcome_is(result, "too_large"))
        answer_refuse(ask->r, REFUSAL_DATA_TOO_LARGE);
    else if (!user.data)
        answer_refuse(ask->r, REFUSAL_FAILURE);
    else
        answer_json(ask->r, user);
}

void auth_user(struct request *r)
{
    struct ask *ask = ask_as_user(r, on_user);
    if (ask) ask_send(ask, STR("select * from auth.read_user($1::uuid, $2::uuid)"));
}

/* The new data as text in the arena; NULL data when it has been refused. */
static str read_change(struct request *r)
{
    static const char *const fixed[] = {"email", "phone", "password"};
    str data = {0};
    json_t *body = answer_read_body(r);
    if (!body) return data;
    const json_t *value = json_object_get(body, "data");
    bool is_fixed = false;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (json_object_get(body, fixed[i])) is_fixed = true;
    size_t size = json_is_object(value) ? json_dumpb(value, NULL, 0, JSON_COMPACT) : 0;
    char *text = size && size <= DATA_MAX ? arena_take(&r->arena, size) : NULL;
    if (text) data = (str){text, json_dumpb(value, text, size, JSON_COMPACT)};
    json_decref(body);
    if (is_fixed)
        answer_refuse(r, REFUSAL_NOT_CHANGEABLE);
    else if (size > DATA_MAX)
        answer_refuse(r, REFUSAL_DATA_TOO_LARGE);
    else if (!size)
        answer_refuse(r, REFUSAL_VALIDATION);
    else if (!text)
        answer_refuse(r, REFUSAL_FAILURE);
    return is_fixed ? (str){0} : data;
}

void auth_user_update(struct request *r)
{
    struct ask *ask = ask_as_user(r, on_user);
    if (!ask) return;
    str data = read_change(r);
    if (!data.data) return;
    ask_add(ask, data);
    ask_send(ask, STR("select * from auth.write_user($1::uuid, $2::uuid, $3::jsonb)"));
}

/* --- POST logout?scope=global|local|others --- */

static void on_ended(struct ask *ask, const struct db_result *result)
{
    struct response res = {.status = 204};
    (void)result;
    respond(ask->r, &res);
}

void auth_logout(struct request *r)
{
    str scope = request_query(r, "scope");
    struct ask *ask = ask_as_user(r, on_ended);
    if (!ask) return;
    if (!scope.len) scope = STR("global");
    if (!str_equal(scope, STR("global")) && !str_equal(scope, STR("local")) &&
        !str_equal(scope, STR("others"))) {
        answer_refuse(r, REFUSAL_VALIDATION);
        return;
    }
    ask_add(ask, scope);
    ask_send(ask, STR("select auth.end_sessions($1::uuid, $2::uuid, $3)"));
}
