/* Access tokens read with suspicion and written. */
#include "server/auth/token.h"

#include <jansson.h>
#include <string.h>

#include "core/buf.h"
#include "server/auth/jws.h"

enum { UUID_LEN = 36 };

static bool is_uuid(str s)
{
    if (s.len != UUID_LEN) return false;
    for (size_t i = 0; i < s.len; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_dash ? s.data[i] != '-' : !s.data[i] || !strchr("0123456789abcdef", s.data[i]))
            return false;
    }
    return true;
}

/* The text of a member, empty when it is absent or no text. Borrowed from `object`. */
static str member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return (str){0};
    return (str){json_string_value(value), json_string_length(value)};
}

/* A claim that is a time; absent gives `otherwise`. */
static status read_time(const json_t *claims, const char *name, int64_t otherwise, int64_t *time_s)
{
    const json_t *value = json_object_get(claims, name);
    *time_s = otherwise;
    if (!value) return S_OK;
    if (json_is_integer(value)) return *time_s = json_integer_value(value), S_OK;
    if (!json_is_real(value)) return S_TOKEN_INVALID;
    double real = json_real_value(value);
    if (!(real > 0 && real < 1e15)) return S_TOKEN_INVALID;
    return *time_s = (int64_t)real, S_OK;
}

static status check_role(const json_t *claims)
{
    str role = member(claims, "role");
    if (str_equal(role, STR("anon")) || str_equal(role, STR("service_role"))) return S_OK;
    if (!str_equal(role, STR("authenticated"))) return S_TOKEN_INVALID;
    bool is_whole = str_equal(member(claims, "aud"), STR("authenticated")) &&
                    is_uuid(member(claims, "sub")) && is_uuid(member(claims, "session_id"));
    return is_whole ? S_OK : S_TOKEN_INVALID;
}

static status check_times(const json_t *claims, int64_t now_s, int64_t *expires_at_s)
{
    int64_t from = 0, issued = 0;
    status s = read_time(claims, "exp", INT64_MIN, expires_at_s);
    if (!s) s = read_time(claims, "nbf", 0, &from);
    if (!s) s = read_time(claims, "iat", 0, &issued);
    if (s) return s;
    if (*expires_at_s <= 0 || from > now_s + TOKEN_LEEWAY_S || issued > now_s + TOKEN_LEEWAY_S)
        return S_TOKEN_INVALID;
    return *expires_at_s < now_s - TOKEN_LEEWAY_S ? S_TOKEN_EXPIRED : S_OK;
}

static status copy_member(struct arena *a, const json_t *claims, const char *name, str *copy)
{
    str text = member(claims, name);
    *copy = (str){arena_copy(a, text), text.len};
    return copy->data ? S_OK : S_OVER_LIMIT;
}

static status read_claims(struct arena *a, str payload, str issuer, int64_t now_s,
                          struct identity *identity)
{
    json_t *claims = json_loadb(payload.data, payload.len, JSON_REJECT_DUPLICATES, NULL);
    status s = S_TOKEN_INVALID;
    if (json_is_object(claims) && str_equal(member(claims, "iss"), issuer)) s = check_role(claims);
    if (!s) s = check_times(claims, now_s, &identity->expires_at_s);
    if (!s) s = copy_member(a, claims, "role", &identity->role);
    if (!s) s = copy_member(a, claims, "sub", &identity->user_id);
    if (!s) s = copy_member(a, claims, "email", &identity->email);
    if (!s) s = copy_member(a, claims, "session_id", &identity->session_id);
    json_decref(claims);
    identity->claims = payload;
    return s;
}

status token_read(struct arena *a, const struct key_set *keys, str issuer, int64_t now_s, str token,
                  struct identity *identity)
{
    struct jws jws;
    *identity = (struct identity){0};
    status s = jws_parse(a, token, &jws);
    if (s) return s;
    const struct signing_key *key = key_set_find(keys, jws.key_id);
    if (!key || !signing_key_verifies(key, jws.input, jws.signature)) return S_TOKEN_INVALID;
    return read_claims(a, jws.payload, issuer, now_s, identity);
}

status token_write(struct arena *a, const struct signing_key *key, str issuer,
                   struct token_life life, str claims, str *token)
{
    struct buf payload;
    if (claims.len < 2 || claims.data[0] != '{') return S_INTERNAL;
    buf_init_arena(&payload, a, JWS_SIZE_MAX);
    buf_add_text(&payload, "{\"iss\":");
    buf_add_json(&payload, issuer);
    buf_add_text(&payload, ",\"iat\":");
    buf_add_i64(&payload, life.issued_at_s);
    buf_add_text(&payload, ",\"exp\":");
    buf_add_i64(&payload, life.issued_at_s + life.seconds);
    if (!str_equal(claims, STR("{}"))) buf_add_char(&payload, ',');
    buf_add(&payload, str_slice(claims, 1, claims.len));
    if (payload.is_full) return S_OVER_LIMIT;
    return jws_sign(a, key, buf_str(&payload), token);
}
