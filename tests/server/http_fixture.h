/* A real HTTP server on a thread of its own, and a plain socket client for tests. */
#ifndef OTA_TESTS_HTTP_FIXTURE_H
#define OTA_TESTS_HTTP_FIXTURE_H

#include <pthread.h>
#include <stdbool.h>

#include "server/base/settings.h"
#include "server/http/assets.h"
#include "server/http/server.h"
#include "tests/server/cmocka_includes.h"

enum { FIXTURE_REPLY_MAX = 256 * 1024 };

struct fixture {
    struct settings settings;
    struct services services;
    struct http_options options;
    struct http_server *http;
    int port;
    bool is_running;
    pthread_t thread;
    struct post drain;
};

/* Settings are the defaults; change f->settings or f->options between the two calls. */
void fixture_prepare(struct fixture *f, const struct route *routes, size_t count);
void fixture_start(struct fixture *f);
/* Drains, joins, releases. */
void fixture_stop(struct fixture *f);
/* Starts draining without waiting for it. */
void fixture_drain(struct fixture *f);

int client_connect(const struct fixture *f);
void client_send(int fd, const char *text);
/* Reads one whole answer by its Content-Length (or to the end of the stream) into a static-sized
 * buffer; the length read, 0 when the server closed without a word. */
size_t client_read(int fd, char *reply, size_t size);
/* Everything until the server closes. */
size_t client_read_all(int fd, char *reply, size_t size);
/* connect, send, read, close; the reply's status code, 0 when there was none. */
int client_ask(const struct fixture *f, const char *request, char *reply, size_t size);

#endif
