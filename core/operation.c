/* Adding to sets and counters. */
#include "operation.h"

#include "document.h"
#include "set.h"

static const int64_t count_max = INT64_C(9007199254740991); /* 2^53 - 1: exact in JSON */

static bool is_set(const struct field *f)
{
    return f->kind == KIND_ids || f->kind == KIND_choices;
}

bool operation_is(const struct field *f, str json)
{
    str text = str_trim(json);
    return (is_set(f) || f->kind == KIND_counter) && text.len && text.data[0] == '{';
}

/* The parts of an operation as JSON; empty when left out. */
struct parts {
    str add, remove, plus;
};

static bool read_parts(str json, struct parts *out)
{
    struct document_walk w;
    str name, value;
    *out = (struct parts){0};
    if (!document_open(json, '{', &w)) return false;
    while (document_next(&w, &name, &value)) {
        str *part = str_equal(name, STR("add"))      ? &out->add
                    : str_equal(name, STR("remove")) ? &out->remove
                    : str_equal(name, STR("plus"))   ? &out->plus
                                                     : NULL;
        if (!part || part->len) return false;
        *part = value;
    }
    return true;
}

static bool is_exact(int64_t n)
{
    return n >= -count_max && n <= count_max;
}

static enum problem check_plus(const struct parts *parts)
{
    int64_t n;
    if (parts->add.len || parts->remove.len || !parts->plus.len) return PROBLEM_bad_operation;
    if (!str_to_i64(parts->plus, &n)) return PROBLEM_fraction;
    return is_exact(n) ? PROBLEM_none : n < 0 ? PROBLEM_too_small : PROBLEM_too_big;
}

static enum problem check_lists(const struct field *f, const struct parts *parts)
{
    struct set added, removed;
    size_t at;
    added.count = removed.count = 0;
    if (parts->plus.len || (!parts->add.len && !parts->remove.len)) return PROBLEM_bad_operation;
    enum problem p = parts->add.len ? set_read(f, parts->add, &added) : PROBLEM_none;
    if (!p && parts->remove.len) p = set_read(f, parts->remove, &removed);
    for (size_t i = 0; i < added.count && !p; i++)
        if (set_has(&removed, added.entries[i], &at)) p = PROBLEM_listed_twice;
    return p;
}

enum problem operation_check(const struct field *f, str json)
{
    struct parts parts;
    if (!read_parts(json, &parts)) return PROBLEM_bad_operation;
    return is_set(f) ? check_lists(f, &parts) : check_plus(&parts);
}

enum problem operation_judge_count(const struct field *f, int64_t count)
{
    bool is_open = f->min == 0 && f->max == 0;
    if (count < (is_open ? -count_max : f->min)) return PROBLEM_too_small;
    if (count > (is_open ? count_max : f->max)) return PROBLEM_too_big;
    return PROBLEM_none;
}

static enum problem add_count(const struct field *f, str now, str plus, struct buf *out)
{
    int64_t count = 0, n;
    if (!str_equal(now, STR("null")) && !str_to_i64(now, &count)) return PROBLEM_wrong_type;
    if (!is_exact(count) || !str_to_i64(plus, &n) || !is_exact(n)) return PROBLEM_wrong_type;
    buf_add_i64(out, count + n);
    return operation_judge_count(f, count + n);
}

static enum problem change_set(const struct field *f, str now, const struct parts *parts,
                               struct buf *out)
{
    struct set value, part;
    if (!set_read_stored(now, &value)) return PROBLEM_wrong_type;
    if (parts->remove.len && !set_read_stored(parts->remove, &part)) return PROBLEM_wrong_type;
    for (size_t i = 0; parts->remove.len && i < part.count; i++)
        set_remove(&value, part.entries[i]);
    if (parts->add.len && !set_read_stored(parts->add, &part)) return PROBLEM_wrong_type;
    for (size_t i = 0; parts->add.len && i < part.count; i++)
        if (!set_add(&value, part.entries[i])) return PROBLEM_too_many;
    if (parts->add.len && part.count && value.count > set_limit(f)) return PROBLEM_too_many;
    set_write(&value, out);
    return PROBLEM_none;
}

enum problem operation_apply(const struct field *f, str now, str operation, struct buf *out)
{
    struct parts parts;
    if (!read_parts(operation, &parts)) return PROBLEM_bad_operation;
    return is_set(f) ? change_set(f, now, &parts, out) : add_count(f, now, parts.plus, out);
}
