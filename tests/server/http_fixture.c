/* Starting and stopping a server for tests, and asking it. */
#include "tests/server/http_fixture.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "server/base/log.h"
#include "server/base/metrics.h"

enum { CLIENT_TIMEOUT_S = 20 };

void fixture_prepare(struct fixture *f, const struct route *routes, size_t count)
{
    *f = (struct fixture){0};
    log_open("error", "text", STDERR_FILENO);
    assert_int_equal(settings_load(&f->settings, NULL, stderr), S_OK);
    assert_int_equal(loop_open(&f->services.loop), S_OK);
    assert_int_equal(metrics_create(&f->services.metrics, NULL, 0), S_OK);
    f->services.settings = &f->settings;
    f->options = (struct http_options){
        .settings = &f->settings, .services = &f->services, .routes = routes, .route_count = count};
}

static void *run(void *owner)
{
    struct fixture *f = owner;
    struct loop_hooks hooks = http_server_hooks(f->http);
    loop_run(f->services.loop, &hooks);
    return NULL;
}

void fixture_start(struct fixture *f)
{
    int fd;
    assert_int_equal(http_listen("127.0.0.1:0", &fd, 1), S_OK);
    f->port = http_listen_port(fd);
    f->options.listen_fd = fd;
    assert_int_equal(http_server_open(&f->http, &f->options), S_OK);
    assert_int_equal(pthread_create(&f->thread, NULL, run, f), 0);
    f->is_running = true;
}

static void deliver_drain(struct post *p)
{
    struct fixture *f = (struct fixture *)((char *)p - offsetof(struct fixture, drain));
    http_server_drain(f->http, NULL, NULL);
}

void fixture_drain(struct fixture *f)
{
    f->drain.deliver = deliver_drain;
    loop_post(f->services.loop, &f->drain);
}

void fixture_stop(struct fixture *f)
{
    if (f->is_running) {
        if (!f->drain.deliver) fixture_drain(f);
        pthread_join(f->thread, NULL);
        http_server_close(f->http);
    }
    loop_close(f->services.loop);
    metrics_destroy(f->services.metrics);
    settings_release(&f->settings);
}

int client_connect(const struct fixture *f)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)f->port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timeval patience = {.tv_sec = CLIENT_TIMEOUT_S};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    return fd;
}

void client_send(int fd, const char *text)
{
    size_t len = strlen(text);
    assert_int_equal(send(fd, text, len, MSG_NOSIGNAL), (ssize_t)len);
}

/* How long the whole answer is, once its headers are there; 0: not known yet. */
static size_t whole_length(const char *reply)
{
    const char *end = strstr(reply, "\r\n\r\n");
    const char *length = strcasestr(reply, "\r\ncontent-length:");
    if (!end) return 0;
    size_t head = (size_t)(end - reply) + 4;
    if (length && length < end) return head + (size_t)strtoul(length + 17, NULL, 10);
    bool has_body = !strstr(reply, " 204 ") && !strstr(reply, " 304 ") && !strstr(reply, " 101 ");
    return has_body ? 0 : head;
}

size_t client_read(int fd, char *reply, size_t size)
{
    size_t len = 0;
    reply[0] = '\0';
    while (len + 1 < size) {
        size_t whole = whole_length(reply);
        if (whole && len >= whole) break;
        size_t wanted = whole ? whole - len : 1; /* never into the next answer */
        ssize_t n = recv(fd, reply + len, wanted < size - 1 - len ? wanted : size - 1 - len, 0);
        if (n <= 0) break;
        len += (size_t)n;
        reply[len] = '\0';
    }
    return len;
}

size_t client_read_all(int fd, char *reply, size_t size)
{
    size_t len = 0;
    ssize_t n;
    while (len + 1 < size && (n = recv(fd, reply + len, size - 1 - len, 0)) > 0) len += (size_t)n;
    reply[len] = '\0';
    return len;
}

int client_ask(const struct fixture *f, const char *request, char *reply, size_t size)
{
    int fd = client_connect(f);
    client_send(fd, request);
    size_t len = client_read(fd, reply, size);
    close(fd);
    return len > 12 ? (int)strtol(reply + 9, NULL, 10) : 0;
}
