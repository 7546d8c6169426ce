/* Merging a mutation with what others did since: per field, three ways; the server's value stands.
 * An operation (operation.h) is put on the server's value and never collides with others' but when
 * the row is gone. */
#ifndef OTA_CORE_MERGE_H
#define OTA_CORE_MERGE_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define MERGE_OPS(X)      X(update) X(delete)
#define MERGE_OUTCOMES(X) X(applied) X(same) X(kept_theirs)
#define MERGE_RESULTS(X)  X(applied) X(merged) X(conflict)

enum merge_op {
#define X(name) MERGE_OP_##name,
    MERGE_OPS(X)
#undef X
};

/* applied: mine is written. same: both sides hold the same value, nothing to write. kept_theirs:
 * the server's value stands and mine goes into the conflict. */
enum merge_outcome {
#define X(name) MERGE_OUTCOME_##name,
    MERGE_OUTCOMES(X)
#undef X
};

/* applied: as if nobody else had been there. merged: others changed other fields. conflict: some or
 * all of it lost. */
enum merge_result {
#define X(name) MERGE_RESULT_##name,
    MERGE_RESULTS(X)
#undef X
};

/* What others did to the row since the mutation's base. The client's own earlier mutations do not
 * count as others. */
enum merge_flag {
    MERGE_FLAG_row_changed = 1,    /* others changed some field of it */
    MERGE_FLAG_row_deleted = 2,    /* it is gone */
    MERGE_FLAG_behind_horizon = 4, /* the log does not reach back to the base */
};

struct merge_field {
    str base; /* values as canonical JSON bytes: equal bytes are equal values */
    str mine;
    str theirs;
    bool is_changed;            /* others changed this field since the base */
    bool is_operation;          /* mine is what an operation made of theirs */
    enum merge_outcome outcome; /* out */
};

/* Fills each field's outcome. Behind the horizon every field that differs from theirs, and is no
 * operation's, counts as changed by others. A delete collides with any change by others, an edit
 * with a delete; deleting what is deleted is no conflict. */
enum merge_result merge_fields(enum merge_op op, unsigned flags, struct merge_field *fields,
                               size_t count);

#endif
