/* The parts of the generator: each writes one file from the .def tables to `out`. */
#ifndef OTA_CORE_GENERATE_H
#define OTA_CORE_GENERATE_H

#include <stdio.h>

void generate_rows(FILE *out);        /* web/src/data/rows.gen.ts */
void generate_layout(FILE *out);      /* web/src/lib/core-layout.gen.ts */
void generate_money(FILE *out);       /* web/src/lib/core-money.gen.ts */
void generate_plan(FILE *out);        /* web/src/lib/core-plan.gen.ts */
void generate_report(FILE *out);      /* web/src/lib/core-report.gen.ts */
void generate_golden(FILE *out);      /* tests/golden/schema.gen.json */
void generate_permissions(FILE *out); /* db/generated/permissions.sql */

#endif
