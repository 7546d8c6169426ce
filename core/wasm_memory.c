/* The memory that the browser and core share, in every module: given out, taken back, addressed. */
#include "wasm_memory.h"

#include <string.h>

enum {
    ABI = 1,
    FIRST_AT = 16, /* native: `at` of the first scratch byte, so that 0 is none */
    SCRATCH_BYTES = 15 * 1024 * 1024 + 512 * 1024,
};

/* The one place in core that has state: the memory that the browser and core share. */
static _Alignas(16) unsigned char scratch[SCRATCH_BYTES];
static struct arena memory;

static uintptr_t base(void)
{
#if defined(__wasm__)
    return 0;
#else
    return (uintptr_t)scratch - FIRST_AT;
#endif
}

void *wasm_pointer(uint32_t at)
{
    return at ? (void *)(base() + at) : NULL;
}

uint32_t wasm_at(const void *p)
{
    return p ? (uint32_t)((uintptr_t)p - base()) : 0;
}

static bool is_in_scratch(const void *p)
{
    return (uintptr_t)p >= (uintptr_t)scratch && (uintptr_t)p < (uintptr_t)scratch + SCRATCH_BYTES;
}

str wasm_text(uint32_t at, uint32_t len)
{
    return at ? (str){wasm_pointer(at), len} : STR("");
}

str wasm_text_in(wire_text t)
{
    return wasm_text(t.at, t.len);
}

wire_text wasm_text_out(str s)
{
    if (!s.len) return (wire_text){0, 0};
    const char *data = is_in_scratch(s.data) ? s.data : arena_copy(&memory, s);
    return data ? (wire_text){wasm_at(data), (uint32_t)s.len} : (wire_text){0, 0};
}

struct arena *wasm_arena(void)
{
    return &memory;
}

uint32_t core_abi(void)
{
    return ABI;
}

void core_reset(void)
{
    arena_init(&memory, scratch, sizeof scratch);
}

uint32_t core_alloc(uint32_t bytes)
{
    return wasm_at(arena_take(&memory, bytes));
}

#if !defined(__wasm__)
unsigned char *core_memory_base(void)
{
    return (unsigned char *)base();
}
#endif
