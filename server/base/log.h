/* What happened, one line an event, with named fields: as text or JSON lines on standard error. */
#ifndef OTA_BASE_LOG_H
#define OTA_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

enum event {
#define EVENT(name, level, words) EVENT_##name,
#include "server/base/events.def"
#undef EVENT
    EVENT_COUNT
};

/* A named value of an event, made by one of the functions below. Texts are borrowed for the call.
 */
struct log_field {
    const char *name;
    str text; /* data NULL: a number */
    int64_t number;
    int decimals; /* of the number: 1250 with 3 decimals is 1.250 */
};
struct log_field log_text(const char *name, str text);
struct log_field log_string(const char *name, const char *nul_terminated);
struct log_field log_number(const char *name, int64_t number);
struct log_field log_decimal(const char *name, int64_t number, int decimals);

/* The last two arguments of log_event and log_append: log_event(EVENT_X, LOG_FIELDS(log_number(…)))
 * or log_event(EVENT_X, LOG_PLAIN). */
#define LOG_FIELDS(...)                                                                            \
    (const struct log_field[]){__VA_ARGS__},                                                       \
        sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field)
#define LOG_PLAIN NULL, 0

/* Sets the process's level ("debug", …) and format ("text" or "json"), once, before threads start.
 */
void log_open(const char *level, const char *format, int fd);

/* Whether an event would be written: lets a caller skip the work of making fields. */
bool log_wants(enum event e);

/* Writes one line with one write(2): lines of several threads never mix. Longer lines than
 * LOG_LINE_MAX are cut. Thread-safe, takes no lock. */
enum { LOG_LINE_MAX = 4096 };
void log_event(enum event e, const struct log_field *fields, size_t count);

/* Lines of one thread that are written together, once a turn of its loop. */
struct log_lines {
    size_t len;
    char text[8 * LOG_LINE_MAX];
};
void log_append(struct log_lines *lines, enum event e, const struct log_field *fields,
                size_t count);
void log_flush(struct log_lines *lines);

#endif
