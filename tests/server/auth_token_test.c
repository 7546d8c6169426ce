/* Access tokens: what is believed, and above all what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>

#include "core/buf.h"
#include "server/auth/base64url.h"
#include "server/auth/jws.h"
#include "server/auth/token.h"
#include "server/auth/token_cache.h"
#include "server/base/heap.h"

enum { NOW_S = 1800000000, LIFE_S = 900 };

#define ISSUER  "http://ota.test/auth/v1"
#define USER    "0190a1b2-0000-7000-8000-000000000001"
#define SESSION "0190a1b2-0000-7000-8000-0000000000ff"
#define CLAIMS                                                                                     \
    "{\"sub\":\"" USER "\",\"aud\":\"authenticated\",\"role\":\"authenticated\","                  \
    "\"email\":\"anna@example.test\",\"session_id\":\"" SESSION "\"}"

/* RFC 7515 appendix A.3: a token and the key that signed it. */
#define RFC_TOKEN                                                                                  \
    "eyJhbGciOiJFUzI1NiJ9"                                                                         \
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"        \
    "Ijp0cnVlfQ"                                                                                   \
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
#define RFC_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define RFC_Y "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"

struct world {
    struct arena arena;
    struct key_set keys; /* one that signs, one that is retired */
    str token;
};

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){0};
    heap_arena_init(&w.arena, 1 << 20);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(signing_key_generate(&w.keys.keys[i], NOW_S - 1000), S_OK);
    w.keys.count = 2;
    w.keys.keys[1].is_retired = true;
    assert_int_equal(token_write(&w.arena, &w.keys.keys[0], STR(ISSUER),
                                 (struct token_life){NOW_S, LIFE_S}, STR(CLAIMS), &w.token),
                     S_OK);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    key_set_release(&w->keys);
    heap_arena_release(&w->arena);
    return 0;
}

static status read_at(struct world *w, str token, int64_t now_s, struct identity *who)
{
    return token_read(&w->arena, &w->keys, STR(ISSUER), now_s, token, who);
}

static status read_token(struct world *w, str token)
{
    struct identity who;
    return read_at(w, token, NOW_S, &who);
}

/* A token with any header, payload and signature bytes. */
static str forge(struct world *w, const char *header, const char *payload, const void *signature,
                 size_t size)
{
    struct buf b;
    buf_init_arena(&b, &w->arena, 32768);
    base64url_add(&b, header, strlen(header));
    buf_add_char(&b, '.');
    base64url_add(&b, payload, strlen(payload));
    buf_add_char(&b, '.');
    base64url_add(&b, signature, size);
    return buf_str(&b);
}

/* Signed by our key, whatever it says. */
static str sign(struct world *w, const char *payload)
{
    str token;
    assert_int_equal(jws_sign(&w->arena, &w->keys.keys[0], str_from(payload), &token), S_OK);
    return token;
}

static void a_token_of_ours_says_who_is_asking(void **state)
{
    struct world *w = *state;
    struct identity who;
    assert_int_equal(read_at(w, w->token, NOW_S, &who), S_OK);
    assert_true(str_equal(who.role, STR("authenticated")));
    assert_true(str_equal(who.user_id, STR(USER)));
    assert_true(str_equal(who.session_id, STR(SESSION)));
    assert_true(str_equal(who.email, STR("anna@example.test")));
    assert_int_equal(who.expires_at_s, NOW_S + LIFE_S);
    assert_true(str_starts(who.claims, STR("{\"iss\":\"" ISSUER "\",\"iat\":1800000000,")));
}

static void the_published_example_verifies_with_its_key(void **state)
{
    struct world *w = *state;
    struct signing_key key;
    struct jws jws;
    assert_int_equal(signing_key_read_public(&key, STR(RFC_X), STR(RFC_Y)), S_OK);
    assert_int_equal(jws_parse(&w->arena, STR(RFC_TOKEN), &jws), S_OK);
    assert_true(signing_key_verifies(&key, jws.input, jws.signature));
    assert_true(str_starts(jws.payload, STR("{\"iss\":\"joe\",\r\n \"exp\":1300819380")));
    jws.signature[63] ^= 1;
    assert_false(signing_key_verifies(&key, jws.input, jws.signature));
    signing_key_release(&key);
}

static void a_token_ends_after_its_life_and_five_seconds(void **state)
{
    struct world *w = *state;
    struct identity who;
    assert_int_equal(read_at(w, w->token, NOW_S + LIFE_S + TOKEN_LEEWAY_S, &who), S_OK);
    assert_int_equal(read_at(w, w->token, NOW_S + LIFE_S + TOKEN_LEEWAY_S + 1, &who),
                     S_TOKEN_EXPIRED);
    assert_int_equal(read_at(w, w->token, NOW_S - TOKEN_LEEWAY_S, &who), S_OK);
    assert_int_equal(read_at(w, w->token, NOW_S - TOKEN_LEEWAY_S - 1, &who), S_TOKEN_INVALID);
}

static void every_changed_byte_makes_a_token_invalid(void **state)
{
    struct world *w = *state;
    char *copy = arena_copy(&w->arena, w->token);
    for (size_t i = 0; i < w->token.len; i++) {
        char was = copy[i];
        copy[i] = was == 'A' ? 'B' : 'A';
        assert_int_equal(read_token(w, (str){copy, w->token.len}), S_TOKEN_INVALID);
        copy[i] = was;
    }
    assert_int_equal(read_token(w, (str){copy, w->token.len}), S_OK);
}

static void every_cut_token_is_invalid(void **state)
{
    struct world *w = *state;
    for (size_t len = 0; len < w->token.len; len++)
        assert_int_equal(read_token(w, str_slice(w->token, 0, len)), S_TOKEN_INVALID);
}

static void no_algorithm_but_ours_is_believed(void **state)
{
    struct world *w = *state;
    char header[256];
    static const char *const algorithms[] = {"none",  "None",  "HS256", "RS256",
                                             "ES384", "es256", ""};
    uint8_t signature[64] = {1};
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        struct buf b;
        buf_init(&b, header, sizeof header);
        buf_add_text(&b, "{\"alg\":\"");
        buf_add_text(&b, algorithms[i]);
        buf_add_text(&b, "\",\"kid\":\"");
        buf_add_text(&b, w->keys.keys[0].id);
        buf_add_text(&b, "\"}");
        buf_add_char(&b, '\0');
        assert_int_equal(read_token(w, forge(w, header, CLAIMS, signature, 64)), S_TOKEN_INVALID);
        assert_int_equal(read_token(w, forge(w, header, CLAIMS, "", 0)), S_TOKEN_INVALID);
        assert_int_equal(read_token(w, forge(w, header, CLAIMS, signature, 32)), S_TOKEN_INVALID);
    }
}

static void strange_headers_are_refused(void **state)
{
    static const char *const headers[] = {
        "{}",
        "[]",
        "\"ES256\"",
        "null",
        "",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"kid\":7}",
        "{\"alg\":[\"ES256\"]}",
        "{\"alg\":\"none\",\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"kid\":\"x\"}",
        "{\"alg\":\"ES256\",\"kid\":\"../x\"}",
        "{\"alg\":\"ES256\"} {}",
    };
    struct world *w = *state;
    uint8_t signature[64] = {0};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        assert_int_equal(read_token(w, forge(w, headers[i], CLAIMS, signature, 64)),
                         S_TOKEN_INVALID);
}

static void a_key_in_the_header_is_never_used(void **state)
{
    struct world *w = *state;
    struct signing_key own;
    struct buf header, input;
    uint8_t signature[64];
    assert_int_equal(signing_key_generate(&own, NOW_S), S_OK);
    buf_init_arena(&header, &w->arena, 1024);
    buf_add_text(&header, "{\"alg\":\"ES256\",\"kid\":\"");
    buf_add_text(&header, own.id);
    buf_add_text(&header, "\",\"jwk\":");
    signing_key_add_jwk(&own, &header);
    buf_add_char(&header, '}');
    buf_init_arena(&input, &w->arena, 4096);
    base64url_add(&input, header.data, header.len);
    buf_add_char(&input, '.');
    base64url_add(&input, CLAIMS, strlen(CLAIMS));
    assert_int_equal(signing_key_sign(&own, buf_str(&input), signature), S_OK);
    buf_add_char(&input, '.');
    base64url_add(&input, signature, sizeof signature);
    assert_int_equal(read_token(w, buf_str(&input)), S_TOKEN_INVALID);
    signing_key_release(&own);
}

static void zero_numbers_are_no_signature(void **state)
{
    struct world *w = *state;
    uint8_t zero[64] = {0};
    size_t second = str_find_char(w->token, '.', str_find_char(w->token, '.', 0) + 1);
    struct buf b;
    buf_init_arena(&b, &w->arena, 8192);
    buf_add(&b, str_slice(w->token, 0, second + 1));
    base64url_add(&b, zero, sizeof zero);
    assert_int_equal(read_token(w, buf_str(&b)), S_TOKEN_INVALID);
}

static void claims_that_lack_something_are_refused(void **state)
{
#define WITH(rest) "{\"iss\":\"" ISSUER "\",\"exp\":1800000900" rest "}"
#define PERSON     ",\"aud\":\"authenticated\",\"sub\":\"" USER "\",\"session_id\":\"" SESSION "\""
    static const char *const bad[] = {
        "",
        "[]",
        "7",
        "{}",
        WITH(""),
        WITH(",\"role\":\"postgres\"" PERSON),
        WITH(",\"role\":\"ota_auth\"" PERSON),
        WITH(",\"role\":[\"authenticated\"]" PERSON),
        WITH(",\"role\":\"authenticated\""),
        WITH(",\"role\":\"authenticated\",\"aud\":\"authenticated\",\"sub\":\"1\",\"session_id\":"
             "\"" SESSION "\""),
        WITH(",\"role\":\"authenticated\",\"aud\":\"other\",\"sub\":\"" USER
             "\",\"session_id\":\"" SESSION "\""),
        WITH(",\"role\":\"authenticated\",\"nbf\":1800000006" PERSON),
        WITH(",\"role\":\"authenticated\",\"iat\":\"now\"" PERSON),
        WITH(",\"role\":\"authenticated\",\"role\":\"service_role\"" PERSON),
        "{\"iss\":\"" ISSUER "\",\"role\":\"authenticated\"" PERSON "}",
        "{\"iss\":\"" ISSUER "\",\"exp\":-1,\"role\":\"authenticated\"" PERSON "}",
        "{\"iss\":\"" ISSUER "\",\"exp\":1e300,\"role\":\"authenticated\"" PERSON "}",
        "{\"iss\":\"http://elsewhere.test/auth/v1\",\"exp\":1800000900,\"role\":\"anon\"}",
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(read_token(w, sign(w, bad[i])), S_TOKEN_INVALID);
    assert_int_equal(read_token(w, sign(w, WITH(",\"role\":\"authenticated\"" PERSON))), S_OK);
    assert_int_equal(read_token(w, sign(w, WITH(",\"role\":\"anon\""))), S_OK);
}

static void a_foreign_key_is_not_ours(void **state)
{
    struct world *w = *state;
    struct signing_key stranger;
    str token;
    assert_int_equal(signing_key_generate(&stranger, NOW_S), S_OK);
    assert_int_equal(token_write(&w->arena, &stranger, STR(ISSUER),
                                 (struct token_life){NOW_S, LIFE_S}, STR(CLAIMS), &token),
                     S_OK);
    assert_int_equal(read_token(w, token), S_TOKEN_INVALID);
    memcpy(stranger.id, w->keys.keys[0].id, sizeof stranger.id);
    assert_int_equal(token_write(&w->arena, &stranger, STR(ISSUER),
                                 (struct token_life){NOW_S, LIFE_S}, STR(CLAIMS), &token),
                     S_OK);
    assert_int_equal(read_token(w, token), S_TOKEN_INVALID);
    signing_key_release(&stranger);
}

static void a_retired_key_verifies_and_signs_no_more(void **state)
{
    struct world *w = *state;
    str token;
    assert_int_equal(token_write(&w->arena, &w->keys.keys[1], STR(ISSUER),
                                 (struct token_life){NOW_S, LIFE_S}, STR(CLAIMS), &token),
                     S_OK);
    assert_int_equal(read_token(w, token), S_OK);
    assert_ptr_equal(key_set_signer(&w->keys, NOW_S), &w->keys.keys[0]);
    w->keys.keys[0].is_retired = true;
    assert_null(key_set_signer(&w->keys, NOW_S));
}

static void a_new_key_rests_before_it_signs(void **state)
{
    struct world *w = *state;
    w->keys.keys[1].is_retired = false;
    w->keys.keys[0].created_at_s = NOW_S - KEY_REST_S + 1;
    assert_ptr_equal(key_set_signer(&w->keys, NOW_S), &w->keys.keys[1]);
    assert_ptr_equal(key_set_signer(&w->keys, NOW_S + 1), &w->keys.keys[0]);
    w->keys.keys[1].created_at_s = NOW_S;
    w->keys.keys[0].created_at_s = NOW_S;
    assert_ptr_equal(key_set_signer(&w->keys, NOW_S), &w->keys.keys[1]);
}

static void a_key_survives_being_written_and_read(void **state)
{
    struct world *w = *state;
    struct signing_key again;
    str pem;
    assert_int_equal(signing_key_write(&w->keys.keys[0], &w->arena, &pem), S_OK);
    assert_int_equal(signing_key_read(&again, pem), S_OK);
    assert_string_equal(again.id, w->keys.keys[0].id);
    signing_key_release(&again);
    assert_int_equal(signing_key_read(&again, STR("-----BEGIN PRIVATE KEY-----\nAAAA\n")),
                     S_INVALID);
}

static void an_oversized_token_is_not_looked_at(void **state)
{
    struct world *w = *state;
    char *long_text = arena_take(&w->arena, JWS_SIZE_MAX + 1);
    memset(long_text, 'A', JWS_SIZE_MAX + 1);
    long_text[4] = long_text[8] = '.';
    struct jws jws;
    assert_int_equal(jws_parse(&w->arena, (str){long_text, JWS_SIZE_MAX + 1}, &jws),
                     S_TOKEN_INVALID);
    assert_null(jws.header.data);
}

static void a_kept_token_is_found_until_it_expires(void **state)
{
    struct world *w = *state;
    struct token_cache *cache;
    struct identity who, found = {0};
    assert_int_equal(token_cache_create(&cache), S_OK);
    assert_int_equal(read_at(w, w->token, NOW_S, &who), S_OK);
    assert_false(token_cache_find(cache, &w->arena, w->token, NOW_S, &found));
    token_cache_keep(cache, w->token, &who);
    token_cache_keep(cache, w->token, &who);
    assert_true(token_cache_find(cache, &w->arena, w->token, NOW_S, &found));
    assert_true(str_equal(found.user_id, STR(USER)) && str_equal(found.claims, who.claims));
    assert_true(str_equal(found.session_id, STR(SESSION)));
    assert_false(token_cache_find(cache, &w->arena, str_slice(w->token, 0, 20), NOW_S, &found));
    assert_false(token_cache_find(cache, &w->arena, w->token, NOW_S + LIFE_S + 1, &found));
    token_cache_clear(cache);
    assert_false(token_cache_find(cache, &w->arena, w->token, NOW_S, &found));
    token_cache_destroy(cache);
}

static void a_full_cache_gives_up_the_oldest(void **state)
{
    enum { MANY = TOKEN_CACHE_SETS * TOKEN_CACHE_WAYS * 2 };
    struct world *w = *state;
    struct token_cache *cache;
    struct identity who = {.role = STR("anon"), .expires_at_s = NOW_S}, found;
    uint32_t kept = 0;
    assert_int_equal(token_cache_create(&cache), S_OK);
    for (uint32_t i = 0; i < MANY; i++)
        token_cache_keep(cache, (str){(const char *)&i, sizeof i}, &who);
    for (uint32_t i = 0; i < MANY; i++)
        kept +=
            token_cache_find(cache, &w->arena, (str){(const char *)&i, sizeof i}, NOW_S, &found);
    assert_in_range(kept, MANY / 4, MANY / 2);
    uint32_t last = MANY - 1;
    assert_true(
        token_cache_find(cache, &w->arena, (str){(const char *)&last, sizeof last}, NOW_S, &found));
    token_cache_destroy(cache);
}

enum { THREADS = 4, ROUNDS = 20000 };

static void *use_cache(void *owner)
{
    struct token_cache *cache = owner;
    struct arena a;
    size_t wrong = 0;
    heap_arena_init(&a, 1 << 20);
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t name = i % 64;
        str token = {(const char *)&name, sizeof name};
        struct identity found, who = {.role = token, .expires_at_s = NOW_S};
        if (!token_cache_find(cache, &a, token, NOW_S, &found))
            token_cache_keep(cache, token, &who);
        else
            wrong += !str_equal(found.role, token);
        if (i % 1024 == 0) token_cache_clear(cache);
        if (i % 256 == 0) heap_arena_clear(&a);
    }
    heap_arena_release(&a);
    return (void *)wrong;
}

static void threads_that_share_a_cache_each_get_their_own_answer(void **state)
{
    struct token_cache *cache;
    pthread_t threads[THREADS];
    (void)state;
    assert_int_equal(token_cache_create(&cache), S_OK);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_cache, cache), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    token_cache_destroy(cache);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_token_of_ours_says_who_is_asking),
        TEST(the_published_example_verifies_with_its_key),
        TEST(a_token_ends_after_its_life_and_five_seconds),
        TEST(every_changed_byte_makes_a_token_invalid),
        TEST(every_cut_token_is_invalid),
        TEST(no_algorithm_but_ours_is_believed),
        TEST(strange_headers_are_refused),
        TEST(a_key_in_the_header_is_never_used),
        TEST(zero_numbers_are_no_signature),
        TEST(claims_that_lack_something_are_refused),
        TEST(a_foreign_key_is_not_ours),
        TEST(a_retired_key_verifies_and_signs_no_more),
        TEST(a_new_key_rests_before_it_signs),
        TEST(a_key_survives_being_written_and_read),
        TEST(an_oversized_token_is_not_looked_at),
        TEST(a_kept_token_is_found_until_it_expires),
        TEST(a_full_cache_gives_up_the_oldest),
        TEST(threads_that_share_a_cache_each_get_their_own_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
