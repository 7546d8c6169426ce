/* Reading iCalendar streams line by line. */
#include "ical.h"

#include <string.h>

#include "date.h"

struct reader {
    str text;
    size_t at;
    uint32_t line; /* of the next content line, 1-based */
};

static bool is_fold(char c)
{
    return c == ' ' || c == '\t';
}

/* Cuts one physical line, without its end. */
static str cut_line(struct reader *r)
{
    size_t start = r->at, end = start;
    while (end < r->text.len && r->text.data[end] != '\n' && r->text.data[end] != '\r') end++;
    r->at = end;
    if (r->at < r->text.len && r->text.data[r->at] == '\r') r->at++;
    if (r->at < r->text.len && r->text.data[r->at] == '\n') r->at++;
    r->line++;
    return str_slice(r->text, start, end);
}

/* The next content line, its folds joined (RFC 5545 section 3.1). False at the end or when the
 * arena is full, which `*is_full` tells apart. */
static bool next_line(struct reader *r, struct arena *a, str *out, bool *is_full)
{
    if (r->at >= r->text.len) return false;
    size_t start = r->at;
    *out = cut_line(r);
    if (r->at >= r->text.len || !is_fold(r->text.data[r->at])) return true;
    struct reader ahead = *r;
    while (ahead.at < ahead.text.len && is_fold(ahead.text.data[ahead.at])) cut_line(&ahead);
    char *joined = arena_take(a, ahead.at - start);
    if (!joined) return *is_full = true, false;
    size_t len = out->len;
    memcpy(joined, out->data, len);
    while (r->at < ahead.at) {
        str more = cut_line(r);
        memcpy(joined + len, more.data + 1, more.len - 1);
        len += more.len - 1;
    }
    *out = (str){joined, len};
    return true;
}

struct property {
    str name;
    str params; /* "TZID=Europe/Berlin;VALUE=DATE-TIME", quotes kept */
    str value;
};

/* Cuts at the first colon and semicolon outside quotes. */
static bool split(str line, struct property *p)
{
    bool is_quoted = false;
    size_t name_end = 0, i = 0;
    for (; i < line.len; i++) {
        if (line.data[i] == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (line.data[i] == ';' && !name_end) name_end = i;
        if (line.data[i] == ':') break;
    }
    if (i == line.len) return false;
    if (!name_end) name_end = i;
    p->name = str_slice(line, 0, name_end);
    p->params = str_slice(line, name_end < i ? name_end + 1 : i, i);
    p->value = str_slice(line, i + 1, line.len);
    return true;
}

static bool is_named(const struct property *p, const char *name)
{
    return str_equal_ascii_nocase(p->name, str_from(name));
}

/* The value of a parameter without its quotes, or empty. */
static str param(const struct property *p, const char *name)
{
    str rest = p->params, one;
    while (rest.len && str_cut(&rest, ';', &one)) {
        size_t equals = str_find_char(one, '=', 0);
        if (!str_equal_ascii_nocase(str_slice(one, 0, equals), str_from(name))) continue;
        str value = str_slice(one, equals + 1, one.len);
        if (value.len > 1 && value.data[0] == '"' && value.data[value.len - 1] == '"')
            value = str_slice(value, 1, value.len - 1);
        return value;
    }
    return STR("");
}

/* Escapes of section 3.3.11 undone; false when the arena is full. */
static bool unescape(str s, struct arena *a, str *out)
{
    *out = str_trim(s);
    if (str_find_char(s, '\\', 0) == s.len) return true;
    char *text = arena_take(a, s.len);
    if (!text) return false;
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (c == '\\' && i + 1 < s.len) {
            c = s.data[++i];
            if (c == 'n' || c == 'N') c = '\n';
        }
        text[len++] = c;
    }
    *out = str_trim((str){text, len});
    return true;
}

static int32_t digits(str s, size_t from, size_t count)
{
    int32_t value = 0;
    if (from + count > s.len) return -1;
    for (size_t i = from; i < from + count; i++) {
        if (s.data[i] < '0' || s.data[i] > '9') return -1;
        value = value * 10 + (s.data[i] - '0');
    }
    return value;
}

/* 20260512, 20260512T203000 or 20260512T203000Z, with TZID beside it. */
static bool read_time(const struct property *p, struct ical_time *out)
{
    str s = str_trim(p->value);
    struct ymd d = {digits(s, 0, 4), digits(s, 4, 2), digits(s, 6, 2)};
    if (!date_is_valid(d)) return false;
    *out = (struct ical_time){.clock = ICAL_CLOCK_date, .days = date_from_ymd(d)};
    if (s.len == 8) return true;
    int32_t hour = digits(s, 9, 2), minute = digits(s, 11, 2), second = digits(s, 13, 2);
    bool is_utc = s.len == 16 && (s.data[15] == 'Z' || s.data[15] == 'z');
    if ((s.len != 15 && !is_utc) || s.data[8] != 'T' || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 60)
        return false;
    out->minute = hour * 60 + minute;
    out->zone = param(p, "TZID");
    out->clock = is_utc ? ICAL_CLOCK_utc : out->zone.len ? ICAL_CLOCK_zoned : ICAL_CLOCK_floating;
    return true;
}

/* One property of an event; false when the arena is full. */
static bool take(struct ical_event *e, const struct property *p, struct arena *a)
{
    if (is_named(p, "DTSTART"))
        e->is_date_bad |= !read_time(p, &e->start);
    else if (is_named(p, "DTEND"))
        e->is_date_bad |= !read_time(p, &e->end);
    else if (is_named(p, "SUMMARY"))
        return unescape(p->value, a, &e->summary);
    else if (is_named(p, "LOCATION"))
        return unescape(p->value, a, &e->location);
    else if (is_named(p, "DESCRIPTION"))
        return unescape(p->value, a, &e->description);
    else if (is_named(p, "UID"))
        return unescape(p->value, a, &e->uid);
    else if (is_named(p, "STATUS"))
        e->status = str_trim(p->value);
    else if (is_named(p, "RRULE") || is_named(p, "RDATE"))
        e->is_recurring = true;
    return true;
}

static bool is_component(const struct property *p, const char *name)
{
    return str_equal_ascii_nocase(str_trim(p->value), str_from(name));
}

bool ical_is_calendar(str text)
{
    text = str_trim(text);
    str word = STR("BEGIN:VCALENDAR");
    return str_equal_ascii_nocase(str_slice(text, 0, word.len), word);
}

static uint32_t count_events(str text)
{
    uint32_t count = 0;
    struct reader r = {.text = text};
    while (r.at < text.len) {
        str line = str_trim(cut_line(&r));
        count += str_equal_ascii_nocase(line, STR("BEGIN:VEVENT"));
    }
    return count;
}

/* Where in the nesting of components a line stands. */
struct place {
    uint32_t depth;
    uint32_t event_depth; /* depth inside the open event, or 0 */
};

/* One content line; false when the arena is full. */
static bool take_line(struct ical *out, struct ical_event *events, struct place *at,
                      const struct property *p, uint32_t line, struct arena *a)
{
    if (is_named(p, "BEGIN")) {
        at->depth++;
        if (at->event_depth || !is_component(p, "VEVENT")) return true;
        at->event_depth = at->depth;
        events[out->event_count] = (struct ical_event){
            .line = line,
            .summary = STR(""),
            .location = STR(""),
            .description = STR(""),
            .uid = STR(""),
            .status = STR(""),
        };
        return true;
    }
    if (is_named(p, "END")) {
        if (at->event_depth && at->event_depth == at->depth)
            out->event_count++, at->event_depth = 0;
        if (at->depth) at->depth--;
        return true;
    }
    if (at->event_depth && at->depth == at->event_depth)
        return take(&events[out->event_count], p, a);
    if (at->depth == 1 && is_named(p, "X-WR-TIMEZONE")) out->zone = str_trim(p->value);
    if (at->depth == 1 && is_named(p, "X-WR-CALNAME")) return unescape(p->value, a, &out->name);
    return true;
}

status ical_parse(str text, struct arena *a, struct ical *out)
{
    *out = (struct ical){.zone = STR(""), .name = STR("")};
    if (!ical_is_calendar(text)) return S_INVALID;
    uint32_t count = count_events(text);
    if (count > ICAL_EVENTS_MAX) return S_OVER_LIMIT;
    struct ical_event *events = arena_take_array(a, (size_t)count + 1, sizeof *events);
    if (!events) return S_OVER_LIMIT;
    out->events = events;
    struct reader r = {.text = text, .line = 1};
    struct place at = {0, 0};
    bool is_full = false;
    str line;
    for (uint32_t number = r.line; next_line(&r, a, &line, &is_full); number = r.line) {
        struct property p;
        if (!split(line, &p)) continue;
        bool is_more = is_named(&p, "BEGIN") && is_component(&p, "VEVENT");
        if (is_more && out->event_count >= count) return S_OVER_LIMIT;
        if (!take_line(out, events, &at, &p, number, a)) return S_OVER_LIMIT;
    }
    return is_full ? S_OVER_LIMIT : S_OK;
}
