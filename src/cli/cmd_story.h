/*
 * `dunghen story FILE…`: plays stories (story.h) and prints TAP.
 */
#ifndef DUNGHEN_CLI_CMD_STORY_H
#define DUNGHEN_CLI_CMD_STORY_H

#include "cli.h"

extern const struct opt_spec story_options[];
int cmd_story(struct cli *c, const struct opts *o);

#endif
