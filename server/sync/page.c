/* A hash table from (table, id) to the newest entry. */
#include "server/sync/page.h"

status page_init(struct page *p, struct arena *a, size_t capacity)
{
    *p = (struct page){.arena = a, .capacity = capacity, .bucket_count = 16};
    while (p->bucket_count < capacity) p->bucket_count *= 2;
    p->entries = arena_take_array(a, capacity, sizeof *p->entries);
    p->buckets = arena_take_array(a, p->bucket_count, sizeof *p->buckets);
    return p->entries && p->buckets ? S_OK : S_OVER_LIMIT;
}

/* FNV-1a over both names; ids are random, so this spreads. */
static size_t bucket_of(const struct page *p, str table, str row_id)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < table.len; i++)
        hash = (hash ^ (unsigned char)table.data[i]) * 0x100000001b3u;
    for (size_t i = 0; i < row_id.len; i++)
        hash = (hash ^ (unsigned char)row_id.data[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32) & (p->bucket_count - 1);
}

bool page_note(struct page *p, struct entry e)
{
    size_t *bucket = &p->buckets[bucket_of(p, e.table, e.row_id)];
    for (size_t at = *bucket; at; at = p->entries[at - 1].next) {
        struct entry *known = &p->entries[at - 1];
        if (!str_equal(known->row_id, e.row_id) || !str_equal(known->table, e.table)) continue;
        known->op = e.op;
        known->seq = e.seq;
        return false;
    }
    if (p->count == p->capacity) return false;
    e.next = *bucket;
    p->entries[p->count++] = e;
    *bucket = p->count;
    return true;
}
