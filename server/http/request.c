/* What handlers ask of a request. */
#include "server/http/request.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "server/base/clock.h"
#include "server/http/exchange.h"
#include "server/http/percent.h"

str request_header(const struct request *r, const char *name)
{
    const char *value = NULL;
    size_t len = 0;
    if (MHD_lookup_connection_value_n(r->exchange->mhd, MHD_HEADER_KIND, name, strlen(name), &value,
                                      &len) != MHD_YES ||
        !value)
        return (str){0};
    return (str){value, len};
}

str request_query(struct request *r, const char *name)
{
    str rest = r->query, key, value;
    for (;;) {
        status s = request_next_pair(r, &rest, &key, &value);
        if (s == S_MORE) return (str){0};
        if (s == S_OK && str_equal(key, str_from(name))) return value;
        if (s == S_OVER_LIMIT) return (str){0};
    }
}

status request_next_pair(struct request *r, str *rest, str *name, str *value)
{
    return percent_next_pair(&r->arena, rest, name, value);
}

static str peer_address(struct request *r)
{
    char text[INET6_ADDRSTRLEN];
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->exchange->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *peer = info ? info->client_addr : NULL;
    const void *address = NULL;
    if (peer && peer->sa_family == AF_INET)
        address = &((const struct sockaddr_in *)(const void *)peer)->sin_addr;
    if (peer && peer->sa_family == AF_INET6)
        address = &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr;
    if (!address || !inet_ntop(peer->sa_family, address, text, sizeof text)) return STR("local");
    char *copy = arena_copy(&r->arena, str_from(text));
    return copy ? str_from(copy) : STR("local");
}

str request_client_address(struct request *r)
{
    str hops = {0};
    if (r->exchange->server->options.settings->trusted_proxy)
        hops = request_header(r, "X-Forwarded-For");
    if (!hops.len) return peer_address(r);
    size_t start = hops.len;
    while (start > 0 && hops.data[start - 1] != ',') start--;
    return str_trim(str_slice(hops, start, hops.len));
}

void request_stage(struct request *r, enum stage stage)
{
    struct exchange *x = r->exchange;
    int64_t now = clock_monotonic_ns();
    if (x->stage < STAGE_COUNT) r->stage_ns[x->stage] += now - x->mark_ns;
    x->stage = stage;
    x->mark_ns = now;
}
