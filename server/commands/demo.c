/* The demo's sign-in link. */
#include "server/commands/demo.h"

#include "server/auth/auth.h"
#include "server/commands/session.h"

#define DEMO_EMAIL "tm@demo.ota.test" /* db/demo makes this account */

status demo_link(const struct settings *settings, struct conn *c, struct arena *a, str *link)
{
    const struct db_result *r;
    const str email = STR(DEMO_EMAIL);
    str code;
    status bad = conn_begin(c, &session_auth);
    if (!bad) bad = conn_query(c, STR("select from auth.users where email = $1"), &email, 1, &r);
    bool is_there = !bad && db_row_count(r) == 1;
    conn_rollback(c);
    if (bad) return bad;
    return is_there ? auth_issue_link(settings, c, a, email, link, &code) : S_NOT_FOUND;
}
