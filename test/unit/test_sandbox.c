/*
 * What the sandbox lets through and what it refuses: each try in a process of its own,
 * which confines itself as a server does and gives the try's errno as its exit status.
 */
#define _GNU_SOURCE		/* clone flags, syscall */
#include "edge/sandbox.h"

#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };		/* a sanitizer needs some of what is refused else */
#else
enum { SANITIZED = 0 };
#endif

static char home[64], store[80], outside[80], secrets[80];
static int pair[2], bound;

static const char *below(const char *folder, const char *name)
{
	static char path[2][160];
	static int turn;
	turn = !turn;
	(void)snprintf(path[turn], sizeof(path[turn]), "%s/%s", folder, name);
	return path[turn];
}

static int result(long got)
{
	return got < 0 ? errno : 0;
}

static int opened(const char *path, int flags)
{
	return result(open(path, flags | O_CLOEXEC, 0600));
}

/* ---- files ---- */

static int read_password_file(void) { return opened("/etc/passwd", O_RDONLY); }
static int read_folder(void) { return opened("/etc", O_RDONLY | O_DIRECTORY); }
static int read_process(void) { return opened("/proc/1/status", O_RDONLY); }
static int read_library(void) { return opened("/usr/bin/env", O_RDONLY); }
static int write_library(void) { return opened("/usr/bin/dunghen-test", O_WRONLY | O_CREAT); }
static int write_outside(void) { return opened(below(home, "new"), O_WRONLY | O_CREAT); }
static int change_outside(void) { return opened(outside, O_WRONLY); }
static int remove_outside(void) { return result(unlink(outside)); }
static int move_outside(void) { return result(rename(below(store, "kept"), below(home, "x"))); }
static int read_kept(void) { return opened(below(store, "kept"), O_RDWR); }
static int write_kept(void) { return opened(below(store, "new"), O_RDWR | O_CREAT | O_EXCL); }
static int cut_kept(void) { return opened(below(store, "kept"), O_RDWR | O_TRUNC); }

static int rearrange_kept(void)
{
	int e = result(mkdir(below(store, "a"), 0700));
	e = e ? e : opened(below(store, "b"), O_WRONLY | O_CREAT);
	e = e ? e : result(rename(below(store, "b"), below(store, "a/c")));
	e = e ? e : result(unlink(below(store, "a/c")));
	return e ? e : result(rmdir(below(store, "a")));
}

static int link_kept(void) { return result(symlink("/etc", below(store, "link"))); }
static int device_kept(void) { return result(mknod(below(store, "fifo"), S_IFIFO | 0600, 0)); }

/* A renewed certificate: another file in the same folder. */
static int read_renewed(void) { return opened(below(secrets, "renewed"), O_RDONLY); }
static int write_secret(void) { return opened(below(secrets, "key"), O_WRONLY); }

/* ---- processes ---- */

static int run_program(void)
{
	char *const none[] = { NULL };
	return result(execve("/bin/true", none, none));
}

static int run_kept_program(void)
{
	char *const none[] = { NULL };
	int fd = open("/usr/bin/env", O_RDONLY);
	return result(syscall(SYS_execveat, fd, "", none, none, AT_EMPTY_PATH));
}

static int make_process(void)
{
	pid_t pid = fork();
	if (pid == 0) {
		_exit(0);
	}
	return result(pid);
}

static int make_old_process(void) { return result(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }

static void *idle(void *ctx)
{
	return ctx;
}

static int make_thread(void)
{
	pthread_t t;
	int e = pthread_create(&t, NULL, idle, NULL);
	return e ? e : pthread_join(t, NULL);
}

static int watch_process(void) { return result(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL)); }
static int read_memory(void)
{
	return result(syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0));
}

static int signal_process(void) { return result(kill(getppid(), 0)); }

static int abort_itself(void)
{
	/* The signal is blocked: only whether it may be sent is asked. */
	sigset_t all;
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_BLOCK, &all, NULL);
	return result(syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGUSR1));
}

/* ---- the net ---- */

static int make_socket(void) { return result(socket(AF_INET, SOCK_STREAM, 0)); }
static int make_local_socket(void) { return result(socket(AF_UNIX, SOCK_STREAM, 0)); }

static int reach_out(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	return result(connect(bound, (struct sockaddr *)&to, sizeof(to)));
}

static int listen_bound(void) { return result(listen(bound, 5)); }

static int talk(void)
{
	char c = 'x';
	return result(send(pair[0], &c, 1, 0)) || result(recv(pair[1], &c, 1, 0));
}

/* ---- the machine ---- */

static int become_root(void) { return result(syscall(SYS_setuid, 0)); }
static int mount_it(void) { return result(mount("none", store, "tmpfs", 0, NULL)); }
static int other_world(void) { return result(syscall(SYS_unshare, CLONE_NEWUSER)); }
static int other_root(void) { return result(syscall(SYS_chroot, store)); }
static int make_ring(void) { return result(syscall(SYS_io_uring_setup, 1, NULL)); }
static int make_bpf(void) { return result(syscall(SYS_bpf, 0, NULL, 0)); }
static int watch_kernel(void) { return result(syscall(SYS_perf_event_open, NULL, 0, 0, 0, 0)); }
static int take_keys(void) { return result(syscall(SYS_keyctl, 0, 0, 0, 0, 0)); }
static int catch_faults(void) { return result(syscall(SYS_userfaultfd, 0)); }
static int unknown_call(void) { return result(syscall(100000)); }
static int other_calls(void) { return result(syscall(0x40000000 | SYS_getpid)); }

struct row {
	int (*run)(void);
	int want;
	/* Strictly: a sanitizer needs it itself. */
	enum { BY_LANDLOCK, BY_LANDLOCK_STRICTLY, BY_SECCOMP, BY_SECCOMP_STRICTLY } by;
	const char *what;
};

static const struct row rows[] = {
	{ read_password_file, EACCES, BY_LANDLOCK, "the list of users" },
	{ read_folder, EACCES, BY_LANDLOCK, "a folder of the machine" },
	{ read_process, EACCES, BY_LANDLOCK_STRICTLY, "another process" },
	{ read_library, 0, BY_LANDLOCK, "libraries are read" },
	{ write_library, EACCES, BY_LANDLOCK, "… not written" },
	{ write_outside, EACCES, BY_LANDLOCK, "a new file beside the store" },
	{ change_outside, EACCES, BY_LANDLOCK, "a file beside the store" },
	{ remove_outside, EACCES, BY_LANDLOCK, "… to remove it" },
	{ move_outside, EACCES, BY_LANDLOCK, "a file of the store to another place" },
	{ read_kept, 0, BY_LANDLOCK, "a file of the store" },
	{ write_kept, 0, BY_LANDLOCK, "a new one" },
	{ cut_kept, 0, BY_LANDLOCK, "one cut short" },
	{ rearrange_kept, 0, BY_LANDLOCK, "folders and names within the store" },
	{ link_kept, EPERM, BY_SECCOMP, "a link" },
	{ device_kept, EPERM, BY_SECCOMP, "a pipe with a name" },
	{ read_renewed, 0, BY_LANDLOCK, "a renewed certificate" },
	{ write_secret, EACCES, BY_LANDLOCK, "… is not written" },
	{ run_program, EPERM, BY_SECCOMP, "to run a program" },
	{ run_kept_program, EPERM, BY_SECCOMP, "… by its descriptor" },
	{ make_process, EPERM, BY_SECCOMP_STRICTLY, "another process" },
	{ make_old_process, EPERM, BY_SECCOMP_STRICTLY, "… by the older call" },
	{ make_thread, 0, BY_SECCOMP, "a thread" },
	{ watch_process, EPERM, BY_SECCOMP_STRICTLY, "to watch a process" },
	{ read_memory, EPERM, BY_SECCOMP_STRICTLY, "… to read its memory" },
	{ signal_process, EPERM, BY_SECCOMP_STRICTLY, "… to signal it" },
	{ abort_itself, 0, BY_SECCOMP, "a signal to itself" },
	{ make_socket, EPERM, BY_SECCOMP, "a socket" },
	{ make_local_socket, EPERM, BY_SECCOMP, "… of this machine" },
	{ reach_out, EPERM, BY_SECCOMP, "to connect" },
	{ listen_bound, 0, BY_SECCOMP, "to listen at a socket that was bound" },
	{ talk, 0, BY_SECCOMP, "to talk over one that is connected" },
	{ become_root, EPERM, BY_SECCOMP, "another user" },
	{ mount_it, EPERM, BY_SECCOMP, "mount" },
	{ other_world, EPERM, BY_SECCOMP, "namespaces" },
	{ other_root, EPERM, BY_SECCOMP, "another root" },
	{ make_ring, EPERM, BY_SECCOMP, "io_uring" },
	{ make_bpf, EPERM, BY_SECCOMP, "bpf" },
	{ watch_kernel, EPERM, BY_SECCOMP, "perf" },
	{ take_keys, EPERM, BY_SECCOMP, "keyrings" },
	{ catch_faults, EPERM, BY_SECCOMP, "userfaultfd" },
	{ unknown_call, ENOSYS, BY_SECCOMP, "a call nobody knows" },
#ifdef __x86_64__
	{ other_calls, ENOSYS, BY_SECCOMP, "calls of another kind" },
#endif
};

enum { NOT_ENTERED = 250, NO_LANDLOCK = 251, NO_SECCOMP = 252 };

static int confined(const struct row *r)
{
	struct arena a;
	struct sandbox_lack lack;
	struct err e;
	struct sandbox_wish w = { .dir = store, .reads = { below(secrets, "key") } };
	arena_init(&a, 0);
	if (!sandbox_enter(&a, &w, &lack, &e)) {
		diag("%s %s %s", e.key, err_arg(&e, "what"), err_arg(&e, "why"));
		(void)fflush(stdout);
		return NOT_ENTERED;
	}
	bool files = r->by == BY_LANDLOCK || r->by == BY_LANDLOCK_STRICTLY;
	return files && lack.landlock ? NO_LANDLOCK :
	       !files && lack.seccomp ? NO_SECCOMP : r->run();
}

static void try_row(const struct row *r)
{
	int status = 0;
	(void)fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		_exit(confined(r));
	}
	(void)waitpid(pid, &status, 0);
	int got = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
	if (got == NO_LANDLOCK || got == NO_SECCOMP) {
		diag("this kernel has no %s: %s not tried",
		     got == NO_LANDLOCK ? "Landlock" : "seccomp", r->what);
		return;
	}
	ok(got == r->want, "%s: %s", r->what, r->want ? "refused" : "let");
	if (got != r->want) {
		diag("got %d, wanted %d", got, r->want);
	}
}

static void touch(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0) {
		(void)close(fd);
	}
}

static bool lay_out(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	(void)snprintf(home, sizeof(home), "/tmp/dunghen-sandbox-XXXXXX");
	if (!mkdtemp(home)) {
		return false;
	}
	(void)snprintf(store, sizeof(store), "%s/store", home);
	(void)snprintf(secrets, sizeof(secrets), "%s/tls", home);
	(void)snprintf(outside, sizeof(outside), "%s/other", home);
	bool made = mkdir(store, 0700) == 0 && mkdir(secrets, 0700) == 0;
	touch(below(store, "kept"));
	touch(below(secrets, "key"));
	touch(below(secrets, "renewed"));
	touch(outside);
	bound = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return made && bind(bound, (struct sockaddr *)&at, sizeof(at)) == 0 &&
	       socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0;
}

static void clear(void)
{
	static const char *const names[] = { "store/kept", "store/new", "tls/key", "tls/renewed",
					     "other", "x" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)unlink(below(home, names[i]));
	}
	(void)rmdir(store);
	(void)rmdir(secrets);
	(void)rmdir(home);
}

int main(void)
{
	if (!ok(lay_out(), "a store and things beside it")) {
		return done_testing();
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!SANITIZED || rows[i].by == BY_LANDLOCK || rows[i].by == BY_SECCOMP) {
			try_row(&rows[i]);
		}
	}
	clear();
	return done_testing();
}
