#!/usr/bin/perl
# The writer and its clients, sessions, wrong tries and hashes under ThreadSanitizer.
use strict;
use warnings;
use Cwd;
use Test::More;

my $here = getcwd;
local $ENV{TSAN_OPTIONS} = 'halt_on_error=1 exitcode=66';
for my $test (qw(test_app_living test_app_writer test_app_follow test_app_tries test_app_session test_app_account)) {
	my $out = `build/tsan/test/unit/$test 2>&1`;
	is($? >> 8, 0, "no race in $test") or diag($out);
	like($out, qr/^1\.\.\d+/m, 'and it ran to the end');
}
# The whole server, with its loops, workers, ticker and log.
{
	local $ENV{DUNGHEN} = "$here/build/tsan/dunghen";
	local $ENV{TSAN_OPTIONS} = "exitcode=66 log_path=$here/build/tsan/served";
	unlink glob "$here/build/tsan/served.*";
	my $out = `perl test/http/server.t 2>&1`;
	is($? >> 8, 0, "a served store") or diag($out);
	is_deeply([ glob "$here/build/tsan/served.*" ], [], "without a race");
}
done_testing();
