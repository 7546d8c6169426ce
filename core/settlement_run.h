/* Cross-collateralised runs: shows whose guarantees and percentages are settled as one. */
#ifndef OTA_CORE_SETTLEMENT_RUN_H
#define OTA_CORE_SETTLEMENT_RUN_H

#include "buf.h"
#include "settlement.h"
#include "str.h"

/* Settles the run's shows_count shows together. Guarantees are added, shares are added (of a net
 * basis with what a bad night lost, which a good one makes up), and the take is
 *     versus  the larger of both sums
 *     plus    the guarantees and the shares, these at least 0
 * Then come every show's bonuses and adjustments, the run's own withholdings (the shows' are left
 * out), deposits, merch and what was paid on each night. All shows have the same type of deal,
 * versus or plus; a show in another currency is converted at its rate. `work` is room for one show.
 * S_INVALID: `out->fault` says what; its index is the show's when a show was refused. */
MUST_CHECK status settlement_settle_run(const struct settlement_run *run,
                                        const struct settlement_input *shows,
                                        struct settlement_result *work,
                                        struct settlement_result *out);

enum { SETTLEMENT_RUN_SHOWS_MAX = 32, SETTLEMENT_RUN_TEXT_MAX = 131072 };

/* Canonical text of a run, for hashing, signing and exchange: the run's (settlement_term.h), then
 * that of each of its shows, one behind the other. */
void settlement_run_write(const struct settlement_run *run, const struct settlement_input *shows,
                          struct buf *out);

/* Whether a settlement's text is a run's or one show's. */
bool settlement_text_is_run(str text);

/* Reads what settlement_run_write wrote, and nothing else: S_INVALID for any other bytes. `shows`
 * has room for SETTLEMENT_RUN_SHOWS_MAX, `scratch` for as many bytes as `text` has. */
MUST_CHECK status settlement_run_read(str text, struct settlement_run *run,
                                      struct settlement_input *shows, struct buf *scratch);

#endif
