/* Exponential backoff with full jitter. */
#include "backoff.h"

enum { DOUBLINGS_MAX = 10 }; /* 500 ms × 2^10 is beyond the maximum */

uint32_t backoff_ms(uint32_t attempt, uint32_t random)
{
    uint32_t doublings = attempt < DOUBLINGS_MAX ? attempt + 1 : DOUBLINGS_MAX;
    uint32_t ceiling = (uint32_t)BACKOFF_FIRST_MS << doublings;
    if (ceiling > BACKOFF_MAX_MS) ceiling = BACKOFF_MAX_MS;
    uint32_t width = ceiling - BACKOFF_FIRST_MS + 1;
    return BACKOFF_FIRST_MS + (uint32_t)((uint64_t)random * width >> 32);
}
