/* Fuzzes the check of a write's JSON body. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/rest/body.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct body body;
    struct failure why = {0};
    heap_arena_init(&arena, 8 << 20);
    status s = body_parse(&arena, (str){(const char *)data, size}, STR(""), &body, &why);
    if (!s && body.column_count > BODY_COLUMNS_MAX) abort();
    heap_arena_release(&arena);
    return 0;
}
