/* Fuzzes e-mail addresses: what passes is one line, valid UTF-8, and normal already. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/auth/email.h"
#include "server/base/heap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    str normal, again;
    heap_arena_init(&arena, 1 << 16);
    if (!email_normalise(&arena, (str){(const char *)data, size}, &normal)) {
        if (!str_is_utf8(normal) || normal.len > EMAIL_MAX) abort();
        for (size_t i = 0; i < normal.len; i++)
            if ((unsigned char)normal.data[i] <= ' ') abort();
        if (email_normalise(&arena, normal, &again) || !str_equal(normal, again)) abort();
    }
    heap_arena_release(&arena);
    return 0;
}
