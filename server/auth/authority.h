/* The inside of struct auth: keys that are read anew from time to time, and the cache above
 * them. */
#ifndef OTA_AUTH_AUTHORITY_H
#define OTA_AUTH_AUTHORITY_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/auth/signing_key.h"
#include "server/auth/token_cache.h"
#include "server/base/identity.h"

struct auth;
struct db;
struct db_result;
struct settings;

enum { KEYS_FRESH_S = 60, KEYS_RETRY_S = 5, ISSUER_MAX = 1100 };

struct auth {
    const struct settings *settings;
    struct token_cache *cache;
    pthread_rwlock_t keys_lock;
    struct key_set keys;             /* under keys_lock */
    atomic_int_fast64_t read_at_s;   /* when the keys were last asked for */
    atomic_int_fast64_t missed_at_s; /* when a token last named a key that we do not have */
    char issuer_memory[ISSUER_MAX];
    str issuer; /* {site}/auth/v1 */
};

/* As whom the auth server asks the database. */
extern const struct identity authority_identity;

int64_t authority_now_s(void); /* Unix time */

/* Keys out of the rows of auth.read_keys(); rows that cannot be read are left out. */
void authority_read_keys(const struct db_result *result, int64_t now_s, struct key_set *keys);

/* Takes the set over; withdrawn keys empty the cache. */
void authority_take_keys(struct auth *auth, struct key_set *keys);

/* Asks for the keys again when they are older than KEYS_FRESH_S, or sooner when an unknown one was
 * named. Never waits: the answer arrives on this worker's loop. */
void authority_freshen(struct auth *auth, struct db *db);

/* The access token of a session, signed by the current key. */
MUST_CHECK status authority_issue(struct auth *auth, struct arena *a, str claims, int64_t now_s,
                                  str *token);

#endif
