/*
 * The calls of the kernel that a serving program makes: a list, and a filter of all
 * else, written in the kernel's own small language.
 *
 * What is not in the list fails with EPERM and does not end the program: the fault that
 * met it is answered as any other, and nobody's work is lost. A call newer than this list
 * fails as one that the kernel does not have, so that a newer C library falls back.
 */
#define _GNU_SOURCE		/* syscall */
#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#endif

/* The newest call that was weighed: set_mempolicy_home_node. */
enum { NEWEST = 450 };

#ifdef ARCH

static const int allowed[] = {
	/* memory */
	SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_mlock,
	SYS_munlock, SYS_membarrier,
	/* threads and time */
	SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_set_tid_address, SYS_rseq,
	SYS_exit, SYS_exit_group, SYS_sched_yield, SYS_sched_getaffinity, SYS_gettid, SYS_getpid,
	SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_nanosleep,
	SYS_clock_nanosleep, SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday,
	SYS_restart_syscall, SYS_getrandom, SYS_uname, SYS_sysinfo, SYS_getrusage, SYS_times,
	SYS_getrlimit,
	/* signals to itself */
	SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigtimedwait,
	SYS_rt_sigpending, SYS_sigaltstack,
	/* files, as far as Landlock lets it */
	SYS_openat, SYS_close, SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64,
	SYS_pwrite64, SYS_preadv, SYS_pwritev, SYS_lseek, SYS_fstat, SYS_newfstatat, SYS_statx,
	SYS_statfs, SYS_fstatfs, SYS_faccessat, SYS_faccessat2, SYS_readlinkat, SYS_getdents64,
	SYS_getcwd, SYS_mkdirat, SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_ftruncate,
	SYS_fallocate, SYS_fsync, SYS_fdatasync, SYS_sync_file_range, SYS_fadvise64, SYS_readahead,
	SYS_flock, SYS_fcntl, SYS_fchmod, SYS_fchmodat, SYS_utimensat, SYS_umask, SYS_dup, SYS_dup3,
	SYS_copy_file_range,
	/* sockets that were bound before, and those who come to them */
	SYS_listen, SYS_accept4, SYS_accept, SYS_recvfrom, SYS_sendto, SYS_recvmsg, SYS_sendmsg,
	SYS_sendfile, SYS_shutdown, SYS_getsockname, SYS_getpeername, SYS_getsockopt,
	SYS_setsockopt, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_ppoll,
	SYS_pselect6, SYS_eventfd2, SYS_pipe2,
#ifdef __x86_64__
	/* older forms of the above, that libraries still use there */
	SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_mkdir, SYS_rmdir,
	SYS_unlink, SYS_rename, SYS_chmod, SYS_dup2, SYS_poll, SYS_select, SYS_epoll_wait,
	SYS_epoll_create, SYS_pipe, SYS_eventfd, SYS_time, SYS_arch_prctl,
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	/* The sanitizers of a test build stop the other threads when they look for leaks. */
	SYS_clone, SYS_ptrace, SYS_wait4, SYS_prctl, SYS_personality, SYS_kill, SYS_tgkill,
	SYS_process_vm_readv, SYS_getdents, SYS_ioctl, SYS_prlimit64, SYS_tkill, SYS_msync,
#endif
};

enum { LISTED = sizeof(allowed) / sizeof(allowed[0]), PROGRAM_MOST = 2 * LISTED + 64 };

#define LOW(argument) \
	((uint32_t)(offsetof(struct seccomp_data, args) + (argument) * sizeof(uint64_t)))

static size_t put(struct sock_filter *p, size_t n, uint16_t code, uint32_t k, uint8_t yes,
		  uint8_t no)
{
	p[n] = (struct sock_filter){ code, yes, no, k };
	return n + 1;
}

static size_t load(struct sock_filter *p, size_t n, size_t offset)
{
	return put(p, n, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static size_t give(struct sock_filter *p, size_t n, uint32_t what)
{
	return put(p, n, BPF_RET | BPF_K, what, 0, 0);
}

/* For that call only; what follows up to `over` is skipped for all others. */
static size_t when(struct sock_filter *p, size_t n, int call, uint8_t over)
{
	return put(p, n, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, over);
}

#define FORBIDDEN (SECCOMP_RET_ERRNO | EPERM)
#define UNKNOWN (SECCOMP_RET_ERRNO | ENOSYS)

/* A call that is allowed with one of these values in the low half of an argument. */
static size_t with_values(struct sock_filter *p, size_t n, int call, size_t argument,
			  const uint32_t *value, uint8_t values)
{
	n = when(p, n, call, (uint8_t)(2 * values + 2));
	n = load(p, n, LOW(argument));
	for (uint8_t i = 0; i < values; i++) {
		n = put(p, n, BPF_JMP | BPF_JEQ | BPF_K, value[i], 0, 1);
		n = give(p, n, SECCOMP_RET_ALLOW);
	}
	return give(p, n, FORBIDDEN);
}

/* A thread, never a process. clone3 hides its flags behind a pointer: the C library
 * falls back to clone where it is not there. */
static size_t with_threads(struct sock_filter *p, size_t n)
{
	n = when(p, n, SYS_clone3, 1);
	n = give(p, n, UNKNOWN);
	n = when(p, n, SYS_clone, 4);
	n = load(p, n, LOW(0));
	n = put(p, n, BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1);
	n = give(p, n, SECCOMP_RET_ALLOW);
	return give(p, n, FORBIDDEN);
}

/* Of the courier alone: sockets to the outside, the pair by which its library wakes its
 * own threads, and what the resolver sends by. Netlink is not there: the resolver then
 * takes it that both families are. */
static size_t with_connections(struct sock_filter *p, size_t n)
{
	static const uint32_t families[] = { AF_INET, AF_INET6 }, pair[] = { AF_UNIX };
	n = with_values(p, n, SYS_socket, 0, families, 2);
	n = with_values(p, n, SYS_socketpair, 0, pair, 1);
	n = when(p, n, SYS_connect, 1);
	n = give(p, n, SECCOMP_RET_ALLOW);
	n = when(p, n, SYS_sendmmsg, 1);
	return give(p, n, SECCOMP_RET_ALLOW);
}

static size_t write_program(struct sock_filter *p, bool connects)
{
	/* TCGETS, FIONREAD, FIONBIO. */
	static const uint32_t terminal[] = { 0x5401, 0x541b, 0x5421 };
	static const uint32_t name[] = { PR_SET_NAME, PR_GET_NAME };
	const uint32_t none[] = { 0 }, self[] = { (uint32_t)getpid() };
	size_t n = load(p, 0, offsetof(struct seccomp_data, arch));
	n = put(p, n, BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0);
	n = give(p, n, SECCOMP_RET_KILL_PROCESS);	/* another processor's numbers */
	n = load(p, n, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < LISTED; i++) {
		n = when(p, n, allowed[i], 1);
		n = give(p, n, SECCOMP_RET_ALLOW);
	}
	n = with_threads(p, n);
	if (connects) {
		n = with_connections(p, n);
	}
	n = with_values(p, n, SYS_ioctl, 1, terminal, 3);
	n = with_values(p, n, SYS_prctl, 0, name, 2);
	n = with_values(p, n, SYS_prlimit64, 2, none, 1);	/* only asked */
	n = with_values(p, n, SYS_tgkill, 0, self, 1);		/* abort */
	/* Beyond the list; x32 calls have a high bit and are beyond it too. */
	n = put(p, n, BPF_JMP | BPF_JGT | BPF_K, NEWEST, 0, 1);
	n = give(p, n, UNKNOWN);
	return give(p, n, FORBIDDEN);
}

bool seccomp_enter(bool connects, bool *lack, struct err *e)
{
	struct sock_filter program[PROGRAM_MOST];
	struct sock_fprog whole = { .filter = program };
	whole.len = (unsigned short)write_program(program, connects);
	*lack = false;
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_LOG, &whole) == 0) {
		return true;
	}
	*lack = errno == ENOSYS || errno == EINVAL;
	return *lack || err_set(e, ERR_IO, "sandbox.enter", "what", "seccomp", "why",
				strerror(errno), NULL);
}

#else

bool seccomp_enter(bool connects, bool *lack, struct err *e)
{
	(void)connects;
	(void)e;
	*lack = true;
	return true;
}

#endif
