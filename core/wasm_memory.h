/* The memory that the browser and core share, for the files that hold core.wasm's exports. */
#ifndef OTA_CORE_WASM_MEMORY_H
#define OTA_CORE_WASM_MEMORY_H

#include "arena.h"
#include "str.h"
#include "wasm.h"

/* What core_reset empties and core_alloc takes from. */
struct arena *wasm_arena(void);

/* From `at` to a pointer and back; 0 and NULL are none. */
void *wasm_pointer(uint32_t at);
uint32_t wasm_at(const void *p);

/* Text given by the browser, borrowed from the shared memory. */
str wasm_text(uint32_t at, uint32_t len);
str wasm_text_in(wire_text t);

/* Text for the browser; what lies outside the shared memory is copied into it. */
wire_text wasm_text_out(str s);

#endif
