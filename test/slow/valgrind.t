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

# Served: pages of everybody and of people at work, what their forms do, a sheet drawn,
# stopped; two people once, or all of them in turn for VALGRIND_S seconds. Libraries that
# are loaded then keep what they found until the end: only what nothing points to any more
# is a leak. Valgrind makes calls of its own, so no sandbox.
my $seconds = $ENV{VALGRIND_S} // 0;

# Reads what somebody may, sends the forms that are found; counts what came back.
sub round_of {
	my ($s, $who, $count) = @_;
	my ($cookie) = $who ? ($s->post('/demo/sign-in', "person=$who")->{header}{'set-cookie'} // '') =~ /(session=\w+)/ : '';
	my $get = sub {
		my $r = $s->get($_[0], Cookie => $cookie // '');
		$count->{ $r->{status} }++;
		$count->{pdf}++ if $r->{body} =~ /^%PDF/;
		return $r->{body};
	};
	for my $t (surface::walk($get, 80, $who ? ('/work', '/find') : '/')) {
		next if $t->{method} ne 'POST';
		my $body = join '&', map { surface::encoded($_->[0]) . '=' . surface::encoded($_->[1]) } @{ $t->{body} };
		$count->{ $s->post($t->{path}, $body, Cookie => $cookie // '')->{status} }++;
	}
	return;
}

{
	my $wrapped = "$dir/dunghen";
	lines('dunghen', '#!/bin/sh', "exec $valgrind --errors-for-leak-kinds=definite --show-leak-kinds=definite "
		. "--suppressions=test/slow/valgrind.supp --log-file=$dir/served.%p build/dunghen \"\$\@\"");
	chmod 0755, $wrapped;
	is(system("build/dunghen demo --no-serve --db $dir/demo --dossiers 60 --months 1 --seed 3 >/dev/null"), 0, 'a demonstration');
	local $ENV{DUNGHEN} = $wrapped;
	require './test/http/Served.pm';
	require './test/security/surface.pm';
	my $s = Served->start(db => "$dir/demo", 'no-sandbox' => undef);
	my %seen;
	# Who has a dossier at hand, of which there are sheets.
	my @people = grep { !$seen{$_}++ } `build/dunghen dossier list --open --json --db $dir/demo` =~ /"person":"(\w+)","post":"officer"/g;
	cmp_ok(scalar @people, '>', 1, 'people at work');
	my ($began, $rounds, %count) = (time, 0);
	round_of($s, $_, \%count) for '', @people[ 0, 1 ];
	while (time - $began < $seconds) {
		round_of($s, $people[ ++$rounds % @people ], \%count);
		round_of($s, '', \%count) if $rounds % 10 == 0;
	}
	cmp_ok($count{200}, '>', 40, 'pages were read');
	cmp_ok($count{pdf} // 0, '>', 0, 'a sheet was drawn');
	is($count{500} // 0, 0, 'no fault of the program');
	is($s->stop, 0, 'served under valgrind') or diag(`cat $dir/served.*`);
	diag(join ', ', "$rounds more people in $seconds s", map { "$_: $count{$_}" } sort keys %count) if $seconds;
}
done_testing();
