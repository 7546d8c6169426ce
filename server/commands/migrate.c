/* `ota migrate`: brings the database up to date. */
#include "server/db/migrate.h"
#include "server/commands/command.h"
#include "server/commands/session.h"

static enum exit_code run(const struct invocation *v)
{
    struct session s;
    bool has_demo = invocation_has(v, "--demo");
    status bad = session_open(&s, v->settings, LOGIN_OWNER);
    if (!bad) bad = conn_script(s.conn, "set statement_timeout = 0");
    if (!bad) bad = migrate_run(s.conn, v->settings->sql_dir, has_demo, stdout);
    session_close(&s);
    return bad ? EXIT_FAILED : EXIT_DONE;
}

const struct command command_migrate = {
    .name = "migrate",
    .summary = "bring the database up to date",
    .usage = "[--demo] [--settings FILE]",
    .details = "Each migration is applied once, whole or not at all; rights and policies always.\n"
               "With OTA_DATABASE_URL, log in as a superuser or a role with BYPASSRLS.\n",
    .flags = {{"--demo", NULL, "load the demo tour, too"}},
    .run = run,
};
