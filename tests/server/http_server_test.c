/* The HTTP server over real sockets: answers, refusals, deadlines, pipelining, draining. */
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/base/clock.h"
#include "server/base/metrics.h"
#include "server/http/health.h"
#include "tests/server/http_fixture.h"

enum { KEEP_ALIVE_REQUESTS = 1000, SLOW_CLIENTS = 50, BODY_MAX = 100000 };

/* Answers in a later turn of the loop. */
struct late {
    struct post post;
    struct request *request;
};

static void answer_late(struct post *p)
{
    struct request *r = ((struct late *)p)->request;
    respond_json(r, 200, STR("{\"late\":true}"));
}

static void be_late(struct request *r)
{
    struct late *l = arena_take(&r->arena, sizeof *l);
    *l = (struct late){{.deliver = answer_late}, r};
    loop_post(r->services->loop, &l->post);
}

/* Answers when told by the test, and tells how the client is. */
static struct request *_Atomic held;

static void hold(struct request *r)
{
    held = r;
}

static void answer_held(struct post *p)
{
    (void)p;
    struct request *r = held;
    held = NULL;
    respond_json(r, 200, r->is_gone ? STR("{\"gone\":true}") : STR("{\"gone\":false}"));
}

static void echo(struct request *r)
{
    request_stage(r, STAGE_QUERY);
    struct response res = {.status = 201, .body = r->body};
    response_add_header(&res, "X-Param", r->param_count ? r->params[0] : STR("none"));
    respond(r, &res);
}

static void show_identity(struct request *r)
{
    respond_json(r, 200, r->identity.role);
}

static const struct route routes[] = {
    {METHOD_GET, "/healthz", health_live, ACCESS_OPEN, 0},
    {METHOD_GET, "/readyz", health_ready, ACCESS_OPEN, 0},
    {METHOD_GET, "/late", be_late, ACCESS_OPEN, 0},
    {METHOD_GET, "/hold", hold, ACCESS_OPEN, 0},
    {METHOD_POST, "/echo", echo, ACCESS_OPEN, BODY_MAX},
    {METHOD_POST, "/echo/{}", echo, ACCESS_OPEN, BODY_MAX},
    {METHOD_GET, "/anybody", show_identity, ACCESS_ANON, 0},
    {METHOD_POST, "/mine", show_identity, ACCESS_USER, BODY_MAX},
};

static void start(struct fixture *f)
{
    fixture_prepare(f, routes, sizeof routes / sizeof routes[0]);
    fixture_start(f);
}

static void a_request_is_answered_at_once_or_later(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    start(&f);
    assert_int_equal(
        client_ask(&f, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply), 200);
    assert_non_null(strstr(reply, "{\"status\":\"ok\"}"));
    assert_non_null(strstr(reply, "X-Request-Id: "));
    assert_int_equal(client_ask(&f, "GET /late HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply),
                     200);
    assert_non_null(strstr(reply, "{\"late\":true}"));
    fixture_stop(&f);
}

static void a_body_comes_back_whole_with_its_param_and_timing(void **state)
{
    (void)state;
    struct fixture f;
    static char request[BODY_MAX + 200], reply[BODY_MAX + 1000];
    start(&f);
    int head =
        snprintf(request, sizeof request,
                 "POST /echo/a%%20b HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                 "Content-Length: %d\r\n\r\n",
                 BODY_MAX);
    for (int i = 0; i < BODY_MAX; i++) request[head + i] = (char)('a' + i % 26);
    request[head + BODY_MAX] = '\0';
    assert_int_equal(client_ask(&f, request, reply, sizeof reply), 201);
    assert_non_null(strstr(reply, "X-Param: a b\r\n"));
    assert_non_null(strstr(reply, "Server-Timing: query;dur="));
    assert_string_equal(strstr(reply, "\r\n\r\n") + 4, request + head);
    fixture_stop(&f);
}

static void wrong_requests_get_their_status_and_code(void **state)
{
    (void)state;
    static const struct {
        int status;
        const char *code, *request;
    } rows[] = {
        {400, "bad_request", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        {400, "bad_request",
         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: "
         "chunked\r\n\r\n{}"},
        {400, "bad_request", "GET /healthz HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n"},
        {400, "bad_request", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "bad_request", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n"},
        {400, "bad_request",
         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n 2\r\nX: 1\r\n\r\n{}"},
        {400, "bad_request", "GET /healthz HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n"},
        {401, "unauthenticated",
         "POST /mine HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
         "Content-Type: application/json\r\n\r\n{}"},
        {404, "not_found", "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"},
        {404, "not_found", "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"},
        {405, "method_not_allowed", "DELETE /echo HTTP/1.1\r\nHost: a\r\n\r\n"},
        {405, "method_not_allowed", "BREW /echo HTTP/1.1\r\nHost: a\r\n\r\n"},
        {411, "length_required",
         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
         "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"},
        {413, "too_large",
         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
         "Content-Length: 99999999\r\n\r\n"},
        {413, "too_large", "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"},
        {415, "unsupported_type",
         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
         "Content-Length: 2\r\n\r\n{}"},
        {415, "unsupported_type",
         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
         "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"},
    };
    struct fixture f;
    char reply[4096], code[64];
    start(&f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(client_ask(&f, rows[i].request, reply, sizeof reply), rows[i].status);
        snprintf(code, sizeof code, "{\"code\":\"%s\"", rows[i].code);
        assert_non_null(strstr(reply, code));
    }
    assert_int_equal(metrics_value(f.services.metrics, METRIC_http_refused), 7);
    fixture_stop(&f);
}

/* They never reach the guard; docs/decisions/0005. */
static void what_the_engine_refuses_by_itself_is_counted_too(void **state)
{
    (void)state;
    static const struct {
        int status;
        const char *request;
    } rows[] = {
        {505, "GET /healthz HTTP/3.0\r\nHost: a\r\n\r\n"},
        {400, "GET /healthz HTTP/1.1\r\n\r\n"},
        {400, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: two\r\n\r\n{}"},
    };
    struct fixture f;
    char reply[4096];
    start(&f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(client_ask(&f, rows[i].request, reply, sizeof reply), rows[i].status);
        assert_int_equal(metrics_value(f.services.metrics, METRIC_http_refused), i + 1);
    }
    fixture_stop(&f);
}

static void a_nul_in_a_header_is_refused(void **state)
{
    (void)state;
    static const char *const headers[] = {"X: a@b\r\nY: 1\r\n", "X: a@b\r\n"};
    struct fixture f;
    char request[200], reply[4096];
    start(&f);
    for (size_t i = 0; i < 2; i++) {
        int len = snprintf(request, sizeof request, "GET /healthz HTTP/1.1\r\nHost: a\r\n%s\r\n",
                           headers[i]);
        *strchr(request, '@') = '\0';
        int fd = client_connect(&f);
        assert_int_equal(send(fd, request, (size_t)len, MSG_NOSIGNAL), len);
        client_read_all(fd, reply, sizeof reply);
        assert_non_null(strstr(reply, "400 Bad Request"));
        close(fd);
    }
    fixture_stop(&f);
}

static void a_unix_socket_is_taken_over_when_it_was_left_behind(void **state)
{
    (void)state;
    char folder[] = "/tmp/ota-listen-XXXXXX", address[64];
    int fds[2], again[1];
    assert_non_null(mkdtemp(folder));
    snprintf(address, sizeof address, "unix:%s/s", folder);
    assert_int_equal(http_listen(address, fds, 2), S_OK);
    assert_int_equal(http_listen(address, again, 1), S_UNAVAILABLE);
    close(fds[0]);
    close(fds[1]);
    assert_int_equal(http_listen(address, again, 1), S_OK);
    close(again[0]);
    unlink(address + 5);
    rmdir(folder);
}

static void a_busy_port_is_refused_and_one_of_ours_shared(void **state)
{
    (void)state;
    int fds[3], again[1];
    char address[64];
    assert_int_equal(http_listen("127.0.0.1:0", fds, 3), S_OK);
    assert_int_equal(http_listen_port(fds[0]), http_listen_port(fds[2]));
    snprintf(address, sizeof address, "127.0.0.1:%d", http_listen_port(fds[0]));
    assert_int_equal(http_listen(address, again, 1), S_UNAVAILABLE);
    assert_int_equal(http_listen("nonsense", again, 1), S_UNAVAILABLE);
    for (int i = 0; i < 3; i++) close(fds[i]);
}

static void a_target_beyond_the_limit_is_414(void **state)
{
    (void)state;
    struct fixture f;
    static char request[9000];
    char reply[4096];
    start(&f);
    int head = snprintf(request, sizeof request, "GET /healthz?");
    memset(request + head, 'q', 8300);
    strncpy(request + head + 8300, " HTTP/1.1\r\nHost: a\r\n\r\n", 100);
    assert_int_equal(client_ask(&f, request, reply, sizeof reply), 414);
    assert_non_null(strstr(reply, "uri_too_long"));
    fixture_stop(&f);
}

static void many_long_headers_pass_as_long_as_they_fit(void **state)
{
    (void)state;
    struct fixture f;
    static char request[16000];
    char reply[4096];
    start(&f);
    int len = snprintf(request, sizeof request,
                       "GET /healthz HTTP/1.1\r\nHost:a\r\nEmpty:\r\nWide: \t b\r\n");
    for (int i = 0; i < 20; i++) len += snprintf(request + len, 600, "X-%d: %0500d\r\n", i, i);
    memcpy(request + len, "\r\n", sizeof "\r\n");
    assert_int_equal(client_ask(&f, request, reply, sizeof reply), 200);
    fixture_stop(&f);
}

static void a_wrong_method_is_told_the_right_ones(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    start(&f);
    assert_int_equal(
        client_ask(&f, "PUT /healthz HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply), 405);
    assert_non_null(strstr(reply, "Allow: GET, HEAD, OPTIONS\r\n"));
    fixture_stop(&f);
}

static void head_has_the_headers_of_get_and_no_body(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    start(&f);
    int fd = client_connect(&f);
    client_send(fd, "HEAD /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    client_read_all(fd, reply, sizeof reply);
    assert_non_null(strstr(reply, "Content-Length: 15\r\n"));
    assert_string_equal(strstr(reply, "\r\n\r\n"), "\r\n\r\n");
    close(fd);
    fixture_stop(&f);
}

static void only_allowed_origins_get_cors_headers(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    setenv("OTA_ALLOWED_ORIGINS", "https://app.example", 1);
    start(&f);
    unsetenv("OTA_ALLOWED_ORIGINS");
    const char *preflight = "OPTIONS /echo HTTP/1.1\r\nHost: a\r\nOrigin: https://app.example\r\n"
                            "Access-Control-Request-Method: POST\r\n\r\n";
    assert_int_equal(client_ask(&f, preflight, reply, sizeof reply), 204);
    assert_non_null(strstr(reply, "Access-Control-Allow-Origin: https://app.example\r\n"));
    assert_non_null(strstr(reply, "x-client-info"));
    assert_non_null(strstr(reply, "Vary: Origin\r\n"));
    const char *foreign =
        "GET /healthz HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\n\r\n";
    assert_int_equal(client_ask(&f, foreign, reply, sizeof reply), 200);
    assert_null(strstr(reply, "Access-Control-Allow-Origin"));
    fixture_stop(&f);
}

static status sign_in_as_crew(struct request *r, enum access access)
{
    if (!request_header(r, "Authorization").len)
        return access == ACCESS_USER ? S_TOKEN_INVALID : S_OK;
    r->identity.role = STR("authenticated");
    return S_OK;
}

static void routes_that_want_a_user_ask_the_authenticator(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    fixture_prepare(&f, routes, sizeof routes / sizeof routes[0]);
    f.options.authenticate = sign_in_as_crew;
    fixture_start(&f);
    assert_int_equal(
        client_ask(&f, "GET /anybody HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply), 200);
    assert_string_equal(strstr(reply, "\r\n\r\n"), "\r\n\r\nanon");
    assert_int_equal(client_ask(&f, "POST /mine HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply),
                     401);
    assert_non_null(strstr(reply, "token_invalid"));
    assert_int_equal(client_ask(&f,
                                "POST /mine HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\n\r\n",
                                reply, sizeof reply),
                     200);
    assert_string_equal(strstr(reply, "\r\n\r\n"), "\r\n\r\nauthenticated");
    fixture_stop(&f);
}

static void a_thousand_requests_go_over_one_connection(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    start(&f);
    int fd = client_connect(&f);
    for (int i = 0; i < KEEP_ALIVE_REQUESTS; i++) {
        client_send(fd, i % 2 ? "GET /late HTTP/1.1\r\nHost: a\r\n\r\n"
                              : "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_true(client_read(fd, reply, sizeof reply) > 0);
        assert_non_null(strstr(reply, i % 2 ? "late" : "status"));
    }
    assert_int_equal(metrics_value(f.services.metrics, METRIC_http_connections), 1);
    close(fd);
    fixture_stop(&f);
}

static void pipelined_requests_are_answered_in_order(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    start(&f);
    int fd = client_connect(&f);
    client_send(fd, "GET /late HTTP/1.1\r\nHost: a\r\n\r\n"
                    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    "Content-Length: 5\r\n\r\n[1,2]"
                    "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"
                    "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    static const char *const expected[] = {"late", "[1,2]", "not_found", "status"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(client_read(fd, reply, sizeof reply) > 0);
        assert_non_null(strstr(reply, expected[i]));
    }
    close(fd);
    fixture_stop(&f);
}

static void a_refused_body_of_bearable_length_leaves_the_connection_usable(void **state)
{
    (void)state;
    struct fixture f;
    static char request[BODY_MAX * 2 + 300];
    char reply[4096];
    start(&f);
    int head = snprintf(request, sizeof request,
                        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        "Content-Length: %d\r\n\r\n",
                        BODY_MAX * 2);
    memset(request + head, ' ', BODY_MAX * 2);
    int fd = client_connect(&f);
    client_send(fd, request);
    assert_true(client_read(fd, reply, sizeof reply) > 0);
    assert_non_null(strstr(reply, "too_large"));
    client_send(fd, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_true(client_read(fd, reply, sizeof reply) > 0);
    assert_non_null(strstr(reply, "status"));
    close(fd);
    fixture_stop(&f);
}

static void a_half_closed_client_still_gets_its_answer(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    start(&f);
    int fd = client_connect(&f);
    client_send(fd, "GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    shutdown(fd, SHUT_WR);
    assert_true(client_read_all(fd, reply, sizeof reply) > 0);
    assert_non_null(strstr(reply, "{\"late\":true}"));
    close(fd);
    fixture_stop(&f);
}

/* The loop's own counters say when something has happened; this waits for them, at most 10 s. */
static void wait_until(struct metrics *m, enum metric which, int64_t value)
{
    int64_t deadline = clock_monotonic_ms() + 10000;
    while (metrics_value(m, which) != value) assert_true(clock_monotonic_ms() < deadline);
}

static void a_client_that_hangs_up_is_noticed_and_its_answer_goes_nowhere(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    struct post answer = {.deliver = answer_held};
    start(&f);
    int fd = client_connect(&f);
    client_send(fd, "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!held) sched_yield();
    close(fd);
    wait_until(f.services.metrics, METRIC_http_gone, 1);
    assert_true(held->is_gone);
    loop_post(f.services.loop, &answer);
    wait_until(f.services.metrics, METRIC_http_connections, 0);
    assert_int_equal(
        client_ask(&f, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply), 200);
    fixture_stop(&f);
}

/* A byte every 300 ms, nine at most: a deadline that drips extend would not be reached. */
static bool is_cut_while_dripping(int fd)
{
    for (int i = 0; i < 9; i++) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, 300) == 1) return true;
        client_send(fd, "a");
    }
    return false;
}

static void slow_headers_and_slow_bodies_are_ended_by_their_deadline(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    int fds[SLOW_CLIENTS];
    fixture_prepare(&f, routes, sizeof routes / sizeof routes[0]);
    f.settings.header_timeout_s = 1;
    f.settings.body_timeout_s = 1;
    fixture_start(&f);
    for (int i = 0; i < SLOW_CLIENTS; i++) {
        fds[i] = client_connect(&f);
        client_send(fds[i],
                    i % 2 ? "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "
                          : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            "Content-Length: 50\r\n\r\n[");
    }
    assert_int_equal(
        client_ask(&f, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply), 200);
    for (int i = 0; i < SLOW_CLIENTS; i++) {
        assert_true(i > 1 || is_cut_while_dripping(fds[i]));
        client_read_all(fds[i], reply, sizeof reply);
        close(fds[i]);
    }
    assert_int_equal(metrics_value(f.services.metrics, METRIC_http_expired), SLOW_CLIENTS);
    fixture_stop(&f);
}

static void draining_finishes_what_is_in_flight_and_ends_idle_connections(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    struct post answer = {.deliver = answer_held};
    start(&f);
    int idle = client_connect(&f), busy = client_connect(&f);
    client_send(idle, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_true(client_read(idle, reply, sizeof reply) > 0);
    client_send(busy, "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!held) sched_yield();
    fixture_drain(&f);
    assert_int_equal(client_read_all(idle, reply, sizeof reply), 0);
    loop_post(f.services.loop, &answer);
    assert_true(client_read_all(busy, reply, sizeof reply) > 0);
    assert_non_null(strstr(reply, "{\"gone\":false}"));
    assert_non_null(strstr(reply, "Connection: close"));
    close(idle);
    close(busy);
    fixture_stop(&f);
}

static void at_the_connection_limit_new_clients_wait_and_are_served(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    int fds[16];
    fixture_prepare(&f, routes, sizeof routes / sizeof routes[0]);
    f.settings.connections_max = 16;
    fixture_start(&f);
    for (int i = 0; i < 16; i++) fds[i] = client_connect(&f);
    wait_until(f.services.metrics, METRIC_http_connections, 16);
    int waiting = client_connect(&f);
    client_send(waiting, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    close(fds[0]);
    assert_true(client_read(waiting, reply, sizeof reply) > 0);
    assert_non_null(strstr(reply, "status"));
    for (int i = 1; i < 16; i++) close(fds[i]);
    close(waiting);
    fixture_stop(&f);
}

static status is_down(void *owner)
{
    (void)owner;
    return S_UNAVAILABLE;
}

static void readiness_names_what_is_missing(void **state)
{
    (void)state;
    struct fixture f;
    char reply[4096];
    const struct readiness checks[] = {{.name = "database", .check = is_down}};
    fixture_prepare(&f, routes, sizeof routes / sizeof routes[0]);
    f.options.readiness = checks;
    f.options.readiness_count = 1;
    fixture_start(&f);
    assert_int_equal(client_ask(&f, "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply),
                     503);
    assert_non_null(
        strstr(reply, "{\"ready\":false,\"checks\":{\"database\":\"the service is not ready"));
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_answered_at_once_or_later),
        cmocka_unit_test(a_body_comes_back_whole_with_its_param_and_timing),
        cmocka_unit_test(wrong_requests_get_their_status_and_code),
        cmocka_unit_test(what_the_engine_refuses_by_itself_is_counted_too),
        cmocka_unit_test(a_nul_in_a_header_is_refused),
        cmocka_unit_test(a_unix_socket_is_taken_over_when_it_was_left_behind),
        cmocka_unit_test(a_busy_port_is_refused_and_one_of_ours_shared),
        cmocka_unit_test(a_target_beyond_the_limit_is_414),
        cmocka_unit_test(many_long_headers_pass_as_long_as_they_fit),
        cmocka_unit_test(a_wrong_method_is_told_the_right_ones),
        cmocka_unit_test(head_has_the_headers_of_get_and_no_body),
        cmocka_unit_test(only_allowed_origins_get_cors_headers),
        cmocka_unit_test(routes_that_want_a_user_ask_the_authenticator),
        cmocka_unit_test(a_thousand_requests_go_over_one_connection),
        cmocka_unit_test(pipelined_requests_are_answered_in_order),
        cmocka_unit_test(a_refused_body_of_bearable_length_leaves_the_connection_usable),
        cmocka_unit_test(a_half_closed_client_still_gets_its_answer),
        cmocka_unit_test(a_client_that_hangs_up_is_noticed_and_its_answer_goes_nowhere),
        cmocka_unit_test(slow_headers_and_slow_bodies_are_ended_by_their_deadline),
        cmocka_unit_test(draining_finishes_what_is_in_flight_and_ends_idle_connections),
        cmocka_unit_test(at_the_connection_limit_new_clients_wait_and_are_served),
        cmocka_unit_test(readiness_names_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
