/* Sorted arrays of texts and their JSON. */
#include "set.h"

#include <string.h>

#include "document.h"
#include "uuid.h"

size_t set_limit(const struct field *f)
{
    return f->max ? (size_t)f->max : SET_ENTRIES_DEFAULT;
}

static enum problem judge_entry(const struct field *f, str entry)
{
    uuid id;
    char lower[UUID_TEXT_BYTES];
    if (f->kind == KIND_choices)
        return schema_choice_has(f->choice, entry) ? PROBLEM_none : PROBLEM_not_a_choice;
    if (!uuid_parse(entry, &id)) return PROBLEM_bad_uuid;
    uuid_format(id, lower);
    return str_equal(entry, (str){lower, sizeof lower}) ? PROBLEM_none : PROBLEM_bad_uuid;
}

enum problem set_read(const struct field *f, str json, struct set *out)
{
    struct document_walk w;
    str name, value, entry;
    size_t at;
    out->count = 0;
    if (!document_open(json, '[', &w)) return PROBLEM_wrong_type;
    while (document_next(&w, &name, &value)) {
        if (!document_plain_text(value, &entry)) return PROBLEM_wrong_type;
        enum problem p = judge_entry(f, entry);
        if (p) return p;
        if (set_has(out, entry, &at)) return PROBLEM_listed_twice;
        if (out->count == set_limit(f) || !set_add(out, entry)) return PROBLEM_too_many;
    }
    return PROBLEM_none;
}

bool set_read_stored(str json, struct set *out)
{
    struct document_walk w;
    str name, value, entry;
    out->count = 0;
    if (str_equal(json, STR("null"))) return true;
    if (!document_open(json, '[', &w)) return false;
    while (document_next(&w, &name, &value))
        if (!document_plain_text(value, &entry) || !set_add(out, entry)) return false;
    return true;
}

bool set_has(const struct set *s, str entry, size_t *at)
{
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(s->entries[middle], entry) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    return low < s->count && str_equal(s->entries[low], entry);
}

bool set_add(struct set *s, str entry)
{
    size_t at;
    if (set_has(s, entry, &at)) return true;
    if (s->count == SET_ENTRIES_MAX) return false;
    memmove(s->entries + at + 1, s->entries + at, (s->count - at) * sizeof *s->entries);
    s->entries[at] = entry;
    s->count++;
    return true;
}

void set_remove(struct set *s, str entry)
{
    size_t at;
    if (!set_has(s, entry, &at)) return;
    s->count--;
    memmove(s->entries + at, s->entries + at + 1, (s->count - at) * sizeof *s->entries);
}

void set_write(const struct set *s, struct buf *out)
{
    buf_add_char(out, '[');
    for (size_t i = 0; i < s->count; i++) {
        if (i) buf_add_char(out, ',');
        buf_add_json(out, s->entries[i]);
    }
    buf_add_char(out, ']');
}
