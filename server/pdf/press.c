/* The press: what all papers are written with, and its first paper, which nobody reads. */
#include "server/pdf/press.h"

#include <pthread.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/pdf/pen.h"

enum { SPECIMEN_BYTES_MAX = 1024 * 1024 };

struct press {
    pthread_mutex_t lock;
    pthread_cond_t is_free;
    bool is_taken;
    struct turn *waiting; /* by pages, then as they came */
    PangoFontMap *fonts;  /* whose turn it is uses them */
    pthread_t loader;
};

/* The libraries below are not built for the sanitizers, which then misread two things. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
const char *__tsan_default_suppressions(void);

/* A thread of pango's own reads the fonts, and harfbuzz and cairo keep what all threads need; how
 * they hand it over is not seen. */
const char *__tsan_default_suppressions(void)
{
    return "race:libpangoft2\nrace:libpango-1.0\nrace:libpangocairo\nrace:libfontconfig\n"
           "race:libglib-2.0\nrace:libharfbuzz\nrace:libcairo\nrace:libfreetype";
}
#endif
#if __has_feature(address_sanitizer)
const char *__lsan_default_suppressions(void);

/* What fontconfig has loaded it keeps until the process ends. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}
#endif
#endif

static void *load(void *press);

status press_open(struct press **made)
{
    struct press *press = calloc(1, sizeof *press);
    *made = press;
    if (!press) return S_OVER_LIMIT;
    press->fonts = pango_cairo_font_map_new();
    pthread_mutex_init(&press->lock, NULL);
    pthread_cond_init(&press->is_free, NULL);
    if (!pthread_create(&press->loader, NULL, load, press)) return S_OK;
    pthread_cond_destroy(&press->is_free);
    pthread_mutex_destroy(&press->lock);
    g_object_unref(press->fonts);
    free(press);
    *made = NULL;
    return S_OVER_LIMIT;
}

void press_close(struct press *press)
{
    if (!press) return;
    pthread_join(press->loader, NULL);
    pthread_cond_destroy(&press->is_free);
    pthread_mutex_destroy(&press->lock);
    g_object_unref(press->fonts);
    free(press);
}

/* Each that goes before those who wait brings them a page nearer, so that a crowd of short papers
 * cannot keep a long one waiting for ever: they alternate with its pages in the end. */
static void wait_for_turn(struct press *press, struct turn *turn)
{
    struct turn **place = &press->waiting;
    while (*place && (*place)->pages <= turn->pages) place = &(*place)->next;
    turn->next = *place;
    *place = turn;
    while (press->is_taken || press->waiting != turn)
        pthread_cond_wait(&press->is_free, &press->lock);
    press->waiting = turn->next;
    press->is_taken = true;
    for (struct turn *t = press->waiting; t; t = t->next)
        if (t->pages) t->pages--;
}

static void leave(struct press *press)
{
    press->is_taken = false;
    pthread_cond_broadcast(&press->is_free);
}

PangoFontMap *press_take(struct press *press, struct turn *turn)
{
    pthread_mutex_lock(&press->lock);
    wait_for_turn(press, turn);
    pthread_mutex_unlock(&press->lock);
    return press->fonts;
}

void press_step_aside(struct press *press, struct turn *turn)
{
    pthread_mutex_lock(&press->lock);
    if (press->waiting && press->waiting->pages < turn->pages) {
        leave(press);
        wait_for_turn(press, turn);
    }
    pthread_mutex_unlock(&press->lock);
}

void press_give_back(struct press *press)
{
    pthread_mutex_lock(&press->lock);
    leave(press);
    pthread_mutex_unlock(&press->lock);
}

/* One of everything, as each size of letters is a font of its own. */
static void write_specimen(struct page *p)
{
    const struct page_column column = {STR("Time"), 1, PAGE_START};
    const struct page_fact fact = {STR("Doors"), STR("19:00")};
    const struct page_signature signature = {.who = STR("OTA"), .note = STR("For the artist")};
    const str cell = STR("20:30\nHall");
    page_head(p, &(struct page_head){.kicker = STR("1"),
                                     .title = STR("OTA"),
                                     .line = STR("1"),
                                     .qr = STR("OTA"),
                                     .qr_caption = STR("1")});
    page_section(p, STR("Schedule"));
    page_facts(p, &fact, 1, 1);
    page_table(p, &column, 1);
    page_row(p, &cell, PAGE_PLAIN);
    page_row(p, &cell, PAGE_STRONG);
    page_text(p, STR("1"), PAGE_MUTED);
    page_signatures(p, &signature, 1);
}

static void *load(void *press)
{
    struct arena a;
    struct page *p;
    str pdf;
    heap_arena_init(&a, SPECIMEN_BYTES_MAX);
    if (page_create(&p, press, &a, &(struct page_options){.title = STR("OTA")}) == S_OK) {
        write_specimen(p);
        (void)!page_finish(p, &pdf); /* nobody reads it */
    }
    page_destroy(p);
    heap_arena_release(&a);
    return NULL;
}
