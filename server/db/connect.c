/* Connection strings out of the settings. */
#include "server/db/connect.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "server/base/settings.h"
#include "server/db/cluster.h"

/* An organization's writers wait for each other, so that who waits long is told to come again
 * instead of holding up what stands behind it. */
enum { CONNECT_TIMEOUT_S = 5, TCP_TIMEOUT_MS = 20000, LOCK_TIMEOUT_MS = 2000 };

/* keyword='value' with libpq's escapes. */
static void add_pair(struct buf *b, const char *keyword, const char *value)
{
    buf_add_text(b, keyword);
    buf_add_text(b, "='");
    for (const char *c = value; *c; c++) {
        if (*c == '\'' || *c == '\\') buf_add_char(b, '\\');
        buf_add_char(b, *c);
    }
    buf_add_text(b, "' ");
}

/* What the URL may say otherwise: libpq takes the last of equal keywords. */
static void add_defaults(struct buf *b)
{
    char number[24];
    snprintf(number, sizeof number, "%d", CONNECT_TIMEOUT_S);
    add_pair(b, "connect_timeout", number);
    snprintf(number, sizeof number, "%d", TCP_TIMEOUT_MS);
    add_pair(b, "tcp_user_timeout", number);
    add_pair(b, "application_name", "ota");
}

static void add_options(struct buf *b, enum login as, bool is_url, const char *given,
                        long long timeout_ms)
{
    char options[CONNECT_INFO_MAX / 2];
    snprintf(options, sizeof options,
             "%s -c search_path=public -c timezone=UTC -c client_min_messages=warning "
             "-c statement_timeout=%lld -c lock_timeout=%d%s",
             given, timeout_ms, as == LOGIN_SERVER ? LOCK_TIMEOUT_MS : 0,
             is_url && as == LOGIN_SERVER ? " -c role=ota_server" : "");
    add_pair(b, "options", options);
}

static status add_url(struct buf *b, const char *url, char given[CONNECT_OPTIONS_MAX])
{
    char *why = NULL;
    PQconninfoOption *options = PQconninfoParse(url, &why);
    PQfreemem(why);
    if (!options) return S_INVALID;
    for (PQconninfoOption *o = options; o->keyword; o++) {
        if (!o->val) continue;
        if (strcmp(o->keyword, "options") == 0)
            snprintf(given, CONNECT_OPTIONS_MAX, "%s", o->val);
        else
            add_pair(b, o->keyword, o->val);
    }
    PQconninfoFree(options);
    return S_OK;
}

static status add_cluster(struct buf *b, const struct settings *s, enum login as)
{
    char socket_dir[CLUSTER_PATH_MAX];
    status bad = cluster_socket_dir(s, socket_dir);
    if (bad) return bad;
    add_pair(b, "host", socket_dir);
    add_pair(b, "port", CLUSTER_PORT);
    add_pair(b, "dbname", "ota");
    add_pair(b, "user", as == LOGIN_OWNER ? CLUSTER_OWNER : "ota_server");
    return S_OK;
}

status connect_info(const struct settings *s, enum login as, long long statement_timeout_ms,
                    char info[CONNECT_INFO_MAX])
{
    struct buf b;
    char given[CONNECT_OPTIONS_MAX] = "";
    bool is_url = s->database_url[0] != 0;
    buf_init(&b, info, CONNECT_INFO_MAX - 1);
    add_defaults(&b);
    status bad = is_url ? add_url(&b, s->database_url, given) : add_cluster(&b, s, as);
    if (bad) return bad;
    add_options(&b, as, is_url, given, statement_timeout_ms);
    if (as == LOGIN_FEED) add_pair(&b, "replication", "database");
    add_pair(&b, "client_encoding", "UTF8");
    if (b.is_full) return S_OVER_LIMIT;
    info[b.len] = 0;
    return S_OK;
}
