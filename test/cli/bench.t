#!/usr/bin/perl
# `dunghen bench`: three figures, and nothing left behind.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

my @lines = map { decode_json($_) } split /\n/,
	`$dunghen bench --dossiers 5 --db $dir/b --json`;
is($? >> 8, 0, 'it ends well');
is_deeply([ map { $_->{figure} } @lines ], [ 'bench.acts', 'bench.rebuild', 'bench.dates' ],
	'with three figures');
is(scalar(grep { $_->{count} > 0 && $_->{microseconds} > 0 } @lines), 3, 'all measured');
ok(!-e "$dir/b", 'its province is gone');

mkdir "$dir/b" or die;
open my $h, '>', "$dir/b/mine" or die;
close $h;
is(system("$dunghen bench --dossiers 5 --db $dir/b >/dev/null 2>&1") >> 8, 1,
	'a folder with something in it is left alone');
ok(-e "$dir/b/mine", 'and what is in it');
is(system("$dunghen bench --dossiers x >/dev/null 2>&1") >> 8, 2, 'a wrong number is misuse');
done_testing();
