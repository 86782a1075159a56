/*
 * Landlock: which files may be reached, and that no TCP socket is bound or connected
 * any more. The kernel says which version it knows; each adds rights that can be
 * refused, and asking for one it does not know is an error.
 *
 * Numbers and structures are the kernel's ABI, written out here because the headers
 * of a distribution are older than the kernels it runs on.
 */
#define _GNU_SOURCE		/* O_PATH, syscall */
#include "sandbox.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CALL_CREATE = 444, CALL_ADD = 445, CALL_RESTRICT = 446 };
enum { ASK_VERSION = 1, RULE_PATH = 1 };

#define FS_EXECUTE	(1ULL << 0)
#define FS_WRITE_FILE	(1ULL << 1)
#define FS_READ_FILE	(1ULL << 2)
#define FS_READ_DIR	(1ULL << 3)
#define FS_REMOVE_DIR	(1ULL << 4)
#define FS_REMOVE_FILE	(1ULL << 5)
#define FS_MAKE_DIR	(1ULL << 7)
#define FS_MAKE_REG	(1ULL << 8)
#define FS_OF_1		((1ULL << 13) - 1)	/* all that version 1 knows */
#define FS_REFER	(1ULL << 13)		/* version 2: between folders */
#define FS_TRUNCATE	(1ULL << 14)		/* version 3 */
#define FS_IOCTL	(1ULL << 15)		/* version 5: of devices */
#define NET_BIND	(1ULL << 0)		/* version 4 */
#define NET_CONNECT	(1ULL << 1)
#define SCOPE_UNIX	(1ULL << 0)		/* version 6: abstract sockets, signals */
#define SCOPE_SIGNAL	(1ULL << 1)

#define TO_READ		(FS_READ_FILE | FS_READ_DIR)
#define TO_LOG		(FS_WRITE_FILE | FS_MAKE_REG)
#define TO_KEEP		(TO_READ | FS_WRITE_FILE | FS_REMOVE_DIR | FS_REMOVE_FILE | \
			 FS_MAKE_DIR | FS_MAKE_REG | FS_REFER | FS_TRUNCATE)
/* What a rule for a single file may hold. */
#define OF_FILE		(FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE)

struct ruleset {
	uint64_t fs, net, scoped;
};

/* Packed as the kernel has it. */
struct path_rule {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

/*
 * Libraries loaded when a sheet is first drawn and their fonts; what the C library and
 * the sanitizers of a test build look up about this process and machine.
 */
static const char *const common[] = {
	"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig",
	"/dev/null", "/dev/urandom", "/sys/devices/system/cpu",
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	"/proc",
#endif
};

/* How names are resolved and whom to trust; files, for beside them may lie what is
 * nobody's business. */
static const char *const of_courier[] = {
	"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/etc/ssl/certs",
	"/etc/resolv.conf", "/run/systemd/resolve", "/etc/hosts", "/etc/nsswitch.conf",
	"/etc/host.conf", "/etc/gai.conf", "/etc/services", "/etc/protocols", "/dev/null",
	"/dev/urandom", "/sys/devices/system/cpu",
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	"/proc",
#endif
};

static struct ruleset handled(long version, bool connects)
{
	return (struct ruleset){
		.fs = FS_OF_1 | (version >= 2 ? FS_REFER : 0) |
		      (version >= 3 ? FS_TRUNCATE : 0) | (version >= 5 ? FS_IOCTL : 0),
		.net = version < 4 ? 0 : connects ? NET_BIND : NET_BIND | NET_CONNECT,
		.scoped = version >= 6 ? SCOPE_UNIX | SCOPE_SIGNAL : 0,
	};
}

static size_t size_of(long version)
{
	return version >= 6 ? sizeof(struct ruleset) : version >= 4 ? 2 * sizeof(uint64_t)
								    : sizeof(uint64_t);
}

struct rules {
	int fd;
	uint64_t known;			/* rights this kernel knows */
};

static bool no_path(const char *path, struct err *e)
{
	return err_set(e, ERR_IO, "sandbox.path", "path", path, "why", strerror(errno), NULL);
}

static bool add_rule(const struct rules *r, const char *path, uint64_t rights, struct err *e)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	struct stat st;
	if (fd < 0 || fstat(fd, &st) != 0) {
		no_path(path, e);
		if (fd >= 0) {
			(void)close(fd);
		}
		return false;
	}
	struct path_rule rule = { .parent = fd };
	rule.allowed = rights & r->known & (S_ISDIR(st.st_mode) ? UINT64_MAX : OF_FILE);
	bool ok = syscall(CALL_ADD, r->fd, RULE_PATH, &rule, 0) == 0 || no_path(path, e);
	(void)close(fd);
	return ok;
}

/* The folder of a file, and of what it stands for if it is a link. */
static bool add_folder(struct arena *a, const struct rules *r, const char *path,
		       uint64_t rights, struct err *e)
{
	char real[PATH_MAX];
	const char *each[] = { path, realpath(path, real) };
	for (size_t i = 0; i < sizeof(each) / sizeof(each[0]) && each[i]; i++) {
		struct str s = str_of(each[i]);
		while (s.n > 0 && s.p[s.n - 1] != '/') {
			s.n--;
		}
		const char *folder = s.n > 0 ? str_cstr(a, s) : ".";
		/* What is not there is told by whoever wants to read it. */
		if (access(folder, F_OK) == 0 && !add_rule(r, folder, rights, e)) {
			return false;
		}
	}
	return true;
}

/* Those that are there. */
static bool add_reads(const struct rules *r, const char *const *path, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (access(path[i], F_OK) == 0 && !add_rule(r, path[i], TO_READ, e)) {
			return false;
		}
	}
	return true;
}

static bool add_rules(struct arena *a, const struct rules *r, const struct sandbox_wish *w,
		      struct err *e)
{
	if (w->courier) {
		return add_reads(r, of_courier, sizeof(of_courier) / sizeof(of_courier[0]), e);
	}
	if (!add_rule(r, w->dir, TO_KEEP, e) ||
	    (w->log && !add_folder(a, r, w->log, TO_LOG, e))) {
		return false;
	}
	for (size_t i = 0; i < SANDBOX_READS; i++) {
		if (w->reads[i] && !add_folder(a, r, w->reads[i], TO_READ, e)) {
			return false;
		}
	}
	return add_reads(r, common, sizeof(common) / sizeof(common[0]), e);
}

bool landlock_enter(struct arena *a, const struct sandbox_wish *w, bool *lack, struct err *e)
{
	long version = syscall(CALL_CREATE, NULL, 0, ASK_VERSION);
	*lack = version < 1;
	if (*lack) {
		return true;
	}
	struct ruleset set = handled(version, w->courier);
	struct rules r = { (int)syscall(CALL_CREATE, &set, size_of(version), 0), set.fs };
	if (r.fd < 0) {
		return err_set(e, ERR_IO, "sandbox.enter", "what", "Landlock", "why",
			       strerror(errno), NULL);
	}
	bool ok = add_rules(a, &r, w, e);
	if (ok && syscall(CALL_RESTRICT, r.fd, 0) != 0) {
		ok = err_set(e, ERR_IO, "sandbox.enter", "what", "Landlock", "why",
			     strerror(errno), NULL);
	}
	(void)close(r.fd);
	return ok;
}
