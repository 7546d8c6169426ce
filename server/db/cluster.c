/* The private cluster's life: found, made, started or joined, and stopped by whoever leaves
 * last. */
#include "server/db/cluster.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "server/db/cluster_conf.h"
#include "server/db/cluster_place.h"
#include "server/db/cluster_process.h"

#define POSTGRES_ROOT "/usr/lib/postgresql"

enum {
    START_TIMEOUT_MS = 120000,
    STOP_TIMEOUT_MS = 60000,
    POLL_MS = 15,
    PATIENCE_MS = 2000, /* after this, say what is being waited for */
    FREE_BYTES_MIN = 200 * 1024 * 1024,
};

/* start.lock is held while the cluster is started or stopped. Each ota that uses the cluster shares
 * use.lock; who can have it alone is the last. A killed ota's locks are gone with it. */
struct cluster {
    struct place place;
    int start_lock, use_lock;
    char bin[CLUSTER_PATH_MAX];
    int major;
    pid_t child; /* 0: another ota started it */
};

static status open_locks(struct cluster *c, FILE *out);
static status choose_postgres(struct cluster *c, FILE *out);
static status ensure_made(struct cluster *c, FILE *out);
static status ensure_running(struct cluster *c, const struct settings *s, FILE *out);
static status ensure_database(struct cluster *c, FILE *out);
static void close_cluster(struct cluster *c);

status cluster_start(struct cluster **out_cluster, const struct settings *s, FILE *out)
{
    struct cluster *c = calloc(1, sizeof *c);
    if (!c) return S_OVER_LIMIT;
    c->start_lock = c->use_lock = -1;
    status bad = place_find(&c->place, s, out);
    if (!bad) bad = choose_postgres(c, out);
    if (!bad) bad = place_make(&c->place, out);
    if (!bad) bad = open_locks(c, out);
    if (!bad) bad = ensure_made(c, out);
    if (!bad) bad = ensure_running(c, s, out);
    if (!bad) bad = ensure_database(c, out);
    if (bad) {
        if (c->child > 0)
            cluster_stop(c, out);
        else
            close_cluster(c);
        return bad;
    }
    if (flock(c->use_lock, LOCK_SH) < 0 || flock(c->start_lock, LOCK_UN) < 0) bad = S_INTERNAL;
    *out_cluster = c;
    return bad;
}

pid_t cluster_postmaster(const struct cluster *c)
{
    return process_postmaster(&c->place);
}

status cluster_revive(struct cluster *c, const struct settings *s, FILE *out)
{
    if (c->child > 0 && waitpid(c->child, NULL, WNOHANG) == c->child) c->child = 0;
    while (flock(c->start_lock, LOCK_EX) < 0)
        if (errno != EINTR) return S_INTERNAL;
    status bad = ensure_running(c, s, out);
    if (flock(c->start_lock, LOCK_UN) < 0 && !bad) bad = S_INTERNAL;
    return bad;
}

status cluster_socket_dir(const struct settings *s, char dir[CLUSTER_PATH_MAX])
{
    struct place p;
    status bad = place_find(&p, s, NULL);
    if (!bad) memcpy(dir, p.socket, sizeof p.socket);
    return bad;
}

/* --- finding PostgreSQL --- */

static bool has_programs(const char *bin)
{
    char path[CLUSTER_PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/initdb", bin);
    if (access(path, X_OK) < 0) return false;
    snprintf(path, sizeof path, "%s/postgres", bin);
    return access(path, X_OK) == 0;
}

status cluster_find_postgres(char bin[CLUSTER_PATH_MAX], int *major)
{
    *major = 0;
    DIR *d = opendir(POSTGRES_ROOT);
    for (struct dirent *e; d && (e = readdir(d));) {
        char candidate[CLUSTER_PATH_MAX];
        int version = (int)strtol(e->d_name, NULL, 10);
        snprintf(candidate, sizeof candidate, POSTGRES_ROOT "/%s/bin", e->d_name);
        if (version <= *major || !has_programs(candidate)) continue;
        *major = version;
        memcpy(bin, candidate, sizeof candidate);
    }
    if (d) closedir(d);
    return *major ? S_OK : S_NOT_FOUND;
}

/* The version that made the cluster, 0 for none yet. */
static int made_by(const struct place *p)
{
    char path[CLUSTER_PATH_MAX + 16], line[16] = "";
    snprintf(path, sizeof path, "%s/PG_VERSION", p->data);
    FILE *f = fopen(path, "re");
    if (!f) return 0;
    bool has_line = fgets(line, sizeof line, f) != NULL;
    fclose(f);
    return has_line ? (int)strtol(line, NULL, 10) : 0;
}

static status choose_postgres(struct cluster *c, FILE *out)
{
    int made = made_by(&c->place);
    if (cluster_find_postgres(c->bin, &c->major)) {
        fputs("ota: PostgreSQL is not installed: apt install postgresql (15 or newer), or set "
              "OTA_DATABASE_URL\n",
              out);
        return S_NOT_FOUND;
    }
    if (made && made != c->major) {
        c->major = made;
        snprintf(c->bin, sizeof c->bin, POSTGRES_ROOT "/%d/bin", made);
        if (!has_programs(c->bin)) {
            fprintf(out,
                    "ota: the cluster in %s was made by PostgreSQL %d, which is gone: apt install "
                    "postgresql-%d, or move it to a newer one with pg_upgrade\n",
                    c->place.root, made, made);
            return S_NOT_FOUND;
        }
    }
    if (c->major >= CLUSTER_MAJOR_MIN) return S_OK;
    fprintf(out, "ota: PostgreSQL %d is too old, %d or newer is needed: apt install postgresql\n",
            c->major, CLUSTER_MAJOR_MIN);
    return S_UNAVAILABLE;
}

/* --- making --- */

static int open_lock(const struct place *p, const char *name)
{
    char path[CLUSTER_PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/%s", p->root, name);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0 && p->must_change_user && fchown(fd, p->uid, p->gid) < 0) return fd;
    return fd;
}

static status open_locks(struct cluster *c, FILE *out)
{
    c->start_lock = open_lock(&c->place, "start.lock");
    c->use_lock = open_lock(&c->place, "use.lock");
    if (c->start_lock < 0 || c->use_lock < 0) {
        fprintf(out, "ota: cannot write in %s: %s\n", c->place.root, strerror(errno));
        return S_NO_ACCESS;
    }
    if (flock(c->start_lock, LOCK_EX | LOCK_NB) == 0) return S_OK;
    fputs("ota: waiting for another ota that starts or stops the cluster\n", out);
    while (flock(c->start_lock, LOCK_EX) < 0)
        if (errno != EINTR) return S_INTERNAL;
    return S_OK;
}

static status check_space(const struct place *p, FILE *out)
{
    struct statvfs fs;
    if (statvfs(p->root, &fs) < 0) return S_OK;
    unsigned long long available = (unsigned long long)fs.f_bavail * fs.f_frsize;
    if (available >= FREE_BYTES_MIN) return S_OK;
    fprintf(
        out,
        "ota: the disk is nearly full: %s has %llu MB left, a cluster needs %d MB; free some space "
        "or set OTA_DATA_DIR\n",
        p->root, available / 1000000, FREE_BYTES_MIN / 1000000);
    return S_OVER_LIMIT;
}

/* Into a folder beside, renamed when whole: a broken-off initdb leaves nothing that looks made. */
static status ensure_made(struct cluster *c, FILE *out)
{
    char fresh[CLUSTER_PATH_MAX + 8], program[CLUSTER_PATH_MAX + 8], old[CLUSTER_PATH_MAX + 8];
    if (made_by(&c->place)) return S_OK;
    status bad = check_space(&c->place, out);
    if (bad) return bad;
    fprintf(out, "ota: making a private PostgreSQL %d cluster in %s\n", c->major, c->place.root);
    fflush(out);
    snprintf(fresh, sizeof fresh, "%s.new", c->place.data);
    snprintf(program, sizeof program, "%s/initdb", c->bin);
    snprintf(old, sizeof old, "%s.broken", c->place.data);
    char *const clean[] = {"/bin/rm", "-rf", fresh, old, NULL};
    char *const make[] = {program,
                          "-D",
                          fresh,
                          "-U",
                          CLUSTER_OWNER,
                          "--auth=trust",
                          "--encoding=UTF8",
                          "--locale=C.UTF-8",
                          "--data-checksums",
                          "--no-instructions",
                          NULL};
    pid_t pid = process_start(&c->place, clean);
    if (pid > 0) process_wait(pid);
    pid = process_start(&c->place, make);
    int ended = pid > 0 ? process_wait(pid) : 127;
    if (ended == 0) {
        rename(c->place.data, old); /* an empty folder, if there is one at all */
        if (rename(fresh, c->place.data) == 0) return S_OK;
    }
    fprintf(out, "ota: the cluster could not be made (initdb ended with %d)\n", ended);
    process_explain(&c->place, out);
    return S_UNAVAILABLE;
}

/* --- running --- */

static void pause_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

static PGPing ping(const struct place *p)
{
    const char *const names[] = {"host", "port", "dbname", "user", "connect_timeout", NULL};
    const char *const values[] = {p->socket, CLUSTER_PORT, "postgres", CLUSTER_OWNER, "5", NULL};
    return PQpingParams(names, values, 0);
}

static bool has_died(struct cluster *c)
{
    if (c->child > 0) return waitpid(c->child, NULL, WNOHANG) == c->child;
    return !process_postmaster(&c->place);
}

static status wait_ready(struct cluster *c, FILE *out)
{
    for (long waited_ms = 0; waited_ms < START_TIMEOUT_MS; waited_ms += POLL_MS) {
        if (ping(&c->place) == PQPING_OK) return S_OK;
        if (has_died(c)) {
            c->child = 0;
            fputs("ota: PostgreSQL ended while it started\n", out);
            process_explain(&c->place, out);
            return S_UNAVAILABLE;
        }
        if (waited_ms >= PATIENCE_MS && waited_ms < PATIENCE_MS + POLL_MS) {
            fputs("ota: PostgreSQL is still starting (it may be recovering after a crash)\n", out);
            fflush(out);
        }
        pause_ms(POLL_MS);
    }
    fprintf(out, "ota: PostgreSQL did not answer within %d s\n", START_TIMEOUT_MS / 1000);
    process_explain(&c->place, out);
    return S_TIMEOUT;
}

static status ensure_running(struct cluster *c, const struct settings *s, FILE *out)
{
    char program[CLUSTER_PATH_MAX + 16];
    if (process_postmaster(&c->place)) {
        status bad = wait_ready(c, out);
        if (!bad) fprintf(out, "ota: joined the PostgreSQL %d that already runs\n", c->major);
        return bad;
    }
    status bad = conf_write(&c->place, s);
    if (bad) {
        fprintf(out, "ota: cannot write the cluster's configuration in %s: %s\n", c->place.data,
                bad == S_OVER_LIMIT ? "the disk is full" : "check who owns it");
        return bad;
    }
    snprintf(program, sizeof program, "%s/postgres", c->bin);
    char *const argv[] = {program, "-D", c->place.data, NULL};
    c->child = process_start(&c->place, argv);
    if (c->child < 0) {
        c->child = 0;
        fprintf(out, "ota: PostgreSQL could not be started: %s\n", strerror(errno));
        return S_UNAVAILABLE;
    }
    bad = wait_ready(c, out);
    if (!bad) fprintf(out, "ota: started PostgreSQL %d in %s\n", c->major, c->place.root);
    return bad;
}

static status ensure_database(struct cluster *c, FILE *out)
{
    const char *const names[] = {"host", "port", "dbname", "user", NULL};
    const char *const values[] = {c->place.socket, CLUSTER_PORT, "postgres", CLUSTER_OWNER, NULL};
    PGconn *pg = PQconnectdbParams(names, values, 0);
    PGresult *there = PQexec(pg, "select from pg_database where datname = 'ota'");
    bool is_there = PQntuples(there) == 1;
    PGresult *made = is_there ? NULL : PQexec(pg, "create database ota template template0");
    bool is_well = is_there || PQresultStatus(made) == PGRES_COMMAND_OK;
    if (!is_well) fprintf(out, "ota: the database could not be made: %s", PQerrorMessage(pg));
    PQclear(there);
    PQclear(made);
    PQfinish(pg);
    return is_well ? S_OK : S_UNAVAILABLE;
}

/* --- stopping --- */

static bool is_gone(struct cluster *c, pid_t pid)
{
    if (c->child == pid) return waitpid(pid, NULL, WNOHANG) != 0;
    return process_postmaster(&c->place) != pid;
}

static void stop_postmaster(struct cluster *c, FILE *out)
{
    pid_t pid = process_postmaster(&c->place);
    if (!pid) return;
    kill(pid, SIGINT); /* fast shutdown: ends sessions, writes a checkpoint */
    for (long waited_ms = 0; waited_ms < STOP_TIMEOUT_MS; waited_ms += POLL_MS) {
        if (is_gone(c, pid)) {
            fputs("ota: stopped PostgreSQL\n", out);
            return;
        }
        pause_ms(POLL_MS);
    }
    fputs("ota: PostgreSQL did not stop in time and is ended at once; it recovers at the next "
          "start\n",
          out);
    kill(pid, SIGQUIT);
}

void cluster_stop(struct cluster *c, FILE *out)
{
    if (!c) return;
    while (flock(c->start_lock, LOCK_EX) < 0)
        if (errno != EINTR) break;
    if (flock(c->use_lock, LOCK_EX | LOCK_NB) == 0)
        stop_postmaster(c, out);
    else
        fputs("ota: another ota still uses PostgreSQL, so it goes on running\n", out);
    close_cluster(c);
}

static void close_cluster(struct cluster *c)
{
    if (c->start_lock >= 0) close(c->start_lock);
    if (c->use_lock >= 0) close(c->use_lock);
    free(c);
}
