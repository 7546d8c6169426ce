/* Fuzzes the decoding of query strings: what is accepted is valid UTF-8 without NUL. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "server/base/heap.h"
#include "server/http/percent.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(str s)
{
    if (!str_is_utf8(s) || (s.len && memchr(s.data, '\0', s.len))) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    str rest = {size ? (const char *)data : "", size}, name, value;
    heap_arena_init(&arena, 8 << 20);
    for (;;) {
        status s = percent_next_pair(&arena, &rest, &name, &value);
        if (s == S_MORE || s == S_OVER_LIMIT) break;
        if (s != S_OK && s != S_INVALID_QUERY) abort();
        if (s == S_OK) {
            check(name);
            check(value);
        }
    }
    heap_arena_release(&arena);
    return 0;
}
