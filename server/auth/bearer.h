/* The Authorization header (RFC 6750 section 2.1). */
#ifndef OTA_AUTH_BEARER_H
#define OTA_AUTH_BEARER_H

#include "core/status.h"
#include "core/str.h"

/* The token after "Bearer ", borrowed. OK with an empty one when there is no header (NULL data);
 * S_TOKEN_INVALID for another scheme, no token, or one with white space in it. */
MUST_CHECK status bearer_read(str header, str *token);

#endif
