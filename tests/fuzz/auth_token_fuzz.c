/* Fuzzes access tokens: whatever the bytes are, nothing unsigned is ever believed. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/auth/token.h"
#include "server/base/heap.h"

/* RFC 7515 appendix A.3. */
#define KEY_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define KEY_Y "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"

static struct key_set keys;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (signing_key_read_public(&keys.keys[0], STR(KEY_X), STR(KEY_Y))) abort();
    keys.count = 1;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct identity who;
    heap_arena_init(&arena, 1 << 20);
    status s =
        token_read(&arena, &keys, STR("joe"), 1300819000, (str){(const char *)data, size}, &who);
    if (s == S_OK) abort(); /* the one token this key signed has no role */
    heap_arena_release(&arena);
    return 0;
}
