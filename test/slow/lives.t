#!/usr/bin/perl
# Random lives at length, each seed another walk: test_lives speaks TAP itself.
use strict;
use warnings;

use File::Basename qw(dirname);

my $lives = dirname($ENV{DUNGHEN} // 'build/dunghen') . '/test/prop/test_lives';
my @seeds = (11, 12, 13, 14);
print '1..', scalar @seeds, "\n";
my $failed = 0;
for my $i (0 .. $#seeds) {
	my $out = `$lives 1000000 $seeds[$i]`;
	my $bad = $? != 0;
	$failed += $bad;
	print $bad ? 'not ok ' : 'ok ', $i + 1, " - a million steps from seed $seeds[$i]\n";
	print map { "# $_\n" } grep { !/^ok / } split /\n/, $out if $bad;
}
exit($failed ? 1 : 0);
