#!/usr/bin/perl
# The detectors on what a demonstration planted: each finds nearly all of it, hardly
# anything else, and leaves the innocent twins alone (rule 35). test/slow/signals.t tries ten
# seeds.
use strict;
use warnings;
use utf8;
use Test::More;
use File::Temp qw(tempdir);
use JSON::PP;
use lib 'test/cli';
use measured;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output,
	Test::More->builder->failure_output;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);

my @all = measured::detectors($program);
is(scalar(grep { $_->{title} && $_->{says} && $_->{kind} =~ /^(good|bad)$/ } @all), scalar @all,
	'each detector has a name and a plain sentence');
my $en = decode_json(scalar qx($program signals --list --json --lang en));
is(scalar(grep { $all[$_]{says} ne $en->[$_]{says} } 0 .. $#all), scalar @all, '… in both languages');

system("$program demo --no-serve --db $dir/s --json --dossiers 1000 --months 1 --seed 7 "
	. "--truth $dir/truth >/dev/null 2>&1") == 0 or BAIL_OUT('demo');
my $n = measured::measure($program, "$dir/s", "$dir/truth");
for my $d (map { $_->{name} } @all) {
	my $one = $n->{$d};
	# A few of each: one wrong among four is allowed here, the rates are held by ten seeds.
	ok($one->{right} > 0, "$d is found ($one->{right})");
	ok($one->{wrong} <= 1 && $one->{missed} <= 1 && $one->{who} == 0,
		"… $one->{wrong} wrong, $one->{missed} missed, each of whoever did it")
		or diag join "\n", @{ $one->{show} };
}
my $in = $n->{''};
ok($in->{touched} * 20 <= $in->{twins}, "$in->{touched} of $in->{twins} innocent twins are touched")
	or diag explain $in->{by};

my $out = qx($program signals --db $dir/s --detector ping_pong --lang en);
like($out, qr/Back and forth\s+H19/, 'a table for people');
like($out, qr/A signal is a question, not a judgement/, '… that says what it is');
my ($one) = map { decode_json($_) }
	split /\n/, qx($program signals --db $dir/s --detector ping_pong --json --limit 1);
my $timeline = qx($program dossier timeline $one->{dossier} --db $dir/s --json);
like($timeline, qr/"seq":$_\b/, "entry $_ is in that dossier") for @{ $one->{evidence} };
is($? >> 8, 0, '… which is there');
qx($program signals --db $dir/s --detector nothing 2>&1);
is($? >> 8, 2, 'an unknown detector is a misuse');

done_testing;
