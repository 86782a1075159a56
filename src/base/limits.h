/*
 * Every ceiling of the program, in one place.
 */
#ifndef DUNGHEN_BASE_LIMITS_H
#define DUNGHEN_BASE_LIMITS_H

enum {
	LIMIT_ARENA = 256 << 20,	/* default ceiling of an arena, bytes */
	LIMIT_JSON = 4 << 20,		/* one JSON text, bytes; its tree takes 40 times that */
	LIMIT_JSON_DEPTH = 32,
	LIMIT_LINE = 1 << 20,		/* one line of commands, bytes */
	LIMIT_ENTRY = 65535,		/* one ledger entry, bytes (tlog-tiles) */
	LIMIT_TEXT = 8000,		/* one typed text, bytes */
	LIMIT_NAME = 200,		/* a person's name, bytes */
	LIMIT_KEY = 64,			/* command key, bytes */
	LIMIT_ENTRIES = 500,		/* entries of one command */
	LIMIT_CHILDREN = 200,		/* dossiers of a bundle */
	LIMIT_PAPERS = 100,		/* papers named in one command */
	LIMIT_PAUSES = 64,		/* pauses of one dossier */
	LIMIT_ASKED = 60,		/* opinions asked at once */
	LIMIT_HOLDS = 2000,		/* obligations of one dossier */
	LIMIT_STEPS = 40,		/* steps of a procedure version */
	LIMIT_OUTCOMES = 12,		/* outcomes of a step */
	LIMIT_LAW_FILE = 4 << 20,	/* one file of law/, bytes */
	LIMIT_LAW = 3 << 20,		/* all files of law/ together */
	LIMIT_LAW_FILES = 512,
	LIMIT_LAW_YEARS = 2000,		/* of all calendars, for each set of office hours */
	LIMIT_STORY = 4 << 20,		/* one story file, bytes */
	LIMIT_FILE = 32 << 20,		/* one attached file, bytes */
	LIMIT_FILES = 200,		/* files of one dossier, withdrawn ones too */
	LIMIT_FILES_BYTES = 512 << 20,	/* all of them together, bytes */
	LIMIT_PASSWORD = 200,		/* bytes */
	LIMIT_HASHES = 8,		/* passwords waiting to be hashed */
	LIMIT_SESSIONS = 8192,		/* people signed in at once */
	LIMIT_SESSIONS_EACH = 16,	/* of one person: the oldest makes room */
	LIMIT_PARKED = 6,			/* sessions parked in one browser */
	LIMIT_TRIES = 32768,		/* addresses, codes and keys with wrong tries, in memory */
};

#endif
