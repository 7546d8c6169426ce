/* Fuzzes the body of POST /api/sync: parsing, and judging each mutation against the schema. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/sync/judge.h"
#include "server/sync/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct sync_request in;
    str why;
    heap_arena_init(&arena, 32 << 20);
    status s = sync_request_init(&in, &arena, (str){(const char *)data, size}, &why);
    if (!s && in.mutation_count > SYNC_MUTATIONS_MAX) abort();
    if (!s && (in.max_bytes < SYNC_PAGE_MIN || in.max_bytes > SYNC_PAGE_MAX)) abort();
    for (size_t i = 0; !s && i < in.mutation_count; i++) {
        const struct mutation *m = &in.mutations[i];
        struct outcome out = {0};
        if (m->n < 1 || (i && m->n != in.mutations[i - 1].n + 1)) abort();
        bool is_fine = judge_mutation(&arena, m, &out);
        if (is_fine == (out.kind == OUTCOME_REJECTED)) abort();
    }
    sync_request_release(&in);
    heap_arena_release(&arena);
    return 0;
}
