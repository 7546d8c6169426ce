/* Who a request speaks for: what a verified token said, in the form PostgreSQL is told. */
#ifndef OTA_BASE_IDENTITY_H
#define OTA_BASE_IDENTITY_H

#include <stdint.h>

#include "core/str.h"

/* All texts live as long as the request. An anonymous caller has role "anon" and empty texts else.
 */
struct identity {
    str role;    /* "anon", "authenticated" or "service_role" */
    str user_id; /* UUID text of the user, "" for anon */
    str email;
    str session_id;       /* UUID text of the sign-in */
    str claims;           /* the token's whole payload as JSON, "{}" for anon */
    int64_t expires_at_s; /* Unix time; 0 for anon */
};

#endif
