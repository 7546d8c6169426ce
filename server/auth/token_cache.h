/* Tokens that were verified before: a hit costs one hash and one comparison, no cryptography. */
#ifndef OTA_AUTH_TOKEN_CACHE_H
#define OTA_AUTH_TOKEN_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"

/* 1024 sets of 8 tokens, each set with its own lock, shared by all threads. */
enum { TOKEN_CACHE_SETS = 1024, TOKEN_CACHE_WAYS = 8 };

struct token_cache;

MUST_CHECK status token_cache_create(struct token_cache **cache);
void token_cache_destroy(struct token_cache *cache);

/* True when the token is known and does not expire before `now_s`; the identity is a copy in
 * `a`. */
bool token_cache_find(struct token_cache *cache, struct arena *a, str token, int64_t now_s,
                      struct identity *identity);

/* Remembers it in place of the oldest of its set. Without memory it simply does not. */
void token_cache_keep(struct token_cache *cache, str token, const struct identity *identity);

/* Forgets everything: a signing key was withdrawn. */
void token_cache_clear(struct token_cache *cache);

#endif
