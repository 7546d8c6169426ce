/* A set-associative table of verified tokens. */
#include "server/auth/token_cache.h"

#include <openssl/crypto.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "server/base/random.h"

/* token, role, user id, e-mail, session id and claims stand one after the other in `memory`. */
struct kept {
    uint64_t hash;
    int64_t expires_at_s;
    size_t token_len, role_len, user_id_len, email_len, session_id_len, claims_len;
    char *memory; /* NULL: free */
};

struct set {
    pthread_mutex_t lock;
    unsigned oldest; /* the way that is given away next */
    struct kept ways[TOKEN_CACHE_WAYS];
};

struct token_cache {
    uint64_t seed; /* so that nobody can aim at one set */
    struct set sets[TOKEN_CACHE_SETS];
};

status token_cache_create(struct token_cache **cache)
{
    struct token_cache *made = calloc(1, sizeof *made);
    if (!made) return S_OVER_LIMIT;
    random_bytes(&made->seed, sizeof made->seed);
    for (size_t i = 0; i < TOKEN_CACHE_SETS; i++) pthread_mutex_init(&made->sets[i].lock, NULL);
    *cache = made;
    return S_OK;
}

void token_cache_destroy(struct token_cache *cache)
{
    if (!cache) return;
    token_cache_clear(cache);
    for (size_t i = 0; i < TOKEN_CACHE_SETS; i++) pthread_mutex_destroy(&cache->sets[i].lock);
    free(cache);
}

/* Eight bytes a step; the token is compared in full afterwards, so speed is all that is asked of
 * it. */
static uint64_t hash_token(uint64_t seed, str token)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t hash = seed ^ token.len;
    for (size_t at = 0; at < token.len; at += sizeof hash) {
        uint64_t word = 0;
        memcpy(&word, token.data + at, token.len - at < sizeof word ? token.len - at : sizeof word);
        hash = (hash ^ word) * odd;
        hash ^= hash >> 29;
    }
    return hash;
}

static struct set *set_of(struct token_cache *cache, uint64_t hash)
{
    return &cache->sets[hash >> 40 & (TOKEN_CACHE_SETS - 1)];
}

static bool is_same(const struct kept *k, uint64_t hash, str token)
{
    return k->memory && k->hash == hash && k->token_len == token.len &&
           CRYPTO_memcmp(k->memory, token.data, token.len) == 0;
}

static size_t texts_size(const struct kept *k)
{
    return k->role_len + k->user_id_len + k->email_len + k->session_id_len + k->claims_len;
}

static str take_text(const char **at, size_t len)
{
    str text = {*at, len};
    *at += len;
    return text;
}

static bool copy_out(const struct kept *k, struct arena *a, struct identity *identity)
{
    char *copy = arena_take(a, texts_size(k));
    const char *at = copy;
    if (!copy) return false;
    memcpy(copy, k->memory + k->token_len, texts_size(k));
    identity->role = take_text(&at, k->role_len);
    identity->user_id = take_text(&at, k->user_id_len);
    identity->email = take_text(&at, k->email_len);
    identity->session_id = take_text(&at, k->session_id_len);
    identity->claims = take_text(&at, k->claims_len);
    identity->expires_at_s = k->expires_at_s;
    return true;
}

bool token_cache_find(struct token_cache *cache, struct arena *a, str token, int64_t now_s,
                      struct identity *identity)
{
    uint64_t hash = hash_token(cache->seed, token);
    struct set *set = set_of(cache, hash);
    bool is_found = false;
    pthread_mutex_lock(&set->lock);
    for (size_t i = 0; i < TOKEN_CACHE_WAYS && !is_found; i++) {
        struct kept *k = &set->ways[i];
        if (is_same(k, hash, token) && k->expires_at_s >= now_s)
            is_found = copy_out(k, a, identity);
    }
    pthread_mutex_unlock(&set->lock);
    return is_found;
}

static char *put_text(char *at, str text)
{
    if (text.len) memcpy(at, text.data, text.len);
    return at + text.len;
}

static struct kept pack(uint64_t hash, str token, const struct identity *identity)
{
    struct kept k = {.hash = hash,
                     .expires_at_s = identity->expires_at_s,
                     .token_len = token.len,
                     .role_len = identity->role.len,
                     .user_id_len = identity->user_id.len,
                     .email_len = identity->email.len,
                     .session_id_len = identity->session_id.len,
                     .claims_len = identity->claims.len};
    k.memory = malloc(token.len + texts_size(&k));
    if (!k.memory) return k;
    char *at = put_text(k.memory, token);
    at = put_text(at, identity->role);
    at = put_text(at, identity->user_id);
    at = put_text(at, identity->email);
    at = put_text(at, identity->session_id);
    put_text(at, identity->claims);
    return k;
}

void token_cache_keep(struct token_cache *cache, str token, const struct identity *identity)
{
    struct kept k = pack(hash_token(cache->seed, token), token, identity);
    struct set *set = set_of(cache, k.hash);
    if (!k.memory) return;
    pthread_mutex_lock(&set->lock);
    unsigned way = set->oldest;
    for (unsigned i = 0; i < TOKEN_CACHE_WAYS; i++)
        if (is_same(&set->ways[i], k.hash, token)) way = i;
    if (way == set->oldest) set->oldest = (set->oldest + 1) % TOKEN_CACHE_WAYS;
    free(set->ways[way].memory);
    set->ways[way] = k;
    pthread_mutex_unlock(&set->lock);
}

void token_cache_clear(struct token_cache *cache)
{
    for (size_t i = 0; i < TOKEN_CACHE_SETS; i++) {
        struct set *set = &cache->sets[i];
        pthread_mutex_lock(&set->lock);
        for (size_t way = 0; way < TOKEN_CACHE_WAYS; way++) {
            free(set->ways[way].memory);
            set->ways[way] = (struct kept){0};
        }
        pthread_mutex_unlock(&set->lock);
    }
}
