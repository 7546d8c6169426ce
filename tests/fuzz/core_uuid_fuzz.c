/* Fuzzes ids: what is taken is written back the same but for its case. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "core/uuid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uuid id;
    char back[UUID_TEXT_BYTES];
    if (!size) return 0;
    str text = {(const char *)data, size};
    if (!uuid_parse(text, &id)) return 0;
    uuid_format(id, back);
    assert(str_equal_ascii_nocase(text, (str){back, sizeof back}));
    return 0;
}
