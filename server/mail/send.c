/* Mails over SMTP by libcurl, or into the mailbox. */
#include <curl/curl.h>
#include <string.h>

#include "core/buf.h"
#include "server/base/clock.h"
#include "server/base/heap.h"
#include "server/base/random.h"
#include "server/base/settings.h"
#include "server/mail/mail.h"
#include "server/mail/mailbox.h"
#include "server/mail/mime.h"

enum { SEND_ARENA_MAX = 1 << 20, CONNECT_S = 15, SEND_S = 60, ID_SIZE = 12, ADDRESS_MAX = 320 };

static str make_id(char text[2 * ID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[ID_SIZE];
    random_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < ID_SIZE; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (str){text, 2 * ID_SIZE};
}

/* libcurl asks for the message piece by piece; `owner` is what is left of it. */
static size_t read_message(char *into, size_t size, size_t count, void *owner)
{
    str *rest = owner;
    size_t room = size * count, taken = rest->len < room ? rest->len : room;
    memcpy(into, rest->data, taken);
    *rest = str_slice(*rest, taken, rest->len);
    return taken;
}

/* 5xx is the server's last word about this mail; everything else may be better later. */
static status judge(CURL *curl, CURLcode code)
{
    long reply = 0;
    if (code == CURLE_OK) return S_OK;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    bool is_about_mail =
        code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_RECV_ERROR;
    return is_about_mail && reply >= 500 && reply < 600 ? S_INVALID : S_UNAVAILABLE;
}

/* A password in the URL never goes over an open line. */
static status deliver(CURL *curl, const char *url, const char *from, const char *to, str *message)
{
    struct curl_slist *recipients = curl_slist_append(NULL, to);
    if (!recipients) return S_OVER_LIMIT;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     (long)(strchr(url, '@') ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, message);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_S);
    status s = judge(curl, curl_easy_perform(curl));
    curl_slist_free_all(recipients);
    return s;
}

/* "<address>" NUL-terminated, as RCPT TO and MAIL FROM have it. */
static const char *bracket(struct arena *a, str address)
{
    struct buf b;
    buf_init_arena(&b, a, ADDRESS_MAX);
    buf_add_char(&b, '<');
    buf_add(&b, address);
    buf_add_char(&b, '>');
    buf_add_char(&b, '\0');
    return b.is_full ? NULL : b.data;
}

static status send_smtp(const struct settings *settings, const struct mail *mail)
{
    struct arena a;
    char id[2 * ID_SIZE];
    str message;
    struct mime_envelope envelope = {str_from(settings->mail_from), clock_wall_ms() / 1000,
                                     make_id(id)};
    heap_arena_init(&a, SEND_ARENA_MAX);
    status s = mime_write(&a, mail, &envelope, &message);
    const char *from = bracket(&a, mime_address(envelope.from)), *to = bracket(&a, mail->to);
    CURL *curl = curl_easy_init();
    if (!s && (!from || !to || !curl)) s = S_OVER_LIMIT;
    if (!s) s = deliver(curl, settings->smtp_url, from, to, &message);
    curl_easy_cleanup(curl);
    heap_arena_release(&a);
    return s;
}

status mail_send(const struct settings *settings, struct mailbox *mailbox, const struct mail *mail)
{
    if (mailbox) return mailbox_keep(mailbox, mail, clock_wall_ms());
    if (!settings->smtp_url[0]) return S_UNAVAILABLE;
    return send_smtp(settings, mail);
}
