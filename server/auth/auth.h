/* Who is asking: access tokens, signing in by mail, sessions (GoTrue's protocol).
 *
 *   POST otp --> mail with link and code --> POST verify --> access token + refresh token
 *                                                               |
 *                        POST token: a new pair, the old one is used up
 *                                                               v
 *              Authorization: Bearer ... --> auth_authenticate --> r->identity
 */
#ifndef OTA_AUTH_AUTH_H
#define OTA_AUTH_AUTH_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"
#include "server/http/request.h"
#include "server/http/route.h"

struct auth; /* signing keys and verified tokens; shared by all workers, does its own locking */
struct conn;
struct settings;

/* Reads the signing keys, makes the first one when there is none. `c` is used during the call only
 * (server/db/conn.h). */
MUST_CHECK status auth_open(struct auth **auth, const struct settings *settings, struct conn *c);
void auth_close(struct auth *auth);

/* Fills r->identity from "Authorization: Bearer" and "apikey"; given to the HTTP server, which
 * answers an error by respond_error.
 *   ACCESS_OPEN  nothing is looked at: anon
 *   ACCESS_ANON  no token, or the anon key: anon; a token must be a good one
 *   ACCESS_USER  a signed-in user's token, else S_UNAUTHENTICATED
 * A bad token gives S_TOKEN_INVALID or S_TOKEN_EXPIRED. An apikey, where one is sent, must be the
 * anon key or one of our tokens. A token seen before costs no cryptography until it expires. */
MUST_CHECK status auth_authenticate(struct request *r, enum access access);

/* The same for a bare token (the realtime socket); the anon key is anon. Texts live in `a`. */
MUST_CHECK status auth_verify_token(struct auth *auth, struct arena *a, str token,
                                    struct identity *identity);

/* A sign-in link and its six-digit code for `email`, as a mail would bring them, without a mail and
 * without counting against rate limits: `ota dev`, `ota user link`. S_INVALID: not an e-mail
 * address. */
MUST_CHECK status auth_issue_link(const struct settings *settings, struct conn *c, struct arena *a,
                                  str email, str *link, str *code);

/* A further signing key. It is shown in the JWKS at once, so that every server and client learns
 * it, signs after KEY_REST_S (signing_key.h), and the ones before it go on verifying. */
MUST_CHECK status auth_rotate_key(struct conn *c, struct arena *a, str *kid);

/* Our word for a text that leaves the house: its ES256 signature by the current key, over
 * `purpose`, a line feed and `text`, as base64url, and the public key as a JWK. A purpose has a
 * space in it, so that what is signed is never a token. */
MUST_CHECK status auth_seal(struct auth *auth, struct arena *a, str purpose, str text,
                            str *signature, str *jwk);

/* Handlers (server/routes.def). They answer in GoTrue's words: {code, error_code, msg}, or with
 * "x-supabase-api-version: 2024-01-01" and later {code, message}. */
handler auth_health;
handler auth_settings;
handler auth_jwks;
handler auth_otp;
handler auth_verify;
handler auth_verify_link;
handler auth_token;
handler auth_user;
handler auth_user_update;
handler auth_logout;

#endif
