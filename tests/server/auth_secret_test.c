/* base64url, secrets, e-mail addresses and the links that carry them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "server/auth/base64url.h"
#include "server/auth/email.h"
#include "server/auth/secret.h"
#include "server/base/heap.h"
#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/mail/link.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    heap_arena_init(&arena, 1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    heap_arena_release(&arena);
    return 0;
}

static void assert_text(str got, const char *wanted)
{
    assert_int_equal(got.len, strlen(wanted));
    assert_memory_equal(got.data, wanted, got.len);
}

static void base64url_knows_the_published_vectors(void **state)
{
    static const char *const vectors[][2] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct buf b;
        str bytes;
        buf_init_arena(&b, &arena, 64);
        base64url_add(&b, vectors[i][0], strlen(vectors[i][0]));
        assert_text(buf_str(&b), vectors[i][1]);
        assert_int_equal(base64url_decode_arena(&arena, str_from(vectors[i][1]), &bytes), S_OK);
        assert_text(bytes, vectors[i][0]);
    }
}

static void base64url_has_one_text_for_each_bytes(void **state)
{
    static const char *const bad[] = {"Z",   "Zg==",  "Zg=",    "Zh",    "Zm9",    "+_8",
                                      "/_8", "Zm 9v", "Zm9v\n", "Zm9vZ", "Zm\x80v"};
    uint8_t bytes[16];
    size_t size;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(base64url_decode(str_from(bad[i]), bytes, sizeof bytes, &size), S_INVALID);
    assert_int_equal(base64url_decode(STR("Zm9vYmFy"), bytes, 5, &size), S_OVER_LIMIT);
}

static void secrets_differ_and_have_their_form(void **state)
{
    str one, other, code, uuid;
    (void)state;
    assert_int_equal(secret_make(&arena, &one), S_OK);
    assert_int_equal(secret_make(&arena, &other), S_OK);
    assert_int_equal(secret_make_code(&arena, &code), S_OK);
    assert_int_equal(secret_make_uuid(&arena, &uuid), S_OK);
    assert_true(secret_is_one(one) && secret_is_one(other) && !str_equal(one, other));
    assert_true(secret_is_code(code));
    assert_int_equal(uuid.len, 36);
    assert_int_equal(uuid.data[14], '4');
    assert_false(secret_is_one(code) || secret_is_code(one));
    assert_false(secret_is_code(STR("12345")) || secret_is_code(STR("12345a")));
}

static void a_hash_is_written_as_postgresql_reads_it(void **state)
{
    str hash;
    (void)state;
    assert_int_equal(secret_hash(&arena, STR("abc"), &hash), S_OK);
    assert_text(hash, "\\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_parent_and_an_id_always_give_the_same_child(void **state)
{
    str child, again, other;
    (void)state;
    assert_int_equal(secret_derive(&arena, STR("key"), STR("id-1"), &child), S_OK);
    assert_int_equal(secret_derive(&arena, STR("key"), STR("id-1"), &again), S_OK);
    assert_int_equal(secret_derive(&arena, STR("key"), STR("id-2"), &other), S_OK);
    assert_true(str_equal(child, again) && secret_is_one(child));
    assert_false(str_equal(child, other));
}

static void addresses_get_one_form(void **state)
{
    static const char *const good[][2] = {
        {"anna@example.test", "anna@example.test"},
        {"  Anna.Berg+ota@Example.TEST \n", "anna.berg+ota@example.test"},
        {"J\xc3\x96RG@B\xc3\x9c"
         "CHER.test",
         "j\xc3\xb6rg@b\xc3\xbc"
         "cher.test"},
        {"root@localhost", "root@localhost"},
        {"o'hara@a-b.example", "o'hara@a-b.example"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        str normal;
        assert_int_equal(email_normalise(&arena, str_from(good[i][0]), &normal), S_OK);
        assert_text(normal, good[i][1]);
    }
}

static void what_is_no_address_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "anna",
        "@example.test",
        "anna@",
        "anna@test",
        "anna@@example.test",
        "a b@example.test",
        "anna@example.test\r\nBcc: x@y.test",
        "anna@exa mple.test",
        "anna@-a.test",
        "anna@a-.test",
        "anna@.test",
        "anna@example.",
        "anna@example..test",
        ".anna@example.test",
        "an..na@example.test",
        "\"anna\"@example.test",
        "<anna@example.test>",
        "anna@ex_ample.test",
        "anna@example.test,b@example.test",
        "a\xff@example.test",
        "a\xc2\xa0@example.test",
        "a\xe2\x80\xae@example.test",
    };
    char long_one[300];
    str normal;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(email_normalise(&arena, str_from(bad[i]), &normal), S_INVALID);
    memset(long_one, 'a', sizeof long_one);
    memcpy(long_one + 65, "@b.test", 8);
    assert_int_equal(email_normalise(&arena, str_from(long_one), &normal), S_INVALID);
    /* U+023E has two bytes, its small form U+2C66 three: 62 bytes grow to 93 */
    for (size_t i = 0; i < 62; i += 2) memcpy(long_one + i, "\xc8\xbe", 2);
    memcpy(long_one + 62, "@b.test", 8);
    assert_int_equal(email_normalise(&arena, str_from(long_one), &normal), S_INVALID);
}

static const struct settings settings = {
    .site_url = "https://ota.test/",
    .allowed_origins = "http://localhost:5173 *",
    .listen = "127.0.0.1:8787",
};

static void origins_are_read_off_urls(void **state)
{
    (void)state;
    assert_text(site_origin_of(STR("https://ota.test:8443/a/b?c#d")), "https://ota.test:8443");
    assert_text(site_origin_of(STR("http://ota.test")), "http://ota.test");
    assert_null(site_origin_of(STR("javascript:alert(1)")).data);
    assert_null(site_origin_of(STR("//ota.test/")).data);
    assert_null(site_origin_of(STR("https://ota.test@evil.test/")).data);
    assert_null(site_origin_of(STR("https://ota.test\\@evil.test/")).data);
    assert_null(site_origin_of(STR("https://")).data);
}

static void people_are_sent_to_allowed_origins_only(void **state)
{
    (void)state;
    assert_true(link_allows(&settings, STR("https://ota.test/tours/1")));
    assert_true(link_allows(&settings, STR("http://localhost:5173/")));
    assert_false(link_allows(&settings, STR("https://ota.test.evil.test/")));
    assert_false(link_allows(&settings, STR("https://evil.test/https://ota.test/")));
    assert_false(link_allows(&settings, STR("")));
    assert_true(site_allows(&settings, STR("https://anything.test"), true));
}

static void a_link_keeps_its_secret_in_the_fragment(void **state)
{
    str link;
    (void)state;
    assert_int_equal(link_write(&settings, &arena, STR("abc-_9"), STR(""), &link), S_OK);
    assert_text(link, "https://ota.test/sign-in#token_hash=abc-_9&type=magiclink");
    assert_int_equal(link_write(&settings, &arena, STR("x"), STR("http://evil.test/"), &link),
                     S_OK);
    assert_text(link, "https://ota.test/sign-in#token_hash=x&type=magiclink");
    assert_int_equal(
        link_write(&settings, &arena, STR("x"), STR("http://localhost:5173/a?b=c&d"), &link), S_OK);
    assert_text(link, "http://localhost:5173/sign-in#token_hash=x&type=magiclink"
                      "&redirect_to=http%3A%2F%2Flocalhost%3A5173%2Fa%3Fb%3Dc%26d");
}

static void without_a_site_the_listening_address_is_told(void **state)
{
    struct settings plain = settings;
    (void)state;
    plain.site_url = "";
    assert_text(site_url(&plain, &arena), "http://127.0.0.1:8787");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(base64url_knows_the_published_vectors),
        TEST(base64url_has_one_text_for_each_bytes),
        TEST(secrets_differ_and_have_their_form),
        TEST(a_hash_is_written_as_postgresql_reads_it),
        TEST(a_parent_and_an_id_always_give_the_same_child),
        TEST(addresses_get_one_form),
        TEST(what_is_no_address_is_refused),
        TEST(origins_are_read_off_urls),
        TEST(people_are_sent_to_allowed_origins_only),
        TEST(a_link_keeps_its_secret_in_the_fragment),
        TEST(without_a_site_the_listening_address_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
