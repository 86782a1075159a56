#!/usr/bin/perl
# kill -9 at any moment: what was acknowledged is there and answers the same again,
# nothing is half done, the store verifies, half a store never looks whole.
use strict;
use warnings;
use IO::Handle;
use POSIX ();
use Test::More;
use lib 'test/crash';
use lab;

my $rounds = $ENV{CRASH_ROUNDS} // 200;
my $db     = "$dir/db";

# ---- an office at work ----

my ($load, @acked) = office($db);	# [line, answer] of all rounds
my @answers;

# ---- at every change of a file: making a store, one command, rebuilding ----

my $n = changes('', @init, '--db', "$dir/count-db");
cmp_ok($n, '>', 20, "making a store is $n changes");
my ($half, $whole) = (0, 0);
for my $at (moments($n, 40)) {
	my $new = "$dir/init-$at";
	my ($killed) = killed_at($at, '', @init, '--db', $new);
	my ($status, $text) = run('', 'verify', '--json', '--db', $new);
	my $good = $status == 0;
	$good ? $whole++ : $half++;
	my $told = $good || ($status == 3 && $json->decode($text)->{code} =~ /^store\.(missing|unfinished)$/);
	my ($again) = run('', @init, '--db', $new);
	ok($killed && $told && $again == ($good ? 1 : 0) && defined verified($new),
		"init killed at change $at of $n: " . ($good ? 'whole' : 'told, and made anew'))
		or diag("killed $killed, verify $status $text, init again $again" . slurp("$dir/err"));
	system('rm', '-rf', $new);
}
cmp_ok($half, '>', 0, "$half were half made, $whole whole");

my @first = map { $load->next } 1 .. 100;
push @acked, map { [ $_ ] } @first;
@answers = act($db, @first);
$acked[ $_ - @first ][1] = $answers[$_] for 0 .. $#first;
is(scalar(grep { !$_->{ok} } @answers), 0, 'a hundred commands');
my $entries = verified($db);
my $line = $load->next;
my $c = copy_of($db, "$dir/one");
$n = changes("$line\n", 'act', '--db', $c);
for my $at (moments($n, 40)) {
	$c = copy_of($db, "$dir/one");
	my ($killed, $text) = killed_at($at, "$line\n", 'act', '--db', $c);
	my $had = verified($c);
	my ($answer) = act($c, $line);
	my ($second) = act($c, $line);
	my $fine = defined $had && $answer->{ok} && defined verified($c)
		&& $json->encode($answer) eq $json->encode($second)
		&& ($text eq '' || $json->encode($json->decode($text)) eq $json->encode($answer))
		&& ($answer->{seq}[0] >= $entries) && ($had == $entries || $had == $answer->{seq}[1] + 1);
	ok($killed && $fine, "a command killed at change $at of $n: " . ($had // '?') . ' entries')
		or diag(explain($answer), $text);
}

$c = copy_of($db, "$dir/rebuilt");
$n = changes('', 'rebuild', '--db', $c);
cmp_ok($n, '>', 10, "rebuilding is $n changes");
for my $at (moments($n, 24)) {
	$c = copy_of($db, "$dir/rebuilt");
	my ($killed) = killed_at($at, '', 'rebuild', '--db', $c);
	my ($status, $text) = run('', 'verify', '--json', '--db', $c);
	my $told = $status == 0 || $json->decode($text)->{code} eq 'app.stale';
	my ($again) = run('', 'rebuild', '--db', $c);
	my $had = verified($c);
	ok($killed && $told && $again == 0 && defined $had && $had == $entries,
		"rebuild killed at change $at of $n: " . ($status == 0 ? 'whole' : 'told to rebuild'))
		or diag("killed $killed, verify $status $text, again $again");
}
push @acked, [ $line, act($db, $line) ];

# ---- under load, at random moments ----

# Feeds `act` and kills it: after so many answers, and so many microseconds more.
sub kill_under_load {
	my ($lines, $answers, $us) = @_;
	pipe(my $in_r, my $in_w) or die;
	pipe(my $out_r, my $out_w) or die;
	my $pid = fork // die;
	if (!$pid) {
		open STDIN, '<&', $in_r;
		open STDOUT, '>&', $out_w;
		open STDERR, '>', "$dir/err";
		close $_ for $in_r, $in_w, $out_r, $out_w;
		exec $program, 'act', '--db', $db;
		die;
	}
	my $feeder = fork // die;
	if (!$feeder) {
		$SIG{PIPE} = 'IGNORE';
		close $_ for $in_r, $out_r, $out_w;
		print {$in_w} join '', map { "$_\n" } @$lines;
		$in_w->flush;
		POSIX::_exit(0);
	}
	close $_ for $in_r, $in_w, $out_w;
	my @got;
	while (@got < $answers && defined(my $line = <$out_r>)) {
		push @got, $line;
	}
	select undef, undef, undef, $us / 1e6 if $us;
	kill KILL => $pid;
	push @got, <$out_r>;
	waitpid $pid, 0;
	my $killed = ($? & 127) == 9;
	kill KILL => $feeder;
	waitpid $feeder, 0;
	pop @got if @got && $got[-1] !~ /\n\z/;	# cut short: nobody was told
	return ($killed, map { $json->decode($_) } @got);
}

my ($killed_rounds, $told, $untold) = (0, 0, 0);
for my $round (1 .. $rounds) {
	$load->later(4 * 3600) if $round % 10 == 0;	# time does its part too
	my @lines = map { $load->next } 1 .. 160;
	my $after = $round % 5 == 0 ? 0 : int rand 130;
	my $us = $after == 0 ? int rand 120_000 : rand() < 0.5 ? int rand 3_000 : 0;
	my ($killed, @got) = kill_under_load(\@lines, $after, $us);
	$killed_rounds += $killed;
	$told += @got;
	my $what = "round $round, killed after " . @got . ' answers';
	my $entries = verified($db);
	ok(defined $entries, "$what: the store is whole");
	last if !defined $entries;

	# All that was told, a sample of earlier rounds, and what nobody was told of.
	my @earlier = map { $acked[ rand @acked ] } 1 .. 40;
	my @unknown = @lines[ scalar @got .. $#lines ];
	my @again = act($db, (map { $_->[0] } @earlier), @lines);
	my @same = splice @again, 0, 40;
	is_deeply(\@same, [ map { $_->[1] } @earlier ], "$what: earlier keys answer the same");
	my @told_again = splice @again, 0, scalar @got;
	is_deeply(\@told_again, \@got, "$what: so do those just acknowledged");
	# Of the others only the first can have been committed, and then whole.
	my @there = grep { $_->{ok} && $_->{seq}[0] < $entries } @again;
	$untold += @there;
	ok(@again == @unknown && !(grep { !$_->{ok} } @again) && @there <= 1
		&& !(grep { $_->{seq}[1] >= $entries } @there), "$what: nothing is half done")
		or diag(explain([ grep { !$_->{ok} } @again ]->[0]), $entries);
	push @acked, map { [ $lines[$_], $_ < @got ? $got[$_] : $again[ $_ - @got ] ] } 0 .. $#lines;

	# Entries follow one another without a gap.
	my $last = -1;
	my $order = grep { my $ok = $_->{seq}[0] > $last && $_->{seq}[1] >= $_->{seq}[0];
		$last = $_->{seq}[1]; $ok } @got, @again;
	is($order, scalar @lines, "$what: entries are in order");
}
cmp_ok($killed_rounds, '>=', $rounds * 0.9, "$killed_rounds of $rounds were killed at work");
diag("$told answers told, $untold commands committed but not told of, " . @acked . ' in all');
$entries = verified($db);
ok(defined $entries, 'the store is whole at the end');
is_deeply([ act($db, map { $_->[0] } @acked) ], [ map { $_->[1] } @acked ],
	'every command of all rounds answers the same');
is(verified($db), $entries, 'which wrote nothing');

done_testing();
