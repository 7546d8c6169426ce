/* The three-way merge. */
#include "merge.h"

static enum merge_outcome merge_one(const struct merge_field *f, unsigned flags)
{
    if (flags & MERGE_FLAG_row_deleted) return MERGE_OUTCOME_kept_theirs;
    if (str_equal(f->mine, f->theirs)) return MERGE_OUTCOME_same;
    if (f->is_operation) return MERGE_OUTCOME_applied;
    if (f->is_changed || flags & MERGE_FLAG_behind_horizon) return MERGE_OUTCOME_kept_theirs;
    return MERGE_OUTCOME_applied;
}

static enum merge_result merge_delete(unsigned flags)
{
    if (flags & MERGE_FLAG_row_deleted) return MERGE_RESULT_applied;
    if (flags & (MERGE_FLAG_row_changed | MERGE_FLAG_behind_horizon)) return MERGE_RESULT_conflict;
    return MERGE_RESULT_applied;
}

enum merge_result merge_fields(enum merge_op op, unsigned flags, struct merge_field *fields,
                               size_t count)
{
    if (op == MERGE_OP_delete) return merge_delete(flags);
    enum merge_result result = flags & MERGE_FLAG_row_deleted   ? MERGE_RESULT_conflict
                               : flags & MERGE_FLAG_row_changed ? MERGE_RESULT_merged
                                                                : MERGE_RESULT_applied;
    for (size_t i = 0; i < count; i++) {
        fields[i].outcome = merge_one(&fields[i], flags);
        if (fields[i].outcome == MERGE_OUTCOME_kept_theirs) result = MERGE_RESULT_conflict;
    }
    return result;
}
