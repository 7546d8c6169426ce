/* The Prefer, Accept and Range headers of a REST request. */
#ifndef OTA_REST_PREFERENCES_H
#define OTA_REST_PREFERENCES_H

#include "server/rest/plan.h"

/* As sent; empty where it was not. */
struct preference_headers {
    str prefer, accept, range, content_type;
};

/* Reads them (RFC 7240; unknown preferences are ignored, as it says). A Range header sets the
 * query's limit and offset where the query string did not. */
MUST_CHECK status preferences_read(struct arena *a, const struct preference_headers *sent,
                                   enum action action, struct query *q, struct preferences *p,
                                   struct failure *why);

/* Text for Preference-Applied, empty when none was. */
str preferences_applied(struct arena *a, const struct preferences *p);

/* Turns ota.only_row()'s OT406 into PostgREST's PGRST116, or into 404 where a row was addressed. */
void preferences_explain(struct arena *a, struct failure *f, bool is_addressed);

#endif
