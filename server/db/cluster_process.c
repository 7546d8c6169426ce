/* Starting the cluster's programs and telling why they failed. */
#include "server/db/cluster_process.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOG_TAIL_BYTES = 1200, LOG_BYTES_MAX = 8 * 1024 * 1024 };

static void become_program(const struct place *p, int log, char *const argv[]);

/* The log is opened by whom ota runs as, and given to the cluster's user. */
static int open_log(const struct place *p)
{
    struct stat st;
    char older[CLUSTER_PATH_MAX + 4];
    snprintf(older, sizeof older, "%s.1", p->log);
    if (stat(p->log, &st) == 0 && st.st_size > LOG_BYTES_MAX) rename(p->log, older);
    int fd = open(p->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0 && p->must_change_user && fchown(fd, p->uid, p->gid) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

pid_t process_start(const struct place *p, char *const argv[])
{
    int log = open_log(p);
    if (log < 0) return -1;
    pid_t pid = fork();
    if (pid == 0) become_program(p, log, argv);
    close(log);
    return pid;
}

static void become_program(const struct place *p, int log, char *const argv[])
{
    static char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/",
                                        NULL};
    int nothing = open("/dev/null", O_RDONLY);
    bool is_ready = nothing >= 0 && dup2(nothing, 0) >= 0 && dup2(log, 1) >= 0 &&
                    dup2(log, 2) >= 0 && setsid() >= 0 && chdir("/") == 0;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    umask(077);
    if (is_ready && p->must_change_user)
        is_ready = setgroups((size_t)p->group_count, p->groups) == 0 && setgid(p->gid) == 0 &&
                   setuid(p->uid) == 0;
    if (is_ready) execve(argv[0], argv, environment);
    dprintf(log, "cannot run %s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

int process_wait(pid_t pid)
{
    int state = 0;
    while (waitpid(pid, &state, 0) < 0)
        if (errno != EINTR) return 127;
    return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

/* Does process `pid` work in our data directory, as a postmaster does? Ids are used again, so that
 * a process of this number lives proves nothing. */
static bool is_ours(const struct place *p, pid_t pid)
{
    char link[64], where[PATH_MAX], data[PATH_MAX];
    if (kill(pid, 0) < 0 && errno == ESRCH) return false;
    snprintf(link, sizeof link, "/proc/%ld/cwd", (long)pid);
    ssize_t n = readlink(link, where, sizeof where - 1);
    if (n < 0) return errno == EACCES; /* not ours to look at: take it as running */
    where[n] = 0;
    return realpath(p->data, data) && strcmp(data, where) == 0;
}

pid_t process_postmaster(const struct place *p)
{
    char path[CLUSTER_PATH_MAX + 32], line[32] = "";
    snprintf(path, sizeof path, "%s/postmaster.pid", p->data);
    FILE *f = fopen(path, "re");
    if (!f) return 0;
    bool has_line = fgets(line, sizeof line, f) != NULL;
    fclose(f);
    pid_t pid = has_line ? (pid_t)strtol(line, NULL, 10) : 0;
    if (pid > 0 && is_ours(p, pid)) return pid;
    unlink(path);
    snprintf(path, sizeof path, "%s/.s.PGSQL." CLUSTER_PORT ".lock", p->socket);
    unlink(path);
    return 0;
}

static const struct {
    const char *sign, *advice;
} advices[] = {
    {"No space left on device", "the disk is full: free some space and start again"},
    {"Disk quota exceeded", "the disk quota is used up: free some space and start again"},
    {"Read-only file system",
     "the file system is read-only: set OTA_DATA_DIR to a folder that can be written"},
    {"could not map anonymous shared memory",
     "there is too little memory for PostgreSQL: free some or add swap"},
    {"Cannot allocate memory", "there is too little memory for PostgreSQL: free some or add swap"},
    {"could not create semaphores", "the system's limit of semaphores is reached (kernel.sem)"},
    {"database files are incompatible", "the cluster was made by another major version of "
                                        "PostgreSQL: install that one, or move the cluster with "
                                        "pg_upgrade"},
    {"unrecognized configuration parameter",
     "remove the setting named above from local.conf or postgresql.conf"},
    {"Permission denied", "check who owns the data folder and the folders above it"},
};

void process_explain(const struct place *p, FILE *out)
{
    char tail[LOG_TAIL_BYTES + 1];
    FILE *f = fopen(p->log, "re");
    if (!f) return;
    if (fseek(f, -LOG_TAIL_BYTES, SEEK_END) < 0) rewind(f);
    tail[fread(tail, 1, LOG_TAIL_BYTES, f)] = 0;
    fclose(f);
    fprintf(out, "ota: the end of %s:\n%s", p->log, tail);
    for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++) {
        if (!strstr(tail, advices[i].sign)) continue;
        fprintf(out, "ota: %s\n", advices[i].advice);
        return;
    }
}
