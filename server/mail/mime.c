/* MIME written by the book. */
#include "server/mail/mime.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

enum { MESSAGE_MAX = 262144, LINE_MAX_LEN = 76, WORD_BYTES_MAX = 39 };

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char hex[] = "0123456789ABCDEF";

str mime_address(str mailbox)
{
    size_t open = str_find_char(mailbox, '<', 0);
    if (open >= mailbox.len) return str_trim(mailbox);
    return str_trim(str_slice(mailbox, open + 1, str_find_char(mailbox, '>', open)));
}

static bool is_one_line(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] < ' ' || s.data[i] == 127) return false;
    return s.len > 0 && str_is_utf8(s);
}

static bool is_plain(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 127) return false;
    return s.len < LINE_MAX_LEN - 16 && str_find(s, STR("=?")) >= s.len;
}

static void add_base64(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i += 3) {
        size_t count = s.len - i < 3 ? s.len - i : 3;
        uint32_t three = 0;
        for (size_t k = 0; k < 3; k++)
            three = three << 8 | (k < count ? (unsigned char)s.data[i + k] : 0u);
        for (size_t digit = 0; digit < 4; digit++)
            buf_add_char(b, digit <= count ? base64[three >> (18 - 6 * digit) & 63] : '=');
    }
}

/* Encoded words (RFC 2047 section 2), cut between characters, a folded line each. */
static void add_words(struct buf *b, str s)
{
    if (is_plain(s)) {
        buf_add(b, s);
        return;
    }
    for (size_t from = 0; from < s.len;) {
        size_t to = from + WORD_BYTES_MAX < s.len ? from + WORD_BYTES_MAX : s.len;
        while (to < s.len && ((unsigned char)s.data[to] & 0xc0) == 0x80) to--;
        if (from) buf_add_text(b, "\r\n ");
        buf_add_text(b, "=?UTF-8?B?");
        add_base64(b, str_slice(s, from, to));
        buf_add_text(b, "?=");
        from = to;
    }
}

/* "Name <address>": the name as words, quoted when it is plain. */
static void add_mailbox(struct buf *b, str mailbox)
{
    size_t open = str_find_char(mailbox, '<', 0);
    str name = open < mailbox.len ? str_trim(str_slice(mailbox, 0, open)) : (str){0};
    if (name.len && is_plain(name)) {
        buf_add_char(b, '"');
        for (size_t i = 0; i < name.len; i++)
            if (name.data[i] != '"' && name.data[i] != '\\') buf_add_char(b, name.data[i]);
        buf_add_text(b, "\" ");
    } else if (name.len) {
        add_words(b, name);
        buf_add_char(b, ' ');
    }
    buf_add_char(b, '<');
    buf_add(b, mime_address(mailbox));
    buf_add_char(b, '>');
}

/* Names are written here, not by strftime, so that no locale changes them. */
static void add_date(struct buf *b, int64_t now_s)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char text[64];
    struct tm tm;
    time_t now = (time_t)now_s;
    if (!gmtime_r(&now, &tm)) return;
    int size = snprintf(text, sizeof text, "%.3s, %02d %.3s %d %02d:%02d:%02d +0000",
                        days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon,
                        tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
    buf_add(b, (str){text, (size_t)size});
}

/* RFC 2045 section 6.7. Spaces before a line end are escaped, lines are cut at 76. */
static void add_quoted_printable(struct buf *b, str s)
{
    size_t column = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool is_end = i + 1 == s.len || s.data[i + 1] == '\n';
        if (c == '\n') {
            buf_add_text(b, "\r\n");
            column = 0;
            continue;
        }
        bool is_literal =
            c >= ' ' && c < 127 && c != '=' && !(c == ' ' && is_end) && !(c == '.' && column == 0);
        size_t width = is_literal ? 1 : 3;
        if (column + width > LINE_MAX_LEN - 1) {
            buf_add_text(b, "=\r\n");
            column = 0;
        }
        column += width;
        if (is_literal) {
            buf_add_char(b, (char)c);
            continue;
        }
        buf_add_char(b, '=');
        buf_add_char(b, hex[c >> 4]);
        buf_add_char(b, hex[c & 15]);
    }
}

static void add_headers(struct buf *b, const struct mail *mail,
                        const struct mime_envelope *envelope)
{
    str from = mime_address(envelope->from);
    size_t at = str_find_char(from, '@', 0);
    buf_add_text(b, "Date: ");
    add_date(b, envelope->now_s);
    buf_add_text(b, "\r\nFrom: ");
    add_mailbox(b, envelope->from);
    buf_add_text(b, "\r\nTo: <");
    buf_add(b, mail->to);
    buf_add_text(b, ">\r\nSubject: ");
    add_words(b, mail->subject);
    buf_add_text(b, "\r\nMessage-ID: <");
    buf_add(b, envelope->id);
    buf_add(b, str_slice(from, at, from.len));
    buf_add_text(b, ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                    "Content-Type: multipart/alternative; boundary=\"=_");
    buf_add(b, envelope->id);
    buf_add_text(b, "\"\r\n\r\n");
}

static void add_part(struct buf *b, const char *type, str body, str boundary)
{
    buf_add_text(b, "--=_");
    buf_add(b, boundary);
    buf_add_text(b, "\r\nContent-Type: ");
    buf_add_text(b, type);
    buf_add_text(b, "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
    add_quoted_printable(b, body);
    buf_add_text(b, "\r\n");
}

status mime_write(struct arena *a, const struct mail *mail, const struct mime_envelope *envelope,
                  str *message)
{
    struct buf b;
    if (!is_one_line(mail->to) || !is_one_line(mail->subject) || !is_one_line(envelope->from) ||
        !is_one_line(envelope->id) || str_find_char(mail->to, '>', 0) < mail->to.len ||
        str_find_char(mail->to, ' ', 0) < mail->to.len)
        return S_INVALID;
    buf_init_arena(&b, a, MESSAGE_MAX);
    add_headers(&b, mail, envelope);
    add_part(&b, "text/plain", mail->text, envelope->id);
    add_part(&b, "text/html", mail->html, envelope->id);
    buf_add_text(&b, "--=_");
    buf_add(&b, envelope->id);
    buf_add_text(&b, "--\r\n");
    *message = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}
