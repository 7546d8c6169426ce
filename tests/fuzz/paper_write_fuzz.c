/* Fuzzes papers: whatever JSON stands for a paper's rows, it becomes a PDF or does not fit one. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/paper/writer.h"
#include "server/pdf/press.h"

enum { ARENA_BYTES_MAX = 64 * 1024 * 1024, INPUT_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static paper_writer *const all[] = {day_sheet_write, settlement_write, per_diems_write,
                                        invoice_write, rooming_write};
    static struct press *press;
    struct arena a;
    if (size < 2 || size > INPUT_MAX) return 0;
    if (!press && press_open(&press)) abort();
    json_t *rows = json_loadb((const char *)data + 1, size - 1, 0, NULL);
    if (!rows) return 0;
    heap_arena_init(&a, ARENA_BYTES_MAX);
    str pdf;
    struct paper_source from = {
        .press = press, .arena = &a, .data = rows, .site = STR("https://ota.test")};
    if (!all[data[0] % (sizeof all / sizeof *all)](&from, &pdf) && !str_starts(pdf, STR("%PDF-1.")))
        abort();
    heap_arena_release(&a);
    json_decref(rows);
    return 0;
}
