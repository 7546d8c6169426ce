/* The export of core-money.wasm that makes reports. Memory and calls as in wasm.h. */
#ifndef OTA_CORE_WASM_REPORT_H
#define OTA_CORE_WASM_REPORT_H

#include "wasm.h"

/* report.h: `entries` = at of count × report_entry, `texts` = at of text_count × wire_text. Writes
 * JSON (as_csv 0) or CSV (1) and leaves where it is at `out` (a wire_text). Returns a status. */
uint32_t CORE_EXPORT(core_report)(uint32_t report, int64_t currency, uint32_t entries,
                                  uint32_t count, uint32_t texts, uint32_t text_count,
                                  uint32_t as_csv, uint32_t out);

#endif
