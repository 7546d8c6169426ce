/* How papers look where an organization is at home: the marks in numbers, the sheet of paper. */
#ifndef OTA_PDF_STYLE_H
#define OTA_PDF_STYLE_H

#include <stdbool.h>

#include "core/str.h"

struct paper_style {
    const char *point; /* before the decimals */
    const char *group; /* between thousands */
    bool is_letter;    /* US Letter instead of A4 */
};

/* Of a locale such as "en-US" or "de"; one that is not known is written as in the United Kingdom.
 * Separators: CLDR 44, numbers/symbols (Latin digits). */
struct paper_style paper_style_of(str locale);

#endif
