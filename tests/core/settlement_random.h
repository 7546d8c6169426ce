/* Random deals that can be settled, of all types and with all terms, for the tests of what holds
 * for every deal. */
#ifndef OTA_TESTS_CORE_SETTLEMENT_RANDOM_H
#define OTA_TESTS_CORE_SETTLEMENT_RANDOM_H

#include "core/settlement.h"

/* xorshift64 */
uint64_t random_next(uint64_t *x);
/* 0 … n − 1 */
int64_t random_below(uint64_t *x, int64_t n);

/* Every ticket more leaves something: what it costs stays far below its price. */
void random_settlement(uint64_t *x, struct settlement_input *in);

#endif
