/* The exports of core-money.wasm: settlements and per diems. Memory and calls as in wasm.h; the
 * structs are those of settlement.def and of the headers named, all int64_t, their offsets in
 * web/src/lib/core-money.gen.ts. The app loads it when money is first looked at. */
#ifndef OTA_CORE_WASM_MONEY_H
#define OTA_CORE_WASM_MONEY_H

#include "wasm.h"

/* settlement.h: `in` = at of a settlement_input, `out` = at of a settlement_result. */
uint32_t CORE_EXPORT(core_settle)(uint32_t in, uint32_t out);

/* settlement_run.h: `run` = at of a settlement_run, `shows` = at of its inputs, one behind the
 * other; `work` and `out` = at of two settlement_results. */
uint32_t CORE_EXPORT(core_settle_run)(uint32_t run, uint32_t shows, uint32_t work, uint32_t out);

/* settlement_outlook.h. `work` = at of a settlement_work. core_outlook writes `count`
 * settlement_points at `out`, for 0 … capacity tickets in even steps; one for the capacity alone
 * when count is 1. core_capacity: −1 when it is more than 2,147,483,647. */
int32_t CORE_EXPORT(core_capacity)(uint32_t in);
uint32_t CORE_EXPORT(core_outlook)(uint32_t in, uint32_t count, uint32_t work, uint32_t out);
uint32_t CORE_EXPORT(core_turns)(uint32_t in, uint32_t work, uint32_t out);

/* settlement_dispute.h: a side = at of a settlement_run, 0 for one show alone, and at of its
 * inputs, one behind the other. `trial` = at of a settlement_trial, `effects` = at of count ×
 * int64_t, `balance` = at of one. */
int32_t CORE_EXPORT(core_first_difference)(uint32_t a, uint32_t b);
uint32_t CORE_EXPORT(core_differences)(uint32_t our_run, uint32_t our_shows, uint32_t their_run,
                                       uint32_t their_shows, uint32_t out, uint32_t most);
uint32_t CORE_EXPORT(core_undisputed)(uint32_t run, uint32_t shows, uint32_t disputes,
                                      uint32_t count, uint32_t trial, uint32_t effects,
                                      uint32_t balance);

/* settlement_term.h: canonical text of a settlement_input, and of a result. Writing returns the
 * length, −1 when it does not fit. */
int32_t CORE_EXPORT(core_settlement_write)(uint32_t data, uint32_t out, uint32_t cap);
uint32_t CORE_EXPORT(core_settlement_read)(uint32_t at, uint32_t len, uint32_t data);
/* settlement_run.h: the text of a run and its shows, at `shows` one behind the other. */
int32_t CORE_EXPORT(core_run_write)(uint32_t run, uint32_t shows, uint32_t out, uint32_t cap);
uint32_t CORE_EXPORT(core_run_read)(uint32_t at, uint32_t len, uint32_t run, uint32_t shows);
int32_t CORE_EXPORT(core_result_write)(uint32_t result, uint32_t out, uint32_t cap);

/* perdiem.h: `days` = at of count × perdiem_day, `out` = at of count × perdiem_line. Returns a
 * problem; `member` = at of a uint32_t, the index of the rule's member that it is about. */
uint32_t CORE_EXPORT(core_perdiem)(uint32_t rule, uint32_t days, uint32_t count, uint32_t out,
                                   uint32_t member);

#endif
