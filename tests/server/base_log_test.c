/* Log lines and metrics: what operators read. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/base/log.h"
#include "server/base/metrics.h"
#include "tests/server/cmocka_includes.h"

enum { THREADS = 4, LINES = 500 };

/* Everything logged through `write_lines` with this format, as one text for the caller to free. */
static char *logged(const char *format, void (*write_lines)(void))
{
    FILE *file = tmpfile();
    log_open("info", format, fileno(file));
    write_lines();
    log_open("info", "text", STDERR_FILENO);
    fseek(file, 0, SEEK_END);
    size_t len = (size_t)ftell(file);
    char *text = calloc(1, len + 1);
    rewind(file);
    assert_int_equal(fread(text, 1, len, file), len);
    fclose(file);
    return text;
}

static void write_one(void)
{
    log_event(EVENT_NOTE,
              LOG_FIELDS(log_string("plain", "word"), log_string("evil", "a b=\"c\"\nd"),
                         log_number("n", -5), log_decimal("ms", 1250, 3)));
    log_event(EVENT_PROBE, LOG_PLAIN); /* debug: below the level */
}

static void a_field_cannot_forge_another_or_a_line(void **state)
{
    (void)state;
    char *text = logged("text", write_one);
    assert_non_null(
        strstr(text, " info note plain=word evil=\"a b=\\\"c\\\"\\nd\" n=-5 ms=1.250\n"));
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    free(text);
    text = logged("json", write_one);
    assert_non_null(strstr(text, "\"level\":\"info\",\"event\":\"note\",\"plain\":\"word\","
                                 "\"evil\":\"a b=\\\"c\\\"\\nd\",\"n\":-5,\"ms\":1.250}\n"));
    free(text);
}

static void write_long(void)
{
    static char text[3 * LOG_LINE_MAX];
    memset(text, 'x', sizeof text - 1);
    log_event(EVENT_NOTE, LOG_FIELDS(log_string("text", text)));
}

static void a_line_longer_than_the_limit_is_cut(void **state)
{
    (void)state;
    char *text = logged("text", write_long);
    assert_true(strlen(text) <= LOG_LINE_MAX);
    assert_int_equal(text[strlen(text) - 1], '\n');
    free(text);
}

static void *write_many(void *owner)
{
    for (int i = 0; i < LINES; i++)
        log_event(EVENT_NOTE,
                  LOG_FIELDS(log_number("thread", *(int *)owner), log_string("end", "end")));
    return NULL;
}

static void write_from_threads(void)
{
    pthread_t threads[THREADS];
    int numbers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, &numbers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

static void lines_of_several_threads_do_not_mix(void **state)
{
    (void)state;
    char *text = logged("text", write_from_threads);
    int lines = 0;
    str rest = str_from(text), line;
    while (str_cut(&rest, '\n', &line)) {
        if (!line.len) continue;
        assert_true(str_starts(line, STR("20")) && str_ends(line, STR(" end=end")));
        lines++;
    }
    assert_int_equal(lines, THREADS * LINES);
    free(text);
}

static void requests_of_all_workers_are_summed_by_route_and_class(void **state)
{
    (void)state;
    static const char *const labels[] = {"/a", "/b"};
    static char memory[64 * 1024];
    struct metrics *m;
    struct buf b;
    assert_int_equal(metrics_create(&m, labels, 2), S_OK);
    struct metrics_worker *one = metrics_join(m), *two = metrics_join(m);
    metrics_request(one, 0, 200, 300000);
    metrics_request(two, 0, 204, 2000000);
    metrics_request(two, 1, 404, 1000);
    metrics_request(two, 2, 500, 1000);
    metrics_add(m, METRIC_websockets, 3);
    metrics_add(m, METRIC_websockets, -1);
    metrics_add(NULL, METRIC_websockets, 1);
    buf_init(&b, memory, sizeof memory - 1);
    metrics_write(m, &b);
    static const char *const expected[] = {
        "# TYPE ota_websockets gauge\nota_websockets 2\n",
        "ota_http_requests_total{route=\"/a\",class=\"2xx\"} 2\n",
        "ota_http_requests_total{route=\"/b\",class=\"4xx\"} 1\n",
        "ota_http_requests_total{route=\"other\",class=\"5xx\"} 1\n",
        "ota_http_request_duration_seconds_bucket{route=\"/a\",le=\"0.0005\"} 1\n",
        "ota_http_request_duration_seconds_bucket{route=\"/a\",le=\"+Inf\"} 2\n",
        "ota_http_request_duration_seconds_sum{route=\"/a\"} 0.002300\n",
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        assert_non_null(strstr(memory, expected[i]));
    metrics_destroy(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_cannot_forge_another_or_a_line),
        cmocka_unit_test(a_line_longer_than_the_limit_is_cut),
        cmocka_unit_test(lines_of_several_threads_do_not_mix),
        cmocka_unit_test(requests_of_all_workers_are_summed_by_route_and_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
