/* Sessions: what signing in gives, refreshing renews and signing out ends. */
#ifndef OTA_AUTH_SESSION_H
#define OTA_AUTH_SESSION_H

#include "core/str.h"
#include "server/auth/answer.h"
#include "server/http/request.h"

/* Answers with GoTrue's session: a fresh access token over `claims`, the refresh token, the
 * user. */
void session_answer(struct ask *ask, str refresh_token, str claims, str user);

/* The client's network address, "local" for what is none (a Unix socket without a proxy). */
str session_address(struct request *r);
/* What the browser calls itself, cut to what is kept and without bytes that are not text. */
str session_user_agent(struct request *r);

#endif
