/* Addresses brought into the one form that is compared. */
#include "server/auth/email.h"

#include <locale.h>
#include <stdbool.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "core/buf.h"

enum { LOCAL_PART_MAX = 64, LABEL_MAX = 63 };

static bool is_label(str label)
{
    if (!label.len || label.len > LABEL_MAX) return false;
    if (label.data[0] == '-' || label.data[label.len - 1] == '-') return false;
    for (size_t i = 0; i < label.len; i++) {
        unsigned char c = (unsigned char)label.data[i];
        bool is_letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (c < 128 && !is_letter && !(c >= '0' && c <= '9') && c != '-') return false;
    }
    return true;
}

static bool is_domain(str domain)
{
    str label;
    size_t count = 0;
    for (str rest = domain; str_cut(&rest, '.', &label); count++)
        if (!is_label(label)) return false;
    return count >= 2 || str_equal(domain, STR("localhost"));
}

static bool is_local_part(str local)
{
    if (!local.len || local.len > LOCAL_PART_MAX || local.data[0] == '.' ||
        local.data[local.len - 1] == '.' || str_find(local, STR("..")) < local.len)
        return false;
    for (size_t i = 0; i < local.len; i++) {
        unsigned char c = (unsigned char)local.data[i];
        if (c <= ' ' || c == 127 || strchr("\"(),:;<>@[\\]", c)) return false;
    }
    return true;
}

/* Code point at *i of valid UTF-8. */
static uint32_t take_point(str s, size_t *i)
{
    unsigned char lead = (unsigned char)s.data[(*i)++];
    size_t more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t point = more == 0 ? lead : lead & (0x3fu >> more);
    while (more-- > 0) point = point << 6 | ((unsigned char)s.data[(*i)++] & 0x3f);
    return point;
}

static void add_point(struct buf *b, uint32_t point)
{
    size_t more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    if (more == 0) {
        buf_add_char(b, (char)point);
        return;
    }
    buf_add_char(b, (char)((0xff00 >> (more + 1) & 0xff) | point >> (6 * more)));
    while (more-- > 0) buf_add_char(b, (char)(0x80 | (point >> (6 * more) & 0x3f)));
}

/* False for anything beyond ASCII but letters and digits: unseen characters make addresses look
 * alike. */
static bool add_lower(struct buf *b, str s, locale_t unicode)
{
    for (size_t i = 0; i < s.len;) {
        wint_t point = take_point(s, &i);
        if (point >= 128 && !iswalnum_l(point, unicode)) return false;
        add_point(b, (uint32_t)towlower_l(point, unicode));
    }
    return !b->is_full;
}

static bool is_address(str address)
{
    size_t at = str_find_char(address, '@', 0);
    return at < address.len && address.len <= EMAIL_MAX &&
           is_local_part(str_slice(address, 0, at)) &&
           is_domain(str_slice(address, at + 1, address.len));
}

status email_normalise(struct arena *a, str address, str *normal)
{
    struct buf b;
    address = str_trim(address);
    if (!str_is_utf8(address) || !is_address(address)) return S_INVALID;
    locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!unicode) return S_INTERNAL;
    buf_init_arena(&b, a, EMAIL_MAX);
    bool is_lower = add_lower(&b, address, unicode);
    freelocale(unicode);
    if (!is_lower) return S_INVALID;
    *normal = buf_str(&b);
    return is_address(*normal) ? S_OK : S_INVALID; /* a letter's small form can be longer */
}
