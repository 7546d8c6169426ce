/* Text being written, with a maximum it was born with. */
#ifndef OTA_CORE_BUF_H
#define OTA_CORE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"

/* Appends never fail at the call: a buf that ran over its maximum (or out of memory) remembers it
 * in `is_full`, drops what came after, and is asked once at the end. */
struct buf {
    char *data;
    size_t len;
    size_t size;         /* bytes there is room for now */
    size_t max;          /* bytes it may ever have */
    struct arena *arena; /* where it grows; NULL: never */
    bool is_full;
};

/* A buf over the caller's memory: it never grows. */
void buf_init(struct buf *b, char *memory, size_t size);
/* A buf in an arena that grows up to `max` bytes; it lives as long as the arena. */
void buf_init_arena(struct buf *b, struct arena *a, size_t max);

void buf_add(struct buf *b, str s);
void buf_add_char(struct buf *b, char c);
void buf_add_text(struct buf *b, const char *nul_terminated);
void buf_add_i64(struct buf *b, int64_t value);
void buf_add_u64(struct buf *b, uint64_t value);
/* `s` as a JSON string with its quotes (RFC 8259 section 7); bytes that are not UTF-8 become
 * U+FFFD. */
void buf_add_json(struct buf *b, str s);

/* What was written so far; valid until the next append. */
str buf_str(const struct buf *b);

#endif
