/* What mails say: the words of each kind, as text and as a plain HTML page. */
#include <jansson.h>

#include "core/buf.h"
#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/mail/link.h"
#include "server/mail/mail.h"

enum { MAIL_TEXT_MAX = 65536, LINK_MAX = 4096, NAME_MAX_LEN = 120 };

/* What a mail is made of; each part is one paragraph. */
struct words {
    str greeting; /* what this is about */
    str button;   /* what the link does */
    str code_is;  /* what the code is for; empty: there is none */
    str ending;   /* how long it works, and what to do if it was not you */
};

bool mail_is_kind(str kind)
{
    return str_equal(kind, STR("mail.otp")) || str_equal(kind, STR("mail.invitation"));
}

/* A text member, copied; control characters become spaces, so that nothing can break out of a
 * line. */
static str text_of(struct arena *a, const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return (str){0};
    str text = {json_string_value(value), json_string_length(value)};
    char *copy = arena_copy(a, text);
    for (size_t i = 0; copy && i < text.len; i++)
        if ((unsigned char)copy[i] < ' ' || copy[i] == 127) copy[i] = ' ';
    return (str){copy, text.len};
}

static void add_html(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (c == '&')
            buf_add_text(b, "&amp;");
        else if (c == '<')
            buf_add_text(b, "&lt;");
        else if (c == '>')
            buf_add_text(b, "&gt;");
        else if (c == '"')
            buf_add_text(b, "&quot;");
        else
            buf_add_char(b, c);
    }
}

static str write_text(struct arena *a, const struct mail *mail, const struct words *words)
{
    struct buf b;
    buf_init_arena(&b, a, MAIL_TEXT_MAX);
    buf_add(&b, words->greeting);
    buf_add_text(&b, "\n\n");
    buf_add(&b, words->button);
    buf_add_text(&b, ":\n");
    buf_add(&b, mail->link);
    if (mail->code.len) {
        buf_add_text(&b, "\n\n");
        buf_add(&b, words->code_is);
        buf_add_text(&b, ": ");
        buf_add(&b, mail->code);
    }
    buf_add_text(&b, "\n\n");
    buf_add(&b, words->ending);
    buf_add_char(&b, '\n');
    return b.is_full ? (str){0} : buf_str(&b);
}

static void add_paragraph(struct buf *b, str s)
{
    buf_add_text(b, "<p>");
    add_html(b, s);
    buf_add_text(b, "</p>\n");
}

static str write_html(struct arena *a, const struct mail *mail, const struct words *words)
{
    struct buf b;
    buf_init_arena(&b, a, MAIL_TEXT_MAX);
    buf_add_text(&b, "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
                     "<meta name=\"color-scheme\" content=\"light dark\"><title>");
    add_html(&b, mail->subject);
    buf_add_text(&b, "</title></head>\n<body style=\"font:16px/1.5 system-ui,sans-serif;"
                     "max-width:32em;margin:2em auto;padding:0 1em\">\n");
    add_paragraph(&b, words->greeting);
    buf_add_text(&b, "<p><a href=\"");
    add_html(&b, mail->link);
    buf_add_text(&b, "\" style=\"display:inline-block;padding:.75em 1.25em;border-radius:.5em;"
                     "background:#1f2937;color:#ffffff;text-decoration:none\">");
    add_html(&b, words->button);
    buf_add_text(&b, "</a></p>\n");
    if (mail->code.len) {
        add_paragraph(&b, words->code_is);
        buf_add_text(&b, "<p style=\"font-size:1.75em;letter-spacing:.2em\"><strong>");
        add_html(&b, mail->code);
        buf_add_text(&b, "</strong></p>\n");
    }
    add_paragraph(&b, words->ending);
    buf_add_text(&b, "</body>\n</html>\n");
    return b.is_full ? (str){0} : buf_str(&b);
}

static status finish(struct arena *a, struct mail *mail, const struct words *words)
{
    mail->text = write_text(a, mail, words);
    mail->html = write_html(a, mail, words);
    return mail->text.data && mail->html.data && mail->subject.data ? S_OK : S_OVER_LIMIT;
}

static status compose_otp(struct arena *a, const struct settings *settings, const json_t *payload,
                          struct mail *mail)
{
    struct buf ending, subject;
    const json_t *token = json_object_get(payload, "token");
    str secret = text_of(a, token, "link");
    mail->to = text_of(a, payload, "to");
    mail->code = text_of(a, token, "code");
    if (!mail->to.len || !secret.len || !mail->code.len) return S_INVALID;
    status s = link_write(settings, a, secret, text_of(a, payload, "redirect_to"), &mail->link);
    if (s) return s;
    buf_init_arena(&subject, a, LINK_MAX);
    buf_add_text(&subject, "Your sign-in link for OTA (code ");
    buf_add(&subject, mail->code);
    buf_add_char(&subject, ')');
    mail->subject = buf_str(&subject);
    buf_init_arena(&ending, a, LINK_MAX);
    buf_add_text(&ending, "The link and the code work once, for ");
    buf_add_i64(&ending, json_integer_value(json_object_get(payload, "minutes")));
    buf_add_text(&ending,
                 " minutes. If you did not ask to sign in, ignore this mail: nobody can sign "
                 "in without it.");
    return finish(a, mail,
                  &(struct words){
                      .greeting = STR("Here is your way into OTA."),
                      .button = STR("Sign in"),
                      .code_is = STR("Or type this code in the app"),
                      .ending = buf_str(&ending),
                  });
}

/* "{inviter} invites you to {organization} as {role}." */
static str write_invitation(struct arena *a, const json_t *payload, str organization)
{
    struct buf b;
    str inviter = text_of(a, payload, "inviter_name"), role = text_of(a, payload, "role");
    buf_init_arena(&b, a, LINK_MAX);
    if (inviter.len) {
        buf_add(&b, str_slice(inviter, 0, NAME_MAX_LEN * 4));
        buf_add_text(&b, " invites you to join ");
    } else {
        buf_add_text(&b, "You are invited to join ");
    }
    buf_add(&b, organization);
    if (role.len) {
        buf_add_text(&b, " as ");
        buf_add(&b, role);
    }
    buf_add_text(&b, " on OTA, where the tour's plan lives.");
    return buf_str(&b);
}

static status compose_invitation(struct arena *a, const struct settings *settings,
                                 const json_t *payload, struct mail *mail)
{
    struct buf link, subject;
    str token = text_of(a, payload, "token");
    str organization = text_of(a, payload, "organization_name");
    mail->to = text_of(a, payload, "email");
    if (!mail->to.len || !token.len || !organization.len) return S_INVALID;
    buf_init_arena(&link, a, LINK_MAX);
    buf_add(&link, site_url(settings, a));
    buf_add_text(&link, "/join#token=");
    buf_add(&link, token);
    mail->link = buf_str(&link);
    buf_init_arena(&subject, a, LINK_MAX);
    buf_add_text(&subject, "Join ");
    buf_add(&subject, organization);
    buf_add_text(&subject, " on OTA");
    mail->subject = buf_str(&subject);
    return finish(
        a, mail,
        &(struct words){
            .greeting = write_invitation(a, payload, organization),
            .button = STR("Join"),
            .ending = STR("Sign in with this mail address to accept. If you do not know what "
                          "this is about, ignore this mail."),
        });
}

status mail_compose(struct arena *a, const struct settings *settings, str kind, str payload,
                    struct mail *mail)
{
    *mail = (struct mail){0};
    json_t *read = json_loadb(payload.data, payload.len, JSON_REJECT_DUPLICATES, NULL);
    status s = S_INVALID;
    if (json_is_object(read) && str_equal(kind, STR("mail.otp")))
        s = compose_otp(a, settings, read, mail);
    else if (json_is_object(read) && str_equal(kind, STR("mail.invitation")))
        s = compose_invitation(a, settings, read, mail);
    json_decref(read);
    return s;
}
