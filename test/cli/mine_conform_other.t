#!/usr/bin/perl
# The way of a dossier as another system would have written it down: the ledger lets nobody skip a
# step, so the log of it is doctored here, one thing at a time, beside the steps of its procedure.
# Each doctored case is told so; its innocent twin is not.
use strict;
use warnings;
use Encode qw(encode_utf8);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";

sub run { my ($words) = @_; my $out = `timeout 300 $dunghen $words 2>$dir/err`; return ($? >> 8, $out) }
sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub mined { my ($words) = @_; my ($status, $out) = run("mine $words --json"); return decode_json($out || '{}') }
sub told { my ($r) = @_; return encode_utf8(join ', ', sort map { my $d = $_; map { "$d->{kind} " . ($d->{step} // '?') . " in $_" } @{ $d->{first} } } @{ $r->{deviations} }) }

# --- what the ledger wrote ---
is((run("demo --no-serve --db $db --dossiers 120 --months 2 --seed 7"))[0], 0, 'a province at work') or diag `cat $dir/err`;
is((run("mine --db $db --csv $dir/own.csv --json"))[0], 0, 'its ledger as a log');
open my $in, '<', "$dir/own.csv" or die;
my $head = <$in>;
my %of;
my $cells = sub { my ($line) = @_; $line =~ s/\r?\n\z//; return map { s/\A"(.*)"\z/$1/sr =~ s/""/"/gr } $line =~ /("(?:[^"]|"")*"|[^,]*)(?:,|\z)/g };
$head =~ s/\A\xef\xbb\xbf//;
my @column = $cells->($head);
my %at = map { $column[$_] => $_ } 0 .. $#column;
my ($case, $activity, $time, $who) = map { my $name = $_; (grep { defined $at{$_} } @$name)[0] // die "no @$name in $head" } [qw(case case:concept:name)], [qw(activity concept:name)], [qw(time time:timestamp)], [qw(post resource org:resource)];
while (my $line = <$in>) {
	my @cell = $cells->($line);
	push @{ $of{ $cell[ $at{$case} ] } }, [ @cell[ @at{ $activity, $time, $who } ] ];
}

# A dossier that went straight through all steps of its procedure.
my ($code) = '1.001612';
open my $law, '<:raw', "law/procedures/$code.json" or die;
my $procedure = decode_json(do { local $/ = undef; <$law> });
my @step = map { $_->{name}{vi} } @{ ($procedure->{versions} // [$procedure])->[0]{steps} };
utf8::encode($_) for @step;
# Its arrivals at steps; of those at one step in a row the last, who did it.
sub way_of {
	my @at_step = grep { my $e = $_; grep { $e->[0] eq $_ } @step } @{ $of{ $_[0] } };
	return @at_step[ grep { $_ == $#at_step || $at_step[$_][0] ne $at_step[ $_ + 1 ][0] } 0 .. $#at_step ];
}
my ($straight) = sort grep { join('|', map { $_->[0] } way_of($_)) eq join('|', @step) } keys %of;
ok($straight, 'one went straight through') or BAIL_OUT('no way to doctor');
my @way = way_of($straight);

# --- the steps, as an office would write them ---
my $quoted = sub { return join(',', map { my $v = $_ // ''; $v =~ s/"/""/g; qq("$v") } @_) . "\n" };
my $steps = $quoted->(qw(name next return holders));
for my $i (0 .. $#step) {
	$steps .= $quoted->($step[$i], $step[ $i + 1 ], $i == 2 ? $step[1] : '', $way[$i][2]);
}
spew('steps.csv', $steps);

sub log_of {
	my ($name, @events) = @_;
	my $t = 0;
	spew("$name.csv", $quoted->(qw(case activity time resource)) . join '', map { $quoted->($name, $_->[0], sprintf('2026-03-%02dT08:00:00+07:00', ++$t), $_->[2]) } @events);
	return mined("$dir/$name.csv --conform --steps $dir/steps.csv");
}
my $r = log_of('twin', @way);
is_deeply([ @{ $r->{total} }{qw(cases conforming fitness)} ], [ 1, 1, 1 ], 'the innocent twin departs from nothing') or diag told($r);
$r = log_of('skipped', @way[ 0, 2 .. $#way ]);
is(told($r), "skipped $step[1] in skipped", 'a step that was skipped');
cmp_ok($r->{total}{fitness}, '<', 1, 'costs fitness');
$r = log_of('order', @way[ 0, 2, 1, 3 .. $#way ]);
like(told($r), qr/^wrong_order \Q$step[1]\E|^wrong_order \Q$step[2]\E/, 'a step done too late is in a wrong order') or diag told($r);
is($r->{total}{skipped}{times} + $r->{total}{inserted}{times}, 0, 'neither skipped nor inserted');
$r = log_of('inserted', @way[ 0, 1 ], [ 'họp', '', $way[0][2] ], @way[ 2 .. $#way ]);
is(told($r), 'inserted ? in inserted', 'something between that is no step');
$r = log_of('post', @way[ 0, 1 ], [ $way[2][0], '', $way[1][2] ], @way[ 3 .. $#way ]);
is(told($r), "wrong_post $step[2] in post", 'done by whose work it is not');
is($r->{total}{fitness}, 1, 'which is none of the order');
$r = log_of('back', @way[ 0, 1, 2, 1, 2 ], @way[ 3 .. $#way ]);
is_deeply([ told($r), $r->{total}{loops}{returns} ], [ '', 1 ], 'a lawful return is a loop and departs from nothing') or diag told($r);
$r = log_of('again', @way[ 0, 1, 2, 3, 0, 1, 2 ], @way[ 3 .. $#way ]);
like(told($r), qr/inserted/, 'going back where nothing leads is told');

# --- limits, in working time: three days with a weekend between ---
spew('gio.json', '{"utc_offset":"+07:00","sessions":[["mon-fri","07:30","11:30"],["mon-fri","13:30","17:00"]]}');
spew('limits.csv', "name;limit_s\nA;\nB;14400\n");
spew('weekend.csv', "case,activity,time\nin,A,2026-03-06T15:00:00+07:00\nin,B,2026-03-09T09:00:00+07:00\nout,A,2026-03-06T15:00:00+07:00\nout,B,2026-03-09T10:00:00+07:00\n");
$r = mined("$dir/weekend.csv --conform --steps $dir/limits.csv --office $dir/gio.json");
is(told($r), 'over_limit B in out', 'over a limit of four working hours; its twin an hour before is not');
$r = mined("$dir/weekend.csv --conform --steps $dir/limits.csv");
is($r->{total}{over_limit}{times}, 2, 'by the clock of the wall both were');
done_testing();
