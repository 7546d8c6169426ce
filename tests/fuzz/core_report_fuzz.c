/* Fuzzes reports: any entries and texts are refused or become JSON that can be read and CSV that no
 * spreadsheet takes for a formula. */
#include <assert.h>
#include <jansson.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/report.h"

enum { MEMORY = 8 * 1024 * 1024, TEXT = 1024 * 1024, ENTRIES_MAX = 64, ENTRY_BYTES = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static _Alignas(16) char memory[MEMORY];
static char text[TEXT];

/* Small numbers are as likely as large. */
static struct report_entry entry_of(const uint8_t *d)
{
    static const int64_t codes[] = {SETTLEMENT_CODE('E', 'U', 'R'), SETTLEMENT_CODE('J', 'P', 'Y'),
                                    SETTLEMENT_CODE('K', 'W', 'D'), 0};
    int64_t value;
    memcpy(&value, d + 8, sizeof value);
    return (struct report_entry){
        .source = d[0] % (SOURCE_COUNT + 1),
        .show = d[1] % 8,
        .text = d[2] % 5,
        .choice = d[3] % 12,
        .choice2 = d[4] % 6,
        .amount = value >> (d[5] & 63),
        .currency = codes[d[6] & 3],
        .rate = value >> (d[6] >> 2 & 63),
        .count = d[7] & 7,
        .count2 = value & 1023,
        .count3 = d[7],
        .flags = d[7] & 3,
        .date = value >> 44,
    };
}

/* Outside of numbers no field begins as a formula does; quotes are opened and closed. */
static void check_csv(str csv)
{
    bool is_first = true, is_quoted = false;
    for (size_t i = 0; i < csv.len; i++) {
        char c = csv.data[i];
        if (is_first && c == '"' && !is_quoted) {
            is_quoted = true;
            continue;
        }
        if (is_first) assert(!strchr("=@\t", c) || !c);
        if (is_first && (c == '-' || c == '+'))
            assert(!is_quoted && i + 1 < csv.len && csv.data[i + 1] >= '0' &&
                   csv.data[i + 1] <= '9');
        if (is_quoted && c == '"') is_quoted = i + 1 < csv.len && csv.data[++i] == '"';
        is_first = !is_quoted && (csv.data[i] == ',' || csv.data[i] == '\n');
    }
    assert(!is_quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct report_entry entries[ENTRIES_MAX];
    struct report made;
    struct arena a;
    struct buf b;
    if (size < 2) return 0;
    size_t count = data[1] % ENTRIES_MAX;
    if (size < 2 + count * ENTRY_BYTES) return 0;
    for (size_t i = 0; i < count; i++) entries[i] = entry_of(data + 2 + i * ENTRY_BYTES);
    size_t used = 2 + count * ENTRY_BYTES;
    str texts[] = {{(const char *)data + used, size - used}, STR("=1+1"), STR("Agency, \"Ltd.\"")};
    struct report_input in = {.report = (enum report_kind)(data[0] % (REPORT_COUNT + 1)),
                              .currency = SETTLEMENT_CODE('E', 'U', 'R'),
                              .entries = entries,
                              .entry_count = count,
                              .texts = texts,
                              .text_count = sizeof texts / sizeof *texts};
    arena_init(&a, memory, sizeof memory);
    if (report_make(&in, &a, &made)) return 0;
    buf_init(&b, text, sizeof text);
    report_write_json(&made, &b);
    if (!b.is_full && str_is_utf8(texts[0])) {
        json_t *read = json_loadb(b.data, b.len, JSON_ALLOW_NUL, NULL);
        assert(json_is_object(read));
        json_decref(read);
    }
    buf_init(&b, text, sizeof text);
    report_write_csv(&made, &b);
    if (!b.is_full) check_csv(buf_str(&b));
    return 0;
}
