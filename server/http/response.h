/* What the HTTP folder's own answers are made of. */
#ifndef OTA_HTTP_RESPONSE_H
#define OTA_HTTP_RESPONSE_H

#include "server/http/exchange.h"

/* Adds the answer's own headers and those that every answer has. */
void response_finish(struct request *r, struct MHD_Response *m, const struct response *res);
/* respond_error's body. */
str response_error_body(struct request *r, status s, const char *message, const char *hint);

#endif
