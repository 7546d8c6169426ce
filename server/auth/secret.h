/* Secrets of chance: link and refresh tokens, six-digit codes, and the hashes that are kept of
 * them. */
#ifndef OTA_AUTH_SECRET_H
#define OTA_AUTH_SECRET_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

enum { SECRET_LEN = 43, CODE_LEN = 6 }; /* 32 bytes as base64url; six digits */

MUST_CHECK status secret_make(struct arena *a, str *secret); /* 256 bits */
MUST_CHECK status secret_make_code(struct arena *a,
                                   str *code); /* each of 000000 … 999999 as likely */
MUST_CHECK status secret_make_uuid(struct arena *a, str *uuid); /* version 4 (RFC 9562) */

/* Does `s` have the form of a secret, or of a code? */
bool secret_is_one(str s);
bool secret_is_code(str s);

/* SHA-256 as PostgreSQL writes a bytea: \x and 64 digits. */
MUST_CHECK status secret_hash(struct arena *a, str secret, str *bytea);

/* The successor of a refresh token: HMAC-SHA-256 of the child's id under the parent. Whoever holds
 * the parent can be given the same child again, though only the child's hash is kept. */
MUST_CHECK status secret_derive(struct arena *a, str parent, str child_id, str *child);

#endif
