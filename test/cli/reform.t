#!/usr/bin/perl
# Reorganisations on their day. The two real ones of this province: on 2025-07-01 districts end, two
# provinces become one and 283 communes go into 95 (law/units/successions.csv), with 10,000 open
# dossiers; on 2026-04-30 names and types change, and nothing has to move.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $n       = 0;
my $DOSSIERS = 10_000;

sub spew  { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return scalar <$h> }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 300 $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out);
}
# [ as, do, args, at ] …; dies of the first refusal.
sub act {
	my $text = join '', map {
		encode_json({ key => 'k' . ++$n, as => $_->[0], do => $_->[1], args => $_->[2], at => $_->[3] }) . "\n" } @_;
	spew("$dir/acts", $text);
	my @answer = map { decode_json($_) } split /\n/, `$dunghen act --db $dir/s < $dir/acts 2>$dir/err`;
	for my $i (0 .. $#_) {
		die encode_json($answer[$i]), encode_json($_[$i][2]), "\n" if !$answer[$i]{ok};
	}
	return;
}

# --- the old communes, and what each goes into ---
my (%to, %old);
open my $csv, '<:encoding(UTF-8)', "$ENV{PWD}/law/units/successions.csv" or die "successions: $!";
scalar <$csv>;
while (<$csv>) {
	chomp;
	my ($key, undef, $type, undef, $new) = split /,/;
	push @{ $to{$key} }, $new;
	$old{$key} = $type;
}
my @old = sort grep { $old{$_} =~ /^(?:commune|ward)$/ } keys %old;
my @divided = grep { @{ $to{$_} } > 1 } @old;
cmp_ok(scalar(keys %old), '>', 280, 'the communes of before, ' . keys %old);
cmp_ok(scalar @divided, '>', 0, 'some of them were divided: ' . @divided);

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2025-06-02T07:30 --admin qt >/dev/null"), 0, 'a store');
my $june = '2025-06-02T08:00:00+07:00';
my (@units, @people);
for my $key (@old) {
	for my $room ([ mc => 'onestop', 'onestop' ], [ vhxh => 'room', 'room' ], [ vp => 'room', 'room' ]) {
		push @units, [ qt => add_unit => { key => "$key.$room->[0]", role => $room->[1], type => $room->[2],
			name => "Phong $room->[0] $key", from => '2025-01-01', parent => $key, profile => 'A' }, $june ];
	}
	for my $who ([ head => $key ], [ officer => "$key.vhxh" ]) {
		my $person = "cu.$key." . substr $who->[0], 0, 1;
		push @people, [ qt => add_person => { key => $person }, $june ],
			[ qt => assign => { person => $person, unit => $who->[1], post => $who->[0] }, $june ];
	}
}
act(@units, @people);
my @came;
for my $i (1 .. $DOSSIERS) {
	my $key = $old[$i % @old];
	push @came, [ qt => import_open => { code => sprintf('H10.1-250629-%05d', $i), source => 'cu', procedure => '1.001193',
		channel => 'counter', receiving => "$key.mc", competent => $key, owner => { name => "Nguoi Thu $i" },
		received_at => '2025-06-27T09:00', due => '2025-07-10T17:00', step => 's2', holder => "cu.$key.o" },
		'2025-06-30T08:00:00+07:00' ];
}
act(splice @came, 0, 2000) while @came;
my ($status, $out) = run('dossier list --open --limit 1 --json');
is($status, 0, "$DOSSIERS open dossiers of theirs") or diag slurp("$dir/err");

# --- looked at before the day ---
($status, $out) = run('reform --on 2025-07-01 --dry-run --clock 2025-06-30T09:00 --list list.csv --undo undo.jsonl --json');
is($status, 1, 'before the day it is told that not all can pass on') or diag $out, slurp("$dir/err");
my $plan = decode_json($out);
is($plan->{dossiers}, $DOSSIERS, 'all are affected');
cmp_ok($plan->{units}, '>=', scalar(keys %old) + 22, 'the communes and the districts end');
my %divided = map { $_ => 1 } @divided;
my $which = grep { $divided{ $old[$_ % @old] } } 1 .. $DOSSIERS;
is($plan->{which}, $which, 'those of divided communes want a choice');
is($plan->{done}, JSON::PP::false, 'nothing was done');

# --- on the day: those who go on have their posts in the new communes ---
my $day = '2025-07-01T07:30:00+07:00';
my %new = map { $_ => 1 } map { @$_ } @to{@old};
act(map { ([ qt => add_person => { key => "moi.$_" }, $day ], [ qt => assign => { person => "moi.$_", unit => $_, post => 'head' }, $day ]) }
	sort keys %new);
# Every other officer goes along, into the room of the same sort.
my @along = grep { !$divided{ $old[$_] } && $_ % 2 } 0 .. $#old;
act(map { [ qt => assign => { person => "cu.$old[$_].o", unit => "$to{$old[$_]}[0].vhxh", post => 'officer' }, $day ] } @along);
is((run('reform --on 2025-07-01 --as qt --minutes 12/BB --clock 2025-07-01T08:00'))[0], 2, 'only when it is said twice');
is((run('reform --on 2025-07-02 --as qt --minutes 12/BB --sure 2025-07-02 --clock 2025-07-01T08:00'))[0], 1, 'and only on the day');
($status, $out) = run('reform --on 2025-07-01 --as qt --minutes 12/BB --sure 2025-07-01 --clock 2025-07-01T08:00 --list done.csv --undo undo.jsonl --json');
is($status, 1, 'it is done, but for what people must say') or diag $out, slurp("$dir/err");
my $done = decode_json($out);
is($done->{passed}, $DOSSIERS - $which, 'all others passed on');
is($done->{left}, $which, 'these are left');
is($done->{posts_ended}, scalar @people / 2, 'all posts there ended');

# --- what became of them ---
sub show { return decode_json((run("dossier show $_[0] --json"))[1]) }
sub code_of { my ($at) = @_; return sprintf 'H10.1-250629-%05d', $at || @old }
my ($one) = @along;
my $d = show(code_of($one));
is($d->{holder}{unit}, "$to{$old[$one]}[0].vhxh", 'an officer who went along');
is($d->{holder}{person}, "cu.$old[$one].o", 'has it still');
like($d->{due}, qr/^2025-07-10T17:00/, 'and the citizen has the same date');
my ($other) = grep { !$divided{ $old[$_] } && !($_ % 2) && $_ > 0 } 0 .. $#old;
$d = show(code_of($other));
is($d->{holder}{person}, "moi.$to{$old[$other]}[0]", 'what nobody took along waits with the head of the new commune');
like(slurp("$dir/done.csv"), qr/^"?H10\.1-250629-00001/m, 'the list for the minutes has each');
my @back = split /\n/, slurp("$dir/undo.jsonl");
is(scalar(grep { /"succeed_dossier"/ } @back), $DOSSIERS - $which, 'the way back has a line for each that passed on');

# Once more: nothing is done twice.
($status, $out) = run('reform --on 2025-07-01 --as qt --minutes 12/BB --sure 2025-07-01 --clock 2025-07-01T08:00 --json');
is(decode_json($out)->{passed}, 0, 'begun anew it has nothing to do');

# The minutes of what passed, from the ledger.
($status, $out) = run('reform --on 2025-07-01 --done --clock 2025-07-01T08:30 --json');
my %passed = (dossiers => 0, persons => 0);
for my $pair (@{ decode_json($out)->{passed} }) {
	$passed{$_} += $pair->{$_} for qw(dossiers persons);
}
is_deeply(\%passed, { dossiers => $DOSSIERS - $which, persons => scalar @people / 2 }, 'each dossier and each post is in the minutes of one pair')
	or diag slurp("$dir/err");

# --- people say where; then all is done ---
my @open = grep { $divided{ $old[$_ % @old] } } 1 .. $DOSSIERS;
act(map { [ qt => succeed_dossier => { dossier => code_of($_), competent => $to{ $old[$_ % @old] }[1], minutes => '13/BB' },
	'2025-07-01T09:00:00+07:00' ] } @open);
($status, $out) = run('reform --on 2025-07-01 --dry-run --clock 2025-07-01T10:00 --json');
is($status, 0, 'nothing is left') or diag $out;
is(decode_json($out)->{dossiers}, 0, 'in no list');

# --- the way back, for one ---
my $unit = qr/"\Q$old[$other]\E(?:\.\w+)?"/;
my @lines = grep { (/"keep_unit"|"assign"/ && $_ =~ $unit) || /"\Q@{[code_of($other)]}\E"/ } @back;
is(scalar @lines, 4, 'of one: its unit, its two posts, itself');
spew("$dir/acts", join '', map { s/"AS"/"qt"/r =~ s/"MINUTES"/"14\/BB"/r =~ s/^\{/{"at":"2025-07-02T08:00:00+07:00",/r . "\n" } @lines);
unlike(`$dunghen act --db $dir/s < $dir/acts`, qr/"ok":false/, 'it is taken back as the lines say');
is(show(code_of($other))->{holder}{unit}, "$old[$other].vhxh", 'and is where it was');

($status, $out) = run('verify');
is($status, 0, 'the ledger bears it all out') or diag $out, slurp("$dir/err");
is((run('rebuild'))[0], 0, 'and the tables can be made anew');

# --- 2026-04-30: names and types change, nothing moves ---
($status, $out) = run('reform --on 2026-04-30 --dry-run --clock 2026-04-29T08:00 --json');
is(decode_json($out)->{dossiers}, 0, 'a change of names touches nothing') or diag $out;
is(decode_json($out)->{units}, 0, 'and no unit ends');
done_testing();
