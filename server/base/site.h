/* Where people reach this installation: its own address and the origins that may call it. */
#ifndef OTA_BASE_SITE_H
#define OTA_BASE_SITE_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/str.h"

struct settings;

/* site_url without a slash at its end; when it is empty, http:// and the listening address. */
str site_url(const struct settings *s, struct arena *a);

/* scheme://host[:port] at the start of an http(s) URL, without user or path; NULL data when it is
 * none. */
str site_origin_of(str url);

/* Is `origin` ours, or one of allowed_origins? "*" there counts only when `any_counts`. */
bool site_allows(const struct settings *s, str origin, bool any_counts);

#endif
