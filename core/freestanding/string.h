/* All that core wants of <string.h>, where there is no C library. */
#ifndef OTA_CORE_FREESTANDING_STRING_H
#define OTA_CORE_FREESTANDING_STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t len);
void *memmove(void *to, const void *from, size_t len);
void *memset(void *to, int value, size_t len);
int memcmp(const void *a, const void *b, size_t len);

#endif
