/* Fuzzes what a realtime client may send: Phoenix messages in both versions, and its filters. */
#include <jansson.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/realtime/binding.h"
#include "server/realtime/phoenix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was understood can be written again and is understood again. */
static void repeat(const struct phoenix_message *m, enum phoenix_version version, struct arena *a)
{
    struct phoenix_message again;
    struct buf b;
    buf_init_arena(&b, a, 8 << 20);
    phoenix_write(&b, version, m->join_ref, m->ref, m->topic, "phx_join", STR("{}"));
    if (b.is_full) return;
    if (phoenix_init(&again, version, buf_str(&b), true) || !str_equal(again.topic, m->topic))
        abort();
    phoenix_release(&again);
}

static void bind(struct arena *a, json_t *json)
{
    struct binding binding;
    const char *why;
    if (binding_read(&binding, a, json, &why)) return;
    if (!binding.id) abort();
    (void)binding_matches(&binding, CHANGE_INSERT, STR("shows"), json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct phoenix_message m;
    if (!size) return 0;
    enum phoenix_version version = data[0] & 1 ? PHOENIX_2 : PHOENIX_1;
    bool is_text = data[0] & 2;
    struct arena arena;
    heap_arena_init(&arena, 32 << 20);
    status s = phoenix_init(&m, version, (str){(const char *)data + 1, size - 1}, is_text);
    if (!s && m.topic.data) repeat(&m, version, &arena);
    if (!s && m.payload) bind(&arena, m.payload);
    phoenix_release(&m);
    heap_arena_release(&arena);
    return 0;
}
