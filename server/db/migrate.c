/* Applying what sql_dir holds, in order, each step whole or not at all. */
#include "server/db/migrate.h"

#include <stdlib.h>
#include <string.h>

#include "server/db/conn.h"
#include "server/db/result.h"
#include "server/db/sql_files.h"

#define LOCK_NUMBER "8460318254116237" /* any number that nobody else locks */

static status read_migrations(struct sql_files *f, const char *sql_dir, FILE *out);
static status compare(struct conn *c, const struct sql_files *f, struct migration_state *state,
                      bool is_applied[SQL_FILES_MAX], FILE *out);
static status apply_missing(struct conn *c, const struct sql_files *f, const bool *is_applied,
                            FILE *out);
static status apply_always(struct conn *c, const char *sql_dir, FILE *out);
static status apply_demo(struct conn *c, const char *sql_dir, FILE *out);
static status take_lock(struct conn *c, FILE *out);
static status tell(struct conn *c, status s, const struct sql_file *file, FILE *out);

status migrate_look(struct conn *c, const char *sql_dir, struct migration_state *state, FILE *out)
{
    struct sql_files f;
    bool is_applied[SQL_FILES_MAX];
    status bad = read_migrations(&f, sql_dir, out);
    if (bad) return bad;
    bad = compare(c, &f, state, is_applied, out);
    sql_files_release(&f);
    return bad;
}

status migrate_run(struct conn *owner, const char *sql_dir, bool has_demo, FILE *out)
{
    struct sql_files f;
    struct migration_state state;
    bool is_applied[SQL_FILES_MAX];
    status bad = read_migrations(&f, sql_dir, out);
    if (bad) return bad;
    bad = take_lock(owner, out);
    if (!bad) bad = compare(owner, &f, &state, is_applied, out);
    if (!bad && (state.edited || state.newer)) bad = S_CONFLICT;
    if (!bad) bad = apply_missing(owner, &f, is_applied, out);
    if (!bad) bad = apply_always(owner, sql_dir, out);
    if (!bad && has_demo) bad = apply_demo(owner, sql_dir, out);
    sql_files_release(&f);
    conn_rollback(owner);
    if (conn_is_alive(owner)) {
        status kept = conn_script(owner, "select pg_advisory_unlock(" LOCK_NUMBER ")");
        if (!bad) bad = kept;
    }
    return bad;
}

/* --- the files --- */

static status read_migrations(struct sql_files *f, const char *sql_dir, FILE *out)
{
    status bad = sql_files_read(f, sql_dir, "migrations", out);
    if (!bad && !f->count) {
        fprintf(out,
                "ota: no migrations in %s/migrations: start in OTA's folder, or set OTA_SQL_DIR\n",
                sql_dir);
        bad = S_NOT_FOUND;
    }
    for (size_t i = 0; !bad && i < f->count; i++) {
        const struct sql_file *file = &f->files[i];
        if (file->number && (i == 0 || file->number > f->files[i - 1].number)) continue;
        fprintf(out, "ota: %s: migrations are named NNNN_name.sql, each number once\n", file->file);
        bad = S_INVALID;
    }
    if (bad) sql_files_release(f);
    return bad;
}

/* --- what the database has --- */

static size_t index_of(const struct sql_files *f, int64_t number)
{
    size_t i = 0;
    while (i < f->count && f->files[i].number != number) i++;
    return i;
}

static void compare_row(const struct sql_files *f, const struct db_result *r, size_t row,
                        struct migration_state *state, bool *is_applied, FILE *out)
{
    int64_t number = 0;
    if (!str_to_i64(db_value(r, row, 0), &number)) return;
    size_t i = index_of(f, number);
    if (i == f->count) {
        state->newer++;
        fprintf(out,
                "ota: the database has migration %lld (%.*s), which this ota does not know: update "
                "ota\n",
                (long long)number, STR_ARGS(db_value(r, row, 1)));
        return;
    }
    is_applied[i] = true;
    state->applied++;
    if (str_equal(db_value(r, row, 2), str_from(f->files[i].sha256))) return;
    state->edited++;
    fprintf(
        out,
        "ota: %s was changed after it was applied: bring the file back, and put what is new into a "
        "further migration\n",
        f->files[i].file);
}

static status compare(struct conn *c, const struct sql_files *f, struct migration_state *state,
                      bool is_applied[SQL_FILES_MAX], FILE *out)
{
    const struct db_result *r;
    *state = (struct migration_state){.known = (int)f->count};
    memset(is_applied, 0, sizeof is_applied[0] * SQL_FILES_MAX);
    status bad =
        conn_query(c, STR("select to_regclass('ota.migrations') is not null"), NULL, 0, &r);
    if (bad) return tell(c, bad, NULL, out);
    if (!str_equal(db_value(r, 0, 0), STR("t"))) return S_OK;
    bad = conn_query(c, STR("select number, name, sha256 from ota.migrations order by number"),
                     NULL, 0, &r);
    if (bad) return tell(c, bad, NULL, out);
    for (size_t i = 0; i < db_row_count(r); i++) compare_row(f, r, i, state, is_applied, out);
    return S_OK;
}

/* --- applying --- */

static status take_lock(struct conn *c, FILE *out)
{
    const struct db_result *r;
    status bad = conn_query(c, STR("select pg_try_advisory_lock(" LOCK_NUMBER ")"), NULL, 0, &r);
    if (bad) return tell(c, bad, NULL, out);
    if (str_equal(db_value(r, 0, 0), STR("t"))) return S_OK;
    fputs("ota: waiting for another ota that migrates\n", out);
    return conn_script(c, "select pg_advisory_lock(" LOCK_NUMBER ")");
}

static status record(struct conn *c, const struct sql_file *file)
{
    char number[16];
    const struct db_result *r;
    snprintf(number, sizeof number, "%d", file->number);
    const str params[] = {str_from(number), str_from(file->name), str_from(file->sha256)};
    return conn_query(c,
                      STR("insert into ota.migrations (number, name, sha256) values ($1, $2, $3)"),
                      params, 3, &r);
}

static status apply_one(struct conn *c, const struct sql_file *file, FILE *out)
{
    status bad = conn_begin(c, NULL);
    if (!bad) bad = conn_script(c, file->text);
    if (!bad) bad = record(c, file);
    if (!bad) bad = conn_commit(c);
    return bad ? tell(c, bad, file, out) : S_OK;
}

static status apply_missing(struct conn *c, const struct sql_files *f, const bool *is_applied,
                            FILE *out)
{
    int missing = 0;
    for (size_t i = 0; i < f->count; i++) {
        if (is_applied[i]) continue;
        status bad = apply_one(c, &f->files[i], out);
        if (bad) return bad;
        fprintf(out, "ota: applied %s\n", f->files[i].file);
        missing++;
    }
    if (!missing) fprintf(out, "ota: the database has all %zu migrations\n", f->count);
    return S_OK;
}

static status run_files(struct conn *c, const struct sql_files *f, FILE *out)
{
    for (size_t i = 0; i < f->count; i++) {
        status bad = conn_script(c, f->files[i].text);
        if (bad) return tell(c, bad, &f->files[i], out);
    }
    return S_OK;
}

/* Waiting for a lock that a request holds is fine; queueing everybody else behind us for long is
 * not. */
static status apply_always(struct conn *c, const char *sql_dir, FILE *out)
{
    struct sql_files generated, policies;
    status bad = sql_files_read(&generated, sql_dir, "generated", out);
    if (bad) return bad;
    bad = sql_files_read(&policies, sql_dir, "policies", out);
    if (!bad) bad = conn_begin(c, NULL);
    if (!bad) bad = conn_script(c, "set local lock_timeout = '15s'");
    if (!bad) bad = run_files(c, &generated, out);
    if (!bad) bad = run_files(c, &policies, out);
    if (!bad && (bad = conn_commit(c))) bad = tell(c, bad, NULL, out);
    if (!bad) fputs("ota: applied the rights and policies\n", out);
    sql_files_release(&generated);
    sql_files_release(&policies);
    return bad;
}

static status apply_demo(struct conn *c, const char *sql_dir, FILE *out)
{
    const struct db_result *r;
    struct sql_files demo;
    status bad =
        conn_query(c, STR("select from ota.settings_kv where key = 'demo.loaded'"), NULL, 0, &r);
    if (bad) return tell(c, bad, NULL, out);
    if (db_row_count(r)) return S_OK;
    bad = sql_files_read(&demo, sql_dir, "demo", out);
    if (bad || !demo.count) return bad;
    bad = conn_begin(c, NULL);
    if (!bad) bad = run_files(c, &demo, out);
    if (!bad)
        bad = conn_script(
            c, "insert into ota.settings_kv (key, value) values ('demo.loaded', 'true')");
    if (!bad && (bad = conn_commit(c))) bad = tell(c, bad, NULL, out);
    if (!bad) fputs("ota: loaded the demo\n", out);
    sql_files_release(&demo);
    return bad;
}

/* --- what went wrong --- */

/* PostgreSQL counts the characters of the script up to the error. */
static long line_of(const struct sql_file *file, const struct db_result *r)
{
    const char *place = r->pg ? PQresultErrorField(r->pg, PG_DIAG_STATEMENT_POSITION) : NULL;
    long position = place ? strtol(place, NULL, 10) : 0, line = 1;
    for (const char *c = file->text; *c && position > 1; c++) {
        if (((unsigned char)*c & 0xc0) != 0x80) position--;
        if (*c == '\n') line++;
    }
    return place ? line : 0;
}

static status tell(struct conn *c, status s, const struct sql_file *file, FILE *out)
{
    const struct db_result *r = conn_error(c);
    long line = file ? line_of(file, r) : 0;
    fputs("ota: ", out);
    if (file) fputs(file->file, out);
    if (line) fprintf(out, ":%ld", line);
    if (file) fputs(": ", out);
    fprintf(out, "%.*s\n", STR_ARGS(db_message(r)));
    if (db_detail(r).len) fprintf(out, "     %.*s\n", STR_ARGS(db_detail(r)));
    if (db_hint(r).len) fprintf(out, "     %.*s\n", STR_ARGS(db_hint(r)));
    return s;
}
