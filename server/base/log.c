/* Formatting and writing of log lines. */
#include "server/base/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "server/base/clock.h"

/* Set once before threads start, read-only afterwards. */
static struct {
    enum log_level level;
    bool is_json;
    int fd;
} output = {.level = LOG_INFO, .fd = STDERR_FILENO};

static const struct {
    const char *name;
    enum log_level level;
    const char *words;
} events[EVENT_COUNT] = {
#define EVENT(name, level, words) {#name, LOG_##level, words},
#include "server/base/events.def"
#undef EVENT
};

static const char *const level_names[] = {"debug", "info", "warn", "error"};

struct log_field log_text(const char *name, str text)
{
    return (struct log_field){.name = name, .text = text.data ? text : STR("")};
}

struct log_field log_string(const char *name, const char *nul_terminated)
{
    return log_text(name, str_from(nul_terminated));
}

struct log_field log_number(const char *name, int64_t number)
{
    return (struct log_field){.name = name, .number = number};
}

struct log_field log_decimal(const char *name, int64_t number, int decimals)
{
    return (struct log_field){.name = name, .number = number, .decimals = decimals};
}

void log_open(const char *level, const char *format, int fd)
{
    for (int i = LOG_DEBUG; i <= LOG_ERROR; i++)
        if (strcmp(level, level_names[i]) == 0) output.level = (enum log_level)i;
    output.is_json = strcmp(format, "json") == 0;
    output.fd = fd;
}

bool log_wants(enum event e)
{
    return events[e].level >= output.level;
}

static void add_time(struct buf *b)
{
    int64_t now = clock_wall_ms();
    time_t seconds = now / 1000;
    struct tm utc;
    gmtime_r(&seconds, &utc);
    char text[40];
    int n = snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", utc.tm_year + 1900,
                     utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
                     (int)(now % 1000));
    buf_add(b, (str){text, (size_t)n});
}

static void add_number(struct buf *b, int64_t number, int decimals)
{
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++) unit *= 10;
    buf_add_i64(b, number / unit);
    if (!decimals) return;
    buf_add_char(b, '.');
    for (int64_t rest = number % unit; unit > 1; unit /= 10)
        buf_add_char(b, (char)('0' + rest / (unit / 10) % 10));
}

/* A word stays bare in text lines; anything else is quoted, so that a field cannot forge another.
 */
static bool is_word(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c <= ' ' || c >= 127 || c == '"' || c == '=' || c == '\\') return false;
    }
    return s.len > 0;
}

static void add_fields(struct buf *b, const struct log_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_char(b, output.is_json ? ',' : ' ');
        if (output.is_json)
            buf_add_json(b, str_from(fields[i].name));
        else
            buf_add_text(b, fields[i].name);
        buf_add_char(b, output.is_json ? ':' : '=');
        if (!fields[i].text.data)
            add_number(b, fields[i].number, fields[i].decimals);
        else if (!output.is_json && is_word(fields[i].text))
            buf_add(b, fields[i].text);
        else
            buf_add_json(b, fields[i].text);
    }
}

static size_t format_line(char *line, enum event e, const struct log_field *fields, size_t count)
{
    struct buf b;
    buf_init(&b, line, LOG_LINE_MAX - 2);
    if (output.is_json) {
        buf_add_text(&b, "{\"at\":\"");
        add_time(&b);
        buf_add_text(&b, "\",\"level\":\"");
        buf_add_text(&b, level_names[events[e].level]);
        buf_add_text(&b, "\",\"event\":\"");
        buf_add_text(&b, events[e].words);
        buf_add_char(&b, '"');
    } else {
        add_time(&b);
        buf_add_char(&b, ' ');
        buf_add_text(&b, level_names[events[e].level]);
        buf_add_char(&b, ' ');
        buf_add_text(&b, events[e].words);
    }
    add_fields(&b, fields, count);
    size_t len = b.len;
    if (output.is_json) line[len++] = '}';
    line[len++] = '\n';
    return len;
}

static void write_all(const char *text, size_t len)
{
    while (len > 0) {
        ssize_t n = write(output.fd, text, len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return; /* nobody reads the log: the work goes on */
        text += n;
        len -= (size_t)n;
    }
}

void log_event(enum event e, const struct log_field *fields, size_t count)
{
    if (!log_wants(e)) return;
    char line[LOG_LINE_MAX];
    write_all(line, format_line(line, e, fields, count));
}

void log_append(struct log_lines *lines, enum event e, const struct log_field *fields, size_t count)
{
    if (!log_wants(e)) return;
    if (lines->len + LOG_LINE_MAX > sizeof lines->text) log_flush(lines);
    lines->len += format_line(lines->text + lines->len, e, fields, count);
}

void log_flush(struct log_lines *lines)
{
    write_all(lines->text, lines->len);
    lines->len = 0;
}
