/* A command's way to the database: the cluster, when it is our own, and one connection. */
#ifndef OTA_COMMANDS_SESSION_H
#define OTA_COMMANDS_SESSION_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"
#include "server/db/conn.h"
#include "server/db/query.h"

struct cluster;

struct session {
    struct cluster *cluster; /* NULL: OTA_DATABASE_URL */
    struct conn *conn;
    struct arena arena; /* for the command's texts */
};

/* Says on standard error what is wrong. Close it in any case. */
MUST_CHECK status session_open(struct session *s, const struct settings *settings, enum login as);
void session_close(struct session *s);

/* Runs one statement in a transaction of its own as `identity` (NULL: the login itself). The result
 * lives until the next call; an error is told on standard error. */
MUST_CHECK status session_query(struct session *s, const struct identity *identity, str sql,
                                const str *params, size_t param_count, const struct db_result **r);

/* Tells what PostgreSQL said of the last failing call. */
void session_complain(struct session *s);

/* The identity of a user by e-mail address, so that row level security and the log hold for what is
 * done in that name. S_NOT_FOUND: there is no such account. */
MUST_CHECK status session_identity(struct session *s, str email, struct identity *identity);

/* A copy that lives as long as the session. */
str session_keep(struct session *s, str text);

extern const struct identity session_auth;    /* accounts: ota_auth */
extern const struct identity session_service; /* everything in public: service_role */

#endif
