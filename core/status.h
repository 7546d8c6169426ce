/* What can happen, as one small value: every function that can fail returns a `status`. */
#ifndef OTA_CORE_STATUS_H
#define OTA_CORE_STATUS_H

typedef enum status {
#define STATUS(name, http, code, words) S_##name,
#include "status.def"
#undef STATUS
    S_COUNT
} status;

/* The result of a function so marked must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* HTTP status code that a client is answered with (RFC 9110 section 15). */
int status_http(status s);

/* Stable machine-readable code, static text such as "no_access". */
const char *status_code(status s);

/* One clause in lower case that a person can act on, static text. */
const char *status_words(status s);

#endif
