/*
 * Starting and standing still: the wall time of one `dossier show`, the memory of a
 * program that waits for commands, and how fast the projections are filled again from
 * the ledger.
 */
#include "clients.h"
#include "fill.h"
#include "measure.h"

#include "app/check.h"
#include "app/view.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DOSSIERS_REBUILT = 3000, STARTS = 9 };
enum { LARGE = 1000000, SHOW_MS = 100, SHOW_LARGE_MS = 300 };

/* The program under test is the one beside this one. */
static const char *program(void)
{
	return access("build/dunghen", X_OK) == 0 ? "build/dunghen" : "dunghen";
}

/* Its standard output goes nowhere; in ≥ 0 becomes its standard input. */
static pid_t start(const char *const *argv, int in)
{
	pid_t pid = fork();
	if (pid == 0) {
		int out = open("/dev/null", O_WRONLY);
		if (in >= 0) {
			(void)dup2(in, STDIN_FILENO);
		}
		(void)dup2(out, STDOUT_FILENO);
		(void)execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (pid < 0) {
		give_up(argv[0], "fork");
	}
	return pid;
}

static void wait_for(pid_t pid, const char *what)
{
	int status;
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		give_up(what, "did not end well");
	}
}

/* ---- start-up ---- */

static const char *any_code(struct arena *a, const char *dir)
{
	struct app *app;
	struct err e;
	struct list_page page;
	struct list_filter f = { .limit = 1 };
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	if (!app_open(a, &o, &app, &e) || !app_list(app, a, &f, &page, &e) || page.n == 0) {
		give_up(dir, "no dossier");
	}
	const char *code = str_cstr(a, page.row[0].code);
	app_close(app);
	return code;
}

static double start_up_ms(const char *dir, const char *code)
{
	const char *argv[] = { program(), "dossier", "show", code, "--db", dir, NULL };
	int64_t from = now_us();
	wait_for(start(argv, -1), "dossier show");
	return (double)(now_us() - from) / 1000.0;
}

/* ---- standing still ---- */

static bool read_field(pid_t pid, const char *file, const char *name, char *out, size_t size)
{
	char path[64], line[256];
	(void)snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	FILE *f = fopen(path, "r");
	bool found = false;
	while (f && !found && fgets(line, sizeof(line), f)) {
		if (strncmp(line, name, strlen(name)) == 0) {
			(void)snprintf(out, size, "%s", line + strlen(name));
			found = true;
		}
	}
	if (f) {
		(void)fclose(f);	/* only read */
	}
	return found;
}

/* Its memory once it sleeps in a read of the pipe: then it is open and waits. */
static double idle_mib(const char *dir)
{
	const char *argv[] = { program(), "act", "--db", dir, NULL };
	char state[32] = "", rss[32] = "", calls[64] = "";
	int ends[2];
	if (pipe(ends) != 0) {
		give_up("pipe", "cannot be made");
	}
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid_t pid = start(argv, ends[0]);
	(void)close(ends[0]);
	for (int tries = 0; tries < 2000; tries++) {
		sleep_until_us(now_us() + 5000);
		/* system call 0 on x86-64 is read, 63 on ARM; its first argument is 0 */
		if (read_field(pid, "status", "State:\tS", state, sizeof(state)) &&
		    (read_field(pid, "syscall", "0 0x0 ", calls, sizeof(calls)) ||
		     read_field(pid, "syscall", "63 0x0 ", calls, sizeof(calls)))) {
			break;
		}
	}
	if (calls[0] == '\0' || !read_field(pid, "status", "VmRSS:", rss, sizeof(rss))) {
		(void)kill(pid, SIGTERM);
		give_up("act", "does not wait for input");
	}
	(void)close(ends[1]);
	wait_for(pid, "act");
	return (double)strtol(rss, NULL, 10) / 1024.0;
}

/* ---- rebuilding ---- */

static double rebuild_rate(const char *dir)
{
	struct arena a;
	struct app *app;
	struct err e;
	int64_t entries;
	struct app_options o = { .dir = dir, .access = APP_WRITER, .clock = INSTANT_NONE };
	arena_init(&a, 0);
	if (!app_open(&a, &o, &app, &e)) {
		give_up(dir, e.key);
	}
	int64_t from = now_us();
	if (!app_rebuild(app, (struct progress){ 0 }, &entries, &e)) {
		give_up(dir, e.key);
	}
	double rate = (double)entries * 1000000.0 / (double)(now_us() - from);
	app_close(app);
	arena_done(&a);
	return rate;
}

int main(int argc, char **argv)
{
	double show[STARTS], idle[RUNS], rebuilt[RUNS];
	const char *dir = "build/bench/rebuilt";
	struct arena a;
	hash_setup();
	arena_init(&a, 0);
	int64_t dossiers = store_size(argc, argv);
	const char *base = filled_store(&a, dossiers);
	const char *small = filled_store(&a, DOSSIERS_REBUILT);
	const char *code = any_code(&a, base);
	remove_folder(dir);
	copy_folder(small, dir);
	for (int run = 0; run < STARTS; run++) {
		show[run] = start_up_ms(base, code);
		if (run < RUNS) {
			idle[run] = idle_mib(base);
			rebuilt[run] = rebuild_rate(dir);
		}
	}
	remove_folder(dir);
	print_figure(&(struct figure){ .name = "start_up_show", .unit = "ms",
				       .limit = dossiers < LARGE ? SHOW_MS : SHOW_LARGE_MS,
				       .value = median(show, STARTS), .better = LOWER });
	print_figure(&(struct figure){ .name = "idle_memory", .unit = "MiB", .limit = 10,
				       .value = median(idle, RUNS), .better = LOWER });
	print_figure(&(struct figure){ .name = "rebuild", .unit = "entries/s", .limit = 20000,
				       .value = median(rebuilt, RUNS) });
	arena_done(&a);
	return 0;
}
