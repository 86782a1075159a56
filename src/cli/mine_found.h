/*
 * What mining found in a log, for whoever tells it: mine_json and mine_tell.
 */
#ifndef DUNGHEN_CLI_MINE_FOUND_H
#define DUNGHEN_CLI_MINE_FOUND_H

#include "cli.h"

#include "app/mine.h"
#include "app/mine_said.h"
#include "app/mine_words.h"

#include "core/mine_due.h"
#include "core/mine_map.h"
#include "core/mine_study.h"

/* What was taken for what in a file that differs from the one before. */
struct mine_taken {
	struct str file;
	struct str word[LOG_ROLES];
	bool told[LOG_ROLES];
	struct mine_taken *next;
};

struct mine_found {
	const struct mine_in *in;
	struct arena *arena;		/* as long as logs are; the command's own has a ceiling */
	struct mine_taken *taken;	/* of the files in their order; NULL: the ledger */
	struct mine_study s;
	const struct mine_map *map;	/* when pictures are asked for */
	struct str name;		/* of the log, for a report */
	const struct mine_said *said;	/* the ledger's names in words; NULL: as the log has them */
	struct str dimension;		/* key or column of the holders */
	struct str due;			/* key; empty: not asked */
	struct mine_promises promises;
	struct str from, to;		/* activities; empty: not asked, or the case's own ends */
	bool apart;			/* how long lies between was asked */
	struct mine_between between;
};

/* As people are told them; nobody is "–". */
struct str mine_activity(const struct mine_found *f, int32_t id);
struct str mine_holder(const struct mine_found *f, int32_t id);
/* Of the ledger its number, for a report is handed on. */
struct str mine_case(struct arena *a, const struct mine_found *f, int32_t id);

/* One object on c->out, as it is made: variants may be many. */
void mine_json(struct cli *c, const struct mine_found *f);
/* The same for people, the most of each. */
void mine_tell(struct cli *c, const struct mine_found *f);

/* Its tables beyond counting. */
void mine_tell_study(struct cli *c, const struct mine_found *f);
void mine_heading(struct cli *c, const char *key);
/* Numbers of activities or holders in the order of their ranks. */
int32_t *mine_by_rank(struct arena *a, const int32_t *rank, int32_t n);
/* Holders who held anything, most first. */
int32_t *mine_by_held(struct arena *a, const struct mine_found *f, size_t *n);

#endif
