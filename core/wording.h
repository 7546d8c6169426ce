/* What the words in an imported file mean: headers, kinds of days, states of shows. */
#ifndef OTA_CORE_WORDING_H
#define OTA_CORE_WORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "import.h"
#include "str.h"

/* The meaning of a header and how sure it is: 0 not at all, more is surer, exact words the
 * surest. */
uint32_t wording_header(str header, enum column *out);

/* Does the cell say what kind of day it is? `is_loose`: "Day off Berlin" counts too. */
bool wording_day(str cell, bool is_loose, enum day_kind *out);

/* The show_status that the cell means, static; empty when it is none. */
str wording_status(str cell);

/* Is it a placeholder for "not known yet" ("TBA", "-", "?")? An empty cell is one too. */
bool wording_is_blank(str cell);

/* Does one of the cell's words equal this folded one? */
bool wording_has(str cell, str word);

#endif
