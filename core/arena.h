/* Memory that is given out in order and taken back all at once: one arena, one lifetime. */
#ifndef OTA_CORE_ARENA_H
#define OTA_CORE_ARENA_H

#include <stddef.h>

#include "str.h"

/* An arena hands out pieces of blocks. It starts in the caller's memory; when that is used up it
 * asks `grow` for a further block of at least `size` bytes (NULL: no more). core has no heap of
 * its own, so a fixed arena has no `grow`; the server's grows by malloc up to a maximum
 * (server/base/heap.h). */
struct arena {
    char *block; /* the block in use */
    size_t used; /* bytes of it given out */
    size_t size; /* bytes it has */
    void *(*grow)(struct arena *a, size_t size);
    void *owner; /* grow's own */
};

/* An arena over `size` bytes of the caller's memory, which must outlive it. */
void arena_init(struct arena *a, void *memory, size_t size);

/* Memory for `size` bytes, zeroed, aligned to 16. NULL when the arena's maximum is reached. */
void *arena_take(struct arena *a, size_t size);

/* `count` things of `size` bytes each; NULL on overflow too. */
void *arena_take_array(struct arena *a, size_t count, size_t size);

/* A NUL-terminated copy. NULL when the maximum is reached. */
char *arena_copy(struct arena *a, str s);

#endif
