/* How this program reaches its PostgreSQL: connection strings for the roles it logs in as. */
#ifndef OTA_DB_CONNECT_H
#define OTA_DB_CONNECT_H

#include <stddef.h>

#include "core/status.h"

struct settings;

enum { CONNECT_INFO_MAX = 2048, CONNECT_OPTIONS_MAX = 512 };

/* LOGIN_SERVER has no rights but to become a request's role; LOGIN_FEED is the same user on a
 * logical replication connection; LOGIN_OWNER migrates and administers. With OTA_DATABASE_URL all
 * three log in as the URL says, and LOGIN_SERVER continues as ota_server. */
enum login { LOGIN_SERVER, LOGIN_FEED, LOGIN_OWNER };

/* Writes the libpq connection string, NUL-terminated. statement_timeout_ms 0: none. S_INVALID when
 * the URL cannot be parsed, S_OVER_LIMIT when it does not fit. */
MUST_CHECK status connect_info(const struct settings *s, enum login as,
                               long long statement_timeout_ms, char info[CONNECT_INFO_MAX]);

#endif
