/* `ota doctor`: looks at everything that must be right, and says what to do where it is not. */
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "server/base/site.h"
#include "server/commands/command.h"
#include "server/commands/session.h"
#include "server/db/cluster.h"
#include "server/db/migrate.h"

enum { FREE_MB_LOW = 1000, FREE_MB_MIN = 200, SMTP_TIMEOUT_MS = 3000, HOST_MAX = 256 };

enum verdict { VERDICT_OK, VERDICT_WARN, VERDICT_FAIL };

struct doctor {
    const struct settings *settings;
    struct session session;
    bool has_database;
    int warnings, failures;
};

__attribute__((format(printf, 3, 4))) static void say(struct doctor *d, enum verdict v,
                                                      const char *format, ...)
{
    static const char *const words[] = {"ok  ", "warn", "FAIL"};
    va_list values;
    d->warnings += v == VERDICT_WARN;
    d->failures += v == VERDICT_FAIL;
    printf("%s  ", words[v]);
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
}

/* One value of one statement; data NULL when there is none. Lives until the next. */
static str ask(struct doctor *d, str sql)
{
    const struct db_result *r;
    if (conn_query(d->session.conn, sql, NULL, 0, &r)) return (str){NULL, 0};
    return db_value(r, 0, 0);
}

static void check_programs(struct doctor *d)
{
    char bin[CLUSTER_PATH_MAX];
    int major;
    if (d->settings->database_url[0]) return;
    if (cluster_find_postgres(bin, &major))
        say(d, VERDICT_FAIL, "PostgreSQL is not installed: apt install postgresql");
    else if (major < CLUSTER_MAJOR_MIN)
        say(d, VERDICT_FAIL, "PostgreSQL %d is too old: install %d or newer", major,
            CLUSTER_MAJOR_MIN);
    else
        say(d, VERDICT_OK, "PostgreSQL %d in %s", major, bin);
}

static void check_disk(struct doctor *d)
{
    struct statvfs fs;
    const char *dir = d->settings->data_dir;
    if (statvfs(dir, &fs) < 0) {
        say(d, VERDICT_WARN, "data folder %s: %s; the first start makes it", dir, strerror(errno));
        return;
    }
    unsigned long long free_mb = (unsigned long long)fs.f_bavail * fs.f_frsize / 1000000;
    if (access(dir, W_OK) < 0)
        say(d, VERDICT_FAIL, "data folder %s cannot be written: check who owns it", dir);
    else if (free_mb < FREE_MB_LOW)
        say(d, free_mb < FREE_MB_MIN ? VERDICT_FAIL : VERDICT_WARN,
            "only %llu MB free in %s: make room", free_mb, dir);
    else
        say(d, VERDICT_OK, "data folder %s, %llu MB free", dir, free_mb);
}

static void check_database(struct doctor *d)
{
    d->has_database = session_open(&d->session, d->settings, LOGIN_OWNER) == S_OK;
    if (!d->has_database) {
        say(d, VERDICT_FAIL, "the database cannot be reached (see above)");
        return;
    }
    str number = ask(d, STR("select current_setting('server_version_num')::int / 10000"));
    int64_t major = 0;
    if (!str_to_i64(number, &major)) major = 0;
    if (major < CLUSTER_MAJOR_MIN)
        say(d, VERDICT_FAIL, "the database is PostgreSQL %lld: it must be %d or newer",
            (long long)major, CLUSTER_MAJOR_MIN);
    else
        say(d, VERDICT_OK, "the database answers, PostgreSQL %.*s",
            STR_ARGS(ask(d, STR("select current_setting('server_version')"))));
}

static void check_migrations(struct doctor *d)
{
    struct migration_state m;
    if (!d->has_database) return;
    if (migrate_look(d->session.conn, d->settings->sql_dir, &m, stdout))
        say(d, VERDICT_FAIL, "the migrations cannot be compared (see above)");
    else if (m.applied < m.known)
        say(d, VERDICT_FAIL, "%d of %d migrations are missing: run `ota migrate`",
            m.known - m.applied, m.known);
    else if (m.edited || m.newer)
        say(d, VERDICT_FAIL, "the migrations differ from the database's (see above)");
    else
        say(d, VERDICT_OK, "all %d migrations are applied", m.known);
}

static void check_replication(struct doctor *d)
{
    if (!d->has_database) return;
    str level = ask(d, STR("select current_setting('wal_level')"));
    if (!str_equal(level, STR("logical"))) {
        say(d, VERDICT_WARN,
            "wal_level is %.*s: live changes go by notifications, a little slower; set wal_level = "
            "logical "
            "and restart PostgreSQL",
            STR_ARGS(level));
        return;
    }
    str may = ask(d, STR("select bool_or(rolreplication or rolsuper) from pg_roles"
                         " where rolname in ('ota_server', current_user)"));
    if (str_equal(may, STR("t")))
        say(d, VERDICT_OK, "live changes by logical replication");
    else
        say(d, VERDICT_WARN,
            "ota_server may not replicate: run `ota migrate` as a superuser once, or "
            "`alter role ota_server replication`");
}

static void check_jobs(struct doctor *d)
{
    if (!d->has_database) return;
    str stuck = ask(d, STR("select count(*) from ota.jobs where done_at is null and attempts > 0"
                           " and last_error is not null"));
    if (!stuck.data) return;
    if (str_equal(stuck, STR("0")))
        say(d, VERDICT_OK, "no job is failing");
    else
        say(d, VERDICT_WARN,
            "%.*s jobs failed so far: `select kind, last_error from ota.jobs` tells why",
            STR_ARGS(stuck));
}

static void check_web(struct doctor *d)
{
    char path[CLUSTER_PATH_MAX];
    snprintf(path, sizeof path, "%s/index.html", d->settings->web_dir);
    if (access(path, R_OK) == 0)
        say(d, VERDICT_OK, "the web app is built in %s", d->settings->web_dir);
    else
        say(d, VERDICT_WARN, "the web app is not built: script/build builds it into %s",
            d->settings->web_dir);
}

static void check_files(struct doctor *d)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return;
    unsigned long long needed = (unsigned long long)d->settings->connections_max + 200;
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < needed)
        say(d, VERDICT_WARN,
            "at most %llu files may be open, connections_max needs %llu: raise LimitNOFILE",
            (unsigned long long)limit.rlim_max, needed);
    else
        say(d, VERDICT_OK, "enough files may be open");
}

static void check_address(struct doctor *d)
{
    const char *site = d->settings->site_url;
    if (!site[0])
        say(d, VERDICT_WARN, "OTA_SITE_URL is empty: links in mails lead to %s",
            d->settings->listen);
    else if (strncmp(site, "https://", 8) != 0 && strncmp(site, "http://127.", 11) != 0 &&
             strncmp(site, "http://localhost", 16) != 0)
        say(d, VERDICT_WARN, "%s is not https: phones install the app only from https", site);
    else
        say(d, VERDICT_OK, "people reach it at %s", site);
}

/* Host and port of smtp://user:password@host:port. */
static bool take_host(const char *url, char host[HOST_MAX], char port[16])
{
    str rest = str_from(url), user;
    size_t at = str_find(rest, STR("://"));
    bool is_tls = str_starts(rest, STR("smtps"));
    if (at == rest.len) return false;
    rest = str_slice(rest, at + 3, rest.len);
    rest = str_slice(rest, 0, str_find_char(rest, '/', 0));
    while (str_find_char(rest, '@', 0) < rest.len && str_cut(&rest, '@', &user)) continue;
    size_t colon = str_find_char(rest, ':', 0);
    snprintf(host, HOST_MAX, "%.*s", (int)colon, rest.data);
    snprintf(port, 16, "%s", is_tls ? "465" : "25");
    if (colon < rest.len)
        snprintf(port, 16, "%.*s", STR_ARGS(str_slice(rest, colon + 1, rest.len)));
    return host[0] != 0;
}

static bool can_connect(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    if (getaddrinfo(host, port, &hints, &found)) return false;
    bool is_reached = false;
    for (struct addrinfo *a = found; a && !is_reached; a = a->ai_next) {
        int error = 0, fd = socket(a->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        socklen_t size = sizeof error;
        if (fd < 0) continue;
        bool is_begun = connect(fd, a->ai_addr, a->ai_addrlen) == 0 || errno == EINPROGRESS;
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        is_reached = is_begun && poll(&p, 1, SMTP_TIMEOUT_MS) == 1 &&
                     getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
        close(fd);
    }
    freeaddrinfo(found);
    return is_reached;
}

static void check_mail(struct doctor *d)
{
    char host[HOST_MAX], port[16];
    if (!d->settings->smtp_url[0])
        say(d, VERDICT_WARN,
            "OTA_SMTP_URL is empty: mails wait in the queue; `ota user link` signs in");
    else if (!take_host(d->settings->smtp_url, host, port))
        say(d, VERDICT_FAIL, "OTA_SMTP_URL is not smtp://… or smtps://…");
    else if (!can_connect(host, port))
        say(d, VERDICT_FAIL, "the mail server %s:%s cannot be reached: check OTA_SMTP_URL", host,
            port);
    else
        say(d, VERDICT_OK, "the mail server %s:%s answers", host, port);
}

static enum exit_code run(const struct invocation *v)
{
    static void (*const checks[])(struct doctor * d) = {
        check_programs, check_disk, check_database, check_migrations, check_replication,
        check_jobs,     check_web,  check_files,    check_address,    check_mail,
    };
    struct doctor d = {.settings = v->settings};
    say(&d, VERDICT_OK, "the settings are understood");
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) checks[i](&d);
    session_close(&d.session);
    printf("\n%d to mend, %d to look at\n", d.failures, d.warnings);
    return d.failures ? EXIT_FAILED : EXIT_DONE;
}

const struct command command_doctor = {
    .name = "doctor",
    .summary = "check that everything is right, and say what to do where it is not",
    .usage = "[--settings FILE]",
    .details = "Starts the private cluster for the look, if it does not run.\n",
    .run = run,
};
