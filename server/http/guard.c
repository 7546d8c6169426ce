/* The strictness that the HTTP engine lacks. */
#include "server/http/guard.h"

#include <string.h>

/* tchar of RFC 9110 section 5.6.2. */
static bool is_token(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_plain && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c))) return false;
    }
    return s.len > 0;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool guard_target_ok(str target)
{
    if (target.len == 0 || target.data[0] != '/') return false;
    bool is_path = true;
    for (size_t i = 0; i < target.len; i++) {
        unsigned char c = (unsigned char)target.data[i];
        if (c <= ' ' || c >= 127 || c == '#') return false;
        if (c == '?') is_path = false;
        if (c != '%' || !is_path) continue;
        if (i + 2 >= target.len || !is_hex(target.data[i + 1]) || !is_hex(target.data[i + 2]))
            return false;
        if (target.data[i + 1] == '0' && target.data[i + 2] == '0') return false;
    }
    return true;
}

void guard_begin(struct guard *g, str method, str target, str version)
{
    *g = (struct guard){.is_http11 = str_equal(version, STR("HTTP/1.1"))};
    if (!g->is_http11 && !str_equal(version, STR("HTTP/1.0")))
        g->wrong = "unknown HTTP version";
    else if (!is_token(method))
        g->wrong = "malformed method";
    else if (!guard_target_ok(target))
        g->wrong = "malformed request target";
}

/* host[:port]: letters, digits, '-', '.', '_', or an address in brackets. */
static bool is_host(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c <= ' ' || c >= 127 || strchr(",/\\@?#\"<>^`{|}", c)) return false;
    }
    return s.len > 0;
}

static void see_length(struct guard *g, str value)
{
    int64_t length;
    g->length_count++;
    bool is_digits = value.len > 0 && value.data[0] >= '0' && value.data[0] <= '9';
    if (!is_digits || !str_to_i64(value, &length))
        g->wrong = "malformed Content-Length";
    else
        g->content_length = length;
}

static void see_encoding(struct guard *g, str value)
{
    g->encoding_count++;
    g->has_transfer_encoding = true;
    if (!str_equal_ascii_nocase(value, STR("chunked"))) g->wrong = "unknown Transfer-Encoding";
}

void guard_header(struct guard *g, str name, str value)
{
    if (g->wrong) return;
    if (!is_token(name)) {
        g->wrong = "malformed header name";
        return;
    }
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.data[i];
        if ((c >= ' ' || c == '\t') && c != 127) continue;
        g->wrong = "control character in a header";
        return;
    }
    switch (name.len) { /* most headers are none of these: their length tells */
    case 4:
        if (!str_equal_ascii_nocase(name, STR("host"))) return;
        g->host_count++;
        if (!is_host(value)) g->wrong = "malformed Host";
        return;
    case 6:
        if (!str_equal_ascii_nocase(name, STR("origin")) &&
            !str_equal_ascii_nocase(name, STR("expect")))
            return;
        if (name.data[0] == 'o' || name.data[0] == 'O')
            g->origin = value;
        else
            g->expects_continue = true;
        return;
    case 12:
        if (str_equal_ascii_nocase(name, STR("content-type"))) g->content_type = value;
        return;
    case 14:
        if (str_equal_ascii_nocase(name, STR("content-length"))) see_length(g, value);
        return;
    case 16:
        if (str_equal_ascii_nocase(name, STR("content-encoding"))) g->content_encoding = value;
        return;
    case 17:
        if (str_equal_ascii_nocase(name, STR("transfer-encoding"))) see_encoding(g, value);
        return;
    default: return;
    }
}

status guard_end(struct guard *g)
{
    if (g->wrong) return S_BAD_REQUEST;
    if (g->host_count > 1)
        g->wrong = "more than one Host";
    else if (g->is_http11 && g->host_count == 0)
        g->wrong = "no Host";
    else if (g->length_count > 1)
        g->wrong = "more than one Content-Length";
    else if (g->encoding_count > 1)
        g->wrong = "more than one Transfer-Encoding";
    else if (g->encoding_count && g->length_count)
        g->wrong = "Content-Length beside Transfer-Encoding";
    else if (g->encoding_count && !g->is_http11)
        g->wrong = "Transfer-Encoding in HTTP/1.0";
    return g->wrong ? S_BAD_REQUEST : S_OK;
}
