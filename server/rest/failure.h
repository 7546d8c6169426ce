/* Why a REST request is refused, in the four fields that PostgREST's clients read. */
#ifndef OTA_REST_FAILURE_H
#define OTA_REST_FAILURE_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct request;
struct db_result;

/* Texts live as long as the request. */
struct failure {
    status status;    /* gives the HTTP status */
    const char *code; /* PostgREST's code ("PGRST100") or an SQLSTATE */
    str message, details, hint;
};

/* Fills `f` and gives `s` back, so that a caller can write `return failure_set(…)`. `subject` is
 * put in quotes behind the message, when not empty. */
status failure_set(struct arena *a, struct failure *f, status s, const char *code,
                   const char *message, str subject, const char *hint);

/* What the database said, made fit for a caller: its SQLSTATE, words, detail and hint. */
void failure_from_result(struct arena *a, struct failure *f, const struct db_result *result);

/* Answers with it. */
void failure_respond(struct request *r, const struct failure *f);

#endif
