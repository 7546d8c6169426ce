/* Where two sides of a settlement differ, and what is owed whoever of them is right. */
#ifndef OTA_CORE_SETTLEMENT_DISPUTE_H
#define OTA_CORE_SETTLEMENT_DISPUTE_H

#include "settlement.h"

/* What one side settles: one show, or a run with its shows. */
struct settlement_side {
    struct settlement_run *run; /* NULL: one show alone */
    struct settlement_input *shows;
};

/* Room to settle in; the caller's, its contents do not matter. */
struct settlement_trial {
    struct settlement_result show;
    struct settlement_result out;
};

/* The index of the first line that is not the same in both; −1: they are the same. It can be the
 * line count of the shorter one. */
int64_t settlement_first_difference(const struct settlement_result *a,
                                    const struct settlement_result *b);

/* A field that has another value on the other side. All members int64_t, as in settlement.def. */
struct settlement_difference {
    int64_t show; /* whose field it is, in the run's order; 0 without a run; −1: the run's own */
    int64_t term;
    int64_t index;
    int64_t ours;
    int64_t theirs;
};

/* Writes at most `most` differences of the two sides, returns how many there are: a run's own, then
 * those of its shows. Rows that only one side has are the difference of the list's count and are
 * not gone into. */
size_t settlement_differences(const struct settlement_side *ours,
                              const struct settlement_side *theirs,
                              struct settlement_difference *out, size_t most);

/* The balance that is owed whatever becomes of the disputes: each field has the value that pays
 * less, the other fields are ours. Writes to each of `effects` what their value alone would change.
 * Exact where each field moves the balance one way; a withholding that jumps at its limit does not,
 * and there it is still never more than either side's balance or than any one dispute leaves. The
 * values are tried in `ours`, which is afterwards as it was. S_INVALID when a dispute names no
 * field of ours, or with a fault in trial->out. */
MUST_CHECK status settlement_undisputed(const struct settlement_side *ours,
                                        const struct settlement_difference *disputes, size_t count,
                                        struct settlement_trial *trial, int64_t *effects,
                                        int64_t *balance);

#endif
