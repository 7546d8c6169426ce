/* The installation's address and the origins that may call it, out of the settings. */
#include "server/base/site.h"

#include <string.h>

#include "core/buf.h"
#include "server/base/settings.h"

enum { SITE_URL_MAX = 1024 };

str site_url(const struct settings *s, struct arena *a)
{
    struct buf b;
    str site = str_trim(str_from(s->site_url));
    while (str_ends(site, STR("/"))) site.len--;
    if (site.len) return site;
    buf_init_arena(&b, a, SITE_URL_MAX);
    buf_add_text(&b, "http://");
    buf_add_text(&b, strncmp(s->listen, "unix:", 5) == 0 ? "localhost" : s->listen);
    return buf_str(&b);
}

str site_origin_of(str url)
{
    size_t start = str_starts(url, STR("https://")) ? 8 : str_starts(url, STR("http://")) ? 7 : 0;
    size_t end = start;
    while (end < url.len && !strchr("/?#", url.data[end])) {
        unsigned char c = (unsigned char)url.data[end++];
        if (c <= ' ' || c >= 127 || strchr("@\\\"<>", c)) return (str){0};
    }
    return start && end > start ? str_slice(url, 0, end) : (str){0};
}

bool site_allows(const struct settings *s, str origin, bool any_counts)
{
    char memory[SITE_URL_MAX];
    struct arena a;
    str rest = str_from(s->allowed_origins), one;
    if (!origin.len) return false;
    arena_init(&a, memory, sizeof memory);
    if (str_equal_ascii_nocase(origin, site_origin_of(site_url(s, &a)))) return true;
    while (rest.data && str_cut(&rest, ' ', &one)) {
        if (str_equal(one, STR("*")) && any_counts) return true;
        if (one.len && str_equal_ascii_nocase(origin, site_origin_of(one))) return true;
    }
    return false;
}
