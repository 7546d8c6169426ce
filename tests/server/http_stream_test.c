/* Answers in pieces, fed from another thread. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/server/http_fixture.h"

enum { PIECES = 400, PIECE_BYTES = 16 * 1024, READ_BYTES = 64 * 1024 };

struct feeder {
    pthread_t thread;
    struct request *request;
    struct stream *stream;
    int pieces;
    bool is_whole;
    _Atomic int fed;
};
static struct feeder feeder;

static void *feed(void *owner)
{
    struct feeder *f = owner;
    static char piece[PIECE_BYTES];
    memset(piece, 'p', sizeof piece);
    for (f->fed = 0; f->fed < f->pieces; f->fed++)
        if (!stream_feed(f->stream, (str){piece, sizeof piece})) break;
    stream_end(f->stream, f->is_whole);
    return NULL;
}

static void begin(struct request *r)
{
    feeder.request = r;
    feeder.stream = respond_stream(r, "application/x-ndjson");
    pthread_create(&feeder.thread, NULL, feed, &feeder);
}

static const struct route routes[] = {{METHOD_GET, "/stream", begin, ACCESS_OPEN, 0}};

/* Reads to the end; how many bytes of payload came, and whether the last chunk did. */
static size_t read_stream(int fd, bool *is_complete)
{
    static char bytes[READ_BYTES];
    size_t payload = 0;
    char tail[5] = "";
    ssize_t n;
    while ((n = recv(fd, bytes, sizeof bytes, 0)) > 0) {
        for (ssize_t i = 0; i < n; i++) {
            payload += bytes[i] == 'p';
            memmove(tail, tail + 1, 4);
            tail[4] = bytes[i];
        }
    }
    *is_complete = memcmp(tail, "0\r\n\r\n", 5) == 0;
    return payload;
}

static int ask(struct fixture *f, int pieces, bool is_whole)
{
    feeder = (struct feeder){.pieces = pieces, .is_whole = is_whole};
    fixture_prepare(f, routes, 1);
    fixture_start(f);
    int fd = client_connect(f);
    client_send(fd, "GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return fd;
}

static void a_stream_arrives_whole(void **state)
{
    (void)state;
    struct fixture f;
    bool is_complete;
    int fd = ask(&f, PIECES, true);
    /* a few p are in the headers */
    size_t payload = read_stream(fd, &is_complete);
    assert_true(payload >= (size_t)PIECES * PIECE_BYTES &&
                payload < (size_t)PIECES * PIECE_BYTES + 20);
    assert_true(is_complete);
    pthread_join(feeder.thread, NULL);
    close(fd);
    fixture_stop(&f);
}

static void a_torn_stream_is_seen_to_be_torn(void **state)
{
    (void)state;
    struct fixture f;
    bool is_complete;
    int fd = ask(&f, 3, false);
    read_stream(fd, &is_complete);
    assert_false(is_complete);
    pthread_join(feeder.thread, NULL);
    close(fd);
    fixture_stop(&f);
}

static void an_empty_stream_ends_at_once(void **state)
{
    (void)state;
    struct fixture f;
    bool is_complete;
    int fd = ask(&f, 0, true);
    read_stream(fd, &is_complete);
    assert_true(is_complete);
    pthread_join(feeder.thread, NULL);
    close(fd);
    fixture_stop(&f);
}

static void a_feeder_whose_client_left_is_told(void **state)
{
    (void)state;
    struct fixture f;
    char some[100];
    int fd = ask(&f, 1000000, true);
    assert_true(recv(fd, some, sizeof some, 0) > 0);
    close(fd);
    pthread_join(feeder.thread, NULL);
    assert_true(feeder.fed < 1000000);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_arrives_whole),
        cmocka_unit_test(a_torn_stream_is_seen_to_be_torn),
        cmocka_unit_test(an_empty_stream_ends_at_once),
        cmocka_unit_test(a_feeder_whose_client_left_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
