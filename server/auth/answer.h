/* How the auth endpoints ask the database and answer: one call, one reply, GoTrue's shapes. */
#ifndef OTA_AUTH_ANSWER_H
#define OTA_AUTH_ANSWER_H

#include <jansson.h>

#include "core/str.h"
#include "server/db/query.h"
#include "server/http/request.h"

enum refusal {
#define REFUSAL(name, http, code, words) REFUSAL_##name,
#include "server/auth/refusal.def"
#undef REFUSAL
    REFUSAL_COUNT
};

void answer_refuse(struct request *r, enum refusal why);
/* The same with Retry-After. */
void answer_refuse_for(struct request *r, enum refusal why, int64_t wait_s);
/* What a status from below means here: a bad token, an arena that is full, a database that is
 * down. */
void answer_refuse_status(struct request *r, status s);
/* 200 with a JSON body that lives in the request's arena; never stored by caches. */
void answer_json(struct request *r, str body);

/* The body as a JSON object, to be given back with json_decref; refuses and gives NULL when it is
 * none. */
json_t *answer_read_body(struct request *r);
/* A text member copied into the request's arena; empty when absent or null. S_INVALID: not a
 * text. */
MUST_CHECK status answer_read_text(struct request *r, const json_t *body, const char *name,
                                   str *text);

enum { ASK_PARAMS_MAX = 12 };

/* One statement as ota_auth. Memory: the request's arena. `done` is called with one row at least; a
 * failing statement has been answered by then and does not reach it. */
struct ask {
    struct db_query query; /* first member */
    struct request *r;
    void (*done)(struct ask *ask, const struct db_result *result);
    str params[ASK_PARAMS_MAX];
    size_t param_count;
    str secret; /* the caller's own: what the answer will show once the database agreed */
};

/* NULL when the arena is full; that has been answered. */
struct ask *answer_ask(struct request *r, void (*done)(struct ask *, const struct db_result *));
void ask_add(struct ask *ask, str param);
void ask_add_number(struct ask *ask, int64_t number);
void ask_send(struct ask *ask, str sql);
/* A value of the first row, copied; data NULL for SQL NULL or a full arena. */
str ask_copy(const struct ask *ask, const struct db_result *result, size_t column);
bool ask_outcome_is(const struct db_result *result, const char *outcome); /* column 0 */

#endif
