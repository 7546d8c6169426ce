/* Blocks for arenas: each starts with a small head that knows the block before it. */
#include "server/base/heap.h"

#include <assert.h>
#include <malloc.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK_MIN = 1024, BLOCK_ALIGN = 16 }; /* small first: a thousand sockets have one each */

/* `owner` of an arena points to the head of its newest block; of an arena without any block it is
 * the maximum itself, so that an arena costs nothing before it is used. */
struct head {
    alignas(BLOCK_ALIGN) struct head *older;
    size_t size; /* of this block, head included */
    size_t max;  /* of the whole arena */
    size_t total;
    bool is_borrowed; /* the caller's memory */
};

static void *grow(struct arena *a, size_t size);

void heap_arena_init(struct arena *a, size_t max)
{
    *a = (struct arena){.grow = grow, .owner = (void *)(uintptr_t)max};
}

static void use(struct arena *a, struct head *head)
{
    a->owner = head;
    a->block = (char *)(head + 1);
    a->used = 0;
    a->size = head->size - sizeof *head;
}

void heap_arena_init_first(struct arena *a, void *memory, size_t size, size_t max)
{
    assert(size >= HEAP_FIRST_MIN && (uintptr_t)memory % BLOCK_ALIGN == 0);
    struct head *head = memory;
    *head = (struct head){.size = size, .max = max, .total = size, .is_borrowed = true};
    *a = (struct arena){.grow = grow};
    use(a, head);
}

static void *grow(struct arena *a, size_t size)
{
    struct head *older = a->block ? a->owner : NULL;
    size_t max = older ? older->max : (size_t)(uintptr_t)a->owner;
    size_t total = older ? older->total : 0;
    size_t block = older ? older->size * 2 : BLOCK_MIN;
    if (block < BLOCK_MIN) block = BLOCK_MIN;
    if (size > max || total > max - size) return NULL;
    if (block < size + sizeof(struct head)) block = size + sizeof(struct head);
    if (block > max - total) block = size + sizeof(struct head);
    struct head *head = malloc(block);
    if (!head) return NULL;
    *head = (struct head){.older = older, .size = block, .max = max, .total = total + block};
    use(a, head);
    return a->block;
}

void heap_arena_clear(struct arena *a)
{
    if (!a->block) return;
    struct head *head = a->owner;
    size_t max = head->max;
    while (!head->is_borrowed) {
        struct head *older = head->older;
        free(head);
        if (!older) {
            heap_arena_init(a, max);
            return;
        }
        head = older;
    }
    use(a, head);
}

void heap_trim(void)
{
    malloc_trim(0);
}

void heap_arena_release(struct arena *a)
{
    heap_arena_clear(a);
    *a = (struct arena){0};
}
