/* Choosing the cluster's folder and user, so that a checkout under /root just works. */
#include "server/db/cluster_place.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/base/settings.h"

enum { ACCOUNT_BYTES = 4096 };

#define SOCKET_FILE "/.s.PGSQL." CLUSTER_PORT ".lock"

/* dir + tail, or S_OVER_LIMIT. */
static status join(char out[CLUSTER_PATH_MAX], const char *dir, const char *tail)
{
    int n = snprintf(out, CLUSTER_PATH_MAX, "%s%s", dir, tail);
    return n >= 0 && n < CLUSTER_PATH_MAX ? S_OK : S_OVER_LIMIT;
}

/* One line for people; gives `s` back. */
__attribute__((format(printf, 3, 4))) static status say(FILE *out, status s, const char *format,
                                                        ...)
{
    va_list values;
    if (!out) return s;
    va_start(values, format);
    fputs("ota: ", out);
    vfprintf(out, format, values);
    fputc('\n', out);
    va_end(values);
    return s;
}

/* A short name for a path, the same every time: 64-bit FNV-1a. */
static uint64_t hash_of(const char *path)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (; *path; path++) h = (h ^ (unsigned char)*path) * 0x100000001b3u;
    return h;
}

/* --- the user --- */

/* Threads that connect ask for the place, too, so nothing of libc's own memory is used. */
struct account {
    struct passwd pw;
    char texts[ACCOUNT_BYTES];
};

static bool find_by_id(struct account *a, uid_t uid)
{
    struct passwd *found = NULL;
    return getpwuid_r(uid, &a->pw, a->texts, sizeof a->texts, &found) == 0 && found;
}

static bool find_by_name(struct account *a, const char *name)
{
    struct passwd *found = NULL;
    return getpwnam_r(name, &a->pw, a->texts, sizeof a->texts, &found) == 0 && found;
}

static status take_user(struct place *p, const struct account *a)
{
    p->uid = a->pw.pw_uid;
    p->gid = a->pw.pw_gid;
    snprintf(p->user, sizeof p->user, "%s", a->pw.pw_name);
    return S_OK;
}

/* PostgreSQL refuses to run as root. */
static status choose_user(struct place *p, const struct settings *s, FILE *out)
{
    struct account a;
    struct stat st;
    p->must_change_user = geteuid() == 0;
    if (stat(p->data, &st) == 0 && st.st_uid != 0 && find_by_id(&a, st.st_uid)) {
        if (!p->must_change_user && st.st_uid != geteuid())
            return say(
                out, S_NO_ACCESS,
                "the cluster in %s belongs to %s: run as that user or as root, or choose another "
                "folder with OTA_DATA_DIR",
                p->root, a.pw.pw_name);
        return take_user(p, &a);
    }
    if (!p->must_change_user) {
        p->uid = geteuid();
        p->gid = getegid();
        snprintf(p->user, sizeof p->user, "%s",
                 find_by_id(&a, p->uid) ? a.pw.pw_name : "this user");
        return S_OK;
    }
    if (s->cluster_user[0]) {
        if (find_by_name(&a, s->cluster_user) && a.pw.pw_uid != 0) return take_user(p, &a);
        return say(out, S_INVALID, "there is no unprivileged user '%s': OTA_CLUSTER_USER names one",
                   s->cluster_user);
    }
    if (find_by_name(&a, "postgres") || find_by_name(&a, "nobody")) return take_user(p, &a);
    return say(
        out, S_NOT_FOUND,
        "PostgreSQL does not run as root and there is neither a user postgres nor nobody: make "
        "one and name it in OTA_CLUSTER_USER");
}

/* --- the folder --- */

static status absolute(char out[CLUSTER_PATH_MAX], const char *path)
{
    char here[PATH_MAX], whole[PATH_MAX];
    if (realpath(path, whole)) return join(out, whole, "");
    if (path[0] == '/') return join(out, path, "");
    if (!getcwd(here, sizeof here)) return S_NOT_FOUND;
    status bad = join(out, here, "/");
    return bad ? bad : join(whole, out, path) ? S_OVER_LIMIT : join(out, whole, "");
}

/* The longest that a socket's address can hold, and the file that locks it. */
static status choose_socket(struct place *p)
{
    status bad = join(p->socket, p->root, "/socket");
    size_t longest = sizeof((struct sockaddr_un *)0)->sun_path - 1;
    if (!bad && strlen(p->socket) + strlen(SOCKET_FILE) <= longest) return S_OK;
    int n = snprintf(p->socket, sizeof p->socket, "/tmp/ota-%lu-%016llx", (unsigned long)p->uid,
                     (unsigned long long)hash_of(p->root));
    return n > 0 ? S_OK : S_OVER_LIMIT;
}

static status settle(struct place *p)
{
    status bad = join(p->data, p->root, "/data");
    if (!bad) bad = join(p->log, p->root, "/postgres.log");
    return bad;
}

status place_find(struct place *p, const struct settings *s, FILE *out)
{
    char data_dir[CLUSTER_PATH_MAX], target[PATH_MAX];
    *p = (struct place){.uid = 0};
    status bad = absolute(data_dir, s->data_dir);
    if (!bad) bad = join(p->link, data_dir, "/cluster");
    if (bad) return say(out, bad, "the path of OTA_DATA_DIR is too long: %s", s->data_dir);
    ssize_t n = readlink(p->link, target, sizeof target - 1);
    target[n > 0 ? n : 0] = 0;
    if ((bad = join(p->root, n > 0 ? target : p->link, ""))) return bad;
    if ((bad = settle(p))) return bad;
    if ((bad = choose_user(p, s, out))) return bad;
    return choose_socket(p);
}

bool place_is_reachable(const struct place *p, const char *path)
{
    char part[CLUSTER_PATH_MAX];
    struct stat st;
    for (const char *slash = path; (slash = strchr(slash + 1, '/'));) {
        snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        if (stat(part, &st) < 0) return errno == ENOENT;
        mode_t needed = st.st_uid == p->uid ? S_IXUSR : st.st_gid == p->gid ? S_IXGRP : S_IXOTH;
        if (!(st.st_mode & needed)) return false;
    }
    return true;
}

/* --- making --- */

static status make_folder(const char *path, mode_t mode)
{
    if (mkdir(path, mode) == 0 || errno == EEXIST) return S_OK;
    if (errno == ENOSPC || errno == EDQUOT) return S_OVER_LIMIT;
    return errno == EACCES || errno == EPERM || errno == EROFS ? S_NO_ACCESS : S_NOT_FOUND;
}

/* `path` and what is missing above it. */
static status make_folders(const char *path, mode_t mode)
{
    char part[CLUSTER_PATH_MAX];
    status bad = S_OK;
    for (const char *slash = path; !bad && (slash = strchr(slash + 1, '/'));) {
        snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        bad = make_folder(part, 0755);
    }
    return bad ? bad : make_folder(path, mode);
}

/* A folder of the cluster's user's own that nobody else can look into. */
static status make_private(const struct place *p, const char *path)
{
    struct stat st;
    status bad = make_folders(path, 0700);
    if (bad) return bad;
    if (p->must_change_user && lstat(path, &st) == 0 && st.st_uid == 0 &&
        lchown(path, p->uid, p->gid) < 0)
        return S_NO_ACCESS;
    if (lstat(path, &st) < 0 || !S_ISDIR(st.st_mode) || st.st_uid != p->uid) return S_NO_ACCESS;
    if (st.st_mode & 077 && chmod(path, 0700) < 0) return S_NO_ACCESS;
    return S_OK;
}

/* Under /var/lib, or /tmp where that cannot be written, with a link from where it was looked
 * for. */
static status go_elsewhere(struct place *p, FILE *out)
{
    static const char *const parents[] = {"/var/lib/ota", "/tmp"};
    for (size_t i = 0; i < sizeof parents / sizeof parents[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "/ota-cluster-%016llx", (unsigned long long)hash_of(p->link));
        if (join(p->root, parents[i], name) || !place_is_reachable(p, p->root)) continue;
        if (make_private(p, p->root)) continue;
        if (symlink(p->root, p->link) < 0 && errno != EEXIST) continue;
        say(out, S_OK, "user %s cannot work under the data folder, so the cluster goes to %s",
            p->user, p->root);
        status bad = settle(p);
        return bad ? bad : choose_socket(p);
    }
    return say(
        out, S_NO_ACCESS,
        "no folder found that user %s can reach: set OTA_DATA_DIR to one, or OTA_DATABASE_URL to "
        "a PostgreSQL that runs already",
        p->user);
}

static status explain(status why, const char *path, FILE *out)
{
    if (why == S_OVER_LIMIT)
        return say(out, why, "the disk is full: %s cannot be made; free some space and start again",
                   path);
    return say(out, why,
               "%s cannot be made or is not ours: check who owns it and the folders above", path);
}

status place_make(struct place *p, FILE *out)
{
    char data_dir[CLUSTER_PATH_MAX];
    bool is_new = access(p->data, F_OK) < 0;
    snprintf(data_dir, sizeof data_dir, "%.*s", (int)(strlen(p->link) - strlen("/cluster")),
             p->link);
    status bad = make_folders(data_dir, 0755);
    if (bad) return explain(bad, data_dir, out);
    bool is_reachable = place_is_reachable(p, p->root);
    if (!is_reachable && !is_new)
        return say(out, S_NO_ACCESS,
                   "user %s can no longer reach the cluster in %s: allow the folders above it "
                   "(chmod o+x), or move it and set OTA_DATA_DIR",
                   p->user, p->root);
    bad = is_reachable ? make_private(p, p->root) : S_NO_ACCESS;
    if (bad == S_NO_ACCESS && is_new && p->must_change_user)
        bad = go_elsewhere(p, out);
    else if (bad)
        return explain(bad, p->root, out);
    if (bad) return bad;
    /* Here, because whoever starts a process later may be a thread. */
    p->group_count = PLACE_GROUPS_MAX;
    if (getgrouplist(p->user, p->gid, p->groups, &p->group_count) < 0)
        p->group_count = PLACE_GROUPS_MAX;
    bad = make_private(p, p->socket);
    return bad ? explain(bad, p->socket, out) : S_OK;
}
