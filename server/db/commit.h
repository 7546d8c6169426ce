/* A commit being put together from rows of ota.change_log. */
#ifndef OTA_DB_COMMIT_H
#define OTA_DB_COMMIT_H

#include "core/status.h"
#include "server/db/feed.h"

/* The columns of ota.change_log that a commit is made of, in the order of log_columns(). */
enum log_column {
    LOG_ORGANIZATION,
    LOG_SEQ,
    LOG_TABLE,
    LOG_ROW,
    LOG_OP,
    LOG_CHANGED,
    LOG_BEFORE,
    LOG_AFTER,
    LOG_RESOURCE,
    LOG_OWNER,
    LOG_READERS,
    LOG_ACTOR,
    LOG_CLIENT,
    LOG_AT,
    LOG_COLUMN_COUNT
};

/* Name of a column in the database. */
str log_column_name(enum log_column c);

/* An empty commit with one reference; NULL: out of memory. */
struct commit *commit_create(void);

/* Adds a row's values (copied; NULL data: null). S_INVALID when it is not of this commit's
 * transaction or lacks what every log row has, S_OVER_LIMIT when the commit would become larger
 * than one may be. */
MUST_CHECK status commit_add(struct commit *c, const str values[LOG_COLUMN_COUNT]);

#endif
