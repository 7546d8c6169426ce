/* The last mails in memory, and the page that shows them. */
#include "server/mail/mailbox.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* to, subject, text, html, link and code stand one after the other in `memory`. */
struct caught {
    int64_t id, at_ms;
    struct mail mail; /* its texts point into memory */
    char *memory;     /* NULL: no mail yet */
};

struct mailbox {
    pthread_mutex_t lock;
    int64_t count; /* mails ever caught; the next goes to count % MAILBOX_MAILS_MAX */
    struct caught mails[MAILBOX_MAILS_MAX];
};

status mailbox_open(struct mailbox **mailbox)
{
    *mailbox = calloc(1, sizeof **mailbox);
    if (!*mailbox) return S_OVER_LIMIT;
    pthread_mutex_init(&(*mailbox)->lock, NULL);
    return S_OK;
}

void mailbox_close(struct mailbox *mailbox)
{
    if (!mailbox) return;
    for (size_t i = 0; i < MAILBOX_MAILS_MAX; i++) free(mailbox->mails[i].memory);
    pthread_mutex_destroy(&mailbox->lock);
    free(mailbox);
}

static str put(char **at, str text)
{
    str copy = {*at, text.len};
    if (text.len) memcpy(*at, text.data, text.len);
    *at += text.len;
    return copy;
}

status mailbox_keep(struct mailbox *mailbox, const struct mail *mail, int64_t now_ms)
{
    struct caught one = {.at_ms = now_ms};
    one.memory = malloc(mail->to.len + mail->subject.len + mail->text.len + mail->html.len +
                        mail->link.len + mail->code.len + 1);
    if (!one.memory) return S_OVER_LIMIT;
    char *at = one.memory;
    one.mail.to = put(&at, mail->to);
    one.mail.subject = put(&at, mail->subject);
    one.mail.text = put(&at, mail->text);
    one.mail.html = put(&at, mail->html);
    one.mail.link = put(&at, mail->link);
    one.mail.code = put(&at, mail->code);
    pthread_mutex_lock(&mailbox->lock);
    struct caught *place = &mailbox->mails[mailbox->count % MAILBOX_MAILS_MAX];
    free(place->memory);
    one.id = ++mailbox->count;
    *place = one;
    pthread_mutex_unlock(&mailbox->lock);
    return S_OK;
}

static void add_time(struct buf *b, int64_t at_ms)
{
    char text[32];
    struct tm tm;
    time_t at = (time_t)(at_ms / 1000);
    if (!gmtime_r(&at, &tm)) return;
    buf_add(b, (str){text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm)});
}

/* Calls `add` for each mail to `to`, newest first, under the lock. */
static void each(struct mailbox *mailbox, str to, struct buf *b,
                 void (*add)(struct buf *b, const struct caught *one, size_t index))
{
    size_t index = 0;
    pthread_mutex_lock(&mailbox->lock);
    for (int64_t i = 0; i < MAILBOX_MAILS_MAX && i < mailbox->count; i++) {
        const struct caught *one = &mailbox->mails[(mailbox->count - 1 - i) % MAILBOX_MAILS_MAX];
        if (!to.len || str_equal_ascii_nocase(to, one->mail.to)) add(b, one, index++);
    }
    pthread_mutex_unlock(&mailbox->lock);
}

static void add_member(struct buf *b, const char *name, str value)
{
    buf_add_text(b, ",\"");
    buf_add_text(b, name);
    buf_add_text(b, "\":");
    buf_add_json(b, value);
}

static void add_object(struct buf *b, const struct caught *one, size_t index)
{
    buf_add_text(b, index ? ",{\"id\":" : "{\"id\":");
    buf_add_i64(b, one->id);
    buf_add_text(b, ",\"at\":\"");
    add_time(b, one->at_ms);
    buf_add_char(b, '"');
    add_member(b, "to", one->mail.to);
    add_member(b, "subject", one->mail.subject);
    add_member(b, "text", one->mail.text);
    add_member(b, "link", one->mail.link);
    add_member(b, "code", one->mail.code);
    buf_add_char(b, '}');
}

void mailbox_add_json(struct mailbox *mailbox, str to, struct buf *b)
{
    buf_add_char(b, '[');
    each(mailbox, to, b, add_object);
    buf_add_char(b, ']');
}

static void add_escaped(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == '&')
            buf_add_text(b, "&amp;");
        else if (s.data[i] == '<')
            buf_add_text(b, "&lt;");
        else if (s.data[i] == '>')
            buf_add_text(b, "&gt;");
        else if (s.data[i] == '"')
            buf_add_text(b, "&quot;");
        else
            buf_add_char(b, s.data[i]);
    }
}

static void add_article(struct buf *b, const struct caught *one, size_t index)
{
    (void)index;
    buf_add_text(b, "<article>\n<h2>");
    add_escaped(b, one->mail.subject);
    buf_add_text(b, "</h2>\n<p>To <strong>");
    add_escaped(b, one->mail.to);
    buf_add_text(b, "</strong>, <time>");
    add_time(b, one->at_ms);
    buf_add_text(b, "</time></p>\n<p><a href=\"");
    add_escaped(b, one->mail.link);
    buf_add_text(b, "\">Open the link for ");
    add_escaped(b, one->mail.to);
    buf_add_text(b, "</a></p>\n");
    if (one->mail.code.len) {
        buf_add_text(b, "<p>Code <code>");
        add_escaped(b, one->mail.code);
        buf_add_text(b, "</code></p>\n");
    }
    buf_add_text(b, "<details><summary>Text</summary><pre>");
    add_escaped(b, one->mail.text);
    buf_add_text(b, "</pre></details>\n</article>\n");
}

static const char page_head[] =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Caught mails · OTA</title>\n<style>\n"
    ":root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }\n"
    "body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }\n"
    "article { border-top: 1px solid; padding: 1rem 0 }\n"
    "h2 { font-size: 1.1rem; margin: 0 }\n"
    "a { display: inline-block; padding: .6rem 0; min-height: 44px; box-sizing: border-box }\n"
    "code { font-size: 1.25rem; letter-spacing: .1em }\n"
    "summary { min-height: 44px; padding: .6rem 0; box-sizing: border-box }\n"
    "pre { white-space: pre-wrap; overflow-wrap: anywhere }\n"
    "</style>\n</head>\n<body>\n<main>\n<h1>Caught mails</h1>\n"
    "<p>In development no mail leaves this machine. The newest is first; reload to see more.</p>\n";

void mailbox_add_html(struct mailbox *mailbox, str to, struct buf *b)
{
    buf_add_text(b, page_head);
    size_t before = b->len;
    each(mailbox, to, b, add_article);
    if (b->len == before) buf_add_text(b, "<p>No mail yet.</p>\n");
    buf_add_text(b, "</main>\n</body>\n</html>\n");
}

void mailbox_show(struct request *r)
{
    struct mailbox *mailbox = r->services->mailbox;
    struct response res = {.status = 200};
    struct buf b;
    if (!mailbox) {
        respond_error(r, S_NOT_FOUND, NULL, "mails are caught in `ota dev` only");
        return;
    }
    str accept = request_header(r, "accept"), to = request_query(r, "to");
    bool is_json = str_find(accept, STR("application/json")) < accept.len;
    buf_init_arena(&b, &r->arena, MAILBOX_PAGE_MAX);
    if (is_json)
        mailbox_add_json(mailbox, to, &b);
    else
        mailbox_add_html(mailbox, to, &b);
    if (b.is_full) {
        respond_error(r, S_OVER_LIMIT, NULL, "ask for one address: ?to=name@example.com");
        return;
    }
    if (!is_json) res.content_type = "text/html; charset=utf-8";
    res.body = buf_str(&b);
    response_add_header(&res, "Cache-Control", STR("no-store"));
    respond(r, &res);
}
