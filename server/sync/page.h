/* The rows that a page of the log touches: each once, with what happened to it last. */
#ifndef OTA_SYNC_PAGE_H
#define OTA_SYNC_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

enum entry_op { ENTRY_PUT, ENTRY_DELETE, ENTRY_REVOKE };

struct entry {
    str table, row_id;
    enum entry_op op;
    int64_t seq;
    size_t next; /* in its bucket, plus one; 0: none */
};

struct page {
    struct arena *arena;
    struct entry *entries;
    size_t count, capacity;
    size_t *buckets;
    size_t bucket_count;
};

/* Room for `capacity` different rows. */
MUST_CHECK status page_init(struct page *p, struct arena *a, size_t capacity);

/* Notes a log row; a later one of the same row replaces it. True when the row is new to the page.
 * Texts are borrowed. */
bool page_note(struct page *p, struct entry e);

#endif
