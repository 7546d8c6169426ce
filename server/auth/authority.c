/* Signing keys kept current without ever making a request wait. */
#include "server/auth/authority.h"

#include <stdlib.h>

#include "server/auth/token.h"
#include "server/base/clock.h"
#include "server/base/heap.h"
#include "server/base/settings.h"
#include "server/db/query.h"

enum { RELOAD_ARENA_MAX = 65536 };

struct reload {
    struct db_query query; /* first member */
    struct arena arena;
    struct auth *auth;
};

const struct identity authority_identity = {
    .role = {"ota_auth", 8},
    .claims = {"{}", 2},
};

int64_t authority_now_s(void)
{
    return clock_wall_ms() / 1000;
}

void authority_read_keys(const struct db_result *result, int64_t now_s, struct key_set *keys)
{
    *keys = (struct key_set){0};
    for (size_t i = 0; i < db_row_count(result) && keys->count < KEYS_MAX; i++) {
        struct signing_key *key = &keys->keys[keys->count];
        int64_t age_s = 0;
        if (signing_key_read(key, db_value(result, i, 1))) continue;
        if (!str_to_i64(db_value(result, i, 2), &age_s)) age_s = 0;
        key->created_at_s = now_s - age_s;
        key->is_retired = str_equal(db_value(result, i, 3), STR("t"));
        keys->count++;
    }
}

void authority_take_keys(struct auth *auth, struct key_set *keys)
{
    struct key_set old;
    bool is_withdrawn = false;
    pthread_rwlock_wrlock(&auth->keys_lock);
    old = auth->keys;
    auth->keys = *keys;
    pthread_rwlock_unlock(&auth->keys_lock);
    for (size_t i = 0; i < old.count; i++)
        if (!key_set_find(keys, (str){old.keys[i].id, old.keys[i].id_len})) is_withdrawn = true;
    if (is_withdrawn) token_cache_clear(auth->cache);
    key_set_release(&old);
}

static void on_keys(struct db_query *query, const struct db_result *result)
{
    struct reload *reload = (struct reload *)query;
    struct key_set keys;
    if (!db_status(result)) {
        authority_read_keys(result, authority_now_s(), &keys);
        if (keys.count) authority_take_keys(reload->auth, &keys);
    }
    heap_arena_release(&reload->arena);
    free(reload);
}

/* True for exactly one of the threads that ask at the same time. */
static bool is_mine_to_ask(struct auth *auth, int64_t now_s)
{
    int_fast64_t read_at_s = atomic_load(&auth->read_at_s);
    int64_t age_s = now_s - read_at_s;
    bool is_missed = atomic_load(&auth->missed_at_s) > read_at_s && age_s >= KEYS_RETRY_S;
    if (age_s < KEYS_FRESH_S && !is_missed) return false;
    return atomic_compare_exchange_strong(&auth->read_at_s, &read_at_s, now_s);
}

void authority_freshen(struct auth *auth, struct db *db)
{
    if (!is_mine_to_ask(auth, authority_now_s())) return;
    struct reload *reload = calloc(1, sizeof *reload);
    if (!reload) return;
    heap_arena_init(&reload->arena, RELOAD_ARENA_MAX);
    reload->auth = auth;
    reload->query = (struct db_query){
        .arena = &reload->arena,
        .identity = &authority_identity,
        .statements = {{.sql = STR("select * from auth.read_keys()")}},
        .statement_count = 1,
        .done = on_keys,
    };
    db_submit(db, &reload->query);
}

status authority_issue(struct auth *auth, struct arena *a, str claims, int64_t now_s, str *token)
{
    struct token_life life = {now_s, auth->settings->access_token_s};
    pthread_rwlock_rdlock(&auth->keys_lock);
    const struct signing_key *key = key_set_signer(&auth->keys, now_s);
    status s = key ? token_write(a, key, auth->issuer, life, claims, token) : S_UNAVAILABLE;
    pthread_rwlock_unlock(&auth->keys_lock);
    return s;
}
