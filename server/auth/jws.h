/* Signed tokens in the compact form, header.payload.signature (RFC 7515 section 7.1), ES256
 * only. */
#ifndef OTA_AUTH_JWS_H
#define OTA_AUTH_JWS_H

#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/auth/signing_key.h"

enum { JWS_SIZE_MAX = 8192, JWS_HEADER_MAX = 1024, JWS_DEPTH_MAX = 16 };

/* A token taken apart; nothing in it is believed yet. */
struct jws {
    str input;     /* header.payload as sent: what was signed */
    str header;    /* decoded JSON */
    str algorithm; /* "alg" */
    str key_id;    /* "kid", empty when absent */
    str payload;   /* decoded, any bytes */
    uint8_t signature[ES256_SIGNATURE_SIZE];
};

/* S_TOKEN_INVALID for whatever is not a token of the form that we issue: three parts of strict
 * base64url within the limits, a header that is one JSON object without doubled names, "alg" ES256,
 * no "crit", no key of its own ("jwk", "jku", "x5c", "x5u" are not looked at, ever). */
MUST_CHECK status jws_parse(struct arena *a, str token, struct jws *jws);

MUST_CHECK status jws_sign(struct arena *a, const struct signing_key *key, str payload, str *token);

#endif
