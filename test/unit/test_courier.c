/* Which addresses a message may go to. */
#include "edge/courier.h"

#include "tap.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static enum reach reach(const char *text)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &in.sin_addr) == 1) {
		return courier_reach((const struct sockaddr *)(const void *)&in);
	}
	if (inet_pton(AF_INET6, text, &in6.sin6_addr) != 1) {
		diag("no address: %s", text);
	}
	return courier_reach((const struct sockaddr *)(const void *)&in6);
}

int main(void)
{
	static const struct {
		const char *address;
		enum reach reach;
	} table[] = {
		{ "0.0.0.0", REACH_NOT }, { "9.255.255.255", REACH_PUBLIC },
		{ "10.0.0.0", REACH_PRIVATE }, { "10.255.255.255", REACH_PRIVATE },
		{ "11.0.0.0", REACH_PUBLIC }, { "100.63.255.255", REACH_PUBLIC },
		{ "100.64.0.1", REACH_PRIVATE }, { "100.127.255.255", REACH_PRIVATE },
		{ "100.128.0.0", REACH_PUBLIC }, { "127.0.0.1", REACH_HERE },
		{ "127.255.255.255", REACH_HERE }, { "169.254.169.254", REACH_NOT },
		{ "172.15.255.255", REACH_PUBLIC }, { "172.16.0.1", REACH_PRIVATE },
		{ "172.31.255.255", REACH_PRIVATE }, { "172.32.0.0", REACH_PUBLIC },
		{ "192.0.0.8", REACH_NOT }, { "192.0.2.1", REACH_NOT },
		{ "192.168.1.1", REACH_PRIVATE }, { "192.169.0.0", REACH_PUBLIC },
		{ "198.18.0.1", REACH_NOT }, { "198.19.255.255", REACH_NOT },
		{ "198.51.100.1", REACH_NOT }, { "203.0.113.1", REACH_NOT },
		{ "203.162.4.190", REACH_PUBLIC }, { "223.255.255.255", REACH_PUBLIC },
		{ "224.0.0.1", REACH_NOT }, { "255.255.255.255", REACH_NOT },
		{ "::", REACH_NOT }, { "::1", REACH_HERE }, { "::2", REACH_NOT },
		{ "::ffff:127.0.0.1", REACH_HERE }, { "::ffff:10.0.0.1", REACH_PRIVATE },
		{ "::ffff:169.254.169.254", REACH_NOT }, { "::ffff:203.162.4.190", REACH_PUBLIC },
		{ "64:ff9b::7f00:1", REACH_HERE }, { "64:ff9b::a00:1", REACH_PRIVATE },
		{ "::127.0.0.1", REACH_NOT }, { "fc00::1", REACH_PRIVATE },
		{ "fd12:3456::1", REACH_PRIVATE }, { "fe80::1", REACH_NOT },
		{ "fec0::1", REACH_NOT }, { "ff02::1", REACH_NOT }, { "100::1", REACH_NOT },
		{ "2001:db8::1", REACH_NOT }, { "2001::1", REACH_NOT },
		{ "2002:7f00:1::", REACH_NOT }, { "3fff::1", REACH_NOT },
		{ "2405:4800::1", REACH_PUBLIC }, { "2001:ee0::1", REACH_PUBLIC },
	};
	const struct sockaddr other = { .sa_family = AF_UNIX };

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		is_int(reach(table[i].address), table[i].reach, "%s", table[i].address);
	}
	is_int(courier_reach(&other), REACH_NOT, "no address of the net");
	return done_testing();
}
