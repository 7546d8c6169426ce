/* Shared counters are relaxed atomics; each worker's request counters are its own. */
#include "server/base/metrics.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { CLASSES = 5, BUCKETS = 12, WORKERS_MAX = 256, NS_PER_US = 1000 };

/* Upper bounds of the latency histogram in microseconds; beyond the last is +Inf. */
static const int64_t bucket_us[BUCKETS] = {100,   250,   500,    1000,   2500,    5000,
                                           10000, 25000, 100000, 500000, 1000000, 5000000};
static const char *const bucket_labels[BUCKETS] = {"0.0001", "0.00025", "0.0005", "0.001",
                                                   "0.0025", "0.005",   "0.01",   "0.025",
                                                   "0.1",    "0.5",     "1",      "5"};

typedef _Atomic int64_t counter;

struct route_counters {
    counter classes[CLASSES]; /* 1xx … 5xx */
    counter buckets[BUCKETS + 1];
    counter sum_us;
};

struct metrics_worker {
    size_t route_count; /* "other" included */
    struct route_counters routes[];
};

struct metrics {
    counter values[METRIC_COUNT];
    const char *const *routes;
    size_t route_count;
    atomic_size_t worker_count;
    _Atomic(struct metrics_worker *) workers[WORKERS_MAX];
};

static const struct {
    const char *name, *kind, *help;
} descriptions[METRIC_COUNT] = {
#define COUNTER(name, help) {#name "_total", "counter", help},
#define GAUGE(name, help)   {#name, "gauge", help},
#include "server/base/metrics.def"
#undef COUNTER
#undef GAUGE
};

status metrics_create(struct metrics **result, const char *const *routes, size_t route_count)
{
    struct metrics *m = calloc(1, sizeof *m);
    if (!m) return S_OVER_LIMIT;
    m->routes = routes;
    m->route_count = route_count;
    *result = m;
    return S_OK;
}

void metrics_destroy(struct metrics *m)
{
    if (!m) return;
    for (size_t i = 0; i < WORKERS_MAX; i++) free(atomic_load(&m->workers[i]));
    free(m);
}

void metrics_add(struct metrics *m, enum metric which, int64_t delta)
{
    if (m) atomic_fetch_add_explicit(&m->values[which], delta, memory_order_relaxed);
}

int64_t metrics_value(const struct metrics *m, enum metric which)
{
    return atomic_load_explicit(&m->values[which], memory_order_relaxed);
}

struct metrics_worker *metrics_join(struct metrics *m)
{
    if (!m) return NULL;
    size_t count = m->route_count + 1;
    struct metrics_worker *w = calloc(1, sizeof *w + count * sizeof w->routes[0]);
    if (!w) return NULL;
    w->route_count = count;
    size_t slot = atomic_fetch_add(&m->worker_count, 1);
    if (slot >= WORKERS_MAX) {
        free(w);
        return NULL;
    }
    atomic_store(&m->workers[slot], w);
    return w;
}

/* One writer, many readers: no locked instruction is needed. */
static void bump(counter *c, int64_t delta)
{
    int64_t value = atomic_load_explicit(c, memory_order_relaxed);
    atomic_store_explicit(c, value + delta, memory_order_relaxed);
}

void metrics_request(struct metrics_worker *w, size_t route, int http_status, int64_t duration_ns)
{
    if (!w) return;
    if (route >= w->route_count) route = w->route_count - 1;
    int class = http_status / 100 - 1;
    if (class < 0 || class >= CLASSES) class = CLASSES - 1;
    struct route_counters *r = &w->routes[route];
    int64_t us = duration_ns / NS_PER_US;
    size_t bucket = 0;
    while (bucket < BUCKETS && us > bucket_us[bucket]) bucket++;
    bump(&r->classes[class], 1);
    bump(&r->buckets[bucket], 1);
    bump(&r->sum_us, us);
}

static int64_t read_counter(const counter *c)
{
    return atomic_load_explicit(c, memory_order_relaxed);
}

static void sum_route(const struct metrics *m, size_t route, struct route_counters *sum)
{
    for (size_t i = 0; i < WORKERS_MAX; i++) {
        const struct metrics_worker *w = atomic_load(&m->workers[i]);
        if (!w) continue;
        const struct route_counters *r = &w->routes[route];
        for (size_t k = 0; k < CLASSES; k++) bump(&sum->classes[k], read_counter(&r->classes[k]));
        for (size_t k = 0; k <= BUCKETS; k++) bump(&sum->buckets[k], read_counter(&r->buckets[k]));
        bump(&sum->sum_us, read_counter(&r->sum_us));
    }
}

static void write_head(struct buf *out, const char *name, const char *kind, const char *help)
{
    const char *const parts[] = {"# HELP ota_", name, " ",  help, "\n# TYPE ota_",
                                 name,          " ",  kind, "\n"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) buf_add_text(out, parts[i]);
}

/* One sample: ota_NAME{route="…",LABEL="…"} value */
static void write_sample(struct buf *out, const char *name, const char *route, const char *label,
                         const char *value_of_label)
{
    buf_add_text(out, "ota_");
    buf_add_text(out, name);
    buf_add_text(out, "{route=\"");
    buf_add_text(out, route);
    if (label) {
        buf_add_text(out, "\",");
        buf_add_text(out, label);
        buf_add_text(out, "=\"");
        buf_add_text(out, value_of_label);
    }
    buf_add_text(out, "\"} ");
}

static void write_number(struct buf *out, int64_t value)
{
    buf_add_i64(out, value);
    buf_add_char(out, '\n');
}

/* Microseconds as seconds with six decimals. */
static void write_seconds(struct buf *out, int64_t us)
{
    buf_add_i64(out, us / 1000000);
    buf_add_char(out, '.');
    for (int64_t unit = 100000; unit > 0; unit /= 10)
        buf_add_char(out, (char)('0' + us / unit % 10));
    buf_add_char(out, '\n');
}

static const char *route_label(const struct metrics *m, size_t route)
{
    return route < m->route_count ? m->routes[route] : "other";
}

static void write_requests(const struct metrics *m, struct buf *out)
{
    static const char *const classes[CLASSES] = {"1xx", "2xx", "3xx", "4xx", "5xx"};
    write_head(out, "http_requests_total", "counter",
               "Requests answered, by route and status class");
    for (size_t i = 0; i <= m->route_count; i++) {
        struct route_counters sum = {0};
        sum_route(m, i, &sum);
        for (size_t k = 0; k < CLASSES; k++) {
            if (!read_counter(&sum.classes[k])) continue;
            write_sample(out, "http_requests_total", route_label(m, i), "class", classes[k]);
            write_number(out, read_counter(&sum.classes[k]));
        }
    }
}

static void write_durations(const struct metrics *m, struct buf *out)
{
    write_head(out, "http_request_duration_seconds", "histogram",
               "Time from the headers to the end of the answer");
    for (size_t i = 0; i <= m->route_count; i++) {
        struct route_counters sum = {0};
        sum_route(m, i, &sum);
        int64_t below = 0, total = 0;
        for (size_t k = 0; k <= BUCKETS; k++) total += read_counter(&sum.buckets[k]);
        if (!total) continue;
        for (size_t k = 0; k <= BUCKETS; k++) {
            below += read_counter(&sum.buckets[k]);
            write_sample(out, "http_request_duration_seconds_bucket", route_label(m, i), "le",
                         k < BUCKETS ? bucket_labels[k] : "+Inf");
            write_number(out, below);
        }
        write_sample(out, "http_request_duration_seconds_sum", route_label(m, i), NULL, NULL);
        write_seconds(out, read_counter(&sum.sum_us));
        write_sample(out, "http_request_duration_seconds_count", route_label(m, i), NULL, NULL);
        write_number(out, total);
    }
}

void metrics_write(const struct metrics *m, struct buf *out)
{
    for (size_t i = 0; i < METRIC_COUNT; i++) {
        write_head(out, descriptions[i].name, descriptions[i].kind, descriptions[i].help);
        buf_add_text(out, "ota_");
        buf_add_text(out, descriptions[i].name);
        buf_add_char(out, ' ');
        write_number(out, metrics_value(m, (enum metric)i));
    }
    write_requests(m, out);
    write_durations(m, out);
}
