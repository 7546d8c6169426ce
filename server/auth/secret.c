/* Secrets from the operating system's generator, and their hashes. */
#include "server/auth/secret.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/buf.h"
#include "server/auth/base64url.h"
#include "server/base/random.h"

enum { SECRET_SIZE = 32, HASH_SIZE = 32, UUID_SIZE = 16, CODES = 1000000 };

static const char digits[] = "0123456789abcdef";

static status write_secret(struct arena *a, const uint8_t bytes[SECRET_SIZE], str *secret)
{
    struct buf b;
    buf_init_arena(&b, a, SECRET_LEN);
    base64url_add(&b, bytes, SECRET_SIZE);
    *secret = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

status secret_make(struct arena *a, str *secret)
{
    uint8_t bytes[SECRET_SIZE];
    random_bytes(bytes, sizeof bytes);
    return write_secret(a, bytes, secret);
}

status secret_make_code(struct arena *a, str *code)
{
    uint32_t number;
    do { /* the remainder of 2^32 would favour small codes */
        random_bytes(&number, sizeof number);
    } while (number >= UINT32_MAX / CODES * CODES);
    char *text = arena_take(a, CODE_LEN + 1);
    if (!text) return S_OVER_LIMIT;
    number %= CODES;
    for (size_t i = CODE_LEN; i-- > 0; number /= 10) text[i] = (char)('0' + number % 10);
    *code = (str){text, CODE_LEN};
    return S_OK;
}

status secret_make_uuid(struct arena *a, str *uuid)
{
    uint8_t bytes[UUID_SIZE];
    struct buf b;
    random_bytes(bytes, sizeof bytes);
    bytes[6] = (uint8_t)(0x40 | (bytes[6] & 0x0f));
    bytes[8] = (uint8_t)(0x80 | (bytes[8] & 0x3f));
    buf_init_arena(&b, a, 64);
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) buf_add_char(&b, '-');
        buf_add_char(&b, digits[bytes[i] >> 4]);
        buf_add_char(&b, digits[bytes[i] & 15]);
    }
    *uuid = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

bool secret_is_one(str s)
{
    uint8_t bytes[SECRET_SIZE];
    size_t size = 0;
    return s.len == SECRET_LEN && !base64url_decode(s, bytes, sizeof bytes, &size);
}

bool secret_is_code(str s)
{
    if (s.len != CODE_LEN) return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9') return false;
    return true;
}

status secret_hash(struct arena *a, str secret, str *bytea)
{
    uint8_t hash[HASH_SIZE];
    struct buf b;
    if (EVP_Digest(secret.data, secret.len, hash, NULL, EVP_sha256(), NULL) != 1) return S_INTERNAL;
    buf_init_arena(&b, a, 2 + 2 * HASH_SIZE);
    buf_add_text(&b, "\\x");
    for (size_t i = 0; i < sizeof hash; i++) {
        buf_add_char(&b, digits[hash[i] >> 4]);
        buf_add_char(&b, digits[hash[i] & 15]);
    }
    *bytea = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

status secret_derive(struct arena *a, str parent, str child_id, str *child)
{
    uint8_t bytes[SECRET_SIZE];
    unsigned size = sizeof bytes;
    if (!HMAC(EVP_sha256(), parent.data, (int)parent.len, (const unsigned char *)child_id.data,
              child_id.len, bytes, &size) ||
        size != sizeof bytes)
        return S_INTERNAL;
    return write_secret(a, bytes, child);
}
