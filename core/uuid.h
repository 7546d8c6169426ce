/* Ids: UUIDs in text, and version 7 made from a time and random bytes (RFC 9562). */
#ifndef OTA_CORE_UUID_H
#define OTA_CORE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

enum { UUID_BYTES = 16, UUID_TEXT_BYTES = 36, UUID_RANDOM_BYTES = 10 };

typedef struct uuid {
    uint8_t bytes[UUID_BYTES];
} uuid;

/* "01890a5d-ac96-774b-bcce-b302099a8057", either case. False on anything else. */
bool uuid_parse(str text, uuid *out);

/* Writes 36 lower-case characters, no NUL. */
void uuid_format(uuid id, char out[UUID_TEXT_BYTES]);

/* A version 7 id for `now_ms` (Unix milliseconds) that is greater than `last`, the id made before
 * by the same maker (zeros at first). When the clock stands still or runs back, the time of `last`
 * is kept and its random part counted on. `random` is UUID_RANDOM_BYTES of the caller's. */
uuid uuid_v7(uuid last, int64_t now_ms, const uint8_t random[UUID_RANDOM_BYTES]);

/* The milliseconds inside a version 7 id. */
int64_t uuid_v7_ms(uuid id);

/* <0, 0, >0 by bytes; for version 7 this is the order of making. */
int uuid_compare(uuid a, uuid b);

#endif
