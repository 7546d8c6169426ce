/* What happens after a commit: the queue ota.jobs, and chores that come round. One thread does
 * both.
 *
 *   ota.enqueue ──NOTIFY ota_jobs──► claim (SKIP LOCKED, leased) ──► run ──► done
 *                                         ▲                          └──► later, at most 12 times
 */
#ifndef OTA_JOBS_JOBS_H
#define OTA_JOBS_JOBS_H

#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct conn;
struct jobs;
struct mailbox;
struct metrics;
struct settings;

struct jobs_options {
    const struct settings *settings;
    struct mailbox *mailbox; /* NULL: mails go over SMTP */
    struct metrics *metrics; /* may be NULL */
};

MUST_CHECK status jobs_start(struct jobs **jobs, const struct jobs_options *options);
/* Finishes the job at hand. NULL is fine. */
void jobs_stop(struct jobs *jobs);

/* One kind of job (kinds.def). S_INVALID: never again; any other error: again later. `why` gets
 * words for last_error when it fails. */
typedef status job_run(const struct jobs_options *o, struct arena *a, str kind, str payload,
                       str *why);

/* Seconds until the next try after `attempts` tries: doubling from 5 s to 1 h, less up to a half by
 * `chance` (any number), so that many do not come back together. */
int64_t jobs_pause_s(int64_t attempts, uint32_t chance);

#endif
