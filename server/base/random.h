/* Unpredictable bytes from the operating system. */
#ifndef OTA_BASE_RANDOM_H
#define OTA_BASE_RANDOM_H

#include <stddef.h>

/* Fills `size` bytes; fit for keys and tokens. A kernel without randomness ends the process. */
void random_bytes(void *bytes, size_t size);

#endif
