/* Fuzzes what other processes say: a note, parts of a batch (one a line), a reference. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/db/feed.h"
#include "server/db/note_text.h"
#include "server/realtime/elsewhere.h"

enum { TEXT_BYTES_MAX = 16 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read can be written again and is read again as the same. */
static void read_all(str text)
{
    struct commit *note, *again;
    while (text.len && !note_read(&text, &note)) {
        struct arena a;
        struct buf b;
        heap_arena_init(&a, TEXT_BYTES_MAX);
        buf_init_arena(&b, &a, TEXT_BYTES_MAX);
        note_write(&b, note);
        str written = buf_str(&b);
        if (note_read(&written, &again) || written.len) abort();
        if (!str_equal(again->changes[0].table, note->changes[0].table)) abort();
        commit_release(again);
        commit_release(note);
        heap_arena_release(&a);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct note_joiner joiner;
    str input = {(const char *)data, size}, part, batch, origin;
    uint64_t number;
    read_all(input);
    note_joiner_init(&joiner);
    while (input.len && str_cut(&input, '\n', &part)) {
        if (!note_join(&joiner, part, &batch)) {
            if (batch.len > NOTE_BATCH_MAX) abort();
            read_all(batch);
        }
        if (!elsewhere_read_ref(part, &origin, &number) && origin.len != ORIGIN_TEXT) abort();
    }
    note_joiner_release(&joiner);
    return 0;
}
