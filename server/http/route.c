/* Matching of paths against the route table. */
#include "server/http/route.h"

/* Whether `path` has the shape of `pattern`; what its {} stand for goes to params. */
static bool matches(const char *pattern, str path, str params[REQUEST_PARAMS_MAX], size_t *count)
{
    size_t at = 0;
    *count = 0;
    while (*pattern) {
        if (pattern[0] != '{') {
            if (at >= path.len || path.data[at] != *pattern) return false;
            at++;
            pattern++;
            continue;
        }
        size_t end = str_find_char(path, '/', at);
        if (end == at || *count == REQUEST_PARAMS_MAX) return false;
        params[(*count)++] = str_slice(path, at, end);
        at = end;
        pattern += 2; /* "{}" */
    }
    return at == path.len;
}

const struct route *route_find(const struct route *routes, size_t count, enum method m, str path,
                               str params[REQUEST_PARAMS_MAX], size_t *param_count, status *why)
{
    *why = S_NOT_FOUND;
    const struct route *for_head = NULL;
    for (size_t i = 0; i < count; i++) {
        str found[REQUEST_PARAMS_MAX];
        size_t found_count;
        if (!matches(routes[i].path, path, found, &found_count)) continue;
        *why = S_METHOD_NOT_ALLOWED;
        bool is_head_by_get = m == METHOD_HEAD && routes[i].method == METHOD_GET && !for_head;
        if (routes[i].method != m && !is_head_by_get) continue;
        for (size_t k = 0; k < found_count; k++) params[k] = found[k];
        *param_count = found_count;
        if (is_head_by_get) {
            for_head = &routes[i];
            continue;
        }
        *why = S_OK;
        return &routes[i];
    }
    if (for_head) *why = S_OK;
    return for_head;
}
