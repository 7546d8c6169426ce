/* Takes replication messages apart, never reading past their end. */
#include "server/db/pgoutput.h"

/* What is left to read; once short it stays so, and every further read gives zero. */
struct reader {
    str rest;
    bool is_short;
};

static str take(struct reader *r, size_t size)
{
    if (r->is_short || size > r->rest.len) {
        r->is_short = true;
        return (str){NULL, 0};
    }
    str part = str_slice(r->rest, 0, size);
    r->rest = str_slice(r->rest, size, r->rest.len);
    return part;
}

static uint64_t take_number(struct reader *r, size_t size)
{
    str bytes = take(r, size);
    uint64_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) n = n << 8 | (unsigned char)bytes.data[i];
    return n;
}

static str take_text(struct reader *r)
{
    size_t end = str_find_char(r->rest, '\0', 0);
    str text = take(r, end);
    take(r, 1);
    return text;
}

static status ended(const struct reader *r)
{
    return r->is_short || r->rest.len ? S_INVALID : S_OK;
}

status replication_unwrap(str bytes, struct replication_frame *frame)
{
    struct reader r = {.rest = bytes};
    *frame = (struct replication_frame){0};
    switch (take_number(&r, 1)) {
    case 'w':
        frame->is_data = true;
        frame->start = take_number(&r, 8);
        frame->end = take_number(&r, 8);
        take(&r, 8);
        frame->payload = r.rest;
        return r.is_short ? S_INVALID : S_OK;
    case 'k':
        frame->end = take_number(&r, 8);
        take(&r, 8);
        frame->wants_reply = take_number(&r, 1) == 1;
        return ended(&r);
    default: return S_INVALID;
    }
}

static void add_number(struct buf *b, uint64_t n)
{
    for (int shift = 56; shift >= 0; shift -= 8) buf_add_char(b, (char)(unsigned char)(n >> shift));
}

void replication_reply(struct buf *b, uint64_t position, int64_t now_us)
{
    buf_add_char(b, 'r');
    add_number(b, position); /* written */
    add_number(b, position); /* flushed */
    add_number(b, position); /* applied */
    add_number(b, (uint64_t)now_us);
    buf_add_char(b, 0);
}

static status parse_relation(struct reader *r, struct pgoutput_message *m)
{
    m->relation = (uint32_t)take_number(r, 4);
    m->schema = take_text(r);
    m->table = take_text(r);
    take(r, 1); /* replica identity */
    m->column_count = (size_t)take_number(r, 2);
    if (m->column_count > PGOUTPUT_COLUMNS_MAX) return S_OVER_LIMIT;
    for (size_t i = 0; i < m->column_count; i++) {
        take(r, 1); /* flags */
        m->columns[i] = take_text(r);
        take(r, 8); /* type and its modifier */
    }
    return ended(r);
}

static status parse_value(struct reader *r, str *value)
{
    switch (take_number(r, 1)) {
    case 'n':
    case 'u': *value = (str){NULL, 0}; return S_OK;
    case 't':
    case 'b': *value = take(r, (size_t)take_number(r, 4)); return r->is_short ? S_INVALID : S_OK;
    default: return S_INVALID;
    }
}

static status parse_insert(struct reader *r, struct pgoutput_message *m)
{
    m->relation = (uint32_t)take_number(r, 4);
    if (take_number(r, 1) != 'N') return S_INVALID;
    m->column_count = (size_t)take_number(r, 2);
    if (m->column_count > PGOUTPUT_COLUMNS_MAX) return S_OVER_LIMIT;
    for (size_t i = 0; i < m->column_count; i++) {
        status s = parse_value(r, &m->columns[i]);
        if (s) return s;
    }
    return ended(r);
}

status pgoutput_parse(str bytes, struct pgoutput_message *m)
{
    struct reader r = {.rest = bytes};
    *m = (struct pgoutput_message){.kind = PGOUTPUT_OTHER};
    switch (take_number(&r, 1)) {
    case 'B':
        m->kind = PGOUTPUT_BEGIN;
        take(&r, 8 + 8 + 4); /* final position, time, transaction */
        return ended(&r);
    case 'C':
        m->kind = PGOUTPUT_COMMIT;
        take(&r, 1 + 8); /* flags, position */
        m->end = take_number(&r, 8);
        take(&r, 8);
        return ended(&r);
    case 'R': m->kind = PGOUTPUT_RELATION; return parse_relation(&r, m);
    case 'I': m->kind = PGOUTPUT_INSERT; return parse_insert(&r, m);
    case 'U':
    case 'D':
    case 'T':
    case 'Y':
    case 'O':
    case 'M': return S_OK;
    default: return S_INVALID;
    }
}
