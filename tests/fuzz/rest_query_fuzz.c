/* Fuzzes the REST dialect: pairs are separated by newlines, name and value by the first '='. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/rest/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct pair *first = NULL, **end = &first;
    struct query query;
    struct failure why = {0};
    heap_arena_init(&arena, 8 << 20);
    str rest = {(const char *)data, size}, line, name;
    while (size && str_cut(&rest, '\n', &line)) {
        struct pair *p = arena_take(&arena, sizeof *p);
        if (!p || !line.len || !str_cut(&line, '=', &name)) break;
        p->name = name;
        p->value = line.data ? line : STR("");
        *end = p;
        end = &p->next;
    }
    status s = query_parse(&arena, first, &query, &why);
    if (s && !why.code && s != S_TOO_LARGE) abort(); /* every refusal says why */
    heap_arena_release(&arena);
    return 0;
}
