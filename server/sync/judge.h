/* A mutation's values before any SQL: are they what core's schema accepts? */
#ifndef OTA_SYNC_JUDGE_H
#define OTA_SYNC_JUDGE_H

#include "server/sync/apply.h"

enum { JUDGE_FIELDS_MAX = 64, JUDGE_REAL_BYTES = 32 };

/* A double as the shortest decimal that gives it back, as the browser writes it. */
void judge_real(double real, char out[JUDGE_REAL_BYTES]);

/* True: fine, and its sets are in canonical order. False: `out` is a rejection that names the
 * fields. */
bool judge_mutation(struct arena *a, const struct mutation *m, struct outcome *out);

/* Name of the resource whose rights decide about a table, static; "" for an unknown one. */
str judge_resource(str table);

#endif
