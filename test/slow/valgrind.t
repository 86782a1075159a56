#!/usr/bin/perl
# The unit tests that handle memory, and the program at work, under valgrind: the
# plain build marks freed parts of arenas for it too.
use strict;
use warnings;
use File::Temp 'tempdir';
use Test::More;
require './test/crash/load.pl';

for my $name (qw(arena buf str err map json jcs utf8 hash)) {
	my $out = `valgrind -q --error-exitcode=99 --leak-check=full build/test/unit/test_$name 2>&1`;
	is($? >> 8, 0, "$name under valgrind") or diag($out);
}
# A store's life: made, filled, asked in vain, looked at, checked, rebuilt.
my $dir = tempdir(CLEANUP => 1);
my $valgrind = 'valgrind -q --error-exitcode=99 --leak-check=full';

sub checked {
	my ($what, $want, $command) = @_;
	my $out = `$valgrind build/dunghen $command 2>&1`;
	is($? >> 8, $want, "$what under valgrind") or diag($out);
}

sub lines {
	my ($name, @lines) = @_;
	open my $f, '>', "$dir/$name" or die;
	print $f map { "$_\n" } @lines;
	close $f or die;
	return "$dir/$name";
}

my $load = load->new(start => 1772438400, file => 'ab' x 32);	# 2026-03-02T08:00:00
my $db = "--db $dir/db";
checked('init', 0, "init $db --mode test --seed v --clock 2026-03-02T07:00:00 --admin qt01");
checked('act, people', 0, "act $db <" . lines('people', $load->staff));
# Up to the number of the result: the file is not there.
checked('act, dossiers', 1, "act $db <" . lines('work', map { $load->next } 1 .. 85));
checked('act, bad lines', 1, "act $db <" . lines('bad', '{', '[]', "\xff", '{"key":"x"}',
	'{"key":"x","as":"qt01","do":"burn","args":{}}', '{"key":"' . 'x' x 2_000_000));
checked('verify', 0, "verify $db");
checked('rebuild', 0, "rebuild $db");
checked('dossier list', 0, "dossier list $db");
checked('dossier show', 0, "dossier show H19.22-260302-0001 $db");
checked('a refused start', 3, "act --db $dir/nowhere </dev/null");
done_testing();
