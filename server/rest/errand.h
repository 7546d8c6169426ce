/* A plan's way to the database and back. */
#ifndef OTA_REST_ERRAND_H
#define OTA_REST_ERRAND_H

#include "server/db/query.h"
#include "server/db/work.h"
#include "server/http/request.h"
#include "server/rest/plan.h"

/* It goes over the connection that the requests share. What may write waits there only a moment for
 * its organization's turn: who is held longer goes on apart, where nobody waits behind them.
 * Memory belongs to the caller until `done`. */
struct errand {
    struct request *request;
    const struct plan *plan;
    bool may_write;
    void (*done)(struct errand *e); /* on the request's thread, once */
    void *owner;
    /* what the database said; the texts live as long as the request */
    status status;
    struct failure *why; /* is told where there is a status */
    str json, total;     /* NULL data: none */
    int64_t rows;
    /* the errand's own */
    struct db_query shared;
    struct work apart;
};

void errand_run(struct errand *e);

#endif
