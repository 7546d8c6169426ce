/* Tables in text as spreadsheets export them: RFC 4180, and what is really out there. */
#ifndef OTA_CORE_CSV_H
#define OTA_CORE_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "status.h"
#include "str.h"

enum { CSV_ROWS_MAX = 10000, CSV_COLUMNS_MAX = 64, CSV_BYTES_MAX = 2 * 1024 * 1024 };

struct csv_row {
    const str *cells;
    uint32_t count;
    uint32_t line; /* in the file, 1-based, where the row begins */
};

struct csv {
    const struct csv_row *rows; /* rows without any text are left out */
    uint32_t row_count;
    uint32_t column_count; /* of the widest row */
    char delimiter;        /* ; , or tab: what cuts the most rows into the same number of cells */
};

/* `text` is UTF-8 (text_decode). Cells are trimmed and unquoted; they point into `text` or `a`, and
 * live as long as both. Quotes that never close end with the text. S_OVER_LIMIT: more rows,
 * columns or bytes than the maximum, or the arena is full. */
MUST_CHECK status csv_parse(str text, struct arena *a, struct csv *out);

#endif
