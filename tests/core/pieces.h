/* What the parity programs share: the exports' memory, and pieces of output for a script that does
 * the same in wasm (pieces.mjs): each its length (32 bits, little end first) and its bytes. */
#ifndef OTA_TESTS_CORE_PIECES_H
#define OTA_TESTS_CORE_PIECES_H

#include <stddef.h>
#include <stdint.h>

/* What core_alloc gave. */
void *piece_pointer(uint32_t at);
/* Prints one piece. */
void piece_emit(const void *bytes, size_t len);
/* The program's exit status. */
int piece_end(void);

#endif
