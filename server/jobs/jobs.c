/* The jobs thread: claims what is due, runs it by kind, gives back what failed. */
#include "server/jobs/jobs.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "core/buf.h"
#include "server/base/clock.h"
#include "server/base/heap.h"
#include "server/base/log.h"
#include "server/base/metrics.h"
#include "server/base/random.h"
#include "server/base/settings.h"
#include "server/db/conn.h"
#include "server/db/query.h"
#include "server/mail/mail.h"

enum {
    BATCH = 8,
    JOB_BYTES_MAX = 8 * 1024 * 1024,
    STATEMENT_TIMEOUT_MS = 30000,
    POLL_MS = 30000, /* jobs become due without a notification, too */
    LOST_PAUSE_MS = 2000,
    PAUSE_S_MIN = 5,
    PAUSE_S_MAX = 3600,
    CHORE_ROUNDS_MAX = 1000,
};

struct jobs {
    struct jobs_options options;
    pthread_t thread;
    int stop_fd;
    atomic_bool is_stopping;
    struct conn *conn;
    bool has_chores; /* of all processes on the database, this one does them */
};

/* A claimed job; texts live in the round's arena. */
struct job {
    str id, kind, payload;
    int64_t attempts;
};

static void *run_thread(void *owner);
static job_run run_mail;

static const struct {
    str kind;
    job_run *run;
} kinds[] = {
#define JOB(kind, run) {{kind, sizeof(kind) - 1}, run},
#include "server/jobs/kinds.def"
#undef JOB
};

static const struct chore {
    const char *name;
    int64_t every_s;
    const char *role; /* NULL: the server's own */
    const char *sql;
} chores[] = {
#define CHORE(name, every_s, role, sql) {name, every_s, role, sql},
#include "server/jobs/chores.def"
#undef CHORE
};

enum { CHORE_COUNT = sizeof chores / sizeof chores[0] };

status jobs_start(struct jobs **out, const struct jobs_options *options)
{
    struct jobs *j = calloc(1, sizeof *j);
    if (!j) return S_OVER_LIMIT;
    j->options = *options;
    j->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (j->stop_fd < 0 || pthread_create(&j->thread, NULL, run_thread, j)) {
        if (j->stop_fd >= 0) close(j->stop_fd);
        free(j);
        return S_OVER_LIMIT;
    }
    *out = j;
    return S_OK;
}

void jobs_stop(struct jobs *j)
{
    if (!j) return;
    atomic_store(&j->is_stopping, true);
    if (write(j->stop_fd, &(uint64_t){1}, sizeof(uint64_t)) > 0) pthread_join(j->thread, NULL);
    close(j->stop_fd);
    free(j);
}

int64_t jobs_pause_s(int64_t attempts, uint32_t chance)
{
    int64_t pause = PAUSE_S_MIN;
    for (int64_t i = 1; i < attempts && pause < PAUSE_S_MAX; i++) pause *= 2;
    if (pause > PAUSE_S_MAX) pause = PAUSE_S_MAX;
    return pause - (int64_t)chance % (pause / 2 + 1);
}

/* --- one job --- */

static status run_mail(const struct jobs_options *o, struct arena *a, str kind, str payload,
                       str *why)
{
    struct mail mail;
    status s = mail_compose(a, o->settings, kind, payload, &mail);
    if (s) {
        *why = STR("the mail cannot be written from this payload");
        return s;
    }
    s = mail_send(o->settings, o->mailbox, &mail);
    metrics_add(o->metrics, s ? METRIC_mails_failed : METRIC_mails_sent, 1);
    if (s) *why = STR("the mail server did not take it");
    return s;
}

static status run_job(struct jobs *j, struct arena *a, const struct job *job, str *why)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_equal(kinds[i].kind, job->kind))
            return kinds[i].run(&j->options, a, job->kind, job->payload, why);
    *why = STR("this ota does not know such a job");
    return S_UNAVAILABLE; /* a newer one may */
}

static status finish(struct jobs *j, const struct job *job)
{
    const struct db_result *r;
    return conn_query(j->conn, STR("select ota.finish_job($1)"), &job->id, 1, &r);
}

static status give_back(struct jobs *j, const struct job *job, status failed, str why)
{
    char pause[32];
    uint32_t chance;
    const struct db_result *r;
    random_bytes(&chance, sizeof chance);
    snprintf(pause, sizeof pause, "%lld seconds", (long long)jobs_pause_s(job->attempts, chance));
    log_event(EVENT_JOB_FAILED,
              LOG_FIELDS(log_text("kind", job->kind), log_text("id", job->id),
                         log_number("attempt", job->attempts), log_text("why", why)));
    const str params[] = {job->id, why, failed == S_INVALID ? STR("infinity") : str_from(pause)};
    return failed == S_INVALID
               ? conn_query(j->conn, STR("select ota.fail_job($1, $2, $3::timestamptz)"), params, 3,
                            &r)
               : conn_query(j->conn, STR("select ota.fail_job($1, $2, now() + $3::interval)"),
                            params, 3, &r);
}

/* --- a round --- */

static str copied(struct arena *a, str s)
{
    char *copy = arena_copy(a, s);
    return (str){copy ? copy : "", copy ? s.len : 0};
}

/* Claims up to BATCH due jobs. */
static status claim(struct jobs *j, struct arena *a, struct job batch[BATCH], size_t *count)
{
    const struct db_result *r;
    const str params[] = {STR("8"), STR("5 minutes")};
    status bad = conn_query(j->conn,
                            STR("select id, kind, payload, attempts"
                                " from ota.claim_jobs($1::integer, $2::interval)"),
                            params, 2, &r);
    *count = 0;
    if (bad) return bad;
    for (size_t i = 0; i < db_row_count(r) && i < BATCH; i++) {
        struct job *job = &batch[(*count)++];
        *job = (struct job){.id = copied(a, db_value(r, i, 0)),
                            .kind = copied(a, db_value(r, i, 1)),
                            .payload = copied(a, db_value(r, i, 2))};
        if (!str_to_i64(db_value(r, i, 3), &job->attempts)) job->attempts = 1;
    }
    return S_OK;
}

/* Mails wait untouched while there is nowhere to send them, so that no attempt is wasted. */
static bool can_run(const struct jobs *j)
{
    return j->options.mailbox || j->options.settings->smtp_url[0];
}

static status run_batch(struct jobs *j, size_t *count)
{
    struct job batch[BATCH];
    struct arena a;
    heap_arena_init(&a, JOB_BYTES_MAX);
    status bad = claim(j, &a, batch, count);
    for (size_t i = 0; !bad && i < *count && !atomic_load(&j->is_stopping); i++) {
        str why = {"", 0};
        status failed = run_job(j, &a, &batch[i], &why);
        bad = failed ? give_back(j, &batch[i], failed, why) : finish(j, &batch[i]);
    }
    heap_arena_release(&a);
    return bad;
}

static bool has_horizon(const struct chore *c)
{
    return strstr(c->sql, "$1") != NULL;
}

/* Of several servers one does the chores: whose connection holds this lock. It goes with the
 * connection, so when its server dies the next to ask has it. */
static bool takes_chores(struct jobs *j)
{
    const struct db_result *r;
    if (j->has_chores) return true;
    if (conn_query(j->conn, STR("select pg_try_advisory_lock(hashtextextended('ota.chores', 0))"),
                   NULL, 0, &r))
        return false;
    j->has_chores = str_equal(db_value(r, 0, 0), STR("t"));
    return j->has_chores;
}

/* One transaction of a chore; `did` is the number that it says it did, 0 when it says none. */
static status run_chore(struct jobs *j, const struct chore *c, str horizon, int64_t *did)
{
    const struct identity as = {.role = str_from(c->role), .claims = STR("{}")};
    const struct db_result *r;
    *did = 0;
    status bad = conn_begin(j->conn, c->role ? &as : NULL);
    if (!bad) bad = conn_query(j->conn, str_from(c->sql), &horizon, has_horizon(c) ? 1 : 0, &r);
    if (bad) return bad;
    if (db_row_count(r) && !str_to_i64(db_value(r, 0, 0), did)) *did = 0;
    return conn_commit(j->conn);
}

static void run_chores(struct jobs *j, int64_t due_ms[CHORE_COUNT])
{
    char days[32];
    snprintf(days, sizeof days, "%lld days", (long long)j->options.settings->horizon_days);
    const str horizon = str_from(days);
    if (!takes_chores(j)) return;
    for (size_t i = 0; i < CHORE_COUNT; i++) {
        const struct chore *c = &chores[i];
        if (clock_monotonic_ms() < due_ms[i]) continue;
        due_ms[i] = clock_monotonic_ms() + c->every_s * 1000;
        status bad = S_OK;
        int64_t did = 1;
        for (int round = 0; !bad && did > 0 && round < CHORE_ROUNDS_MAX; round++)
            bad = run_chore(j, c, horizon, &did);
        if (!bad) continue;
        log_event(EVENT_JOB_FAILED, LOG_FIELDS(log_string("chore", c->name),
                                               log_text("why", db_message(conn_error(j->conn)))));
        conn_rollback(j->conn);
    }
}

static status connect(struct jobs *j)
{
    status bad = S_OK;
    if (!j->conn)
        bad = conn_open(&j->conn, j->options.settings, LOGIN_SERVER, STATEMENT_TIMEOUT_MS);
    else if (!conn_is_alive(j->conn)) {
        j->has_chores = false;
        bad = conn_reopen(j->conn);
    }
    return bad ? bad : conn_script(j->conn, "listen ota_jobs");
}

static void pause_until_stop(struct jobs *j, int timeout_ms);

static void *run_thread(void *owner)
{
    struct jobs *j = owner;
    int64_t due_ms[CHORE_COUNT] = {0};
    while (!atomic_load(&j->is_stopping)) {
        size_t count = 0;
        status bad = connect(j);
        while (!bad && !atomic_load(&j->is_stopping)) {
            run_chores(j, due_ms);
            if (can_run(j)) bad = run_batch(j, &count);
            if (!bad && !count) bad = conn_wait(j->conn, j->stop_fd, POLL_MS);
        }
        if (bad) pause_until_stop(j, LOST_PAUSE_MS);
    }
    conn_close(j->conn);
    return NULL;
}

static void pause_until_stop(struct jobs *j, int timeout_ms)
{
    struct pollfd fd = {.fd = j->stop_fd, .events = POLLIN};
    if (poll(&fd, 1, timeout_ms) < 0) return; /* interrupted: the next round comes sooner */
}
