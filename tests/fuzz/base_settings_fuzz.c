/* Fuzzes the settings file: any bytes are taken or complained about, never both. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "server/base/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64], *said = NULL;
    size_t said_size = 0;
    struct settings s;
    int file = memfd_create("settings", MFD_CLOEXEC);
    FILE *complaints = open_memstream(&said, &said_size);
    if (file < 0 || !complaints || write(file, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    status bad = settings_load(&s, path, complaints);
    fclose(complaints);
    if ((bad == S_INVALID) != (said_size > 0)) abort();
    settings_release(&s);
    free(said);
    close(file);
    return 0;
}
