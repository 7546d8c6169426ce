/* WebSockets over real sockets: handshake, echo, limits, closing, draining. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/base/clock.h"
#include "server/base/metrics.h"
#include "server/http/websocket.h"
#include "tests/server/http_fixture.h"

enum { MASK_BYTES = 4, FLOOD_FRAMES = 4000, FLOOD_BYTES = 4096 };

static atomic_int opened, closed, over_limit;

static void on_open(struct websocket *ws, void *owner)
{
    (void)ws;
    (void)owner;
    opened++;
}

static void flood(struct websocket *ws)
{
    static char text[FLOOD_BYTES];
    memset(text, 'f', sizeof text);
    struct frame *f = frame_create((str){text, sizeof text});
    for (int i = 0; i < FLOOD_FRAMES; i++) {
        if (websocket_send_frame(ws, f) != S_OVER_LIMIT) continue;
        over_limit++;
        assert_true(websocket_backlog(ws) <= WEBSOCKET_QUEUE_MAX);
    }
    frame_release(f);
}

static void on_message(struct websocket *ws, void *owner, str message, bool is_text)
{
    (void)owner;
    if (str_equal(message, STR("flood")))
        flood(ws);
    else if (str_equal(message, STR("shut")))
        websocket_shut(ws, 4000, STR("asked for"));
    else if (websocket_send(ws, is_text ? message : STR("binary")))
        websocket_shut(ws, 1013, STR("full"));
}

static void on_close(struct websocket *ws, void *owner)
{
    (void)ws;
    (void)owner;
    closed++;
}

static void connect_socket(struct request *r)
{
    static const struct websocket_handler echo = {on_open, on_message, on_close};
    websocket_accept(r, &echo, NULL);
}

static const struct route routes[] = {{METHOD_GET, "/socket", connect_socket, ACCESS_OPEN, 0}};

static const char upgrade[] =
    "GET /socket HTTP/1.1\r\nHost: ota.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

static void start(struct fixture *f)
{
    opened = closed = over_limit = 0;
    fixture_prepare(f, routes, 1);
    fixture_start(f);
}

static void finish(struct fixture *f, int expected_closes)
{
    fixture_stop(f);
    assert_int_equal(closed, expected_closes);
}

static int open_socket(const struct fixture *f)
{
    char reply[2048];
    int fd = client_connect(f);
    client_send(fd, upgrade);
    assert_true(client_read(fd, reply, sizeof reply) > 0);
    assert_non_null(strstr(reply, "101 Switching Protocols"));
    assert_non_null(strstr(reply, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    return fd;
}

/* A masked client frame with a 16-bit length where it must be. */
static void send_frame(int fd, unsigned char opcode, const char *payload, size_t len)
{
    static unsigned char frame[8 + 70000];
    static const unsigned char mask[MASK_BYTES] = {1, 2, 3, 4};
    size_t at = 0;
    frame[at++] = (unsigned char)(0x80 | opcode);
    if (len < 126)
        frame[at++] = (unsigned char)(0x80 | len);
    else {
        frame[at++] = 0x80 | 126;
        frame[at++] = (unsigned char)(len >> 8);
        frame[at++] = (unsigned char)len;
    }
    memcpy(frame + at, mask, MASK_BYTES);
    at += MASK_BYTES;
    for (size_t i = 0; i < len; i++) frame[at++] = (unsigned char)payload[i] ^ mask[i % MASK_BYTES];
    assert_int_equal(send(fd, frame, at, MSG_NOSIGNAL), (ssize_t)at);
}

static void read_exactly(int fd, unsigned char *to, size_t len)
{
    assert_int_equal(recv(fd, to, len, MSG_WAITALL), (ssize_t)len);
}

/* Payload length of the next server frame; its first byte in *head. */
static size_t read_frame(int fd, unsigned char *head, char *payload, size_t size)
{
    unsigned char b[8];
    read_exactly(fd, b, 2);
    *head = b[0];
    size_t len = b[1];
    if (len == 126) {
        read_exactly(fd, b, 2);
        len = (size_t)b[0] << 8 | b[1];
    }
    assert_true(len < size);
    read_exactly(fd, (unsigned char *)payload, len);
    payload[len] = '\0';
    return len;
}

static void messages_are_echoed_and_pings_answered(void **state)
{
    (void)state;
    struct fixture f;
    unsigned char head;
    static char payload[70000], long_text[60000];
    start(&f);
    int fd = open_socket(&f);
    send_frame(fd, 1, "hello", 5);
    assert_int_equal(read_frame(fd, &head, payload, sizeof payload), 5);
    assert_int_equal(head, 0x81);
    assert_string_equal(payload, "hello");
    send_frame(fd, 9, "are you there", 13);
    assert_int_equal(read_frame(fd, &head, payload, sizeof payload), 13);
    assert_int_equal(head, 0x8a);
    assert_string_equal(payload, "are you there");
    memset(long_text, 'l', sizeof long_text);
    send_frame(fd, 1, long_text, sizeof long_text);
    assert_int_equal(read_frame(fd, &head, payload, sizeof payload), sizeof long_text);
    assert_memory_equal(payload, long_text, sizeof long_text);
    send_frame(fd, 2, "\0\1", 2);
    read_frame(fd, &head, payload, sizeof payload);
    assert_string_equal(payload, "binary");
    close(fd);
    finish(&f, 1);
    assert_int_equal(opened, 1);
}

static void a_frame_sent_together_with_the_handshake_is_not_lost(void **state)
{
    (void)state;
    struct fixture f;
    char reply[2048], together[1024];
    unsigned char head;
    start(&f);
    size_t len = sizeof upgrade - 1;
    memcpy(together, upgrade, len);
    memcpy(together + len, "\x81\x82\0\0\0\0hi", 8);
    int fd = client_connect(&f);
    assert_int_equal(send(fd, together, len + 8, MSG_NOSIGNAL), (ssize_t)(len + 8));
    assert_true(client_read(fd, reply, sizeof reply) > 0);
    assert_int_equal(read_frame(fd, &head, reply, sizeof reply), 2);
    assert_string_equal(reply, "hi");
    close(fd);
    finish(&f, 1);
}

static void broken_handshakes_are_refused_and_the_owner_hears_of_it(void **state)
{
    (void)state;
    static const struct {
        int status;
        const char *instead_of, *by;
    } rows[] = {
        {426, "Upgrade: websocket", "Upgrade: h2c"},
        {426, "Connection: Upgrade", "Connection: close"},
        {426, "Version: 13", "Version: 8"},
        {400, "Key: dGhlIHNhbXBsZSBub25jZQ==", "Key: short"},
        {403, "Host: ota.example", "Host: ota.example\r\nOrigin: https://evil.example"},
    };
    struct fixture f;
    char request[1024], reply[2048];
    start(&f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *at = strstr(upgrade, rows[i].instead_of);
        assert_non_null(at);
        snprintf(request, sizeof request, "%.*s%s%s", (int)(at - upgrade), upgrade, rows[i].by,
                 at + strlen(rows[i].instead_of));
        assert_int_equal(client_ask(&f, request, reply, sizeof reply), rows[i].status);
        assert_int_equal(closed, (int)i + 1);
    }
    finish(&f, 5);
    assert_int_equal(opened, 0);
}

static void a_page_of_the_same_host_may_connect(void **state)
{
    (void)state;
    struct fixture f;
    char request[1024], reply[2048];
    start(&f);
    snprintf(request, sizeof request, "%.*s\r\nOrigin: https://ota.example\r\n\r\n",
             (int)(sizeof upgrade - 5), upgrade);
    int fd = client_connect(&f);
    client_send(fd, request);
    client_read(fd, reply, sizeof reply);
    assert_non_null(strstr(reply, " 101 "));
    close(fd);
    finish(&f, 1);
}

static void too_long_a_message_is_closed_with_1009(void **state)
{
    (void)state;
    struct fixture f;
    unsigned char head;
    static char text[65535];
    char payload[200];
    start(&f);
    int fd = open_socket(&f);
    memset(text, 'x', sizeof text);
    /* two fragments that are too long together */
    unsigned char first[8] = {0x01, 0x80 | 126, 0xff, 0xff, 0, 0, 0, 0};
    assert_int_equal(send(fd, first, sizeof first, MSG_NOSIGNAL), 8);
    assert_int_equal(send(fd, text, sizeof text, MSG_NOSIGNAL), (ssize_t)sizeof text);
    send_frame(fd, 0, "xxxxx", 5);
    assert_true(read_frame(fd, &head, payload, sizeof payload) >= 2);
    assert_int_equal(head, 0x88);
    assert_int_equal((unsigned char)payload[0] << 8 | (unsigned char)payload[1], 1009);
    close(fd);
    finish(&f, 1);
}

static void a_peer_that_does_not_read_is_bounded(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    int fd = open_socket(&f);
    send_frame(fd, 1, "flood", 5);
    int64_t deadline = clock_monotonic_ms() + 10000;
    while (!over_limit) assert_true(clock_monotonic_ms() < deadline);
    close(fd);
    finish(&f, 1);
}

static void the_server_closes_with_code_and_reason(void **state)
{
    (void)state;
    struct fixture f;
    unsigned char head;
    char payload[200];
    start(&f);
    int fd = open_socket(&f);
    send_frame(fd, 1, "shut", 4);
    assert_int_equal(read_frame(fd, &head, payload, sizeof payload), 2 + 9);
    assert_int_equal(head, 0x88);
    assert_memory_equal(payload,
                        "\x0f\xa0"
                        "asked for",
                        11);
    send_frame(fd, 8, "\x0f\xa0", 2);
    assert_int_equal(recv(fd, payload, 1, 0), 0);
    close(fd);
    finish(&f, 1);
}

static void draining_says_going_away(void **state)
{
    (void)state;
    struct fixture f;
    unsigned char head;
    char payload[200];
    start(&f);
    int fd = open_socket(&f);
    fixture_drain(&f);
    read_frame(fd, &head, payload, sizeof payload);
    assert_int_equal(head, 0x88);
    assert_int_equal((unsigned char)payload[0] << 8 | (unsigned char)payload[1], 1001);
    send_frame(fd, 8, "\x03\xe9", 2);
    assert_int_equal(recv(fd, payload, 1, 0), 0);
    close(fd);
    finish(&f, 1);
}

static void beyond_sockets_max_the_answer_is_503(void **state)
{
    (void)state;
    struct fixture f;
    char reply[2048];
    int fds[16];
    opened = closed = 0;
    fixture_prepare(&f, routes, 1);
    f.settings.sockets_max = 16;
    fixture_start(&f);
    for (int i = 0; i < 16; i++) fds[i] = open_socket(&f);
    assert_int_equal(client_ask(&f, upgrade, reply, sizeof reply), 503);
    for (int i = 0; i < 16; i++) close(fds[i]);
    finish(&f, 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_echoed_and_pings_answered),
        cmocka_unit_test(a_frame_sent_together_with_the_handshake_is_not_lost),
        cmocka_unit_test(broken_handshakes_are_refused_and_the_owner_hears_of_it),
        cmocka_unit_test(a_page_of_the_same_host_may_connect),
        cmocka_unit_test(too_long_a_message_is_closed_with_1009),
        cmocka_unit_test(a_peer_that_does_not_read_is_bounded),
        cmocka_unit_test(the_server_closes_with_code_and_reason),
        cmocka_unit_test(draining_says_going_away),
        cmocka_unit_test(beyond_sockets_max_the_answer_is_503),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
