/* Exact decimals, judged from their text; no binary floating point. */
#ifndef OTA_CORE_RATE_H
#define OTA_CORE_RATE_H

#include "problem.h"
#include "schema.h"
#include "str.h"

enum { RATE_DECIMALS_MAX = 12, RATE_DIGITS_MAX = 15 };

/* Is "0.19", "-3" or "1.5e-7" a value of the field (kind rate)? Zeros at the ends do not count as
 * digits. Any double of at most 15 digits gives back the same text, so JSON carries it exactly. */
enum problem rate_check(const struct field *f, str text);

#endif
