/* The link of a sign-in mail, with its secret. */
#ifndef OTA_MAIL_LINK_H
#define OTA_MAIL_LINK_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct settings;

/* {origin}/sign-in#token_hash={secret}&type=magiclink[&redirect_to=…]. The fragment never reaches
 * a server, so a mail scanner that opens the link uses nothing up. The origin is that of
 * `redirect_to` when it is an allowed one, else our site; any other redirect_to is left out. */
MUST_CHECK status link_write(const struct settings *settings, struct arena *a, str secret,
                             str redirect_to, str *link);

/* Is this where people may be sent after signing in? Our site's origin or an allowed one, never
 * "*". */
bool link_allows(const struct settings *settings, str redirect_to);

#endif
