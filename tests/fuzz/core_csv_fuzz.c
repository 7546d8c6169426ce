/* Fuzzes decoding and cutting tables: any bytes give cells of valid text, or a refusal. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "core/csv.h"
#include "core/text.h"

static char memory[8 << 20];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct csv table;
    enum encoding found;
    str text;
    if (!size) return 0;
    arena_init(&a, memory, sizeof memory);
    if (text_decode((str){(const char *)data, size}, &a, &found, &text)) return 0;
    assert(str_is_utf8(text) && str_find_char(text, 0, 0) == text.len);
    if (csv_parse(text, &a, &table)) return 0;
    for (uint32_t i = 0; i < table.row_count; i++) {
        assert(table.rows[i].count <= CSV_COLUMNS_MAX && table.rows[i].line > 0);
        assert(i == 0 || table.rows[i].line >= table.rows[i - 1].line);
        for (uint32_t c = 0; c < table.rows[i].count; c++) {
            assert(str_is_utf8(table.rows[i].cells[c]));
            assert(c < table.column_count || !table.rows[i].cells[c].len);
        }
    }
    return 0;
}
