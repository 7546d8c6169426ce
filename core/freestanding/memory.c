/* The four mem functions for WebAssembly; with bulk memory the compiler makes single instructions
 * of them. */
#include "string.h"

void *memcpy(void *restrict to, const void *restrict from, size_t len)
{
    __builtin_memcpy(to, from, len);
    return to;
}

void *memmove(void *to, const void *from, size_t len)
{
    __builtin_memmove(to, from, len);
    return to;
}

void *memset(void *to, int value, size_t len)
{
    __builtin_memset(to, value, len);
    return to;
}

int memcmp(const void *a, const void *b, size_t len)
{
    const unsigned char *x = a, *y = b;
    for (size_t i = 0; i < len; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}
