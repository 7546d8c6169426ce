/* Fuzzes amounts: what is taken can be written and read back the same. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "core/money.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const hints[] = {"", "EUR", "JPY", "KWD"};
    if (!size) return 0;
    str text = {(const char *)data + 1, size - 1};
    money m, back;
    char memory[40];
    struct buf b;
    if (money_read(text, str_from(hints[data[0] % 4]), &m)) return 0;
    assert(m.minor <= MONEY_MINOR_MAX && m.minor >= -MONEY_MINOR_MAX);
    buf_init(&b, memory, sizeof memory);
    money_format(m, &b);
    assert(!b.is_full);
    assert(money_read(buf_str(&b), m.currency, &back) == PROBLEM_none);
    assert(back.minor == m.minor);
    return 0;
}
