/* Refusals of REST requests, as JSON. */
#include "server/rest/failure.h"

#include "core/buf.h"
#include "server/db/query.h"
#include "server/http/request.h"

enum { MESSAGE_MAX = 4096, BODY_MAX = 16384 };

status failure_set(struct arena *a, struct failure *f, status s, const char *code,
                   const char *message, str subject, const char *hint)
{
    struct buf b;
    buf_init_arena(&b, a, MESSAGE_MAX);
    buf_add_text(&b, message);
    if (subject.len) {
        buf_add_text(&b, ": '");
        buf_add(&b, str_slice(subject, 0, 200));
        buf_add_char(&b, '\'');
    }
    *f =
        (struct failure){.status = s, .code = code, .message = buf_str(&b), .hint = str_from(hint)};
    return s;
}

static str kept(struct arena *a, str s)
{
    char *copy = arena_copy(a, s);
    return copy ? (str){copy, s.len} : (str){"", 0};
}

void failure_from_result(struct arena *a, struct failure *f, const struct db_result *result)
{
    status s = db_status(result);
    *f = (struct failure){.status = s,
                          .code = kept(a, str_from(db_sqlstate(result))).data,
                          .message = kept(a, db_message(result)),
                          .details = kept(a, db_detail(result)),
                          .hint = kept(a, db_hint(result))};
    /* A failing statement's text may carry other people's values: the server's faults stay here. */
    if (s == S_DATABASE || s == S_INTERNAL) f->details = (str){"", 0};
}

static void add_member(struct buf *b, const char *name, str value)
{
    buf_add_char(b, ',');
    buf_add_json(b, str_from(name));
    buf_add_char(b, ':');
    if (value.len)
        buf_add_json(b, value);
    else
        buf_add_text(b, "null");
}

void failure_respond(struct request *r, const struct failure *f)
{
    struct buf b;
    buf_init_arena(&b, &r->arena, BODY_MAX);
    buf_add_text(&b, "{\"code\":");
    buf_add_json(&b, str_from(f->code));
    add_member(&b, "message", f->message);
    add_member(&b, "details", f->details);
    add_member(&b, "hint", f->hint);
    buf_add_char(&b, '}');
    struct response res = {.status = status_http(f->status), .body = buf_str(&b)};
    if (f->status == S_UNAVAILABLE) response_add_header(&res, "Retry-After", STR("1"));
    respond(r, &res);
}
