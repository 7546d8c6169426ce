/* How long to wait before trying again. */
#ifndef OTA_CORE_BACKOFF_H
#define OTA_CORE_BACKOFF_H

#include <stdint.h>

enum { BACKOFF_FIRST_MS = 500, BACKOFF_MAX_MS = 300000 };

/* Exponential with full jitter: even between BACKOFF_FIRST_MS and min(MAX, FIRST × 2^(attempt +
 * 1)). attempt 0 is the first retry; `random` is any 32 random bits. */
uint32_t backoff_ms(uint32_t attempt, uint32_t random);

#endif
