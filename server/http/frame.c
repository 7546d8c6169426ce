/* Encoding of unmasked server frames (RFC 6455 section 5.2). */
#include "server/http/frame.h"

#include <stdlib.h>
#include <string.h>

enum { FIN_TEXT = 0x81, LENGTH_16 = 126, LENGTH_64 = 127, HEAD_MAX = 10 };

static size_t encode_head(unsigned char *head, size_t len)
{
    head[0] = FIN_TEXT;
    if (len < LENGTH_16) {
        head[1] = (unsigned char)len;
        return 2;
    }
    size_t bytes = len <= UINT16_MAX ? 2 : 8;
    head[1] = bytes == 2 ? LENGTH_16 : LENGTH_64;
    for (size_t i = 0; i < bytes; i++)
        head[2 + i] = (unsigned char)((uint64_t)len >> (8 * (bytes - 1 - i)));
    return 2 + bytes;
}

static struct frame *join(str head, str body)
{
    struct frame *f = malloc(sizeof *f + head.len + body.len);
    if (!f) return NULL;
    f->references = 1;
    f->len = head.len + body.len;
    memcpy(f->bytes, head.data, head.len);
    if (body.len) memcpy(f->bytes + head.len, body.data, body.len);
    return f;
}

struct frame *frame_create(str text)
{
    unsigned char head[HEAD_MAX];
    size_t len = encode_head(head, text.len);
    return join((str){(const char *)head, len}, text);
}

struct frame *frame_wrap(str encoded)
{
    return join(encoded, STR(""));
}

struct frame *frame_retain(struct frame *f)
{
    f->references++;
    return f;
}

void frame_release(struct frame *f)
{
    if (f && --f->references == 0) free(f);
}
