/* Whatever comes through a link: the token in its address, an answer's bytes, a feed's JSON. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "server/base/heap.h"
#include "server/share/answer.h"
#include "server/share/calendar.h"
#include "server/share/shared.h"

enum { ARENA_BYTES_MAX = 32 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Section 3.1 of RFC 5545: no line is longer than 75 octets. */
static void check_lines(str ical)
{
    str line;
    while (str_cut(&ical, '\n', &line))
        if (line.len > CALENDAR_LINE_BYTES + 1) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct answer answer;
    str input = {(const char *)data, size}, hash, ical, etag;
    heap_arena_init(&a, ARENA_BYTES_MAX);
    if (!answer_read(&a, input, &answer)) {
        if (!answer.question.len || !answer.name.len || !str_is_utf8(answer.text)) abort();
        if (str_count_points(answer.text) > ANSWER_TEXT_MAX) abort();
    }
    if (!shared_hash(&a, input, &hash) && hash.len != 66) abort();
    if (!calendar_write(&a, input, &ical, &etag)) check_lines(ical);
    heap_arena_release(&a);
    return 0;
}
