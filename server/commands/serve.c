/* `ota serve`: the server, until a signal. */
#include "server/commands/command.h"

#include "server/base/log.h"

static void on_ready(struct server *s)
{
    log_event(EVENT_STARTED,
              LOG_FIELDS(log_string("version", OTA_VERSION), log_string("address", s->address),
                         log_number("workers", (int64_t)s->worker_count)));
    printf("OTA is ready: %s\n", s->address);
    fflush(stdout);
}

static enum exit_code run(const struct invocation *v)
{
    struct server s = {.settings = v->settings, .out = stderr};
    return server_run(&s, v->parts, v->part_count, on_ready) ? EXIT_FAILED : EXIT_DONE;
}

const struct command command_serve = {
    .name = "serve",
    .summary = "run the server until a signal",
    .usage = "[--settings FILE]",
    .details = "Starts the private PostgreSQL cluster, unless OTA_DATABASE_URL names another, and\n"
               "serves on OTA_LISTEN. Refuses a database that lacks migrations: `ota migrate`\n"
               "first. SIGTERM or Ctrl-C finishes what is in flight; a second one does not wait.\n",
    .run = run,
};
