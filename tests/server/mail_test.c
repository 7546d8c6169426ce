/* Mails: their words, their form on the wire, and the mailbox that catches them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "server/base/heap.h"
#include "server/base/settings.h"
#include "server/mail/mailbox.h"
#include "server/mail/mime.h"

static struct arena arena;

static const struct settings settings = {
    .site_url = "https://ota.test", .allowed_origins = "", .listen = "127.0.0.1:8787"};

static const struct mime_envelope envelope = {{"OTA <ota@ota.test>", 18}, 1800000000, {"id-1", 4}};

static int set_up(void **state)
{
    (void)state;
    heap_arena_init(&arena, 8 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    heap_arena_release(&arena);
    return 0;
}

static void assert_has(str text, const char *part)
{
    if (str_find(text, str_from(part)) < text.len) return;
    fail_msg("no \"%s\" in: %.*s", part, STR_ARGS(text));
}

static void assert_lacks(str text, const char *part)
{
    if (str_find(text, str_from(part)) >= text.len) return;
    fail_msg("\"%s\" is in: %.*s", part, STR_ARGS(text));
}

static const char otp[] = "{\"to\":\"anna@example.test\",\"minutes\":60,\"redirect_to\":\"\","
                          "\"token\":{\"link\":\"SECRET\",\"code\":\"012345\"}}";

static void a_sign_in_mail_has_link_and_code_in_both_forms(void **state)
{
    struct mail mail;
    (void)state;
    assert_int_equal(mail_compose(&arena, &settings, STR("mail.otp"), str_from(otp), &mail), S_OK);
    assert_true(str_equal(mail.to, STR("anna@example.test")));
    assert_true(
        str_equal(mail.link, STR("https://ota.test/sign-in#token_hash=SECRET&type=magiclink")));
    assert_true(str_equal(mail.code, STR("012345")));
    assert_has(mail.text, "https://ota.test/sign-in#token_hash=SECRET&type=magiclink\n");
    assert_has(mail.text, ": 012345\n");
    assert_has(mail.text, "for 60 minutes");
    assert_has(mail.html, "href=\"https://ota.test/sign-in#token_hash=SECRET&amp;type=magiclink\"");
    assert_has(mail.html, "<strong>012345</strong>");
    assert_has(mail.subject, "012345");
}

static void an_invitation_says_who_invites_where(void **state)
{
    struct mail mail;
    (void)state;
    assert_int_equal(
        mail_compose(&arena, &settings, STR("mail.invitation"),
                     STR("{\"email\":\"bo@example.test\",\"token\":\"T1\",\"role\":\"crew\","
                         "\"organization_name\":\"Paper <Lanterns>\\r\\nBcc: x\","
                         "\"inviter_name\":null}"),
                     &mail),
        S_OK);
    assert_true(str_equal(mail.link, STR("https://ota.test/join#token=T1")));
    assert_true(str_equal(mail.subject, STR("Join Paper <Lanterns>  Bcc: x on OTA")));
    assert_has(mail.text, "You are invited to join Paper <Lanterns>  Bcc: x as crew on OTA");
    assert_has(mail.html, "Paper &lt;Lanterns&gt;");
    assert_int_equal(mail.code.len, 0);
}

static void a_job_that_lacks_something_is_invalid(void **state)
{
    static const char *const bad[] = {
        "",           "[]",
        "{}",         "{\"to\":\"a@b.test\"}",
        "{\"to\":7}", "{\"to\":\"a@b.test\",\"token\":{\"link\":\"x\"}}"};
    struct mail mail;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(mail_compose(&arena, &settings, STR("mail.otp"), str_from(bad[i]), &mail),
                         S_INVALID);
    assert_int_equal(mail_compose(&arena, &settings, STR("mail.other"), str_from(otp), &mail),
                     S_INVALID);
    assert_true(mail_is_kind(STR("mail.otp")) && !mail_is_kind(STR("push.send")));
}

static void the_message_on_the_wire_is_mime(void **state)
{
    struct mail mail = {.to = STR("anna@example.test"),
                        .subject = STR("Hello"),
                        .text = STR("Gr\xc3\xbc\xc3\x9f"
                                    "e = 1 \n.\nend"),
                        .html = STR("<p>x</p>")};
    str message;
    (void)state;
    assert_int_equal(mime_write(&arena, &mail, &envelope, &message), S_OK);
    assert_true(
        str_starts(message, STR("Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n"
                                "From: \"OTA\" <ota@ota.test>\r\nTo: <anna@example.test>\r\n"
                                "Subject: Hello\r\nMessage-ID: <id-1@ota.test>\r\n")));
    assert_has(message, "Gr=C3=BC=C3=9Fe =3D 1=20\r\n=2E\r\nend\r\n--=_id-1\r\n");
    assert_true(str_ends(message, STR("\r\n--=_id-1--\r\n")));
    for (size_t i = 0; i < message.len; i++)
        if (message.data[i] == '\n') assert_int_equal(message.data[i - 1], '\r');
}

static void no_line_is_longer_than_76(void **state)
{
    char long_text[2000];
    (void)state;
    memset(long_text, 'x', sizeof long_text);
    struct mail mail = {.to = STR("anna@example.test"),
                        .subject = {long_text, 500},
                        .text = {long_text, sizeof long_text},
                        .html = {long_text, 300}};
    str message, line;
    assert_int_equal(mime_write(&arena, &mail, &envelope, &message), S_OK);
    for (str rest = message; str_cut(&rest, '\n', &line);) assert_in_range(line.len, 0, 77);
}

static void a_subject_in_any_script_becomes_encoded_words(void **state)
{
    struct mail mail = {.to = STR("anna@example.test"),
                        .text = STR("x"),
                        .html = STR("x"),
                        .subject = STR("Join Gr\xc3\xbc\xc3\x9f"
                                       "e on OTA")};
    str message;
    (void)state;
    assert_int_equal(mime_write(&arena, &mail, &envelope, &message), S_OK);
    assert_has(message, "Subject: =?UTF-8?B?Sm9pbiBHcsO8w59lIG9uIE9UQQ==?=\r\n");
}

static void no_header_can_be_smuggled_in(void **state)
{
    static const char *const bad[] = {"a@b.test\r\nBcc: c@d.test", "a@b.test\nX: y",
                                      "a@b.test> <c@d.test",       "",
                                      "a@b.test c@d.test",         "a\xff@b.test"};
    str message;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct mail to = {
            .to = str_from(bad[i]), .subject = STR("x"), .text = STR("x"), .html = STR("x")};
        assert_int_equal(mime_write(&arena, &to, &envelope, &message), S_INVALID);
    }
    struct mail subject = {.to = STR("a@b.test"),
                           .subject = STR("x\r\nBcc: c@d.test"),
                           .text = STR("x"),
                           .html = STR("x")};
    assert_int_equal(mime_write(&arena, &subject, &envelope, &message), S_INVALID);
}

static str shown(struct mailbox *mailbox, const char *to,
                 void (*add)(struct mailbox *, str, struct buf *))
{
    struct buf b;
    buf_init_arena(&b, &arena, 1 << 20);
    add(mailbox, str_from(to), &b);
    return buf_str(&b);
}

static void the_mailbox_keeps_the_last_hundred(void **state)
{
    struct mailbox *mailbox;
    (void)state;
    assert_int_equal(mailbox_open(&mailbox), S_OK);
    assert_true(str_equal(shown(mailbox, "", mailbox_add_json), STR("[]")));
    assert_has(shown(mailbox, "", mailbox_add_html), "No mail yet.");
    for (int i = 0; i < MAILBOX_MAILS_MAX + 5; i++) {
        char to[64];
        int size = snprintf(to, sizeof to, "p%d@example.test", i);
        struct mail mail = {.to = {to, (size_t)size},
                            .subject = STR("<S>"),
                            .link = STR("https://l?a&b"),
                            .text = STR("t\"x"),
                            .html = STR("h"),
                            .code = STR("123456")};
        assert_int_equal(mailbox_keep(mailbox, &mail, 0), S_OK);
    }
    str all = shown(mailbox, "", mailbox_add_json);
    assert_true(str_starts(all, STR("[{\"id\":105,\"at\":\"1970-01-01T00:00:00Z\","
                                    "\"to\":\"p104@example.test\",\"subject\":\"<S>\","
                                    "\"text\":\"t\\\"x\",\"link\":\"https://l?a&b\","
                                    "\"code\":\"123456\"},{\"id\":104,")));
    assert_has(all, "\"p5@example.test\"");
    assert_lacks(all, "\"p4@example.test\"");
    assert_lacks(shown(mailbox, "p7@EXAMPLE.test", mailbox_add_json), "p8@");
    str page = shown(mailbox, "p7@example.test", mailbox_add_html);
    assert_has(page, "<a href=\"https://l?a&amp;b\">Open the link for p7@example.test</a>");
    assert_has(page, "&lt;S&gt;");
    mailbox_close(mailbox);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_sign_in_mail_has_link_and_code_in_both_forms),
        TEST(an_invitation_says_who_invites_where),
        TEST(a_job_that_lacks_something_is_invalid),
        TEST(the_message_on_the_wire_is_mime),
        TEST(no_line_is_longer_than_76),
        TEST(a_subject_in_any_script_becomes_encoded_words),
        TEST(no_header_can_be_smuggled_in),
        TEST(the_mailbox_keeps_the_last_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
