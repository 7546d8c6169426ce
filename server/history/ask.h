/* One question to the history functions of the database and its answer, JSON as it comes. */
#ifndef OTA_HISTORY_ASK_H
#define OTA_HISTORY_ASK_H

#include "core/str.h"
#include "server/http/request.h"

enum { ASK_PARAMS_MAX = 6 };

/* Runs `sql` (one value: JSON) as the request's user and answers with what it gives; a refusal of
 * the database becomes the request's error. `sql` is static, `params` are copied. */
void history_ask(struct request *r, const char *sql, const str *params, size_t param_count);

#endif
