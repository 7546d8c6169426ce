/* Counters for operators, shown at /metrics in Prometheus' text format (version 0.0.4). */
#ifndef OTA_BASE_METRICS_H
#define OTA_BASE_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/status.h"

enum metric {
#define COUNTER(name, help) METRIC_##name,
#define GAUGE(name, help)   METRIC_##name,
#include "server/base/metrics.def"
#undef COUNTER
#undef GAUGE
    METRIC_COUNT
};

struct metrics;        /* one a process, shared by all threads */
struct metrics_worker; /* one worker's request counters, written by its thread alone */

/* `routes` are the labels of the request counters and must outlive the metrics; requests that match
 * none are counted at index route_count, as "other". */
MUST_CHECK status metrics_create(struct metrics **m, const char *const *routes, size_t route_count);
void metrics_destroy(struct metrics *m);

/* Thread-safe; a NULL `m` counts nothing. */
void metrics_add(struct metrics *m, enum metric which, int64_t delta);
int64_t metrics_value(const struct metrics *m, enum metric which);

/* A worker's own counters; they are freed with the metrics. NULL for NULL `m` or out of memory. */
struct metrics_worker *metrics_join(struct metrics *m);
/* From the worker's thread; a NULL `w` counts nothing. */
void metrics_request(struct metrics_worker *w, size_t route, int http_status, int64_t duration_ns);

/* Everything, summed over the workers, as text. Any thread. */
void metrics_write(const struct metrics *m, struct buf *out);

#endif
