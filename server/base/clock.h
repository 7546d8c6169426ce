/* What time it is: monotonic for durations, wall for people. */
#ifndef OTA_BASE_CLOCK_H
#define OTA_BASE_CLOCK_H

#include <stdint.h>

/* Nanoseconds since some start; never goes back. */
int64_t clock_monotonic_ns(void);
int64_t clock_monotonic_ms(void);

/* Milliseconds since 1970-01-01 UTC; may jump. */
int64_t clock_wall_ms(void);

#endif
