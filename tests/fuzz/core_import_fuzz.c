/* Fuzzes the whole import: any file gives a plan whose ready records are sound, or a refusal. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "core/import.h"
#include "core/money.h"
#include "core/schema.h"

static char memory[16 << 20];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_record(const struct import_record *r)
{
    assert(r->date != DATE_NONE && date_is_valid(date_to_ymd(r->date)));
    assert(r->title.len && str_count_points(r->title) <= 160 && str_is_utf8(r->title));
    assert(str_count_points(r->venue) <= 160 && str_is_utf8(r->venue) && str_is_utf8(r->notes));
    assert(r->start_minute >= -1 && r->start_minute < 2 * MINUTES_A_DAY);
    assert(r->end_minute >= -1 && r->end_minute < 2 * MINUTES_A_DAY);
    assert(r->capacity >= -1 && r->duplicate_of == -1);
    assert(schema_choice_has(CHOICE_show_status, r->status));
    assert(schema_choice_has(CHOICE_billing, r->billing));
    assert(!r->has_guarantee || (money_exponent(r->currency) >= 0 && r->guarantee_minor >= 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct import_source source;
    struct import_plan plan;
    if (!size) return 0;
    struct import_options options = {
        .today = 20700,
        .currency = STR("EUR"),
        .day_order = (enum day_order)(data[0] % DAY_ORDER_COUNT),
    };
    enum column meanings[CSV_COLUMNS_MAX];
    for (size_t i = 0; i < CSV_COLUMNS_MAX; i++)
        meanings[i] = (enum column)((data[0] + i * 7) % COLUMN_COUNT);
    if (data[0] & 64) options.meanings = meanings;
    arena_init(&a, memory, sizeof memory);
    if (import_open((str){(const char *)data, size}, &a, &source)) return 0;
    if (import_plan(&source, &options, &a, &plan)) return 0;
    uint32_t ready = 0;
    for (uint32_t i = 0; i < plan.record_count; i++) {
        const struct import_record *r = &plan.records[i];
        assert(r->first_problem + r->problem_count <= plan.problem_count);
        ready += r->is_ready;
        if (r->is_ready) check_record(r);
    }
    assert(ready == plan.ready_count);
    return 0;
}
