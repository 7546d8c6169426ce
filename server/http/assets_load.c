/* Reading the built web app into memory. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "server/base/heap.h"
#include "server/base/log.h"
#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/http/asset.h"

enum { PATH_BYTES_MAX = 1024, DEPTH_MAX = 8, POLICY_BYTES_MAX = 1024 };

static const char *const suffixes[ENCODING_COUNT] = {"", ".gz", ".br"};

static const char *type_of(str path)
{
    static const struct {
        const char *extension, *type;
    } types[] = {
#define MIME(extension, type) {extension, type},
#include "server/http/mime.def"
#undef MIME
    };
    size_t dot = path.len;
    while (dot > 0 && path.data[dot - 1] != '.' && path.data[dot - 1] != '/') dot--;
    str extension = str_slice(path, dot, path.len);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_equal(extension, str_from(types[i].extension))) return types[i].type;
    return "application/octet-stream";
}

/* FNV-1a: tells versions of one file apart, it need not withstand an enemy. */
static void make_etag(struct asset_form *form, enum encoding encoding)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < form->len; i++) {
        hash ^= (unsigned char)form->bytes[i];
        hash *= 1099511628211u;
    }
    snprintf(form->etag, sizeof form->etag, "\"%016llx%s\"", (unsigned long long)hash,
             encoding == ENCODING_BROTLI ? "b"
             : encoding == ENCODING_GZIP ? "g"
                                         : "");
}

static status read_form(struct assets *a, struct asset_form *form, const char *path)
{
    FILE *file = fopen(path, "rbe");
    struct stat about;
    if (!file) return S_NOT_FOUND;
    if (fstat(fileno(file), &about) || !S_ISREG(about.st_mode)) {
        fclose(file);
        return S_NOT_FOUND;
    }
    size_t len = (size_t)about.st_size;
    bool fits = len <= ASSETS_BYTES_MAX - a->total_bytes;
    form->bytes = fits ? malloc(len + 1) : NULL;
    bool is_read = form->bytes && fread(form->bytes, 1, len, file) == len;
    fclose(file);
    if (!is_read) {
        free(form->bytes);
        form->bytes = NULL;
        return fits ? S_UNAVAILABLE : S_OVER_LIMIT;
    }
    form->len = len;
    a->total_bytes += len;
    return S_OK;
}

static bool is_encoded_sibling(const char *name)
{
    str s = str_from(name);
    return str_ends(s, STR(".br")) || str_ends(s, STR(".gz"));
}

static struct asset *add(struct assets *a)
{
    if (a->count == ASSETS_FILES_MAX) return NULL;
    if (a->count == a->size) {
        size_t size = a->size ? a->size * 2 : 64;
        struct asset *files = realloc(a->files, size * sizeof *files);
        if (!files) return NULL;
        a->files = files;
        a->size = size;
    }
    struct asset *file = &a->files[a->count++];
    *file = (struct asset){0};
    return file;
}

static status load_file(struct assets *a, const char *file_path, size_t root_len)
{
    struct asset *file = add(a);
    if (!file) return S_OVER_LIMIT;
    file->path = strdup(file_path + root_len);
    if (!file->path) return S_OVER_LIMIT;
    file->type = type_of(str_from(file->path));
    for (int e = 0; e < ENCODING_COUNT; e++) {
        char path[PATH_BYTES_MAX + 4];
        snprintf(path, sizeof path, "%s%s", file_path, suffixes[e]);
        status failed = read_form(a, &file->forms[e], path);
        if (failed && (e == ENCODING_IDENTITY || failed != S_NOT_FOUND)) return failed;
        if (!failed) make_etag(&file->forms[e], (enum encoding)e);
    }
    return S_OK;
}

static status load_folder(struct assets *a, const char *folder, size_t root_len, int depth)
{
    DIR *entries = depth < DEPTH_MAX ? opendir(folder) : NULL;
    if (!entries) return depth < DEPTH_MAX ? S_NOT_FOUND : S_OVER_LIMIT;
    status failed = S_OK;
    struct dirent *entry;
    while (!failed && (entry = readdir(entries))) {
        char path[PATH_BYTES_MAX];
        struct stat about;
        if (entry->d_name[0] == '.' && strcmp(entry->d_name, ".well-known") != 0) continue;
        int len = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (len >= (int)sizeof path)
            failed = S_OVER_LIMIT;
        else if (stat(path, &about))
            continue;
        else if (S_ISDIR(about.st_mode))
            failed = load_folder(a, path, root_len, depth + 1);
        else if (S_ISREG(about.st_mode) && !is_encoded_sibling(entry->d_name))
            failed = load_file(a, path, root_len);
    }
    closedir(entries);
    return failed;
}

static int by_path(const void *left, const void *right)
{
    return strcmp(((const struct asset *)left)->path, ((const struct asset *)right)->path);
}

/* 'self' does not cover WebSockets in every browser, so that the site's own are named. */
static char *make_policy(const struct settings *settings)
{
    char text[POLICY_BYTES_MAX];
    struct arena scratch;
    heap_arena_init(&scratch, POLICY_BYTES_MAX * 4);
    str url = site_url(settings, &scratch);
    size_t scheme = str_find(url, STR("://"));
    str host = str_slice(url, scheme + 3, str_find_char(url, '/', scheme + 3));
    bool is_plain =
        str_find_char(host, ' ', 0) == host.len && str_find_char(host, ';', 0) == host.len;
    struct buf b;
    buf_init(&b, text, sizeof text - 1);
    buf_add_text(&b, "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
                     "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                     "connect-src 'self'");
    const char *const schemes[] = {" ws://", " wss://"};
    for (size_t i = 0; host.len && is_plain && i < 2; i++) {
        buf_add_text(&b, schemes[i]);
        buf_add(&b, host);
    }
    buf_add_text(
        &b, "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
    heap_arena_release(&scratch);
    return strndup(text, b.len);
}

status assets_open(struct assets **result, const struct settings *settings)
{
    struct assets *a = calloc(1, sizeof *a);
    if (!a) return S_OVER_LIMIT;
    a->policy = make_policy(settings);
    status failed = load_folder(a, settings->web_dir, strlen(settings->web_dir), 0);
    if (failed == S_NOT_FOUND && !a->count) {
        log_event(EVENT_WEB_MISSING, LOG_FIELDS(log_string("web_dir", settings->web_dir)));
        failed = S_OK;
    }
    if (failed || !a->policy) {
        assets_close(a);
        return failed ? failed : S_OVER_LIMIT;
    }
    if (a->count) {
        qsort(a->files, a->count, sizeof *a->files, by_path);
        log_event(EVENT_WEB_LOADED, LOG_FIELDS(log_number("files", (int64_t)a->count),
                                               log_number("bytes", (int64_t)a->total_bytes)));
    }
    *result = a;
    return S_OK;
}

void assets_close(struct assets *a)
{
    if (!a) return;
    for (size_t i = 0; i < a->count; i++) {
        free(a->files[i].path);
        for (int e = 0; e < ENCODING_COUNT; e++) free(a->files[i].forms[e].bytes);
    }
    free(a->files);
    free(a->policy);
    free(a);
}

const struct asset *assets_find(const struct assets *a, str path)
{
    size_t low = 0, high = a->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(path, str_from(a->files[middle].path));
        if (order == 0) return &a->files[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
