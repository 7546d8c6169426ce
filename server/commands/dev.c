/* `ota dev`: everything on one machine, with a demo tour and a sign-in link. */
#include "server/base/heap.h"
#include "server/base/log.h"
#include "server/commands/command.h"
#include "server/commands/demo.h"
#include "server/db/conn.h"

static void print_ready(struct server *s, str link)
{
    printf("\nOTA is ready:      %s\n", s->address);
    if (link.len) printf("Sign in:           %.*s\n", STR_ARGS(link));
    printf("Mails it caught:   %s/dev/mail\n", s->address);
    printf("Stop it:           Ctrl-C\n\n");
    fflush(stdout);
}

/* Without a demo there is nobody to sign in yet; the address is enough then. */
static void on_ready(struct server *s)
{
    struct conn *c = NULL;
    struct arena a;
    str link = {"", 0};
    heap_arena_init(&a, DEMO_BYTES_MAX);
    status bad = conn_open(&c, s->settings, LOGIN_SERVER, s->settings->work_timeout_ms);
    if (!bad) bad = demo_link(s->settings, c, &a, &link);
    log_event(EVENT_STARTED,
              LOG_FIELDS(log_string("version", OTA_VERSION), log_string("address", s->address),
                         log_number("workers", (int64_t)s->worker_count)));
    print_ready(s, bad ? STR("") : link);
    conn_close(c);
    heap_arena_release(&a);
}

static enum exit_code run(const struct invocation *v)
{
    struct server s = {.settings = v->settings, .out = stderr, .wants_demo = true};
    v->settings->is_dev = true;
    return server_run(&s, v->parts, v->part_count, on_ready) ? EXIT_FAILED : EXIT_DONE;
}

const struct command command_dev = {
    .name = "dev",
    .summary = "run everything here, with a demo tour and a sign-in link",
    .usage = "[--settings FILE]",
    .details =
        "Like serve, but it migrates by itself, loads the demo, keeps mails at /dev/mail\n"
        "instead of sending them, and prints a link that signs you in. Not for the public.\n",
    .run = run,
};
