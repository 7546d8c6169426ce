/* What probes and dashboards ask. */
#ifndef OTA_HTTP_HEALTH_H
#define OTA_HTTP_HEALTH_H

#include "server/http/request.h"

handler health_live;  /* GET /healthz: the program runs */
handler health_ready; /* GET /readyz: what http_options.readiness names works; 503 else */
handler metrics_show; /* GET /metrics: Prometheus' text format */

#endif
