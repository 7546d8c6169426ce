/* Opening of listening sockets, with words for what goes wrong. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/str.h"
#include "server/base/log.h"
#include "server/http/server.h"

enum { BACKLOG = 4096, SOCKET_FLAGS = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC };

static void complain(const char *address, const char *problem)
{
    log_event(EVENT_LISTEN_FAILED,
              LOG_FIELDS(log_string("address", address), log_string("problem", problem)));
}

static const char *problem_of(int error)
{
    switch (error) {
    case EADDRINUSE:
        return "the address is in use: stop the other program or choose another "
               "address, such as OTA_LISTEN=127.0.0.1:8788";
    case EACCES:
        return "no permission for this address: choose a port from 1024 on with OTA_LISTEN";
    case EADDRNOTAVAIL:
        return "this machine does not have that address: set OTA_LISTEN to one it has";
    default: return strerror(error);
    }
}

/* A socket that answers on `path` is somebody's; one that does not was left behind. */
static bool is_stale(const struct sockaddr_un *at)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_refused = connect(fd, (const struct sockaddr *)at, sizeof *at) && errno == ECONNREFUSED;
    close(fd);
    return is_refused;
}

static status listen_unix(const char *address, const char *path, int *fds, size_t count)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof at.sun_path) {
        complain(address, "the path is too long for a Unix socket (107 bytes)");
        return S_UNAVAILABLE;
    }
    memcpy(at.sun_path, path, strlen(path) + 1);
    if (is_stale(&at)) unlink(path);
    int fd = socket(AF_UNIX, SOCKET_FLAGS, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, BACKLOG)) {
        complain(address, problem_of(errno));
        if (fd >= 0) close(fd);
        return S_UNAVAILABLE;
    }
    fds[0] = fd;
    for (size_t i = 1; i < count; i++) {
        fds[i] = dup(fd);
        if (fds[i] >= 0) continue;
        while (i > 0) close(fds[--i]);
        return S_UNAVAILABLE;
    }
    return S_OK;
}

static int open_tcp(const struct addrinfo *at, int port)
{
    int fd = socket(at->ai_family, SOCKET_FLAGS, 0);
    if (fd < 0) return -1;
    struct sockaddr_storage place;
    memcpy(&place, at->ai_addr, at->ai_addrlen);
    if (port && at->ai_family == AF_INET)
        ((struct sockaddr_in *)&place)->sin_port = htons((uint16_t)port);
    if (port && at->ai_family == AF_INET6)
        ((struct sockaddr_in6 *)&place)->sin6_port = htons((uint16_t)port);
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    /* The first socket takes the address alone, so that another program's is noticed; it shares
     * from then on with the other workers'. */
    if (port) setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (!bind(fd, (struct sockaddr *)&place, at->ai_addrlen)) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
        if (!listen(fd, BACKLOG)) return fd;
    }
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static bool is_loopback(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

static status listen_tcp(const char *address, const struct addrinfo *at, int *fds, size_t count)
{
    int port = 0;
    for (size_t i = 0; i < count; i++) {
        fds[i] = open_tcp(at, port);
        if (fds[i] < 0) {
            complain(address, problem_of(errno));
            while (i > 0) close(fds[--i]);
            return S_UNAVAILABLE;
        }
        if (!port) port = http_listen_port(fds[i]);
    }
    if (!is_loopback(at->ai_addr))
        log_event(EVENT_PUBLIC_LISTENER,
                  LOG_FIELDS(log_string("address", address),
                             log_string("advice", "put nginx in front, see deploy/")));
    return S_OK;
}

status http_listen(const char *address, int *fds, size_t count)
{
    str text = str_from(address);
    if (str_starts(text, STR("unix:"))) return listen_unix(address, address + 5, fds, count);
    size_t colon = text.len;
    while (colon > 0 && text.data[colon - 1] != ':') colon--;
    char host[256];
    str name = str_slice(text, 0, colon ? colon - 1 : 0);
    if (name.len >= 2 && name.data[0] == '[') name = str_slice(name, 1, name.len - 1);
    int64_t port;
    if (!colon || name.len >= sizeof host || !str_to_i64(str_slice(text, colon, text.len), &port) ||
        port < 0 || port > 65535) {
        complain(address, "expected host:port or unix:/path");
        return S_UNAVAILABLE;
    }
    snprintf(host, sizeof host, "%.*s", STR_ARGS(name));
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *at = NULL;
    int wrong = getaddrinfo(name.len ? host : NULL, address + colon, &hints, &at);
    if (wrong) {
        complain(address, gai_strerror(wrong));
        return S_UNAVAILABLE;
    }
    status failed = listen_tcp(address, at, fds, count);
    freeaddrinfo(at);
    return failed;
}

int http_listen_port(int fd)
{
    struct sockaddr_storage at = {0};
    socklen_t len = sizeof at;
    if (getsockname(fd, (struct sockaddr *)&at, &len)) return 0;
    if (at.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&at)->sin_port);
    if (at.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&at)->sin6_port);
    return 0;
}
