/* Signing what is not a token: files that leave the house and must be known as ours. */
#include <assert.h>
#include <string.h>

#include "core/buf.h"
#include "server/auth/auth.h"
#include "server/auth/authority.h"
#include "server/auth/base64url.h"

enum { JWK_BYTES_MAX = 1024, SIGNATURE_LEN_MAX = 88 };

static status sign(const struct signing_key *key, struct arena *a, str input, str *signature,
                   str *jwk)
{
    uint8_t bytes[ES256_SIGNATURE_SIZE];
    struct buf text, public_key;
    status bad = signing_key_sign(key, input, bytes);
    if (bad) return bad;
    buf_init_arena(&text, a, SIGNATURE_LEN_MAX);
    base64url_add(&text, bytes, sizeof bytes);
    buf_init_arena(&public_key, a, JWK_BYTES_MAX);
    signing_key_add_jwk(key, &public_key);
    *signature = buf_str(&text);
    *jwk = buf_str(&public_key);
    return text.is_full || public_key.is_full ? S_OVER_LIMIT : S_OK;
}

status auth_seal(struct auth *auth, struct arena *a, str purpose, str text, str *signature,
                 str *jwk)
{
    assert(str_find_char(purpose, ' ', 0) < purpose.len);
    struct buf input;
    buf_init_arena(&input, a, purpose.len + text.len + 1);
    buf_add(&input, purpose);
    buf_add_char(&input, '\n');
    buf_add(&input, text);
    if (input.is_full) return S_OVER_LIMIT;
    pthread_rwlock_rdlock(&auth->keys_lock);
    const struct signing_key *key = key_set_signer(&auth->keys, authority_now_s());
    status bad = key ? sign(key, a, buf_str(&input), signature, jwk) : S_UNAVAILABLE;
    pthread_rwlock_unlock(&auth->keys_lock);
    return bad;
}
