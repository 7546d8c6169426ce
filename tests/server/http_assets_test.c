/* The web app's files: encodings, caching, navigation, and the app that is not built. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/server/http_fixture.h"

static const char *const files[][2] = {
    {"index.html", "<h1>app</h1>"},       {"sw.js", "worker"},
    {"assets/main-1.js", "plain script"}, {"assets/main-1.js.br", "BROTLI"},
    {"assets/main-1.js.gz", "GZIPPED"},   {"manifest.webmanifest", "{}"},
};

struct site {
    struct fixture f;
    struct assets *assets;
    char folder[64];
};

static void write_files(const char *folder)
{
    char path[256];
    snprintf(path, sizeof path, "%s/assets", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
        FILE *out = fopen(path, "w");
        assert_non_null(out);
        fputs(files[i][1], out);
        fclose(out);
    }
}

static void open_site(struct site *s, bool is_built)
{
    memcpy(s->folder, "/tmp/ota-assets-XXXXXX", sizeof "/tmp/ota-assets-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    if (is_built) write_files(s->folder);
    setenv("OTA_WEB_DIR", s->folder, 1);
    fixture_prepare(&s->f, NULL, 0);
    unsetenv("OTA_WEB_DIR");
    assert_int_equal(assets_open(&s->assets, &s->f.settings), S_OK);
    s->f.options.assets = s->assets;
    s->f.options.fallback = assets_serve;
    fixture_start(&s->f);
}

static void close_site(struct site *s, bool is_built)
{
    char path[256];
    fixture_stop(&s->f);
    assets_close(s->assets);
    for (size_t i = 0; is_built && i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", s->folder, files[i][0]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/assets", s->folder);
    rmdir(path);
    rmdir(s->folder);
}

static int get(struct site *s, const char *path, const char *headers, char *reply, size_t size)
{
    char request[1024];
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path, headers);
    return client_ask(&s->f, request, reply, size);
}

static void hashed_files_are_kept_for_good_and_come_in_the_best_encoding(void **state)
{
    (void)state;
    struct site s;
    char reply[4096];
    open_site(&s, true);
    assert_int_equal(get(&s, "/assets/main-1.js", "", reply, sizeof reply), 200);
    assert_non_null(strstr(reply, "Cache-Control: public, max-age=31536000, immutable\r\n"));
    assert_non_null(strstr(reply, "Content-Type: text/javascript; charset=utf-8\r\n"));
    assert_non_null(strstr(reply, "Vary: Accept-Encoding\r\n"));
    assert_string_equal(strstr(reply, "\r\n\r\n") + 4, "plain script");
    assert_int_equal(
        get(&s, "/assets/main-1.js", "Accept-Encoding: gzip, br\r\n", reply, sizeof reply), 200);
    assert_non_null(strstr(reply, "Content-Encoding: br\r\n"));
    assert_string_equal(strstr(reply, "\r\n\r\n") + 4, "BROTLI");
    assert_int_equal(get(&s, "/assets/main-1.js", "Accept-Encoding: gzip\r\n", reply, sizeof reply),
                     200);
    assert_string_equal(strstr(reply, "\r\n\r\n") + 4, "GZIPPED");
    assert_int_equal(get(&s, "/assets/main-1.js.br", "", reply, sizeof reply), 404);
    close_site(&s, true);
}

static void a_known_etag_gets_304_and_a_foreign_one_the_file(void **state)
{
    (void)state;
    struct site s;
    char reply[4096], header[128];
    open_site(&s, true);
    assert_int_equal(get(&s, "/sw.js", "", reply, sizeof reply), 200);
    assert_non_null(strstr(reply, "Cache-Control: no-cache\r\n"));
    const char *tag = strstr(reply, "ETag: ") + 6;
    snprintf(header, sizeof header, "If-None-Match: \"x\", W/%.*s\r\n", (int)strcspn(tag, "\r"),
             tag);
    assert_int_equal(get(&s, "/sw.js", header, reply, sizeof reply), 304);
    assert_int_equal(get(&s, "/sw.js", "If-None-Match: \"x\"\r\n", reply, sizeof reply), 200);
    close_site(&s, true);
}

static void navigations_get_the_app_and_missing_files_404(void **state)
{
    (void)state;
    struct site s;
    char reply[4096];
    open_site(&s, true);
    assert_int_equal(get(&s, "/", "", reply, sizeof reply), 200);
    assert_non_null(strstr(reply, "Content-Security-Policy: default-src 'self'"));
    assert_non_null(strstr(reply, "frame-ancestors 'none'"));
    assert_int_equal(get(&s, "/tours/1?x=2", "Accept: text/html,*/*\r\n", reply, sizeof reply),
                     200);
    assert_string_equal(strstr(reply, "\r\n\r\n") + 4, "<h1>app</h1>");
    assert_int_equal(get(&s, "/tours/1", "Accept: */*\r\n", reply, sizeof reply), 200);
    assert_int_equal(get(&s, "/tours/1", "", reply, sizeof reply), 200);
    assert_int_equal(get(&s, "/tours/1", "Accept: image/png\r\n", reply, sizeof reply), 404);
    assert_int_equal(get(&s, "/rest/v2/tours", "Accept: */*\r\n", reply, sizeof reply), 404);
    assert_non_null(strstr(reply, "{\"code\":\"not_found\""));
    assert_int_equal(get(&s, "/assets/gone.js", "Accept: text/html\r\n", reply, sizeof reply), 404);
    assert_int_equal(get(&s, "/../../etc/passwd", "", reply, sizeof reply), 200);
    assert_string_equal(strstr(reply, "\r\n\r\n") + 4, "<h1>app</h1>"); /* no folder is left */
    close_site(&s, true);
}

static void writing_to_the_app_is_not_allowed(void **state)
{
    (void)state;
    struct site s;
    char reply[4096];
    open_site(&s, true);
    assert_int_equal(
        client_ask(&s.f, "DELETE /sw.js HTTP/1.1\r\nHost: a\r\n\r\n", reply, sizeof reply), 405);
    assert_non_null(strstr(reply, "Allow: GET, HEAD, OPTIONS\r\n"));
    close_site(&s, true);
}

static void an_app_that_is_not_built_says_how_to_build_it(void **state)
{
    (void)state;
    struct site s;
    char reply[4096];
    open_site(&s, false);
    assert_int_equal(get(&s, "/today", "Accept: text/html\r\n", reply, sizeof reply), 503);
    assert_non_null(strstr(reply, "script/server"));
    close_site(&s, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashed_files_are_kept_for_good_and_come_in_the_best_encoding),
        cmocka_unit_test(a_known_etag_gets_304_and_a_foreign_one_the_file),
        cmocka_unit_test(navigations_get_the_app_and_missing_files_404),
        cmocka_unit_test(writing_to_the_app_is_not_allowed),
        cmocka_unit_test(an_app_that_is_not_built_says_how_to_build_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
