/* PostgreSQL's logical replication protocol, version 1: bytes in, messages out; no I/O. */
#ifndef OTA_DB_PGOUTPUT_H
#define OTA_DB_PGOUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

/* Source of both formats: PostgreSQL 15 documentation, chapters 55.4 "Streaming Replication
 * Protocol" and 55.9 "Logical Replication Message Formats". All integers are big-endian. */

enum { PGOUTPUT_COLUMNS_MAX = 64 };

/* One CopyData message of a replication stream: either data or a keepalive. */
struct replication_frame {
    bool is_data;
    bool wants_reply; /* of a keepalive: the server ends the connection soon without an answer */
    uint64_t start;   /* of data: position of `payload` */
    uint64_t end;     /* end of the log on the server */
    str payload;      /* of data: one pgoutput message, borrowed */
};

/* OK, S_INVALID on anything else. */
MUST_CHECK status replication_unwrap(str bytes, struct replication_frame *frame);

/* A standby status update saying that everything before `position` is dealt with. `now_us` is
 * microseconds since 2000-01-01. */
void replication_reply(struct buf *b, uint64_t position, int64_t now_us);

enum pgoutput_kind {
    PGOUTPUT_BEGIN,
    PGOUTPUT_COMMIT,
    PGOUTPUT_RELATION,
    PGOUTPUT_INSERT,
    PGOUTPUT_OTHER, /* update, delete, truncate, type, origin, message: nothing a log is made of */
};

/* Texts and values are borrowed from the parsed bytes. */
struct pgoutput_message {
    enum pgoutput_kind kind;
    uint64_t end;      /* of a commit: position after it */
    uint32_t relation; /* of relation and insert: the table's number */
    str schema, table; /* of relation */
    size_t column_count;
    str columns[PGOUTPUT_COLUMNS_MAX]; /* names of a relation, values of an insert (NULL data: null)
                                        */
};

/* OK, S_INVALID when bytes are missing, left over or make no sense, S_OVER_LIMIT on too many
 * columns. */
MUST_CHECK status pgoutput_parse(str bytes, struct pgoutput_message *message);

#endif
