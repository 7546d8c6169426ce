/* Writes and reads notes, cuts batches into parts and joins them. */
#include "server/db/note_text.h"

#include "server/base/heap.h"
#include "server/db/commit.h"

static const enum log_column fields[] = {LOG_OP,  LOG_ORGANIZATION, LOG_TABLE,
                                         LOG_ROW, LOG_BEFORE,       LOG_AFTER};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0] };

void note_write(struct buf *b, const struct commit *note)
{
    const struct change *c = &note->changes[0];
    const str values[FIELD_COUNT] = {c->op,   note->organization_id, c->table, c->row_id, c->before,
                                     c->after};
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        buf_add_u64(b, values[i].len);
        buf_add_char(b, ':');
        buf_add(b, values[i]);
    }
}

static bool take_netstring(str *rest, str *value)
{
    int64_t len;
    size_t colon = str_find_char(*rest, ':', 0);
    if (colon == rest->len || !str_to_i64(str_slice(*rest, 0, colon), &len)) return false;
    if (len < 0 || (uint64_t)len > rest->len - colon - 1) return false;
    *value = str_slice(*rest, colon + 1, colon + 1 + (size_t)len);
    *rest = str_slice(*rest, colon + 1 + (size_t)len, rest->len);
    return true;
}

status note_read(str *rest, struct commit **note)
{
    str values[LOG_COLUMN_COUNT] = {
        [LOG_SEQ] = STR("0"), [LOG_RESOURCE] = STR(""), [LOG_AT] = STR("")};
    *note = NULL;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (!take_netstring(rest, &values[fields[i]])) return S_INVALID;
    struct commit *c = commit_create();
    status bad = c ? commit_add(c, values) : S_OVER_LIMIT;
    if (bad) return commit_release(c), bad;
    *note = c;
    return S_OK;
}

/* Where the part that begins at `at` ends: before a character that does not fit whole. */
static size_t end_of_part(str batch, size_t at)
{
    if (batch.len - at <= NOTE_PART_TEXT) return batch.len;
    size_t end = at + NOTE_PART_TEXT;
    while (end > at + 1 && ((unsigned char)batch.data[end] & 0xC0) == 0x80) end--;
    return end;
}

size_t note_part_count(str batch)
{
    size_t count = 0;
    for (size_t at = 0; at < batch.len; at = end_of_part(batch, at)) count++;
    return count;
}

void note_write_part(struct buf *b, str batch, uint64_t number, size_t part, size_t *at)
{
    size_t end = end_of_part(batch, *at);
    buf_add_u64(b, number);
    buf_add_char(b, ' ');
    buf_add_u64(b, part);
    buf_add_char(b, ' ');
    buf_add_u64(b, note_part_count(batch));
    buf_add_char(b, ' ');
    buf_add(b, str_slice(batch, *at, end));
    *at = end;
}

void note_joiner_init(struct note_joiner *j)
{
    *j = (struct note_joiner){.batch = -1};
    heap_arena_init(&j->arena, 2 * NOTE_BATCH_MAX);
}

void note_joiner_release(struct note_joiner *j)
{
    heap_arena_release(&j->arena);
}

static bool take_number(str *rest, int64_t *number)
{
    str text;
    return str_cut(rest, ' ', &text) && str_to_i64(text, number) && *number >= 0;
}

status note_join(struct note_joiner *j, str part, str *batch)
{
    int64_t number, at, parts;
    if (!part.data || !take_number(&part, &number) || !take_number(&part, &at) ||
        !take_number(&part, &parts) || !part.data || at >= parts)
        return S_INVALID;
    if (at == 0) {
        heap_arena_clear(&j->arena);
        buf_init_arena(&j->text, &j->arena, NOTE_BATCH_MAX);
        j->batch = number;
        j->parts = parts;
        j->next = 0;
    }
    if (number != j->batch || at != j->next || parts != j->parts) return j->batch = -1, S_INVALID;
    buf_add(&j->text, part);
    if (++j->next < parts) return S_MORE;
    j->batch = -1;
    *batch = buf_str(&j->text);
    return j->text.is_full ? S_OVER_LIMIT : S_OK;
}
