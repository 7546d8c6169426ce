/* Fuzzes WebSocket's opening handshake: the first line is a key, the second a list of tokens. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "server/http/handshake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str list = {size ? (const char *)data : "", size}, key = {0};
    char accept[HANDSHAKE_ACCEPT_SIZE];
    if (!str_cut(&list, '\n', &key)) return 0;
    if (handshake_key_ok(key)) {
        if (key.len != 24 || !handshake_accept(key, accept)) abort();
        if (strlen(accept) != HANDSHAKE_ACCEPT_SIZE - 1) abort();
    }
    if (list.data && handshake_has_token(list, STR("upgrade")) && list.len < 7) abort();
    return 0;
}
