/* Fuzzes dates, times and instants: what is taken is a real one. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int64_t us;
    if (!size) return 0;
    str text = {(const char *)data, size};
    for (int order = 0; order < DAY_ORDER_COUNT; order++) {
        struct date_read read = date_read(text, (struct date_hint){(enum day_order)order, 20700});
        assert(read.clock >= -1 && read.clock < MINUTES_A_DAY);
        if (read.days == DATE_NONE)
            assert(read.problem != PROBLEM_none);
        else
            assert(date_is_valid(date_to_ymd(read.days)));
    }
    int32_t minute = date_read_clock(text);
    assert(minute >= -1 && minute < MINUTES_A_DAY);
    int32_t days = date_parse(text);
    if (days != DATE_NONE) {
        char back[DATE_TEXT_BYTES];
        date_format(days, back);
        assert(str_equal(text, (str){back, sizeof back}));
    }
    (void)date_parse_instant(text, &us);
    return 0;
}
