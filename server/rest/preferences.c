/* What a client prefers, and what it was given of that. */
#include "server/rest/preferences.h"

#include "core/buf.h"

static void read_preference(struct preferences *p, str item)
{
    if (str_equal(item, STR("return=representation")))
        p->returning = RETURN_REPRESENTATION;
    else if (str_equal(item, STR("return=headers-only")))
        p->returning = RETURN_HEADERS;
    else if (str_equal(item, STR("return=minimal")))
        p->returning = RETURN_MINIMAL;
    else if (str_equal(item, STR("resolution=merge-duplicates")))
        p->resolution = RESOLUTION_MERGE;
    else if (str_equal(item, STR("resolution=ignore-duplicates")))
        p->resolution = RESOLUTION_IGNORE;
    else if (str_starts(item, STR("count=")))
        p->wants_count = true;
}

/* "Range: 0-24" in rows, as supabase-js once sent it. */
static status read_range(struct arena *a, str range, struct query *q, struct failure *why)
{
    str from, to;
    if (!range.len || q->top.limit >= 0 || q->top.offset > 0) return S_OK;
    if (str_starts(range, STR("items="))) range = str_slice(range, 6, range.len);
    int64_t first, last;
    str rest = range;
    if (!str_cut(&rest, '-', &from) || !str_cut(&rest, '-', &to) || !str_to_i64(from, &first) ||
        first < 0)
        return failure_set(a, why, S_INVALID_QUERY, "PGRST103", "the range cannot be read", range,
                           "as in Range: 0-24");
    q->top.offset = first;
    if (!to.len) return S_OK;
    if (!str_to_i64(to, &last) || last < first || last == INT64_MAX)
        return failure_set(a, why, S_INVALID_QUERY, "PGRST103", "the range cannot be read", range,
                           "as in Range: 0-24");
    q->top.limit = last - first + 1;
    return S_OK;
}

static status read_accept(struct arena *a, str accept, struct preferences *p, struct failure *why)
{
    static const char single[] = "application/vnd.pgrst.object";
    p->wants_single = str_find(accept, str_from(single)) < accept.len;
    if (!accept.len || p->wants_single) return S_OK;
    if (str_find(accept, STR("json")) < accept.len || str_find(accept, STR("*/*")) < accept.len ||
        str_find(accept, STR("application/*")) < accept.len)
        return S_OK;
    return failure_set(a, why, S_NOT_ACCEPTABLE, "PGRST107", "none of these formats can be given",
                       accept, "accept application/json or application/vnd.pgrst.object+json");
}

static status check_type(struct arena *a, str type, enum action action, struct failure *why)
{
    if (action != ACTION_INSERT && action != ACTION_UPDATE) return S_OK;
    if (!type.len || str_find(type, STR("json")) < type.len) return S_OK;
    return failure_set(a, why, S_UNSUPPORTED_TYPE, "PGRST102", "the body's type is not supported",
                       type, "send application/json");
}

status preferences_read(struct arena *a, const struct preference_headers *sent, enum action action,
                        struct query *q, struct preferences *p, struct failure *why)
{
    *p = (struct preferences){.returning = RETURN_MINIMAL};
    str rest = sent->prefer, item;
    while (rest.len && str_cut(&rest, ',', &item)) read_preference(p, str_trim(item));
    status s = read_accept(a, sent->accept, p, why);
    if (s) return s;
    s = check_type(a, sent->content_type, action, why);
    if (s) return s;
    return action == ACTION_READ ? read_range(a, sent->range, q, why) : S_OK;
}

str preferences_applied(struct arena *a, const struct preferences *p)
{
    struct buf b;
    buf_init_arena(&b, a, 256);
    const char *joint = "";
    if (p->returning == RETURN_REPRESENTATION)
        buf_add_text(&b, "return=representation"), joint = ", ";
    if (p->resolution != RESOLUTION_NONE) {
        buf_add_text(&b, joint);
        bool is_merge = p->resolution == RESOLUTION_MERGE;
        buf_add_text(&b, is_merge ? "resolution=merge-duplicates" : "resolution=ignore-duplicates");
        joint = ", ";
    }
    if (p->wants_count) {
        buf_add_text(&b, joint);
        buf_add_text(&b, "count=exact");
    }
    return buf_str(&b);
}

void preferences_explain(struct arena *a, struct failure *f, bool is_addressed)
{
    if (!str_equal(str_from(f->code), STR("OT406"))) return;
    str details = f->details.len ? f->details : f->message;
    if (is_addressed)
        failure_set(a, f, S_NOT_FOUND, "not_found", "there is no such row", STR(""),
                    "it may have been deleted, or your role does not see it");
    else
        failure_set(a, f, S_NOT_ACCEPTABLE, "PGRST116",
                    "Cannot coerce the result to a single JSON object", STR(""),
                    "ask for an array, or narrow the filters to one row");
    f->details = details;
}
