/* Keys that sign access tokens: ES256 (ECDSA with P-256 and SHA-256, RFC 7518 section 3.4). */
#ifndef OTA_AUTH_SIGNING_KEY_H
#define OTA_AUTH_SIGNING_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

enum { ES256_SIGNATURE_SIZE = 64, KEY_ID_MAX = 64, KEYS_MAX = 8, KEY_REST_S = 120 };

struct evp_pkey_st; /* OpenSSL's EVP_PKEY */

/* One key. Its algorithm is fixed: it never verifies anything but ES256. */
struct signing_key {
    char id[KEY_ID_MAX + 1];
    size_t id_len;
    int64_t created_at_s;
    bool is_retired; /* verifies, but signs no more */
    struct evp_pkey_st *pkey;
};

/* The keys in use, newest first. */
struct key_set {
    struct signing_key keys[KEYS_MAX];
    size_t count;
};

/* Makes a new pair; the id is its JWK thumbprint (RFC 7638), so the same key always has the same
 * name. */
MUST_CHECK status signing_key_generate(struct signing_key *key, int64_t now_s);
/* Reads a private key on P-256 from PEM. S_INVALID: anything else. */
MUST_CHECK status signing_key_read(struct signing_key *key, str pem);
/* Reads a public key from its coordinates (base64url): it verifies only. */
MUST_CHECK status signing_key_read_public(struct signing_key *key, str x, str y);
MUST_CHECK status signing_key_write(const struct signing_key *key, struct arena *a, str *pem);
void signing_key_release(struct signing_key *key);

/* The public key as a JWK (RFC 7517). */
void signing_key_add_jwk(const struct signing_key *key, struct buf *b);

/* r and s of 32 bytes each (RFC 7518 section 3.4). */
MUST_CHECK status signing_key_sign(const struct signing_key *key, str input,
                                   uint8_t signature[ES256_SIGNATURE_SIZE]);
bool signing_key_verifies(const struct signing_key *key, str input,
                          const uint8_t signature[ES256_SIGNATURE_SIZE]);

void key_set_release(struct key_set *set);
const struct signing_key *key_set_find(const struct key_set *set, str id); /* NULL: none */
/* The newest key that everybody has had KEY_REST_S to learn of; the oldest active one when all are
 * younger. NULL: none is active. */
const struct signing_key *key_set_signer(const struct key_set *set, int64_t now_s);

#endif
