/* Refusals that carry more than words: what is expected, whether to purge, when to come again. */
#include "server/sync/refuse.h"

#include "core/buf.h"

/* The usual four members and then `extra`, which ends the object. */
static void refuse_with(struct request *r, status s, str why, str extra)
{
    struct buf b;
    struct response res = {.status = status_http(s)};
    buf_init_arena(&b, &r->arena, 4096);
    buf_add_text(&b, "{\"code\":");
    buf_add_json(&b, str_from(status_code(s)));
    buf_add_text(&b, ",\"message\":");
    buf_add_json(&b, why.data ? why : str_from(status_words(s)));
    buf_add_text(&b, ",\"details\":null,\"hint\":null");
    buf_add(&b, extra);
    buf_add_char(&b, '}');
    res.body = buf_str(&b);
    if (s == S_UNAVAILABLE || s == S_TIMEOUT || s == S_SERVER_TOO_OLD)
        response_add_header(&res, "Retry-After", STR("2"));
    respond(r, &res);
}

void sync_refuse(struct request *r, status s, str why)
{
    refuse_with(r, s, why, s == S_NO_MEMBERSHIP ? STR(",\"purge\":true") : STR(""));
}

void sync_refuse_gap(struct request *r, int64_t expected)
{
    char memory[48];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    buf_add_text(&b, ",\"expected\":");
    buf_add_i64(&b, expected);
    refuse_with(r, S_SYNC_GAP, (str){NULL, 0}, buf_str(&b));
}
