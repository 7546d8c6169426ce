/* The opening handshake's texts (RFC 6455 section 4.2). */
#include "server/http/handshake.h"

#include <openssl/evp.h>
#include <string.h>

enum { KEY_LEN = 24, SHA1_BYTES = 20 };

bool handshake_has_token(str list, str token)
{
    str part;
    if (!list.data) return false;
    while (str_cut(&list, ',', &part))
        if (str_equal_ascii_nocase(str_trim(part), token)) return true;
    return false;
}

bool handshake_key_ok(str key)
{
    if (key.len != KEY_LEN || !str_ends(key, STR("=="))) return false;
    for (size_t i = 0; i < KEY_LEN - 2; i++) {
        char c = key.data[i];
        bool is_base64 = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '+' || c == '/';
        if (!is_base64) return false;
    }
    return true;
}

bool handshake_accept(str key, char accept[HANDSHAKE_ACCEPT_SIZE])
{
    static const char magic[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    char text[KEY_LEN + sizeof magic];
    unsigned char digest[SHA1_BYTES];
    memcpy(text, key.data, KEY_LEN);
    memcpy(text + KEY_LEN, magic, sizeof magic);
    if (!EVP_Digest(text, sizeof text - 1, digest, NULL, EVP_sha1(), NULL)) return false;
    EVP_EncodeBlock((unsigned char *)accept, digest, SHA1_BYTES);
    return true;
}
