/* Fuzzes validation: any text for any field of any table is judged, with words for every fault. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/validate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 12) return 0;
    const struct table *t = schema_table((enum table_id)(data[0] % TABLE_COUNT));
    struct value v = {
        .name = str_from(t->fields[data[1] % t->field_count].name),
        .tag = (enum value_tag)(data[2] % VALUE_TAG_COUNT),
        .text = {(const char *)data + 12, size - 12},
    };
    memcpy(&v.number, data + 4, sizeof v.number);
    struct fault faults[32];
    size_t count = validate_row(t, data[3] & 1, &v, 1, faults, 32);
    assert(count <= t->field_count + 1);
    for (size_t i = 0; i < count && i < 32; i++) {
        char memory[512];
        struct buf b;
        buf_init(&b, memory, sizeof memory);
        validate_words(t, faults[i].name, faults[i].problem, &b);
        assert(faults[i].problem != PROBLEM_none && !b.is_full && b.len);
    }
    return 0;
}
