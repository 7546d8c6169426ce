/* Serving the web app from prepared responses. */
#include "server/http/assets.h"

#include <stdlib.h>
#include <string.h>

#include "server/http/asset.h"
#include "server/http/exchange.h"

static const char unbuilt_page[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>OTA</title>"
    "<h1>The web app is not built yet</h1>"
    "<p>The server runs, but the folder that <code>web_dir</code> names is missing or empty. "
    "Build the app with <code>script/server</code>, or by hand with "
    "<code>npm ci</code> and <code>npm run build</code> in <code>web/</code>, and start ota "
    "again.</p>\n";

/* The last segment has a dot: a file is meant, not a screen of the app. */
static bool names_file(str path)
{
    size_t from = path.len;
    while (from > 0 && path.data[from - 1] != '/') from--;
    return str_find_char(path, '.', from) < path.len;
}

/* What programs ask for by these paths is never a page, whatever they accept. */
static bool is_of_the_api(str path)
{
    static const char *const roots[] = {"/api/", "/auth/", "/rest/", "/realtime/", "/storage/"};
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        if (str_starts(path, str_from(roots[i]))) return true;
    return false;
}

/* A screen's address is the page to whoever takes any type, too: mail scanners and link previews
 * ask so, and a link that answers 404 to them looks dead. */
static bool wants_page(struct request *r)
{
    str accept = request_header(r, "Accept");
    bool takes_page = !accept.len || str_find(accept, STR("text/html")) < accept.len ||
                      str_find(accept, STR("*/*")) < accept.len;
    return takes_page && !names_file(r->path) && !is_of_the_api(r->path);
}

static bool is_known(struct request *r, const char *etag)
{
    str tags = request_header(r, "If-None-Match"), tag;
    if (!tags.data) return false;
    while (str_cut(&tags, ',', &tag)) {
        tag = str_trim(tag);
        if (str_starts(tag, STR("W/"))) tag = str_slice(tag, 2, tag.len);
        if (str_equal(tag, str_from(etag)) || str_equal(tag, STR("*"))) return true;
    }
    return false;
}

static void add_page_headers(struct MHD_Response *m, const struct assets *a)
{
    MHD_add_response_header(m, "Content-Security-Policy", a->policy);
    MHD_add_response_header(m, "X-Frame-Options", "DENY");
    MHD_add_response_header(m, "Cross-Origin-Opener-Policy", "same-origin");
}

static void add_headers(struct MHD_Response *m, const struct assets *a, const struct asset *file,
                        enum encoding e, bool has_choice)
{
    bool is_hashed = str_starts(str_from(file->path), STR("/assets/"));
    MHD_add_response_header(m, "ETag", file->forms[e].etag);
    MHD_add_response_header(m, "Cache-Control",
                            is_hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (has_choice) MHD_add_response_header(m, "Vary", "Accept-Encoding");
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(m, "Referrer-Policy", "strict-origin-when-cross-origin");
    bool is_active = str_starts(str_from(file->type), STR("text/html")) ||
                     str_starts(str_from(file->type), STR("text/javascript"));
    if (is_active) add_page_headers(m, a);
}

static struct MHD_Response *prepare(const struct assets *a, const struct asset *file,
                                    enum encoding e, bool is_unchanged)
{
    static const char *const names[ENCODING_COUNT] = {NULL, "gzip", "br"};
    const struct asset_form *form = &file->forms[e];
    struct MHD_Response *m = MHD_create_response_from_buffer(
        is_unchanged ? 0 : form->len, is_unchanged ? NULL : form->bytes, MHD_RESPMEM_PERSISTENT);
    if (!m) return NULL;
    if (!is_unchanged) MHD_add_response_header(m, "Content-Type", file->type);
    if (!is_unchanged && names[e]) MHD_add_response_header(m, "Content-Encoding", names[e]);
    bool has_choice = file->forms[ENCODING_GZIP].bytes || file->forms[ENCODING_BROTLI].bytes;
    add_headers(m, a, file, e, has_choice);
    return m;
}

/* This worker's response for one form of one file, made once and kept. */
static struct MHD_Response *prepared(struct http_server *s, const struct asset *file,
                                     enum encoding e, bool is_unchanged)
{
    const struct assets *a = s->options.assets;
    if (!s->prepared) {
        s->prepared = calloc(a->count * ENCODING_COUNT * 2, sizeof *s->prepared);
        if (!s->prepared) return NULL;
        s->prepared_count = a->count * ENCODING_COUNT * 2;
    }
    size_t at = ((size_t)(file - a->files) * ENCODING_COUNT + e) * 2 + is_unchanged;
    if (!s->prepared[at]) s->prepared[at] = prepare(a, file, e, is_unchanged);
    return s->prepared[at];
}

static void serve(struct request *r, const struct asset *file)
{
    struct exchange *x = r->exchange;
    bool available[ENCODING_COUNT];
    for (int e = 0; e < ENCODING_COUNT; e++) available[e] = file->forms[e].bytes != NULL;
    enum encoding e = encoding_choose(request_header(r, "Accept-Encoding"), available);
    bool is_unchanged = is_known(r, file->forms[e].etag);
    struct MHD_Response *m = prepared(x->server, file, e, is_unchanged);
    x->answer_bytes = is_unchanged ? 0 : file->forms[e].len;
    exchange_answer(x, is_unchanged ? 304 : 200, m);
    exchange_let_go(x);
}

void assets_serve(struct request *r)
{
    const struct assets *a = r->exchange->server->options.assets;
    bool is_root = str_equal(r->path, STR("/"));
    const struct asset *file = a && !is_root ? assets_find(a, r->path) : NULL;
    bool is_page = is_root || (!file && wants_page(r));
    if (a && is_page) file = assets_find(a, STR("/index.html"));
    if (file)
        serve(r, file);
    else if (is_page) {
        struct response res = {
            .status = 503, .content_type = "text/html; charset=utf-8", .body = STR(unbuilt_page)};
        respond(r, &res);
    } else
        respond_error(r, S_NOT_FOUND, NULL, NULL);
}
