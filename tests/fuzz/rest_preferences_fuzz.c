/* Fuzzes what a REST client prefers: a line each for Prefer, Accept, Range and Content-Type. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/rest/preferences.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is said to have been applied is what was preferred, in our words alone. */
static void check_applied(struct arena *a, const struct preferences *p)
{
    str rest = preferences_applied(a, p), item;
    size_t count = 0;
    while (rest.len && str_cut(&rest, ',', &item)) count++;
    size_t expected = (p->returning == RETURN_REPRESENTATION) + (p->resolution != RESOLUTION_NONE) +
                      p->wants_count;
    if (count != expected) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum action actions[] = {ACTION_READ, ACTION_INSERT, ACTION_UPDATE, ACTION_DELETE};
    struct arena a;
    struct preference_headers sent = {.prefer = STR("")};
    str *const fields[] = {&sent.prefer, &sent.accept, &sent.range, &sent.content_type};
    struct query q = {.top.limit = -1};
    struct preferences p;
    struct failure why = {0};
    if (!size) return 0;
    heap_arena_init(&a, 1 << 20);
    str rest = {(const char *)data + 1, size - 1};
    for (size_t i = 0; rest.len && i < sizeof fields / sizeof *fields; i++)
        if (!str_cut(&rest, '\n', fields[i])) break;
    status s = preferences_read(&a, &sent, actions[data[0] % 4], &q, &p, &why);
    if (s && !why.code) abort(); /* every refusal says why */
    if (q.top.offset < 0 || q.top.limit < -1 || q.top.limit == 0) abort();
    if (!s) check_applied(&a, &p);
    heap_arena_release(&a);
    return 0;
}
