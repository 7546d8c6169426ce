/* Fuzzes the guard: the first line is the target, each other one a header "name: value". */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/http/guard.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str rest = {size ? (const char *)data : "", size}, line = {0};
    struct guard g;
    if (!str_cut(&rest, '\n', &line)) return 0;
    str target = line;
    guard_begin(&g, STR("GET"), target, STR("HTTP/1.1"));
    while (rest.data && str_cut(&rest, '\n', &line)) {
        size_t colon = str_find_char(line, ':', 0);
        guard_header(&g, str_slice(line, 0, colon), str_trim(str_slice(line, colon + 1, line.len)));
    }
    status s = guard_end(&g);
    if ((s == S_OK) != (g.wrong == NULL)) abort(); /* every refusal says why */
    if (s == S_OK && (g.host_count != 1 || g.length_count + g.encoding_count > 1)) abort();
    if (s == S_OK && (target.len == 0 || target.data[0] != '/' || g.content_length < 0)) abort();
    return 0;
}
