/* One HTTP request and its answer, as handlers see them. */
#ifndef OTA_HTTP_REQUEST_H
#define OTA_HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"
#include "server/base/services.h"

enum method {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_PUT,
    METHOD_PATCH,
    METHOD_DELETE,
    METHOD_OPTIONS
};

/* The named parts of a request's way; each is timed and told in the Server-Timing header. */
enum stage { STAGE_AUTH, STAGE_PARSE, STAGE_PLAN, STAGE_QUERY, STAGE_RESPOND, STAGE_COUNT };

enum { REQUEST_PARAMS_MAX = 4, RESPONSE_HEADERS_MAX = 12 };

/* A request lives until its answer has been sent or its client has left, whichever is later than
 * the handler's last use of it: whoever holds one must answer it exactly once (respond*), from the
 * loop's thread, during the handler or any time after. Answering a client that has left is fine
 * and sends nothing. Everything allocated in `arena` lives exactly as long. */
struct request {
    struct arena arena;
    struct services *services;
    enum method method;
    str path;                       /* as sent, before decoding: "/rest/v1/shows" */
    str query;                      /* without '?', as sent */
    str params[REQUEST_PARAMS_MAX]; /* what the route's {} matched, percent-decoded */
    size_t param_count;
    str body; /* whole, at most the route's maximum */
    struct identity identity;
    _Atomic bool is_gone; /* the client hung up: long work may stop early (any thread) */
    int64_t stage_ns[STAGE_COUNT];
    struct exchange *exchange; /* the HTTP side's own */
};

/* A route's function. It answers, or keeps `r` and answers later. */
typedef void handler(struct request *r);

/* The value of a header (names compare without case), or an empty str with NULL data. */
str request_header(const struct request *r, const char *name);

/* Decoded value of the first `name=` in the query string; data NULL when absent or not valid
 * UTF-8. */
str request_query(struct request *r, const char *name);

/* Takes the next name=value pair off *rest, both percent-decoded ('+' is a space) into the arena.
 * OK, MORE when there is none left, S_INVALID_QUERY on a bad escape, a NUL or invalid UTF-8. */
MUST_CHECK status request_next_pair(struct request *r, str *rest, str *name, str *value);

/* The client's address for rate limits: the peer's, or X-Forwarded-For's last hop behind our
 * proxy. */
str request_client_address(struct request *r);

/* From now on time counts for `stage`. */
void request_stage(struct request *r, enum stage stage);

struct header {
    const char *name;
    str value;
};

struct response {
    int status;               /* HTTP status */
    const char *content_type; /* NULL: application/json; charset=utf-8 */
    str body;                 /* must live as long as the request (its arena does) */
    struct header headers[RESPONSE_HEADERS_MAX];
    size_t header_count;
};

void response_add_header(struct response *res, const char *name, str value);

/* The one answer. */
void respond(struct request *r, const struct response *res);
/* 200 with JSON text. */
void respond_json(struct request *r, int http_status, str json);
/* An error as {"code","message","details","hint"}; `message` NULL takes the status's own words;
 * hint says what would be right, NULL: null. All texts are copied. */
void respond_error(struct request *r, status s, const char *message, const char *hint);

/* --- An answer in pieces (the snapshot): begun on the loop's thread, fed from any thread. --- */
struct stream;
/* Sends status line and headers, then what is fed. The request is answered by this. */
struct stream *respond_stream(struct request *r, const char *content_type);
/* Copies `bytes` in. Blocks the calling thread (never the loop's) while the client is more than 1
 * MiB behind; false when the client has left or was too slow (30 s without progress): stop. */
bool stream_feed(struct stream *s, str bytes);
/* Ends the answer; `is_whole` false cuts the connection so that the client sees it is torn. */
void stream_end(struct stream *s, bool is_whole);

#endif
