/* Fuzzes the replication protocol's two layers and the commits made of them. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/db/commit.h"
#include "server/db/pgoutput.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(str part, const uint8_t *data, size_t size)
{
    if (!part.data) return;
    const char *from = (const char *)data;
    if (part.data < from || part.len > size || part.data + part.len > from + size) abort();
}

/* The values of a message as rows of one commit. */
static void build(const struct pgoutput_message *m)
{
    str values[LOG_COLUMN_COUNT] = {{NULL, 0}};
    struct commit *c = commit_create();
    if (!c) return;
    for (size_t i = 0; i < m->column_count && i < LOG_COLUMN_COUNT; i++) values[i] = m->columns[i];
    for (int i = 0; i < 6; i++) {
        size_t before = c->change_count;
        if (commit_add(c, values) ? c->change_count != before : c->change_count != before + 1)
            abort();
    }
    commit_release(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str bytes = {(const char *)data, size};
    struct pgoutput_message m;
    struct replication_frame frame;
    if (!replication_unwrap(bytes, &frame)) check_inside(frame.payload, data, size);
    if (pgoutput_parse(bytes, &m)) return 0;
    if (m.column_count > PGOUTPUT_COLUMNS_MAX) abort();
    for (size_t i = 0; i < m.column_count; i++) check_inside(m.columns[i], data, size);
    build(&m);
    return 0;
}
