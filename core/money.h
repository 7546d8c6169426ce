/* Money: whole minor units of a currency, read, written and multiplied without rounding by
 * accident. */
#ifndef OTA_CORE_MONEY_H
#define OTA_CORE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "problem.h"
#include "str.h"

/* Larger amounts are refused: they stay exact as a double and leave room to add a thousand of
 * them. */
#define MONEY_MINOR_MAX INT64_C(999999999999999)

typedef struct money {
    int64_t minor;
    str currency; /* ISO 4217, static; empty when the text named none and no hint was given */
} money;

/* Decimals of the currency (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD; -1: no such currency. */
int32_t money_exponent(str currency);
/* The currency's code as static text; empty when there is none such. Either case. */
str money_currency(str code);

/* An amount as people write it: "1.234,50", "1,234.50", "1 234,5", "€ 12", "12,- EUR", "(5.00)",
 * "12k". A currency in the text wins over `currency`, which may be empty (then two decimals). */
enum problem money_read(str text, str currency, money *out);

/* "-1234.50": the currency's decimals, no grouping, no symbol. */
void money_format(money m, struct buf *out);

/* a × b / c in 128 bits, rounded half to even, saturated at the ends of int64; 0 for c = 0. */
int64_t money_muldiv(int64_t a, int64_t b, int64_t c);

#endif
