/* Fuzzes calendar files: any text gives events with possible times, or a refusal. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"
#include "core/ical.h"
#include "core/text.h"

static char memory[8 << 20];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct ical_time *t)
{
    assert(t->clock != ICAL_CLOCK_date || t->minute == 0);
    assert(t->minute >= 0 && t->minute < MINUTES_A_DAY);
    assert(t->clock == ICAL_CLOCK_none || date_is_valid(date_to_ymd(t->days)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct ical calendar;
    enum encoding found;
    str text;
    if (!size) return 0;
    arena_init(&a, memory, sizeof memory);
    if (text_decode((str){(const char *)data, size}, &a, &found, &text)) return 0;
    if (ical_parse(text, &a, &calendar)) return 0;
    for (uint32_t i = 0; i < calendar.event_count; i++) {
        check(&calendar.events[i].start);
        check(&calendar.events[i].end);
        (void)str_is_utf8(calendar.events[i].summary);
        (void)str_is_utf8(calendar.events[i].location);
        (void)str_is_utf8(calendar.events[i].description);
    }
    return 0;
}
