/*
 * The lives of an office that test_power.c cuts short: each runs in a process of its
 * own and writes down what was acknowledged where both processes see it.
 */
#ifndef DUNGHEN_TEST_LIFE_H
#define DUNGHEN_TEST_LIFE_H

#include "fault_vfs.h"
#include "office.h"

enum { ACKED_MOST = 8192, HEADS_MOST = 256, ERASED_MOST = 16,
	FILES_MOST = 256 };
enum { DAY = 86400, YEAR = 365 * DAY };

enum kind { BORN, WORK, LATER, REBUILT, ERASED, KINDS };
/* What the senders of commands know; the life writes it, both read it. */
struct told {
	int64_t calls;			/* of a child that came to its end */
	char why[1024];			/* of one that could not go on */
	bool made;
	int staff;
	struct hash file[FILES_MOST];
	int files;
	int next[COMMUNES];		/* line of each clerk */
	char code[COMMUNES][CODE_MOST];
	int64_t head[HEADS_MOST];	/* its size, and its root */
	struct hash root[HEADS_MOST];
	int heads;
	struct subject_id erased[ERASED_MOST];
	int erasures;
	int acks;
	struct acked acked[ACKED_MOST];
};

/* Where it happens. */
struct scene {
	struct arena arena;
	const char *base, *dir, *spare;	/* the disk, the store on it, beside the disk */
	uint64_t chance;
	int64_t at;			/* the office's clock */
	bool lies;			/* the disk only says it syncs */
	bool stays_open;		/* the logs are full when the power goes */
	struct told *told;
};

/* Lives until the plan's moment, at the latest to the end; then it is dark. */
_Noreturn void life(struct scene *s, enum kind kind, const struct fault_plan *plan);

void life_note(struct scene *s, const struct acked *acked);
/* A clerk's next line; one that was not answered is sent again as it was. */
void life_line(const struct scene *s, int commune, char line[LINE_MOST]);
/* The owner of a commune's dossier long withdrawn. */
bool life_owner(struct scene *s, struct app *app, int commune, struct subject_id *out);

#endif
