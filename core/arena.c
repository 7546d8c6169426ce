/* The bump allocator behind every request. */
#include "arena.h"

#include <stdint.h>
#include <string.h>

enum { ALIGN = 16 };

void arena_init(struct arena *a, void *memory, size_t size)
{
    size_t skip = (ALIGN - (uintptr_t)memory % ALIGN) % ALIGN;
    if (skip > size) skip = size;
    *a = (struct arena){.block = (char *)memory + skip, .size = size - skip};
}

static size_t aligned(size_t size)
{
    return (size + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_take(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2) return NULL;
    size_t need = aligned(size ? size : 1);
    if (need > a->size - a->used) {
        void *block = a->grow ? a->grow(a, need) : NULL;
        if (!block) return NULL;
    }
    void *piece = a->block + a->used;
    a->used += need;
    memset(piece, 0, need);
    return piece;
}

void *arena_take_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) return NULL;
    return arena_take(a, count * size);
}

char *arena_copy(struct arena *a, str s)
{
    char *copy = arena_take(a, s.len + 1);
    if (copy && s.len) memcpy(copy, s.data, s.len);
    return copy;
}
