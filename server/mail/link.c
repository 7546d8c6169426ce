/* Sign-in links. */
#include "server/mail/link.h"

#include <string.h>

#include "core/buf.h"
#include "server/base/settings.h"
#include "server/base/site.h"

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
