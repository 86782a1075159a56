/* `dunghen forecast`: what the forecast of lateness was worth on a store's own past
 * (doc/forecast.md), in figures and as a picture. */
#ifndef DUNGHEN_CLI_CMD_FORECAST_H
#define DUNGHEN_CLI_CMD_FORECAST_H

#include "cli.h"

extern const struct opt_spec forecast_options[];
int cmd_forecast(struct cli *c, const struct opts *o);

#endif
