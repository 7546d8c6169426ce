/* Fuzzes the choice by Accept-Encoding: the first byte says what is available. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/http/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) return 0;
    const bool available[ENCODING_COUNT] = {true, data[0] & 1, data[0] & 2};
    enum encoding e = encoding_choose((str){(const char *)data + 1, size - 1}, available);
    if (e >= ENCODING_COUNT || !available[e]) abort();
    return 0;
}
