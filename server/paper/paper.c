/* From a request to rows to a PDF: what all papers have in common. */
#include "server/paper/paper.h"

#include <stddef.h>

#include "core/uuid.h"
#include "server/base/site.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/paper/words.h"
#include "server/paper/writer.h"

enum { PARAMS_MAX = 3, JSON_BYTES_MAX = 8 * 1024 * 1024 };

struct kind {
    const char *sql;
    const char *params[PARAMS_MAX]; /* names in the query string, each a UUID */
    const char *disposition;
    paper_writer *write;
};

static const struct kind day_sheet = {
    "select ota.day_sheet($1::uuid, $2::uuid, $3::uuid)::text",
    {"show_id", "day_id", "person_id"},
    "inline; filename=\"day-sheet.pdf\"",
    day_sheet_write,
};
static const struct kind settlement = {
    "select ota.settlement_paper($1::uuid)::text",
    {"settlement_id"},
    "inline; filename=\"settlement.pdf\"",
    settlement_write,
};
static const struct kind per_diems = {
    "select ota.per_diem_paper($1::uuid)::text",
    {"tour_id"},
    "inline; filename=\"per-diems.pdf\"",
    per_diems_write,
};
static const struct kind invoice = {
    "select ota.invoice_paper($1::uuid)::text",
    {"invoice_id"},
    "inline; filename=\"invoice.pdf\"",
    invoice_write,
};
static const struct kind rooming = {
    "select ota.rooming_paper($1::uuid)::text",
    {"stay_id"},
    "inline; filename=\"rooming-list.pdf\"",
    rooming_write,
};

/* A paper being made; lives in its request's arena. */
struct paper {
    struct work work;
    struct request *request;
    const struct kind *kind;
    str params[PARAMS_MAX];
    size_t param_count;
    status status;
    str pdf;
};

static struct paper *paper_of(struct work *w)
{
    return (struct paper *)(void *)((char *)w - offsetof(struct paper, work));
}

static status read_rows(struct paper *p, struct conn *c, json_t **data)
{
    const struct db_result *rows;
    status bad = conn_begin(c, &p->request->identity);
    if (bad) return bad;
    bad = conn_query(c, str_from(p->kind->sql), p->params, p->param_count, &rows);
    if (!bad) {
        str json = db_value(rows, 0, 0);
        if (!json.data)
            bad = S_NOT_FOUND;
        else if (json.len > JSON_BYTES_MAX)
            bad = S_OVER_LIMIT;
        else
            *data = json_loadb(json.data, json.len, 0, NULL);
    }
    conn_rollback(c);
    if (!bad && !*data) bad = S_OVER_LIMIT;
    return bad;
}

static void run(struct work *w, struct conn *c)
{
    struct paper *p = paper_of(w);
    struct request *r = p->request;
    json_t *data = NULL;
    p->status = c ? read_rows(p, c, &data) : S_UNAVAILABLE;
    if (p->status) return;
    struct paper_source from = {
        .press = r->services->press,
        .arena = &r->arena,
        .data = data,
        .style = paper_style_of(words_text(data, "locale")),
        .site = site_url(r->services->settings, &r->arena),
    };
    if (p->kind == &day_sheet) {
        from.show_id = p->params[0];
        from.day_id = p->params[1];
    }
    p->status = p->kind->write(&from, &p->pdf);
    json_decref(data);
}

static void done(struct work *w)
{
    struct paper *p = paper_of(w);
    struct request *r = p->request;
    request_stage(r, STAGE_RESPOND);
    if (p->status) {
        respond_error(r, p->status, NULL, NULL);
        return;
    }
    struct response res = {.status = 200, .content_type = "application/pdf", .body = p->pdf};
    response_add_header(&res, "Content-Disposition", str_from(p->kind->disposition));
    respond(r, &res);
}

static bool read_params(struct paper *p)
{
    uuid id;
    for (size_t i = 0; i < PARAMS_MAX && p->kind->params[i]; i++) {
        p->params[p->param_count] = request_query(p->request, p->kind->params[i]);
        str given = p->params[p->param_count++];
        if (given.data && !uuid_parse(given, &id)) return false;
    }
    if (p->kind == &day_sheet) return !p->params[0].data != !p->params[1].data;
    return p->params[0].data != NULL;
}

static void make(struct request *r, const struct kind *kind)
{
    struct paper *p = arena_take(&r->arena, sizeof *p);
    if (!p) {
        respond_error(r, S_OVER_LIMIT, NULL, NULL);
        return;
    }
    request_stage(r, STAGE_PARSE);
    p->request = r;
    p->kind = kind;
    if (!read_params(p)) {
        respond_error(r, S_INVALID_QUERY, "a paper needs the id of what it is about",
                      kind == &day_sheet ? "as in ?show_id=… or ?day_id=…"
                                         : "as in ?tour_id=…, ?stay_id=…, ?settlement_id=…");
        return;
    }
    p->work = (struct work){.run = run, .done = done, .home = r->services->loop};
    request_stage(r, STAGE_QUERY);
    status bad = work_submit(r->services->work, &p->work);
    if (bad) respond_error(r, bad, NULL, NULL);
}

void paper_day_sheet(struct request *r)
{
    make(r, &day_sheet);
}

void paper_settlement(struct request *r)
{
    make(r, &settlement);
}

void paper_per_diems(struct request *r)
{
    make(r, &per_diems);
}

void paper_invoice(struct request *r)
{
    make(r, &invoice);
}

void paper_rooming(struct request *r)
{
    make(r, &rooming);
}
