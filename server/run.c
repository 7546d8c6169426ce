/* Running the parts: in order, until a signal, and back. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "server/base/log.h"
#include "server/base/settings.h"
#include "server/server.h"

static status take_signals(struct server *s);
static void raise_file_limit(void);
static bool has_signal(const struct server *s);
static void wait_for_signal(struct server *s);

status server_run(struct server *s, const struct part *parts, size_t count,
                  void (*on_ready)(struct server *s))
{
    size_t started = 0;
    status bad = take_signals(s);
    raise_file_limit();
    while (!bad && started < count && !has_signal(s)) {
        bad = parts[started].start ? parts[started].start(s) : S_OK;
        if (bad)
            fprintf(s->out, "ota: could not start: %s\n", parts[started].name);
        else
            started++;
    }
    if (!bad) {
        if (on_ready && started == count) on_ready(s);
        wait_for_signal(s);
        log_event(EVENT_STOPPING, LOG_PLAIN);
    }
    while (started > 0)
        if (parts[--started].stop) parts[started].stop(s);
    if (!bad) log_event(EVENT_STOPPED, LOG_PLAIN);
    close(s->signal_fd);
    return bad;
}

/* Before any thread starts, so that all of them leave these signals to the descriptor. */
static status take_signals(struct server *s)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP); /* the terminal is gone */
    signal(SIGPIPE, SIG_IGN);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0) return S_INTERNAL;
    s->signal_fd = signalfd(-1, &set, SFD_CLOEXEC);
    return s->signal_fd < 0 ? S_INTERNAL : S_OK;
}

/* Each connection is a descriptor; the hard limit is the administrator's word. */
static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* A signal that came while a part started is obeyed before the next one. */
static bool has_signal(const struct server *s)
{
    struct pollfd fd = {.fd = s->signal_fd, .events = POLLIN};
    return poll(&fd, 1, 0) > 0;
}

static void wait_for_signal(struct server *s)
{
    struct signalfd_siginfo info;
    while (read(s->signal_fd, &info, sizeof info) < 0 && errno == EINTR) continue;
}
