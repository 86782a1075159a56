/* Open files. */
#include "limits.h"

#include <stddef.h>
#include <sys/resource.h>

bool limits_files(int need, struct err *e)
{
	struct rlimit has;
	if (getrlimit(RLIMIT_NOFILE, &has) != 0 || has.rlim_cur >= (rlim_t)need) {
		return true;
	}
	has.rlim_cur = has.rlim_max < (rlim_t)need ? has.rlim_max : (rlim_t)need;
	if (has.rlim_cur >= (rlim_t)need && setrlimit(RLIMIT_NOFILE, &has) == 0) {
		return true;
	}
	err_set(e, ERR_IO, "limits.files", NULL);
	err_add_int(e, "need", need);
	return err_add_int(e, "have", (int64_t)has.rlim_max);
}
