/* Fuzzes the Authorization header's value: what is taken for a token is a part of it without spaces
 * around. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/auth/bearer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str token, header = {(const char *)data, size};
    if (!bearer_read(header, &token) && token.len) {
        if (token.data < header.data || token.len + 7 > header.len) abort();
        if (token.data[0] == ' ' || token.data[token.len - 1] == ' ') abort();
    }
    return 0;
}
