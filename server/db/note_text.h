/* Notes as text, and that text in parts that fit into a NOTIFY.
 *
 *   note   op, organizations, topic, sender, before, after as netstrings: 4:join36:0190…
 *   batch  notes one after the other, cut into parts: "<batch> <part> <parts> <text>"
 *
 * The parts of a batch are sent in one transaction, so they arrive together and in order. */
#ifndef OTA_DB_NOTE_TEXT_H
#define OTA_DB_NOTE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

struct commit;

/* PostgreSQL takes less than 8,000 bytes in one NOTIFY; the head of a part needs up to 60. */
enum { NOTE_PART_MAX = 7900, NOTE_PART_TEXT = 7800, NOTE_BATCH_MAX = 1 << 20 };

/* Appends a note's text. */
void note_write(struct buf *b, const struct commit *note);
/* Takes one note off `*rest`; S_INVALID when it does not begin with one. */
MUST_CHECK status note_read(str *rest, struct commit **note);

size_t note_part_count(str batch);
/* Appends the next part of a batch and moves `*at` behind it; start with 0. A character is never
 * cut in two. */
void note_write_part(struct buf *b, str batch, uint64_t number, size_t part, size_t *at);

/* Parts being put together again. */
struct note_joiner {
    struct arena arena;
    struct buf text;
    int64_t batch, parts, next;
};

void note_joiner_init(struct note_joiner *j);
void note_joiner_release(struct note_joiner *j);
/* S_OK: the batch is whole, `*batch` is borrowed until the next call. S_MORE: it is not yet.
 * S_INVALID: no part, or one without those before it; it is ignored. */
MUST_CHECK status note_join(struct note_joiner *j, str part, str *batch);

#endif
