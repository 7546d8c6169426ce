/* One mutation against the database: judged, merged with what others did, written or refused. */
#ifndef OTA_SYNC_APPLY_H
#define OTA_SYNC_APPLY_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/sync/request.h"

struct catalog;
struct conn;
struct identity;

/* The push that mutations are part of. */
struct push {
    struct conn *conn;
    struct arena *arena;
    const struct catalog *catalog;
    const struct identity *identity;
    str organization_id, client_id;
    int64_t head, horizon; /* of the organization when the push took its turn */
};

enum outcome_kind { OUTCOME_APPLIED, OUTCOME_MERGED, OUTCOME_CONFLICT, OUTCOME_REJECTED };

/* What became of a mutation. */
struct outcome {
    enum outcome_kind kind;
    const char *code; /* of a rejection: static */
    str message;      /* of a rejection: words for people */
    str hint;         /* of a rejection: what they can do about it; NULL data: nothing is said */
    str *fields;      /* of a rejection: the wrong ones; of a conflict: those that lost */
    size_t field_count;
    str conflict_id; /* of a conflict: the row in conflicts */
};

/* Inside a savepoint of its own, when ota.client names the mutation already: leaves the effect of
 * an applied mutation and nothing of a rejected one. S_OK: `out` says what happened. Anything else
 * is about the whole push (connection lost, deadlock: S_CONFLICT, time out, out of memory); its
 * transaction is to be rolled back. */
MUST_CHECK status apply_mutation(const struct push *p, const struct mutation *m,
                                 struct outcome *out);

/* Fills `out` with a rejection. */
void outcome_reject(struct outcome *out, const char *code, str message);

/* Is this what a single mutation can be refused for, or does it end the push? */
bool apply_is_refusal(status s, const char *sqlstate);

#endif
