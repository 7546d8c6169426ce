/* The thread that sends and hears notes, over one connection that listens. */
#include "server/db/notes.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "server/base/heap.h"
#include "server/db/commit.h"
#include "server/db/conn.h"
#include "server/db/note_text.h"

enum {
    WAITING_BYTES_MAX = 4 << 20,
    BATCH_BYTES_WANTED = 64 << 10, /* further notes wait for the next batch */
    STATEMENT_MS = 10000,
    LOOK_EVERY_MS = 1000,
    PAUSE_FIRST_MS = 250,
    PAUSE_MAX_MS = 5000,
};

/* A note that waits to be sent. */
struct parcel {
    struct parcel *next;
    size_t len;
    char text[];
};

struct notes {
    struct notes_options options;
    pthread_t thread;
    int wake_fd;
    atomic_bool is_stopping;
    pthread_mutex_t lock; /* of what waits */
    struct parcel *first, **end;
    size_t waiting_bytes;
    bool is_linked;
    struct conn *conn; /* the thread's own, as all below */
    uint64_t batch_count;
    struct note_joiner joiner;
};

static void *run(void *owner);

static void dispose(struct notes *n)
{
    if (n->wake_fd >= 0) close(n->wake_fd);
    pthread_mutex_destroy(&n->lock);
    free(n);
}

status notes_start(struct notes **out, const struct notes_options *options)
{
    struct notes *n = calloc(1, sizeof *n);
    *out = NULL;
    if (!n) return S_OVER_LIMIT;
    n->options = *options;
    n->end = &n->first;
    n->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&n->lock, NULL);
    if (n->wake_fd < 0 || pthread_create(&n->thread, NULL, run, n)) {
        dispose(n);
        return S_OVER_LIMIT;
    }
    *out = n;
    return S_OK;
}

void notes_stop(struct notes *n)
{
    if (!n) return;
    atomic_store(&n->is_stopping, true);
    eventfd_write(n->wake_fd, 1);
    pthread_join(n->thread, NULL);
    dispose(n);
}

/* --- what waits --- */

static status put(struct notes *n, struct parcel *p)
{
    status s = S_OK;
    bool is_first = false;
    pthread_mutex_lock(&n->lock);
    if (!n->is_linked || n->waiting_bytes + p->len > WAITING_BYTES_MAX) {
        s = n->is_linked ? S_OVER_LIMIT : S_OK;
        free(p);
    } else {
        is_first = !n->first;
        *n->end = p;
        n->end = &p->next;
        n->waiting_bytes += p->len;
    }
    pthread_mutex_unlock(&n->lock);
    if (is_first) eventfd_write(n->wake_fd, 1);
    return s;
}

status notes_send(struct notes *n, const struct commit *note)
{
    struct arena arena;
    struct buf b;
    heap_arena_init(&arena, 2 * NOTE_BATCH_MAX);
    buf_init_arena(&b, &arena, NOTE_BATCH_MAX);
    note_write(&b, note);
    struct parcel *p = b.is_full ? NULL : malloc(sizeof *p + b.len);
    if (p) {
        *p = (struct parcel){.len = b.len};
        memcpy(p->text, b.data, b.len);
    }
    heap_arena_release(&arena);
    return p ? put(n, p) : S_OVER_LIMIT;
}

/* Moves waiting notes into one batch; empty when none waits. */
static void take_batch(struct notes *n, struct buf *batch)
{
    pthread_mutex_lock(&n->lock);
    while (n->first && (!batch->len || batch->len + n->first->len <= BATCH_BYTES_WANTED)) {
        struct parcel *p = n->first;
        n->first = p->next;
        if (!n->first) n->end = &n->first;
        n->waiting_bytes -= p->len;
        buf_add(batch, (str){p->text, p->len});
        free(p);
    }
    pthread_mutex_unlock(&n->lock);
}

static void set_linked(struct notes *n, bool is_linked)
{
    pthread_mutex_lock(&n->lock);
    n->is_linked = is_linked;
    while (!is_linked && n->first) {
        struct parcel *p = n->first;
        n->first = p->next;
        free(p);
    }
    if (!is_linked) {
        n->end = &n->first;
        n->waiting_bytes = 0;
    }
    pthread_mutex_unlock(&n->lock);
}

/* --- to the others --- */

static status send_parts(struct notes *n, str batch)
{
    char memory[NOTE_PART_MAX];
    size_t parts = note_part_count(batch), at = 0;
    status bad = parts > 1 ? conn_begin(n->conn, NULL) : S_OK;
    n->batch_count++;
    for (size_t i = 0; i < parts && !bad; i++) {
        struct buf b;
        const struct db_result *ignored;
        buf_init(&b, memory, sizeof memory);
        note_write_part(&b, batch, n->batch_count, i, &at);
        const str part = buf_str(&b);
        bad = conn_query(n->conn, STR("select pg_notify('ota_notes', $1)"), &part, 1, &ignored);
    }
    if (!bad && parts > 1) bad = conn_commit(n->conn);
    if (bad) conn_rollback(n->conn);
    return bad;
}

/* A batch that PostgreSQL refuses is lost, as any note may be; the connection goes on. */
static status send_waiting(struct notes *n)
{
    bool is_empty = false;
    while (!is_empty) {
        struct arena arena;
        struct buf batch;
        heap_arena_init(&arena, 2 * NOTE_BATCH_MAX);
        buf_init_arena(&batch, &arena, NOTE_BATCH_MAX);
        take_batch(n, &batch);
        is_empty = !batch.len;
        status bad = is_empty || batch.is_full ? S_OK : send_parts(n, buf_str(&batch));
        heap_arena_release(&arena);
        if (bad && !conn_is_alive(n->conn)) return S_UNAVAILABLE;
    }
    return S_OK;
}

/* --- from the others --- */

static void hear(void *owner, str part)
{
    struct notes *n = owner;
    struct commit *note;
    str rest;
    if (note_join(&n->joiner, part, &rest)) return;
    while (rest.len && note_read(&rest, &note) == S_OK) n->options.on_note(n->options.owner, note);
}

static void tell_linked(struct notes *n)
{
    str text = STR("6:" NOTES_LINKED "0:0:0:0:0:");
    struct commit *note;
    if (note_read(&text, &note) == S_OK) n->options.on_note(n->options.owner, note);
}

static status link_up(struct notes *n)
{
    status bad = n->conn ? conn_reopen(n->conn)
                         : conn_open(&n->conn, n->options.settings, LOGIN_SERVER, STATEMENT_MS);
    if (!bad) bad = conn_script(n->conn, "listen ota_notes");
    if (bad) return bad;
    set_linked(n, true);
    tell_linked(n);
    return S_OK;
}

static void *run(void *owner)
{
    struct notes *n = owner;
    int pause_ms = PAUSE_FIRST_MS;
    note_joiner_init(&n->joiner);
    while (!atomic_load(&n->is_stopping)) {
        eventfd_t ignored;
        status bad = link_up(n);
        if (!bad) pause_ms = PAUSE_FIRST_MS;
        while (!bad && !atomic_load(&n->is_stopping)) {
            eventfd_read(n->wake_fd, &ignored);
            bad = send_waiting(n);
            if (!bad) bad = conn_hear(n->conn, n->wake_fd, LOOK_EVERY_MS, hear, n);
        }
        if (!bad) bad = send_waiting(n); /* the farewells of a server that stops */
        set_linked(n, false);
        eventfd_read(n->wake_fd, &ignored);
        struct pollfd wake = {.fd = n->wake_fd, .events = POLLIN};
        if (!atomic_load(&n->is_stopping)) poll(&wake, 1, pause_ms);
        pause_ms = pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
    }
    note_joiner_release(&n->joiner);
    conn_close(n->conn);
    return NULL;
}
