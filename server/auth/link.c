/* Sign-in links, and issuing one without a mail. */
#include "server/auth/link.h"

#include <string.h>

#include "core/buf.h"
#include "server/auth/auth.h"
#include "server/auth/authority.h"
#include "server/auth/email.h"
#include "server/auth/secret.h"
#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/db/query.h"
#include "server/db/work.h"

enum { LINK_MAX = 8192 };

static void add_escaped(struct buf *b, str s)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool is_letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (is_letter || (c >= '0' && c <= '9') || (c && strchr("-._~", c))) {
            buf_add_char(b, (char)c);
            continue;
        }
        buf_add_char(b, '%');
        buf_add_char(b, digits[c >> 4]);
        buf_add_char(b, digits[c & 15]);
    }
}

bool link_allows(const struct settings *settings, str redirect_to)
{
    return redirect_to.len && site_allows(settings, site_origin_of(redirect_to), false);
}

status link_write(const struct settings *settings, struct arena *a, str secret, str redirect_to,
                  str *link)
{
    struct buf b;
    bool is_allowed = link_allows(settings, redirect_to);
    buf_init_arena(&b, a, LINK_MAX);
    buf_add(&b, is_allowed ? site_origin_of(redirect_to) : site_url(settings, a));
    buf_add_text(&b, "/sign-in#token_hash=");
    add_escaped(&b, secret);
    buf_add_text(&b, "&type=magiclink");
    if (is_allowed) {
        buf_add_text(&b, "&redirect_to=");
        add_escaped(&b, redirect_to);
    }
    *link = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

/* Keeps the pair's hashes; no mail, no address to count. */
static status keep(struct conn *c, struct arena *a, const struct settings *settings, str email,
                   str secret, str code)
{
    const struct db_result *result;
    struct buf life;
    str hash;
    status s = secret_hash(a, secret, &hash);
    if (s) return s;
    buf_init_arena(&life, a, 64);
    buf_add_i64(&life, settings->otp_minutes);
    buf_add_text(&life, " minutes");
    const str params[] = {email, hash, code, buf_str(&life)};
    s = conn_begin(c, &authority_identity);
    if (!s)
        s = conn_query(
            c,
            STR("select outcome from auth.start_sign_in($1, null, $2::bytea, $3, 'signup', "
                "'{}', null, $4::interval, '0', 0, null)"),
            params, 4, &result);
    if (!s) return conn_commit(c);
    conn_rollback(c);
    return s;
}

status auth_issue_link(const struct settings *settings, struct conn *c, struct arena *a, str email,
                       str *link, str *code)
{
    str normal, secret;
    status s = email_normalise(a, email, &normal);
    if (!s) s = secret_make(a, &secret);
    if (!s) s = secret_make_code(a, code);
    if (!s) s = link_write(settings, a, secret, (str){0}, link);
    return s ? s : keep(c, a, settings, normal, secret, *code);
}
