/* The route table: routes.def with the handlers it names. */
#include "server/auth/auth.h"
#include "server/history/history.h"
#include "server/http/health.h"
#include "server/mail/mail.h"
#include "server/paper/paper.h"
#include "server/realtime/realtime.h"
#include "server/reports/reports.h"
#include "server/rest/rest.h"
#include "server/server.h"
#include "server/share/share.h"
#include "server/sync/sync.h"

#define KIB(n) ((size_t)(n)*1024)
#define MIB(n) (KIB(n) * 1024)

static const struct route routes[] = {
#define ROUTE(method, path, handler, access, body_bytes_max)                                       \
    {METHOD_##method, path, handler, ACCESS_##access, body_bytes_max},
#include "server/routes.def"
#undef ROUTE
};

const struct route *routes_all(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
