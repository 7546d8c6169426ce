/* The inside of a db_result: libpq's result, or an error of our own. For server/db only. */
#ifndef OTA_DB_RESULT_H
#define OTA_DB_RESULT_H

#include <libpq-fe.h>

#include "server/db/query.h"

struct db_result {
    PGresult *pg;      /* NULL: the error is ours */
    status own;        /* what `pg` cannot say */
    const char *words; /* static or the connection's; NULL: the status's own */
};

/* What an SQLSTATE means, by sqlstate.def; DATABASE for those not in it. NULL gives UNAVAILABLE:
 * libpq makes results without one when the connection broke. */
status sqlstate_status(const char *sqlstate);

/* Logs an error that says the database itself is in trouble; of others nothing. */
void db_tell_trouble(const struct db_result *result);

#endif
