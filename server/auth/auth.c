/* Opening the authority and telling who a request speaks for. */
#include "server/auth/auth.h"

#include <openssl/crypto.h>
#include <stdlib.h>

#include "core/buf.h"
#include "server/auth/authority.h"
#include "server/auth/bearer.h"
#include "server/auth/token.h"
#include "server/base/heap.h"
#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/db/query.h"
#include "server/db/work.h"

enum { OPEN_ARENA_MAX = 65536 };

static const struct identity nobody = {
    .role = {"anon", 4},
    .user_id = {"", 0},
    .email = {"", 0},
    .session_id = {"", 0},
    .claims = {"{}", 2},
};

/* Inside a transaction. `is_first`: only where there is no key yet. */
static status add_key(struct conn *c, struct arena *a, const char *is_first, str *kid)
{
    struct signing_key key;
    struct buf jwk;
    str pem = {0};
    const struct db_result *result;
    status s = signing_key_generate(&key, authority_now_s());
    if (s) return s;
    buf_init_arena(&jwk, a, 1024);
    signing_key_add_jwk(&key, &jwk);
    s = signing_key_write(&key, a, &pem);
    *kid = (str){arena_copy(a, (str){key.id, key.id_len}), key.id_len};
    signing_key_release(&key);
    if (s) return s;
    if (jwk.is_full || !kid->data) return S_OVER_LIMIT;
    const str params[] = {*kid, pem, buf_str(&jwk), str_from(is_first)};
    s = conn_query(c, STR("select auth.add_key($1, $2, $3::jsonb, $4::boolean)"), params, 4,
                   &result);
    OPENSSL_cleanse((char *)(uintptr_t)pem.data, pem.len);
    return s;
}

static status load_keys(struct conn *c, struct arena *a, struct key_set *keys)
{
    const struct db_result *result;
    str kid;
    for (int attempt = 0; attempt < 2; attempt++) {
        status s = conn_begin(c, &authority_identity);
        if (!s && attempt) s = add_key(c, a, "true", &kid);
        if (!s) s = conn_query(c, STR("select * from auth.read_keys()"), NULL, 0, &result);
        if (!s) authority_read_keys(result, authority_now_s(), keys);
        if (!s)
            s = conn_commit(c);
        else
            conn_rollback(c);
        if (s) return s;
        if (key_set_signer(keys, authority_now_s())) return S_OK;
        key_set_release(keys);
    }
    return S_INTERNAL;
}

static status name_issuer(struct auth *auth)
{
    struct arena a;
    struct buf b;
    char memory[ISSUER_MAX];
    arena_init(&a, memory, sizeof memory);
    buf_init(&b, auth->issuer_memory, sizeof auth->issuer_memory);
    buf_add(&b, site_url(auth->settings, &a));
    buf_add_text(&b, "/auth/v1");
    auth->issuer = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

status auth_open(struct auth **auth, const struct settings *settings, struct conn *c)
{
    struct arena a;
    struct auth *made = calloc(1, sizeof *made);
    if (!made) return S_OVER_LIMIT;
    made->settings = settings;
    pthread_rwlock_init(&made->keys_lock, NULL);
    heap_arena_init(&a, OPEN_ARENA_MAX);
    status s = name_issuer(made);
    if (!s) s = token_cache_create(&made->cache);
    if (!s) s = load_keys(c, &a, &made->keys);
    heap_arena_release(&a);
    if (s) {
        auth_close(made);
        return s;
    }
    atomic_store(&made->read_at_s, authority_now_s());
    *auth = made;
    return S_OK;
}

void auth_close(struct auth *auth)
{
    if (!auth) return;
    token_cache_destroy(auth->cache);
    key_set_release(&auth->keys);
    pthread_rwlock_destroy(&auth->keys_lock);
    free(auth);
}

status auth_rotate_key(struct conn *c, struct arena *a, str *kid)
{
    status s = conn_begin(c, &authority_identity);
    if (!s) s = add_key(c, a, "false", kid);
    if (!s) return conn_commit(c);
    conn_rollback(c);
    return s;
}

static bool is_anon_key(const struct auth *auth, str token)
{
    str key = str_from(auth->settings->anon_key);
    return key.len && key.len == token.len && CRYPTO_memcmp(key.data, token.data, key.len) == 0;
}

status auth_verify_token(struct auth *auth, struct arena *a, str token, struct identity *identity)
{
    int64_t now_s = authority_now_s();
    if (is_anon_key(auth, token)) return *identity = nobody, S_OK;
    if (token_cache_find(auth->cache, a, token, now_s, identity)) return S_OK;
    pthread_rwlock_rdlock(&auth->keys_lock);
    status s = token_read(a, &auth->keys, auth->issuer, now_s, token, identity);
    pthread_rwlock_unlock(&auth->keys_lock);
    if (!s) token_cache_keep(auth->cache, token, identity);
    if (s == S_TOKEN_INVALID) atomic_store(&auth->missed_at_s, now_s);
    return s;
}

status auth_authenticate(struct request *r, enum access access)
{
    struct auth *auth = r->services->auth;
    str bearer, key = request_header(r, "apikey");
    struct identity by_key = nobody;
    r->identity = nobody;
    if (access == ACCESS_OPEN) return S_OK;
    authority_freshen(auth, r->services->db);
    status s = bearer_read(request_header(r, "authorization"), &bearer);
    if (!s && key.len) s = auth_verify_token(auth, &r->arena, key, &by_key);
    if (!s && bearer.len)
        s = auth_verify_token(auth, &r->arena, bearer, &r->identity);
    else if (!s && !str_equal(by_key.role, STR("authenticated")))
        r->identity = by_key;
    if (s) r->identity = nobody;
    if (s || access != ACCESS_USER) return s;
    return str_equal(r->identity.role, STR("authenticated")) ? S_OK : S_UNAUTHENTICATED;
}
