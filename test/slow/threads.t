#!/usr/bin/perl
# The writer and its clients, sessions, wrong tries and hashes under ThreadSanitizer.
use strict;
use warnings;
use Test::More;

local $ENV{TSAN_OPTIONS} = 'halt_on_error=1 exitcode=66';
for my $test (qw(test_app_writer test_app_tries test_app_session test_app_account)) {
	my $out = `build/tsan/test/unit/$test 2>&1`;
	is($? >> 8, 0, "no race in $test") or diag($out);
	like($out, qr/^1\.\.\d+/m, 'and it ran to the end');
}
done_testing();
