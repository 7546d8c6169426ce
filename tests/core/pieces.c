/* Pieces of output, as pieces.mjs reads them. */
#include "tests/core/pieces.h"

#include <stdio.h>

#include "core/wasm.h"

void *piece_pointer(uint32_t at)
{
    return core_memory_base() + at;
}

void piece_emit(const void *bytes, size_t len)
{
    for (int i = 0; i < 4; i++) putchar((int)(len >> (8 * i) & 255));
    fwrite(bytes, 1, len, stdout);
}

int piece_end(void)
{
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
