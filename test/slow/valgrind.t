#!/usr/bin/perl
# The unit tests that handle memory, under valgrind: the plain build marks
# freed parts of arenas for it too.
use strict;
use warnings;
use Test::More;

for my $name (qw(arena buf str err map json jcs utf8 hash)) {
	my $out = `valgrind -q --error-exitcode=99 --leak-check=full build/test/unit/test_$name 2>&1`;
	is($? >> 8, 0, "$name under valgrind") or diag($out);
}
done_testing();
