/* The pure parts of HTTP: routes, query strings, the guard, Accept-Encoding, handshakes, frames. */
#include <string.h>

#include "server/http/encoding.h"
#include "server/http/frame.h"
#include "server/http/guard.h"
#include "server/http/handshake.h"
#include "server/http/percent.h"
#include "server/http/route.h"
#include "tests/server/cmocka_includes.h"

#define assert_str(actual, expected)                                                               \
    do {                                                                                           \
        str got = (actual);                                                                        \
        assert_int_equal(got.len, strlen(expected));                                               \
        assert_memory_equal(got.data, expected, got.len);                                          \
    } while (0)

/* --- routes --- */

static void nothing(struct request *r)
{
    (void)r;
}

static const struct route routes[] = {
    {METHOD_GET, "/rest/v1/{}", nothing, ACCESS_ANON, 0},
    {METHOD_HEAD, "/rest/v1/{}", nothing, ACCESS_OPEN, 0},
    {METHOD_POST, "/rest/v1/rpc/{}", nothing, ACCESS_ANON, 9},
    {METHOD_GET, "/api/shows", nothing, ACCESS_USER, 0},
    {METHOD_GET, "/a/{}/b/{}", nothing, ACCESS_USER, 0},
};

static const struct route *find(enum method m, const char *path, str params[REQUEST_PARAMS_MAX],
                                status *why)
{
    size_t count = 0;
    return route_find(routes, sizeof routes / sizeof routes[0], m, str_from(path), params, &count,
                      why);
}

static void a_path_finds_its_route_and_fills_the_params(void **state)
{
    (void)state;
    str params[REQUEST_PARAMS_MAX];
    status why;
    assert_ptr_equal(find(METHOD_GET, "/rest/v1/shows", params, &why), &routes[0]);
    assert_str(params[0], "shows");
    assert_ptr_equal(find(METHOD_POST, "/rest/v1/rpc/leave", params, &why), &routes[2]);
    assert_str(params[0], "leave");
    assert_ptr_equal(find(METHOD_GET, "/a/1/b/22", params, &why), &routes[4]);
    assert_str(params[0], "1");
    assert_str(params[1], "22");
    assert_int_equal(why, S_OK);
}

static void a_wrong_method_and_a_wrong_path_are_told_apart(void **state)
{
    (void)state;
    str params[REQUEST_PARAMS_MAX];
    status why;
    static const char *const strangers[] = {
        "/",           "/rest/v1/", "/rest/v1",    "/rest/v1/a/b",
        "/api/shows/", "/api/show", "/api/showss", "/a//b/2"};
    assert_null(find(METHOD_DELETE, "/api/shows", params, &why));
    assert_int_equal(why, S_METHOD_NOT_ALLOWED);
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        assert_null(find(METHOD_GET, strangers[i], params, &why));
        assert_int_equal(why, S_NOT_FOUND);
    }
}

static void head_takes_its_own_route_or_gets(void **state)
{
    (void)state;
    str params[REQUEST_PARAMS_MAX];
    status why;
    assert_ptr_equal(find(METHOD_HEAD, "/rest/v1/shows", params, &why), &routes[1]);
    assert_ptr_equal(find(METHOD_HEAD, "/api/shows", params, &why), &routes[3]);
    assert_int_equal(why, S_OK);
}

/* --- query strings --- */

static void pairs_are_decoded_in_order(void **state)
{
    (void)state;
    char memory[1024];
    struct arena a;
    arena_init(&a, memory, sizeof memory);
    str rest = STR("select=a%2Cb&&name=J%C3%BCrgen+X&flag&x=1=2"), name, value;
    static const char *const expected[][2] = {
        {"select", "a,b"}, {"name", "J\xc3\xbcrgen X"}, {"flag", ""}, {"x", "1=2"}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(percent_next_pair(&a, &rest, &name, &value), S_OK);
        assert_str(name, expected[i][0]);
        assert_str(value, expected[i][1]);
    }
    assert_int_equal(percent_next_pair(&a, &rest, &name, &value), S_MORE);
}

static void bad_escapes_nul_and_bad_utf8_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"a=%",   "a=%4",  "a=%zz",      "a=%00",
                                        "a=%ff", "%c3=1", "a=%ED%A0%80"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char memory[256];
        struct arena a;
        str rest = str_from(wrong[i]), name, value;
        arena_init(&a, memory, sizeof memory);
        assert_int_equal(percent_next_pair(&a, &rest, &name, &value), S_INVALID_QUERY);
    }
}

/* --- the guard --- */

struct field {
    const char *name, *value;
};

static const char *guard_says(const char *target, const char *version, const struct field *fields)
{
    static struct guard g;
    guard_begin(&g, STR("POST"), str_from(target), str_from(version));
    for (; fields->name; fields++)
        guard_header(&g, str_from(fields->name), str_from(fields->value));
    status s = guard_end(&g);
    assert_int_equal(s, g.wrong ? S_BAD_REQUEST : S_OK);
    return g.wrong;
}

static void an_honest_request_passes_the_guard(void **state)
{
    (void)state;
    const struct field fields[] = {{"Host", "ota.example:8787"},
                                   {"Content-Length", "12"},
                                   {"X-Text", "with\ttab and \xc3\xbc"},
                                   {NULL, NULL}};
    assert_null(guard_says("/rest/v1/shows?title=eq.%00", "HTTP/1.1", fields));
    const struct field v6[] = {{"Host", "[::1]:8787"}, {NULL, NULL}};
    assert_null(guard_says("/", "HTTP/1.1", v6));
    assert_null(guard_says("/", "HTTP/1.0", v6 + 1));
}

static void smuggling_shapes_and_broken_headers_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *wrong;
        struct field fields[4];
    } shapes[] = {
        {"no Host", {{"Accept", "*/*"}}},
        {"more than one Host", {{"Host", "a"}, {"host", "b"}}},
        {"malformed Host", {{"Host", "a b"}}},
        {"malformed Host", {{"Host", ""}}},
        {"more than one Content-Length",
         {{"Host", "a"}, {"Content-Length", "1"}, {"content-length", "1"}}},
        {"malformed Content-Length", {{"Host", "a"}, {"Content-Length", "1, 1"}}},
        {"malformed Content-Length", {{"Host", "a"}, {"Content-Length", "-1"}}},
        {"malformed Content-Length", {{"Host", "a"}, {"Content-Length", "+1"}}},
        {"malformed Content-Length", {{"Host", "a"}, {"Content-Length", "99999999999999999999"}}},
        {"Content-Length beside Transfer-Encoding",
         {{"Host", "a"}, {"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}}},
        {"unknown Transfer-Encoding", {{"Host", "a"}, {"Transfer-Encoding", "gzip, chunked"}}},
        {"more than one Transfer-Encoding",
         {{"Host", "a"}, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}},
        {"malformed header name", {{"Host", "a"}, {"Content-Length ", "1"}}},
        {"malformed header name", {{"Host", "a"}, {"", "1"}}},
        {"control character in a header", {{"Host", "a"}, {"X", "a\rb"}}},
        {"control character in a header", {{"Host", "a"}, {"X", "\x7f"}}},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        const char *said = guard_says("/", "HTTP/1.1", shapes[i].fields);
        assert_non_null(said);
        assert_string_equal(said, shapes[i].wrong);
    }
    const struct field chunked[] = {{"Transfer-Encoding", "chunked"}, {NULL, NULL}};
    assert_string_equal(guard_says("/", "HTTP/1.0", chunked), "Transfer-Encoding in HTTP/1.0");
    assert_string_equal(guard_says("/", "HTTP/1.2", chunked), "unknown HTTP version");
}

static void only_plain_targets_pass(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",          "*",  "http://a/", "a",    "/a b", "/a\x01",
                                        "/\xc3\xbc", "/%", "/%4",       "/%zz", "/%00", "/#x"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(guard_target_ok(str_from(wrong[i])));
    assert_true(guard_target_ok(STR("/a%20b?x=%zz&y=%")));
}

/* --- Accept-Encoding --- */

static void the_best_available_encoding_is_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *accept;
        enum encoding all, no_brotli;
    } rows[] = {
        {"gzip, deflate, br", ENCODING_BROTLI, ENCODING_GZIP},
        {"br;q=0.5, gzip;q=0.8", ENCODING_GZIP, ENCODING_GZIP},
        {"br;q=0, gzip", ENCODING_GZIP, ENCODING_GZIP},
        {"BR;Q=1.0", ENCODING_BROTLI, ENCODING_IDENTITY},
        {"*", ENCODING_BROTLI, ENCODING_GZIP},
        {"*;q=0", ENCODING_IDENTITY, ENCODING_IDENTITY},
        {"identity;q=1, gzip;q=0.2", ENCODING_IDENTITY, ENCODING_IDENTITY},
        {"gzip;q=2, br;q=x", ENCODING_IDENTITY, ENCODING_IDENTITY},
        {"", ENCODING_IDENTITY, ENCODING_IDENTITY},
        {",;=,;q=,", ENCODING_IDENTITY, ENCODING_IDENTITY},
    };
    const bool all[ENCODING_COUNT] = {true, true, true},
               no_brotli[ENCODING_COUNT] = {true, true, false};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(encoding_choose(str_from(rows[i].accept), all), rows[i].all);
        assert_int_equal(encoding_choose(str_from(rows[i].accept), no_brotli), rows[i].no_brotli);
    }
    assert_int_equal(encoding_choose((str){0}, all), ENCODING_IDENTITY);
}

/* --- WebSocket --- */

static void the_handshake_gives_the_answer_of_rfc_6455(void **state)
{
    (void)state;
    char accept[HANDSHAKE_ACCEPT_SIZE];
    str key = STR("dGhlIHNhbXBsZSBub25jZQ==");
    assert_true(handshake_key_ok(key));
    assert_true(handshake_accept(key, accept));
    assert_string_equal(accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assert_false(handshake_key_ok(STR("dGhlIHNhbXBsZSBub25jZQ=")));
    assert_false(handshake_key_ok(STR("dGhlIHNhbXBs\nSBub25jZQ==")));
    assert_false(handshake_key_ok((str){0}));
    assert_true(handshake_has_token(STR("keep-alive, Upgrade"), STR("upgrade")));
    assert_false(handshake_has_token(STR("upgraded"), STR("upgrade")));
}

static void frames_carry_their_length_in_the_shortest_form(void **state)
{
    (void)state;
    static char text[70000];
    static const struct {
        size_t len, head;
        unsigned char second;
    } rows[] = {{0, 2, 0}, {125, 2, 125}, {126, 4, 126}, {65535, 4, 126}, {65536, 10, 127}};
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct frame *f = frame_create((str){text, rows[i].len});
        assert_int_equal(f->len, rows[i].head + rows[i].len);
        assert_int_equal((unsigned char)f->bytes[0], 0x81);
        assert_int_equal((unsigned char)f->bytes[1], rows[i].second);
        uint64_t len = 0;
        for (size_t k = 2; k < rows[i].head; k++) len = len << 8 | (unsigned char)f->bytes[k];
        if (rows[i].head > 2) assert_int_equal(len, rows[i].len);
        assert_ptr_equal(frame_retain(f), f);
        frame_release(f);
        assert_int_equal(f->references, 1);
        frame_release(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_finds_its_route_and_fills_the_params),
        cmocka_unit_test(a_wrong_method_and_a_wrong_path_are_told_apart),
        cmocka_unit_test(head_takes_its_own_route_or_gets),
        cmocka_unit_test(pairs_are_decoded_in_order),
        cmocka_unit_test(bad_escapes_nul_and_bad_utf8_are_refused),
        cmocka_unit_test(an_honest_request_passes_the_guard),
        cmocka_unit_test(smuggling_shapes_and_broken_headers_are_refused),
        cmocka_unit_test(only_plain_targets_pass),
        cmocka_unit_test(the_best_available_encoding_is_chosen),
        cmocka_unit_test(the_handshake_gives_the_answer_of_rfc_6455),
        cmocka_unit_test(frames_carry_their_length_in_the_shortest_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
