/* Amounts of money as papers have them. */
#include "server/pdf/amount.h"

#include "core/money.h"

enum { AMOUNT_BYTES_MAX = 48 };

void amount_add(struct buf *b, int64_t minor, str currency, struct paper_style style)
{
    char memory[AMOUNT_BYTES_MAX];
    struct buf plain;
    buf_init(&plain, memory, sizeof memory);
    money_format((struct money){minor, money_currency(currency)}, &plain);
    str digits = buf_str(&plain);
    if (str_starts(digits, STR("-"))) {
        buf_add_text(b, "−");
        digits = str_slice(digits, 1, digits.len);
    }
    size_t point = str_find_char(digits, '.', 0);
    for (size_t i = 0; i < digits.len; i++) {
        if (i > 0 && i < point && (point - i) % 3 == 0) buf_add_text(b, style.group);
        if (i == point)
            buf_add_text(b, style.point);
        else
            buf_add_char(b, digits.data[i]);
    }
}
