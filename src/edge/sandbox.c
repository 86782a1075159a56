/* Users, capabilities, and the order in which things are given up. */
#define _GNU_SOURCE		/* initgroups, syscall */
#include "sandbox.h"

#include "base/str.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool refused(const char *what, struct err *e)
{
	return err_set(e, ERR_IO, "sandbox.enter", "what", what, "why", strerror(errno), NULL);
}

/* ---- privileges ---- */

/* Who has none to begin with may not narrow the bounding set, and need not:
 * no_new_privs closes that way. */
static bool narrow_bounds(struct err *e)
{
	for (int c = 0; prctl(PR_CAPBSET_READ, c, 0, 0, 0) >= 0; c++) {
		if (prctl(PR_CAPBSET_DROP, c, 0, 0, 0) != 0 && errno != EPERM) {
			return refused("PR_CAPBSET_DROP", e);
		}
	}
	return true;
}

/* From all sets, so that nothing is left to be raised again. Where none was given the
 * call itself may be forbidden. */
static bool drop_capabilities(struct err *e)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct has[_LINUX_CAPABILITY_U32S_3], none[_LINUX_CAPABILITY_U32S_3];
	memset(none, 0, sizeof(none));
	(void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	if (!narrow_bounds(e)) {
		return false;
	}
	if (syscall(SYS_capget, &head, has) == 0 && memcmp(has, none, sizeof(none)) == 0) {
		return true;
	}
	return syscall(SYS_capset, &head, none) == 0 || refused("capset", e);
}

/* ---- the user ---- */

enum { PASSWD_BYTES = 16 << 10 };

bool sandbox_user(struct arena *a, const char *name, struct err *e)
{
	char *room = arena_array(a, char, PASSWD_BYTES);
	struct passwd entry, *found;
	if (getpwnam_r(name, &entry, room, PASSWD_BYTES, &found) != 0 || !found) {
		return err_set(e, ERR_NOT_FOUND, "user.unknown", "name", name, NULL);
	}
	if (found->pw_uid == geteuid()) {
		return true;
	}
	if (!narrow_bounds(e)) {
		return false;
	}
	if (initgroups(name, found->pw_gid) != 0 ||
	    setresgid(found->pw_gid, found->pw_gid, found->pw_gid) != 0 ||
	    setresuid(found->pw_uid, found->pw_uid, found->pw_uid) != 0) {
		return err_set(e, ERR_IO, "user.change", "name", name, "why", strerror(errno),
			       NULL);
	}
	return true;
}

bool sandbox_root(void)
{
	return geteuid() == 0;
}

bool sandbox_enter(struct arena *a, const struct sandbox_wish *w, struct sandbox_lack *lack,
		   struct err *e)
{
	const struct rlimit none = { 0, 0 };
	*lack = (struct sandbox_lack){ 0 };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
		return refused("PR_SET_NO_NEW_PRIVS", e);
	}
	if (setrlimit(RLIMIT_CORE, &none) != 0) {
		return refused("RLIMIT_CORE", e);
	}
	return landlock_enter(a, w, &lack->landlock, e) && drop_capabilities(e) &&
	       seccomp_enter(w->courier, &lack->seccomp, e);
}
