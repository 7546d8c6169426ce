/* Access tokens: what they must say to be believed, and how they are written. */
#ifndef OTA_AUTH_TOKEN_H
#define OTA_AUTH_TOKEN_H

#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/auth/signing_key.h"
#include "server/base/identity.h"

enum { TOKEN_LEEWAY_S = 5 };

/* Verifies a token against our keys and reads it. Asked of it: a key of ours by "kid", ES256, our
 * "iss", "exp" not passed and "nbf" and "iat" not to come (RFC 7519 section 4.1) with
 * TOKEN_LEEWAY_S for clocks, "role" one of anon, authenticated, service_role, and of an
 * authenticated one "aud" authenticated, "sub" and "session_id" that are UUIDs. S_TOKEN_EXPIRED
 * only for what is otherwise good, else S_TOKEN_INVALID. The identity's texts live in `a`. */
MUST_CHECK status token_read(struct arena *a, const struct key_set *keys, str issuer, int64_t now_s,
                             str token, struct identity *identity);

struct token_life {
    int64_t issued_at_s;
    int64_t seconds;
};

/* Signs `claims`, a JSON object without iss, iat and exp, which are put in front. */
MUST_CHECK status token_write(struct arena *a, const struct signing_key *key, str issuer,
                              struct token_life life, str claims, str *token);

#endif
