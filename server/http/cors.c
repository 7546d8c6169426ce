/* CORS headers; the origins come from site_url and allowed_origins. */
#include "server/http/cors.h"

#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/http/exchange.h"

static const char exposed[] = "Content-Range, Content-Location, Location, Preference-Applied, "
                              "Range-Unit, Retry-After, Server-Timing, X-Request-Id, "
                              "X-Supabase-Api-Version";
static const char methods[] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
static const char headers[] = "authorization, apikey, content-type, prefer, x-client-info, range, "
                              "range-unit, accept, accept-profile, content-profile, if-match, "
                              "if-none-match, x-supabase-api-version, x-request-id";

static bool is_allowed(struct request *r)
{
    const struct exchange *x = r->exchange;
    return x->guard.origin.len && site_allows(x->server->options.settings, x->guard.origin, true);
}

void cors_add(struct request *r, struct response *res)
{
    if (!is_allowed(r)) return;
    response_add_header(res, "Access-Control-Allow-Origin", r->exchange->guard.origin);
    response_add_header(res, "Access-Control-Expose-Headers", STR(exposed));
}

void cors_add_preflight(struct request *r, struct response *res)
{
    if (!is_allowed(r)) return;
    response_add_header(res, "Access-Control-Allow-Methods", STR(methods));
    response_add_header(res, "Access-Control-Allow-Headers", STR(headers));
    response_add_header(res, "Access-Control-Max-Age", STR("7200"));
}

bool cors_socket_allowed(struct request *r, str origin)
{
    str host = request_header(r, "Host");
    size_t scheme = str_find(origin, STR("://"));
    if (host.len && scheme < origin.len &&
        str_equal_ascii_nocase(str_slice(origin, scheme + 3, origin.len), host))
        return true;
    return site_allows(r->exchange->server->options.settings, origin, true);
}
