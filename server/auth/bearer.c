/* Bearer tokens out of their header. */
#include "server/auth/bearer.h"

status bearer_read(str header, str *token)
{
    *token = (str){0};
    if (!header.data) return S_OK;
    if (!str_equal_ascii_nocase(str_slice(header, 0, 7), STR("bearer "))) return S_TOKEN_INVALID;
    str rest = str_trim(str_slice(header, 7, header.len));
    for (size_t i = 0; i < rest.len; i++)
        if ((unsigned char)rest.data[i] <= ' ') return S_TOKEN_INVALID;
    *token = rest;
    return rest.len ? S_OK : S_TOKEN_INVALID;
}
