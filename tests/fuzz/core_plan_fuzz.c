/* Fuzzes what plans a day and a tour: delays, orders, radius clauses, categories, guests at a door.
 * Any numbers are refused or give an answer within its bounds. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/classify.h"
#include "core/delay.h"
#include "core/guest.h"
#include "core/radius.h"
#include "core/route.h"

enum { STOPS = 8, FIELD_BYTES = 10 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every ten bytes set a member: which one, and to what; small numbers are as likely as large. */
static void set_members(void *record, size_t record_size, const uint8_t *data, size_t size)
{
    int64_t *members = record;
    memset(record, 0, record_size);
    for (; size >= FIELD_BYTES; data += FIELD_BYTES, size -= FIELD_BYTES) {
        int64_t value;
        memcpy(&value, data + 2, sizeof value);
        size_t at = data[0] | (size_t)(data[1] & 3) << 8;
        members[at % (record_size / sizeof *members)] = value >> (data[1] >> 2);
    }
}

static void delay(const uint8_t *data, size_t size)
{
    static struct delay_day day;
    static struct delay_result out;
    set_members(&day, sizeof day, data, size);
    if (delay_spread(&day, &out)) return;
    assert(out.breaks_count >= 0 && out.breaks_count <= DELAY_BREAKS_MAX);
    assert(out.choices_count >= 0 && out.choices_count <= DELAY_CHOICES_MAX);
}

static void route(const uint8_t *data, size_t size)
{
    static struct route_plan plan;
    static struct route_work work;
    static struct route_answer out;
    set_members(&plan, sizeof plan, data, size);
    if (plan.stops_count > STOPS) return; /* more take too long to look for */
    (void)!route_order(&plan, &work, &out);
}

static void radius(const uint8_t *data, size_t size)
{
    struct radius_clause clause;
    struct radius_show show;
    struct radius_finding found;
    set_members(&clause, sizeof clause, data, size / 2);
    set_members(&show, sizeof show, data + size / 2, size - size / 2);
    (void)!radius_judge(&clause, &show, &found);
}

static void classify(const uint8_t *data, size_t size)
{
    static struct classify_model model;
    str text = {(const char *)data, size};
    struct classify_answer a = classify_suggest(&model, text);
    assert(a.category < CLASSIFY_CATEGORIES_MAX && a.confidence >= 0 && a.confidence <= 100);
    assert(a.reason_count <= CLASSIFY_REASONS_MAX);
    for (uint32_t i = 0; i < a.reason_count; i++)
        assert(a.reasons[i].at + a.reasons[i].len <= size);
    if (size) classify_learn(&model, data[0] % CLASSIFY_CATEGORIES_MAX, text, size & 1 ? 1 : -1);
}

static void door(const uint8_t *data, size_t size)
{
    struct guest_at_door at;
    if (size < sizeof at + 1) return;
    memcpy(&at, data, sizeof at);
    uint32_t heads = data[sizeof at], room = guest_room(&at);
    if (guest_judge(&at, heads) == GUEST_admit) assert(heads && heads <= room && at.is_approved);
    assert(room <= at.party);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const all[])(const uint8_t *, size_t) = {delay, route, radius, classify, door};
    if (size) all[data[0] % (sizeof all / sizeof *all)](data + 1, size - 1);
    return 0;
}
