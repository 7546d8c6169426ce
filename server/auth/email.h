/* E-mail addresses as accounts are named by them. */
#ifndef OTA_AUTH_EMAIL_H
#define OTA_AUTH_EMAIL_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

enum { EMAIL_MAX = 254 }; /* RFC 5321 section 4.5.3.1 */

/* Trimmed, in lower case, and of the form local@domain: one '@', a local part of at most 64 bytes
 * without white space, quotes or brackets, a domain of at least two labels of letters, digits and
 * '-' ("localhost" alone passes, too). Letters and digits may be any of Unicode (RFC 6531).
 * S_INVALID else. */
MUST_CHECK status email_normalise(struct arena *a, str address, str *normal);

#endif
