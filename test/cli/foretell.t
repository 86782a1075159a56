#!/usr/bin/perl
# An apology drafted because the forecast says late (rule 39), before time drafts it: an act of the
# system whose entry has the chance and what it was learnt from, so that a replay needs no model.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $n       = 0;

sub spew { my ($f, $t) = @_; open my $h, '>', $f or die "$f: $!"; print {$h} $t; close $h }
sub act {
	my ($db, $at, @acts) = @_;
	spew("$dir/in", join '', map { encode_json({ key => 'k' . ++$n, as => $_->[0], do => $_->[1], args => $_->[2], at => "${at}:00+07:00" }) . "\n" } @acts);
	my @a = map { decode_json($_) } split /\n/, `$dunghen act --db $db < $dir/in`;
	for my $i (0 .. $#acts) {
		die "$acts[$i][1]: " . encode_json($a[$i]) . "\n" if !$a[$i]{ok};
	}
	return @a;
}
sub receive { my ($db, $at, $procedure, $count) = @_;
	return map { $_->{code} } act($db, $at, map { [ lan => receive_new => { procedure => $procedure, channel => 'counter',
		receiving => '25195.mc', owner => { name => 'Ta Thi Thu' } } ] } 1 .. $count) }
sub draft {
	my ($db, $words) = @_;
	my $told = `$dunghen forecast --draft --db $db --json $words 2>$dir/err`;
	is($?, 0, "forecast --draft $words") or diag `cat $dir/err`;
	return decode_json($told);
}
sub entries { my ($db, $code) = @_; return grep { $_->{kind} eq 'apology_drafted' } @{ decode_json(`$dunghen dossier timeline $code --db $db --json`) } }

# A store in which so many of one procedure lay a week at its second step; then two of it are open.
sub office {
	my ($name, $count, $law) = @_;
	my $db = "$dir/$name";
	is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt $law >/dev/null"), 0, "a store: $name");
	my %post = (lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', chu => 'head 25195', van => 'records 25195.vp');
	act($db, '2026-03-02T08:00', (map { [ qt => add_person => { key => $_ } ] } sort keys %post),
		(map { my ($post, $unit) = split / /, $post{$_}; [ qt => assign => { person => $_, unit => $unit, post => $post } ] } sort keys %post));
	my @old = receive($db, '2026-03-02T08:00', '1.001612', $count);
	my @each = map { my $d = $_; [ lan => hand_over => { dossier => $d, outcome => 'forward' } ], [ tuan => take => { dossier => $d } ] } @old;
	act($db, '2026-03-02T09:00', splice @each, 0, 100) while @each;
	spew("$dir/result.pdf", "%PDF-1.4 a result\n");
	my ($file) = `$dunghen file $dir/result.pdf --db $db` =~ /([0-9a-f]{64})/;
	my $i = 0;
	my @ends;
	for my $d (@old) {
		push @ends, ([ tuan => hand_over => { dossier => $d, outcome => 'forward' } ], [ minh => take => { dossier => $d } ],
			[ minh => finish => { dossier => $d } ], [ chu => sign => { dossier => $d } ], [ van => take => { dossier => $d } ],
			[ van => number => { dossier => $d, number => ++$i . '/GCN', book => 'GCN', file => $file } ], [ van => ready => { dossier => $d } ]);
	}
	act($db, '2026-03-10T09:00', splice @ends, 0, 140) while @ends;
	# Promised for Monday 16 March 17:00; time drafts at opening on Friday.
	my @new = receive($db, '2026-03-11T08:00', '1.001612', 2);
	act($db, '2026-03-11T09:00', map { ([ lan => hand_over => { dossier => $_, outcome => 'forward' } ], [ tuan => take => { dossier => $_ } ]) } @new);
	return ($db, @new);
}

my ($db, $one, $other) = office('known', 60, '');
my $dry = draft($db, '--dry-run --clock 2026-03-12T15:00');
is(scalar @{ $dry->{late} }, 2, 'two are likely to be late');
is($dry->{drafted}, 0, 'a dry run drafts nothing');
is(scalar entries($db, $one), 0, 'and writes nothing');
my $told = draft($db, '--clock 2026-03-12T15:00');
is($told->{drafted}, 2, 'two are drafted');
my ($entry) = entries($db, $one);
is_deeply([ @{ $entry->{body} }{qw(why chance cases n)} ], [ 'forecast', $told->{late}[0]{chance}, 60, 1 ], 'with the chance and what it was learnt of');
is($entry->{actor}, 'system', 'by nobody of the house');
cmp_ok($entry->{body}{chance}, '>=', 80, 'as likely as the rule set asks for');
is($entry->{at}, '2026-03-12T15:00:00+07:00', 'more than half a day before time would');
is(draft($db, '--clock 2026-03-12T15:10')->{drafted}, 0, 'none is drafted twice');
my $shown = decode_json(`$dunghen dossier show $one --db $db --json`)->{apologies}[0];
is_deeply([ @{$shown}{qw(chance sign_by)} ], [ $entry->{body}{chance}, '2026-03-13T17:00:00+07:00' ], 'to be signed by the same moment');
like(`$dunghen dossier show $one --db $db --lang en`, qr/drafted by a forecast/, 'which is said');

# The head signs; of the other the result is there in time after all, and the draft is over.
act($db, '2026-03-12T16:00', [ minh => sign_apology => { dossier => $one, days => 2, cause => '25195.kt', reason => 'x' } ]);
act($db, '2026-03-13T09:00', [ tuan => hand_over => { dossier => $other, outcome => 'forward' } ]);
is(scalar entries($db, $one), 1, 'after a letter time drafts none');
is(scalar entries($db, $other), 1, 'nor where one is drafted already');

# What was entered holds without any model: rebuilt and verified from the entries alone.
is(system("$dunghen rebuild --db $db >/dev/null"), 0, 'rebuilt');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'sound');

# Too few cases: nobody gets a letter by them, time drafts alone.
my ($few, $f) = office('few', 10, '');
is_deeply(draft($few, '--clock 2026-03-12T15:00'), { looked => 2, late => [], drafted => 0 }, 'ten results are too few');
act($few, '2026-03-13T08:00', [ qt => add_person => { key => 'x' } ]);
is((entries($few, $f))[0]{body}{why}, 'day', 'time drafts at opening on the last working day before');

# A rule set without a threshold leaves it to time.
is(system("$dunghen law export $dir/law --db $few >/dev/null"), 0, 'the law');
open my $h, '<', "$dir/law/rule-sets.json" or die;
my $sets = do { local $/; <$h> };
ok($sets =~ s/\s*"apology_chance": \{[^}]*\},//g, 'without a threshold');
spew("$dir/law/rule-sets.json", $sets);
my ($off) = office('off', 25, "--law $dir/law");
is_deeply(draft($off, '--clock 2026-03-12T15:00'), { looked => 0, late => [], drafted => 0 }, 'nothing is drafted by a forecast');
done_testing();
