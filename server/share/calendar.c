/* Calendar feeds as iCalendar text (RFC 5545). */
#include "server/share/calendar.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"

enum { LINE_BYTES_MAX = 64 * 1024, ETAG_BYTES = 20, MINUTES_AN_HOUR = 60 };

/* The calendar being written, and the line of it that is not folded yet. */
struct calendar {
    struct buf out, line;
};

/* Section 3.1: a line has at most 75 octets; a longer one goes on behind a space. A character is
 * never torn, although the RFC would let it be. */
static void end_line(struct calendar *c)
{
    str rest = buf_str(&c->line);
    size_t room = CALENDAR_LINE_BYTES;
    while (rest.len > room) {
        size_t cut = room;
        while (cut > 1 && ((unsigned char)rest.data[cut] & 0xc0) == 0x80) cut--;
        buf_add(&c->out, str_slice(rest, 0, cut));
        buf_add_text(&c->out, "\r\n ");
        rest = str_slice(rest, cut, rest.len);
        room = CALENDAR_LINE_BYTES - 1;
    }
    buf_add(&c->out, rest);
    buf_add_text(&c->out, "\r\n");
    c->line.len = 0;
}

static void add_plain(struct calendar *c, const char *line)
{
    buf_add_text(&c->line, line);
    end_line(c);
}

/* Section 3.3.11. */
static void add_text(struct calendar *c, const char *name, str text)
{
    if (!text.len) return;
    buf_add_text(&c->line, name);
    buf_add_char(&c->line, ':');
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.data[i];
        if (byte == '\n')
            buf_add_text(&c->line, "\\n");
        else if ((unsigned char)byte < 0x20)
            continue;
        else {
            if (byte == '\\' || byte == ';' || byte == ',') buf_add_char(&c->line, '\\');
            buf_add_char(&c->line, byte);
        }
    }
    end_line(c);
}

static str text_of(const json_t *o, const char *name)
{
    const json_t *value = json_object_get(o, name);
    if (!json_is_string(value)) return (str){"", 0};
    return (str){json_string_value(value), json_string_length(value)};
}

static void add_offset(struct calendar *c, const char *name, int64_t minutes)
{
    char text[24];
    int64_t size = minutes < 0 ? -minutes : minutes;
    snprintf(text, sizeof text, "%c%02" PRId64 "%02" PRId64, minutes < 0 ? '-' : '+',
             size / MINUTES_AN_HOUR % 24, size % MINUTES_AN_HOUR);
    buf_add_text(&c->line, name);
    buf_add_char(&c->line, ':');
    buf_add_text(&c->line, text);
    end_line(c);
}

static void add_observance(struct calendar *c, str since, int64_t from, int64_t to)
{
    const char *kind = to > from ? "DAYLIGHT" : "STANDARD";
    buf_add_text(&c->line, "BEGIN:");
    add_plain(c, kind);
    add_text(c, "DTSTART", since);
    add_offset(c, "TZOFFSETFROM", from);
    add_offset(c, "TZOFFSETTO", to);
    buf_add_text(&c->line, "END:");
    add_plain(c, kind);
}

static void add_zone(struct calendar *c, const json_t *zone)
{
    size_t i;
    json_t *change;
    int64_t first = json_integer_value(json_object_get(zone, "minutes"));
    add_plain(c, "BEGIN:VTIMEZONE");
    add_text(c, "TZID", text_of(zone, "zone"));
    add_observance(c, STR("19700101T000000"), first, first);
    json_array_foreach(json_object_get(zone, "changes"), i, change) add_observance(
        c, text_of(change, "local"), json_integer_value(json_object_get(change, "from")),
        json_integer_value(json_object_get(change, "to")));
    add_plain(c, "END:VTIMEZONE");
}

static void add_moment(struct calendar *c, const char *name, const json_t *moment)
{
    if (!json_is_object(moment)) return;
    str zone = text_of(moment, "zone");
    buf_add_text(&c->line, name);
    if (zone.len) buf_add_text(&c->line, ";TZID=");
    buf_add(&c->line, zone);
    buf_add_char(&c->line, ':');
    buf_add(&c->line, text_of(moment, "local"));
    end_line(c);
}

static void add_event(struct calendar *c, const json_t *event)
{
    char sequence[40];
    snprintf(sequence, sizeof sequence, "SEQUENCE:%" PRId64,
             (int64_t)json_integer_value(json_object_get(event, "seq")) % INT32_MAX);
    add_plain(c, "BEGIN:VEVENT");
    add_text(c, "UID", text_of(event, "uid"));
    add_text(c, "DTSTAMP", text_of(event, "stamp"));
    add_plain(c, sequence);
    if (text_of(event, "day").len) {
        add_text(c, "DTSTART;VALUE=DATE", text_of(event, "day"));
        add_text(c, "DTEND;VALUE=DATE", text_of(event, "day_after"));
        add_plain(c, "TRANSP:TRANSPARENT");
    } else {
        add_moment(c, "DTSTART", json_object_get(event, "starts"));
        add_moment(c, "DTEND", json_object_get(event, "ends"));
    }
    add_text(c, "SUMMARY", text_of(event, "title"));
    add_text(c, "LOCATION", text_of(event, "place"));
    add_text(c, "DESCRIPTION", text_of(event, "notes"));
    add_plain(c, "END:VEVENT");
}

static void add_all(struct calendar *c, const json_t *feed)
{
    size_t i;
    json_t *one;
    add_plain(c, "BEGIN:VCALENDAR");
    add_plain(c, "VERSION:2.0");
    add_plain(c, "PRODID:-//OTA//Calendar feed//EN");
    add_plain(c, "CALSCALE:GREGORIAN");
    add_plain(c, "METHOD:PUBLISH");
    add_text(c, "X-WR-CALNAME", text_of(feed, "name"));
    add_text(c, "NAME", text_of(feed, "name"));
    add_text(c, "X-WR-TIMEZONE", text_of(feed, "zone"));
    add_plain(c, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    add_plain(c, "X-PUBLISHED-TTL:PT1H");
    json_array_foreach(json_object_get(feed, "zones"), i, one) add_zone(c, one);
    json_array_foreach(json_object_get(feed, "events"), i, one) add_event(c, one);
    add_plain(c, "END:VCALENDAR");
}

/* FNV-1a of 64 bits: the same text gives the same tag, which is all that a tag has to do. */
static str tag_of(struct arena *a, str text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * UINT64_C(1099511628211);
    char *tag = arena_take(a, ETAG_BYTES);
    if (!tag) return (str){"", 0};
    snprintf(tag, ETAG_BYTES, "\"%016" PRIx64 "\"", hash);
    return str_from(tag);
}

status calendar_write(struct arena *a, str feed, str *ical, str *etag)
{
    struct calendar c;
    json_t *all = json_loadb(feed.data, feed.len, 0, NULL);
    if (!all) return S_OVER_LIMIT;
    buf_init_arena(&c.out, a, CALENDAR_BYTES_MAX);
    buf_init_arena(&c.line, a, LINE_BYTES_MAX);
    add_all(&c, all);
    json_decref(all);
    *ical = buf_str(&c.out);
    *etag = tag_of(a, *ical);
    return c.out.is_full || c.line.is_full || !etag->len ? S_OVER_LIMIT : S_OK;
}
