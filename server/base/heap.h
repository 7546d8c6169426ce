/* Arenas that grow by malloc up to a maximum, and buffers of a thread's own. */
#ifndef OTA_BASE_HEAP_H
#define OTA_BASE_HEAP_H

#include "core/arena.h"

/* An arena that starts empty, grows in blocks and stops at `max` bytes in all. */
void heap_arena_init(struct arena *a, size_t max);
/* The same, beginning in `size` bytes (at least HEAP_FIRST_MIN, aligned to 16) of the caller's
 * memory, which must outlive the arena: what fits there costs no malloc. */
enum { HEAP_FIRST_MIN = 256 };
void heap_arena_init_first(struct arena *a, void *memory, size_t size, size_t max);
/* Gives every block back; the arena is empty and may be used again. */
void heap_arena_clear(struct arena *a);
/* Gives everything back for good. */
void heap_arena_release(struct arena *a);

/* Gives free pages back to the system: worth its milliseconds after a rush, when what many
 * beginnings needed for a moment lies free between what stays. */
void heap_trim(void);

#endif
