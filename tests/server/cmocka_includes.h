/* What cmocka needs before it, in its order. */
#ifndef OTA_TESTS_CMOCKA_INCLUDES_H
#define OTA_TESTS_CMOCKA_INCLUDES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
