/* Commits: rows of one transaction in one arena, counted by those who hold them. */
#include "server/db/commit.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "server/base/heap.h"

enum { COMMIT_ROWS_MAX = 20000, COMMIT_BYTES_MAX = 64 << 20 };

/* What a struct commit really is. */
struct holder {
    struct commit commit;
    struct arena arena;
    size_t capacity;
};

str log_column_name(enum log_column c)
{
    static const char *const names[LOG_COLUMN_COUNT] = {
        [LOG_ORGANIZATION] = "organization_id",
        [LOG_SEQ] = "seq",
        [LOG_TABLE] = "table_name",
        [LOG_ROW] = "row_id",
        [LOG_OP] = "op",
        [LOG_CHANGED] = "changed",
        [LOG_BEFORE] = "before",
        [LOG_AFTER] = "after",
        [LOG_RESOURCE] = "resource",
        [LOG_OWNER] = "owner_id",
        [LOG_READERS] = "reader_ids",
        [LOG_ACTOR] = "actor_id",
        [LOG_CLIENT] = "client_id",
        [LOG_AT] = "at",
    };
    return str_from(names[c]);
}

bool change_lists(str array, str word)
{
    for (size_t at = 1; at < array.len;) {
        size_t end = str_find_char(array, ',', at);
        if (end == array.len) end--; /* the closing brace */
        if (str_equal(str_slice(array, at, end), word)) return word.len > 0;
        at = end + 1;
    }
    return false;
}

struct commit *commit_create(void)
{
    struct holder *h = calloc(1, sizeof *h);
    if (!h) return NULL;
    heap_arena_init(&h->arena, COMMIT_BYTES_MAX);
    atomic_init(&h->commit.references, 1);
    return &h->commit;
}

void commit_release(struct commit *c)
{
    if (!c || atomic_fetch_sub(&c->references, 1) != 1) return;
    struct holder *h = (struct holder *)c;
    heap_arena_release(&h->arena);
    free(h);
}

static status copy(struct holder *h, str value, str *out)
{
    if (!value.data) return *out = (str){NULL, 0}, S_OK;
    char *text = arena_copy(&h->arena, value);
    if (!text) return S_OVER_LIMIT;
    *out = (str){text, value.len};
    return S_OK;
}

/* "2026-05-12 20:00:00.5+00", as PostgreSQL writes an instant in UTC, as its JSON has it:
 * "2026-05-12T20:00:00.5+00:00". */
static status copy_instant(struct holder *h, str value, str *out)
{
    static const char minutes[] = ":00";
    char *text = arena_take(&h->arena, value.len + sizeof minutes);
    if (!text) return S_OVER_LIMIT;
    memcpy(text, value.data, value.len);
    char *space = memchr(text, ' ', value.len);
    if (space) *space = 'T';
    *out = (str){text, value.len};
    if (!str_ends(value, STR("+00"))) return S_OK;
    memcpy(text + value.len, minutes, sizeof minutes);
    out->len += sizeof minutes - 1;
    return S_OK;
}

static status grow(struct holder *h)
{
    struct commit *c = &h->commit;
    if (c->change_count < h->capacity) return S_OK;
    if (c->change_count >= COMMIT_ROWS_MAX) return S_OVER_LIMIT;
    size_t capacity = h->capacity ? h->capacity * 4 : 4;
    struct change *changes = arena_take_array(&h->arena, capacity, sizeof *changes);
    if (!changes) return S_OVER_LIMIT;
    if (c->change_count) memcpy(changes, c->changes, c->change_count * sizeof *changes);
    c->changes = changes;
    h->capacity = capacity;
    return S_OK;
}

/* The transaction's place comes from its first row and must be the same in all others. */
static status check_place(struct holder *h, const str values[LOG_COLUMN_COUNT])
{
    static const enum log_column needed[] = {LOG_ORGANIZATION, LOG_SEQ,      LOG_TABLE, LOG_ROW,
                                             LOG_OP,           LOG_RESOURCE, LOG_AT};
    struct commit *c = &h->commit;
    int64_t seq;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!values[needed[i]].data) return S_INVALID;
    if (!str_to_i64(values[LOG_SEQ], &seq)) return S_INVALID;
    if (c->change_count)
        return seq == c->seq && str_equal(c->organization_id, values[LOG_ORGANIZATION]) ? S_OK
                                                                                        : S_INVALID;
    c->seq = seq;
    return copy(h, values[LOG_ORGANIZATION], &c->organization_id);
}

status commit_add(struct commit *c, const str values[LOG_COLUMN_COUNT])
{
    struct holder *h = (struct holder *)c;
    status s = check_place(h, values);
    if (!s) s = grow(h);
    if (s) return s;
    struct change *change = &c->changes[c->change_count];
    const struct {
        enum log_column from;
        str *to;
    } fields[] = {
        {LOG_TABLE, &change->table},
        {LOG_ROW, &change->row_id},
        {LOG_OP, &change->op},
        {LOG_CHANGED, &change->changed},
        {LOG_BEFORE, &change->before},
        {LOG_AFTER, &change->after},
        {LOG_RESOURCE, &change->resource},
        {LOG_OWNER, &change->owner_id},
        {LOG_READERS, &change->reader_ids},
        {LOG_ACTOR, &change->actor_id},
        {LOG_CLIENT, &change->client_id},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if ((s = copy(h, values[fields[i].from], fields[i].to))) return s;
    s = copy_instant(h, values[LOG_AT], &change->at);
    if (!s) c->change_count++;
    return s;
}
