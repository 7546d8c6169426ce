/* POST /api/sync from its body to its answer: parse here, push and pull on a work thread. */
#include <stddef.h>
#include <string.h>

#include "core/buf.h"
#include "server/base/fault.h"
#include "server/base/metrics.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/sync/pull.h"
#include "server/sync/push.h"
#include "server/sync/refuse.h"
#include "server/sync/sync.h"

enum { TRIES_MAX = 3, ANSWER_BYTES_MAX = 24 << 20 };

/* One exchange; lives in its request's arena. */
struct job {
    struct work work;
    struct request *request;
    struct sync_request in;
    struct buf answer;
    status status;
    str why; /* words about an error; NULL data: the status's own */
    struct push_tally tally;
};

static void run(struct work *w, struct conn *c);
static void done(struct work *w);

static struct job *job_of(struct work *w)
{
    return (struct job *)(void *)((char *)w - offsetof(struct job, work));
}

/* Pushes into one organization run one after the other; a pull waits for nobody. */
static uint64_t turn_of(const struct sync_request *in)
{
    uint64_t hash = in->mutation_count ? 14695981039346656037u : 0;
    for (size_t i = 0; hash && i < in->organization_id.len; i++)
        hash = (hash ^ (unsigned char)in->organization_id.data[i]) * 1099511628211u;
    return hash;
}

void sync_exchange(struct request *r)
{
    struct job *job = arena_take(&r->arena, sizeof *job);
    if (!job) {
        respond_error(r, S_OVER_LIMIT, NULL, NULL);
        return;
    }
    request_stage(r, STAGE_PARSE);
    job->request = r;
    status s = sync_request_init(&job->in, &r->arena, r->body, &job->why);
    if (!s) {
        job->work = (struct work){
            .run = run, .done = done, .home = r->services->loop, .turn = turn_of(&job->in)};
        request_stage(r, STAGE_QUERY);
        s = work_submit(r->services->work, &job->work);
        if (!s) return; /* from here on the job is the work thread's */
    }
    sync_refuse(r, s, job->why);
    sync_request_release(&job->in);
}

/* Deadlocks and serialization failures are worth another try. */
static bool is_worth_retrying(const struct conn *c, status s)
{
    return s == S_CONFLICT && strncmp(db_sqlstate(conn_error(c)), "40", 2) == 0;
}

static void told(struct job *job, const struct buf *results)
{
    struct metrics *m = job->request->services->metrics;
    metrics_add(m, METRIC_sync_mutations, job->tally.mutations);
    metrics_add(m, METRIC_sync_conflicts, job->tally.conflicts);
    buf_add(&job->answer, buf_str(results));
}

static status push(struct job *job, struct conn *c)
{
    struct request *r = job->request;
    status s = S_OK;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
        struct buf results;
        buf_init_arena(&results, &r->arena, ANSWER_BYTES_MAX / 2);
        s = push_mutations(c, &r->arena, r->services->catalog, &r->identity, &job->in, &results,
                           &job->tally);
        if (!s) return told(job, &results), S_OK;
        bool is_again = is_worth_retrying(c, s);
        conn_rollback(c);
        if (!is_again) break;
    }
    return s;
}

static status exchange(struct job *job, struct conn *c)
{
    struct request *r = job->request;
    status s = S_OK;
    buf_init_arena(&job->answer, &r->arena, ANSWER_BYTES_MAX);
    buf_add_text(&job->answer, "{\"results\":[");
    if (job->in.mutation_count) s = push(job, c);
    buf_add_text(&job->answer, "],");
    if (!s)
        s = pull_changes(c, &r->arena, r->services->catalog, &r->identity, &job->in, &job->answer);
    buf_add_char(&job->answer, '}');
    if (s == S_NO_ACCESS) job->why = STR("this client_id belongs to another user");
    if (!s && job->answer.is_full) s = S_OVER_LIMIT;
    if (s) conn_rollback(c);
    return s;
}

static void run(struct work *w, struct conn *c)
{
    struct job *job = job_of(w);
    job->status = c ? exchange(job, c) : S_UNAVAILABLE;
}

static void done(struct work *w)
{
    struct job *job = job_of(w);
    struct request *r = job->request;
    sync_request_release(&job->in);
    request_stage(r, STAGE_RESPOND);
    FAULT_POINT(answer_before_sending);
    if (!job->status)
        respond_json(r, 200, buf_str(&job->answer));
    else if (job->status == S_SYNC_GAP)
        sync_refuse_gap(r, job->tally.expected);
    else
        sync_refuse(r, job->status, job->why);
    FAULT_POINT(answer_queued);
}
