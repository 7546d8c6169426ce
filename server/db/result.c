/* Reading results: values, counts, and what an error means. */
#include "server/db/result.h"

#include <stdlib.h>
#include <string.h>

#include "server/base/log.h"

static const struct {
    const char *code;
    status means;
} states[] = {
#define SQLSTATE(code, means) {code, S_##means},
#include "server/db/sqlstate.def"
#undef SQLSTATE
};

status sqlstate_status(const char *sqlstate)
{
    if (!sqlstate) return S_UNAVAILABLE;
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        if (strncmp(sqlstate, states[i].code, strlen(states[i].code)) == 0) return states[i].means;
    return S_DATABASE;
}

static bool is_good(const PGresult *pg)
{
    ExecStatusType s = PQresultStatus(pg);
    return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK || s == PGRES_SINGLE_TUPLE;
}

status db_status(const struct db_result *result)
{
    if (!result->pg) return result->own;
    if (is_good(result->pg)) return S_OK;
    return sqlstate_status(PQresultErrorField(result->pg, PG_DIAG_SQLSTATE));
}

const char *db_sqlstate(const struct db_result *result)
{
    if (!result->pg) return result->own ? "08006" : "00000";
    if (is_good(result->pg)) return "00000";
    const char *code = PQresultErrorField(result->pg, PG_DIAG_SQLSTATE);
    return code ? code : "08006";
}

static str field(const struct db_result *result, int which)
{
    return str_from(result->pg ? PQresultErrorField(result->pg, which) : NULL);
}

/* Full disk, no memory, damaged files: what an operator must learn although the client is told no
 * more than to try again. */
void db_tell_trouble(const struct db_result *result)
{
    static const char *const classes[] = {"53", "58", "XX"};
    const char *code = db_sqlstate(result);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (strncmp(code, classes[i], 2) == 0)
            log_event(EVENT_DATABASE_FAILED,
                      LOG_FIELDS(log_text("why", db_message(result)), log_string("sqlstate", code),
                                 log_text("hint", db_hint(result))));
}

str db_message(const struct db_result *result)
{
    if (result->words) return str_from(result->words);
    str message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    return message.len ? message : str_from(status_words(db_status(result)));
}

str db_detail(const struct db_result *result)
{
    return field(result, PG_DIAG_MESSAGE_DETAIL);
}

str db_hint(const struct db_result *result)
{
    return field(result, PG_DIAG_MESSAGE_HINT);
}

str db_constraint(const struct db_result *result)
{
    return field(result, PG_DIAG_CONSTRAINT_NAME);
}

size_t db_row_count(const struct db_result *result)
{
    return (size_t)PQntuples(result->pg);
}

size_t db_column_count(const struct db_result *result)
{
    return (size_t)PQnfields(result->pg);
}

str db_value(const struct db_result *result, size_t row, size_t column)
{
    if (row >= db_row_count(result) || column >= db_column_count(result)) return (str){NULL, 0};
    if (PQgetisnull(result->pg, (int)row, (int)column)) return (str){NULL, 0};
    return (str){PQgetvalue(result->pg, (int)row, (int)column),
                 (size_t)PQgetlength(result->pg, (int)row, (int)column)};
}

int64_t db_affected(const struct db_result *result)
{
    const char *count = result->pg ? PQcmdTuples(result->pg) : "";
    return strtoll(count, NULL, 10);
}
