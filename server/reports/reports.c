/* From a request to rows to a report in the format asked for. */
#include "server/reports/reports.h"

#include <stddef.h>

#include "core/date.h"
#include "core/uuid.h"
#include "server/base/heap.h"
#include "server/reports/sheet.h"

enum { TEXT_BYTES_MAX = 16 * 1024 * 1024, WORK_BYTES_MAX = 128 * 1024 * 1024 };

/* Of the work threads: a report may take long, and leaves some to what takes milliseconds. */
enum { REPORTS_TURN = 2 };

enum format { FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX, FORMAT_PDF, FORMAT_COUNT };

static const struct {
    const char *name, *type;
} formats[FORMAT_COUNT] = {
    {"json", "application/json; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pdf", "application/pdf"},
};

/* A report being made; lives in its request's arena. */
struct asked {
    struct work work;
    struct request *request;
    enum report_kind report;
    enum format format;
    bool has_bom;
    struct source_scope scope;
    status status;
    str body;
};

static struct asked *asked_of(struct work *w)
{
    return (struct asked *)(void *)((char *)w - offsetof(struct asked, work));
}

static status write_text(struct asked *q, const struct report *r)
{
    struct buf text;
    buf_init_arena(&text, &q->request->arena, TEXT_BYTES_MAX);
    if (q->has_bom) buf_add(&text, STR("\xef\xbb\xbf"));
    if (q->format == FORMAT_CSV)
        report_write_csv(r, &text);
    else
        report_write_json(r, &text);
    q->body = buf_str(&text);
    return text.is_full ? S_OVER_LIMIT : S_OK;
}

static status write(struct asked *q, const struct source_rows *rows, struct arena *a)
{
    struct report made;
    struct arena *out = &q->request->arena;
    status bad = report_make(&rows->input, a, &made);
    if (bad) return bad;
    switch (q->format) {
    case FORMAT_JSON:
    case FORMAT_CSV: return write_text(q, &made);
    case FORMAT_XLSX: return sheet_write_xlsx(&made, rows, out, &q->body);
    case FORMAT_PDF:
        return sheet_write_pdf(q->request->services->press, &made, rows, out, &q->body);
    case FORMAT_COUNT: break;
    }
    return S_INVALID_QUERY;
}

static void run(struct work *w, struct conn *c)
{
    struct asked *q = asked_of(w);
    struct source_rows rows;
    struct arena scratch;
    q->status = c ? conn_begin(c, &q->request->identity) : S_UNAVAILABLE;
    if (q->status) return;
    heap_arena_init(&scratch, WORK_BYTES_MAX);
    q->status = source_read(c, &scratch, q->report, &q->scope, &rows);
    conn_rollback(c);
    if (!q->status) q->status = write(q, &rows, &scratch);
    heap_arena_release(&scratch);
}

static void done(struct work *w)
{
    struct asked *q = asked_of(w);
    struct request *r = q->request;
    request_stage(r, STAGE_RESPOND);
    if (q->status) {
        respond_error(r, q->status, NULL, NULL);
        return;
    }
    struct response res = {.status = 200, .content_type = formats[q->format].type, .body = q->body};
    struct buf name;
    buf_init_arena(&name, &r->arena, 200);
    buf_add(&name, STR("attachment; filename=\""));
    buf_add_text(&name, report_slug(q->report));
    buf_add_char(&name, '.');
    buf_add_text(&name, formats[q->format].name);
    buf_add_char(&name, '"');
    if (q->format != FORMAT_JSON) response_add_header(&res, "Content-Disposition", buf_str(&name));
    respond(r, &res);
}

static bool is_id(str text, bool is_needed)
{
    uuid id;
    return text.data ? uuid_parse(text, &id) : !is_needed;
}

static bool is_day(str text)
{
    return !text.data || date_parse(text) != DATE_NONE;
}

static bool read_params(struct asked *q)
{
    struct request *r = q->request;
    str format = request_query(r, "format");
    int f = 0;
    q->scope = (struct source_scope){request_query(r, "tour_id"), request_query(r, "show_id"),
                                     request_query(r, "from"), request_query(r, "to")};
    while (format.data && f < FORMAT_COUNT && !str_equal(format, str_from(formats[f].name))) f++;
    q->format = (enum format)f;
    q->has_bom = f == FORMAT_CSV && str_equal(request_query(r, "bom"), STR("1"));
    return f < FORMAT_COUNT && is_id(q->scope.tour_id, true) && is_id(q->scope.show_id, false) &&
           is_day(q->scope.from) && is_day(q->scope.to);
}

void reports_make(struct request *r)
{
    struct asked *q = arena_take(&r->arena, sizeof *q);
    if (!q) {
        respond_error(r, S_OVER_LIMIT, NULL, NULL);
        return;
    }
    request_stage(r, STAGE_PARSE);
    q->request = r;
    q->report = report_named(r->params[0]);
    if (q->report == REPORT_COUNT) {
        respond_error(r, S_NOT_FOUND, "there is no such report",
                      "profit-and-loss, settlements, expenses, per-diems, commissions, box-office");
        return;
    }
    if (!read_params(q)) {
        respond_error(r, S_INVALID_QUERY, "a report needs its tour",
                      "as in ?tour_id=…&format=json, csv, xlsx or pdf; days are YYYY-MM-DD");
        return;
    }
    q->work =
        (struct work){.run = run, .done = done, .home = r->services->loop, .turn = REPORTS_TURN};
    request_stage(r, STAGE_QUERY);
    status bad = work_submit(r->services->work, &q->work);
    if (bad) respond_error(r, bad, NULL, NULL);
}
