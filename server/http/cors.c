/* CORS headers; the origins come from site_url and allowed_origins. */
#include "server/http/cors.h"

#include "server/base/settings.h"
#include "server/base/site.h"

static const char exposed[] = "Content-Range, Content-Location, Location, Preference-Applied, "
                              "Range-Unit, Retry-After, Server-Timing, X-Request-Id, "
                              "X-Supabase-Api-Version";
static const char methods[] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
static const char headers[] = "authorization, apikey, content-type, prefer, x-client-info, range, "
                              "range-unit, accept, accept-profile, content-profile, if-match, "
                              "if-none-match, x-supabase-api-version, x-request-id";

static bool is_allowed(const struct settings *s, str origin)
{
    return origin.len && site_allows(s, origin, true);
}

size_t cors_headers(const struct settings *s, str origin, struct header out[CORS_HEADERS_MAX])
{
    if (!is_allowed(s, origin)) return 0;
    out[0] = (struct header){"Access-Control-Allow-Origin", origin};
    out[1] = (struct header){"Access-Control-Expose-Headers", STR(exposed)};
    return 2;
}

size_t cors_preflight_headers(const struct settings *s, str origin,
                              struct header out[CORS_HEADERS_MAX])
{
    if (!is_allowed(s, origin)) return 0;
    out[0] = (struct header){"Access-Control-Allow-Methods", STR(methods)};
    out[1] = (struct header){"Access-Control-Allow-Headers", STR(headers)};
    out[2] = (struct header){"Access-Control-Max-Age", STR("7200")};
    return 3;
}

bool cors_socket_allowed(const struct settings *s, str origin, str host)
{
    size_t scheme = str_find(origin, STR("://"));
    if (host.len && scheme < origin.len &&
        str_equal_ascii_nocase(str_slice(origin, scheme + 3, origin.len), host))
        return true;
    return site_allows(s, origin, true);
}
