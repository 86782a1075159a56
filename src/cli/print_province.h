/*
 * The province on a terminal.
 */
#ifndef DUNGHEN_CLI_PRINT_PROVINCE_H
#define DUNGHEN_CLI_PRINT_PROVINCE_H

#include "cli.h"

#include "app/province.h"

enum { PROVINCE_ROWS = 10 };

void print_province(struct cli *c, struct app *app, const struct province *p);

#endif
