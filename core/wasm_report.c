/* The export that makes reports; only core-money.wasm has it. */
#include "wasm_report.h"

#include "report.h"
#include "wasm_memory.h"

enum { OUTPUT_BYTES_MAX = 6 * 1024 * 1024 };

uint32_t core_report(uint32_t report, int64_t currency, uint32_t entries, uint32_t count,
                     uint32_t texts, uint32_t text_count, uint32_t as_csv, uint32_t out)
{
    const wire_text *given = wasm_pointer(texts);
    wire_text *written = wasm_pointer(out);
    str *list = arena_take_array(wasm_arena(), text_count + 1, sizeof *list);
    struct report made;
    struct buf text;
    if (!list) return S_OVER_LIMIT;
    for (uint32_t i = 0; i < text_count; i++) list[i] = wasm_text_in(given[i]);
    struct report_input in = {
        .report = (enum report_kind)report,
        .currency = currency,
        .entries = wasm_pointer(entries),
        .entry_count = count,
        .texts = list,
        .text_count = text_count,
    };
    status bad = report_make(&in, wasm_arena(), &made);
    if (bad) return bad;
    buf_init_arena(&text, wasm_arena(), OUTPUT_BYTES_MAX);
    if (as_csv)
        report_write_csv(&made, &text);
    else
        report_write_json(&made, &text);
    if (text.is_full) return S_OVER_LIMIT;
    *written = (wire_text){wasm_at(buf_str(&text).data), (uint32_t)buf_str(&text).len};
    return S_OK;
}
