/* What the auth server says of itself: health, settings, public keys. */
#include "core/buf.h"
#include "server/auth/answer.h"
#include "server/auth/auth.h"
#include "server/auth/authority.h"

enum { JWKS_MAX = 4096 };

void auth_health(struct request *r)
{
    answer_json(r, STR("{\"version\":\"" OTA_VERSION "\",\"name\":\"OTA\","
                       "\"description\":\"Signing in, in GoTrue's protocol\"}"));
}

void auth_settings(struct request *r)
{
    answer_json(r, STR("{\"external\":{\"email\":true,\"phone\":false,\"anonymous_users\":false},"
                       "\"disable_signup\":false,\"mailer_autoconfirm\":false,"
                       "\"phone_autoconfirm\":false,\"sms_provider\":\"\",\"saml_enabled\":false,"
                       "\"mfa_enabled\":false}"));
}

void auth_jwks(struct request *r)
{
    struct auth *auth = r->services->auth;
    struct buf b;
    struct response res = {.status = 200};
    authority_freshen(auth, r->services->db);
    buf_init_arena(&b, &r->arena, JWKS_MAX);
    buf_add_text(&b, "{\"keys\":[");
    pthread_rwlock_rdlock(&auth->keys_lock);
    for (size_t i = 0; i < auth->keys.count; i++) {
        if (i) buf_add_char(&b, ',');
        signing_key_add_jwk(&auth->keys.keys[i], &b);
    }
    pthread_rwlock_unlock(&auth->keys_lock);
    buf_add_text(&b, "]}");
    res.body = buf_str(&b);
    response_add_header(&res, "Cache-Control", STR("public, max-age=300"));
    respond(r, &res);
}
