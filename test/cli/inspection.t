#!/usr/bin/perl
# An inspection by decision: who reads what and for how long; the evidence they take along, which
# anybody checks with the log's public key alone (rule 42).
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
my $n       = 0;

sub act {
	my ($at, @acts) = @_;
	open my $in, '>', "$dir/in" or die;
	print {$in} encode_json({ key => 'k' . ++$n, as => $_->[0], do => $_->[1], args => $_->[2], at => "${at}:00+07:00" }), "\n" for @acts;
	close $in;
	return map { decode_json($_) } split /\n/, `$dunghen act --db $db < $dir/in`;
}
sub may {
	my ($who, $at, $code) = @_;
	`$dunghen dossier open $code --as $who --clock $at --db $db --json 2>/dev/null`;
	return $? >> 8;
}

is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"), 0, 'a store');
my @a = act('2026-03-02T08:00', (map { [ qt => add_person => { key => $_ } ] } qw(lan an binh kim)),
	[ qt => assign => { person => 'kim', unit => '25195.kt', post => 'head' } ],
	[ qt => assign => { person => 'lan', unit => '25195.mc', post => 'clerk' } ],
	[ qt => assign => { person => 'an', unit => 'ttt.nv1', post => 'officer' } ],
	[ qt => assign => { person => 'binh', unit => 'ttt.nv1', post => 'officer' } ],
	[ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => { name => 'Ta Thi Thu' } } ]);
my $code = $a[-1]{code};
is(may('an', '2026-03-02T08:10', $code), 1, 'an inspector has no part in it');
my %open = (unit => '25195', decision => '01/QD', until => '2026-03-10T17:00', inspectors => ['an']);
@a = act('2026-03-02T08:20', [ an => open_inspection => {%open} ], [ qt => open_inspection => { %open, inspectors => ['nobody'] } ],
	[ qt => open_inspection => { %open, until => '2026-03-01T17:00' } ], [ qt => open_inspection => { %open, inspectors => [] } ],
	[ qt => open_inspection => {%open} ], [ qt => open_inspection => {%open} ]);
is_deeply([ map { $_->{ok} ? 'ok' : $_->{code} } @a ],
	[ 'right.admin', 'inspection.person', 'org.dates', 'arg.empty', 'ok', 'inspection.same' ], 'sent by decision, rightly')
	or diag explain \@a;
is(may('an', '2026-03-02T08:30', $code), 0, 'who is sent may read');
is(may('binh', '2026-03-02T08:30', $code), 1, 'and nobody else there');
@a = act('2026-03-02T08:35', [ an => hand_over => { dossier => $code, outcome => 'forward' } ], [ an => withdraw => { dossier => $code, reason => 'x' } ]);
is_deeply([ map { $_->{code} } @a ], [ 'right.holder', 'right.onestop' ], 'they may do nothing by it');

# --- the evidence ---
my $key = "$dir/key";
is(system("$dunghen ledger evidence $code --as an --db $db --clock 2026-03-02T08:40 > $dir/evidence 2>$dir/err"), 0, 'evidence is taken')
	or diag `cat $dir/err`;
isnt(system("$dunghen ledger evidence $code --as binh --db $db > $dir/none 2>/dev/null") >> 8, 0, 'by nobody else');
my ($public) = decode_json(`$dunghen ledger head --db $db --json`)->{key};
my $told = `$dunghen ledger check $dir/evidence --key '$public' --json`;
is($? >> 8, 0, 'it holds by the public key alone') or diag $told;
is_deeply([ map { $_->{kind} } @{ decode_json($told)->{entries} } ], [ 'submitted', 'received' ], 'with every entry of the dossier');
like(`$dunghen ledger check $dir/evidence --key '$public' --lang en`, qr/received/, 'told in words, too');
open my $f, '<:raw', "$dir/evidence" or die;
my $bytes = do { local $/; <$f> };
my ($extra) = $bytes =~ /^extra (\S+)$/m;
substr($extra, 100, 1) = substr($extra, 100, 1) eq 'A' ? 'B' : 'A';
(my $forged = $bytes) =~ s/^extra \S+$/extra $extra/m;
open $f, '>:raw', "$dir/forged" or die;
print {$f} $forged;
close $f;
is(system("$dunghen ledger check $dir/forged --key '$public' >/dev/null 2>&1") >> 8, 1, 'a byte changed and it does not');
is(system("$dunghen ledger evidence $code --as an --open --db $db --clock 2026-03-02T08:45 > $dir/opened 2>/dev/null"), 0, 'with what was sealed');
like(`$dunghen ledger check $dir/opened --key '$public' --lang en`, qr/Ta Thi Thu/, 'it says names');
unlike(`$dunghen ledger check $dir/evidence --key '$public' --lang en`, qr/Ta Thi Thu/, 'without, it does not');

# --- as it was on any day ---
act('2026-03-02T09:00', [ lan => hand_over => { dossier => $code, outcome => 'forward' } ]);
my $then = decode_json(`$dunghen dossier show $code --at 2026-03-02T08:50 --db $db --json`);
my $now  = decode_json(`$dunghen dossier show $code --db $db --json`);
is("$then->{holder}{unit} $now->{holder}{unit}", '25195.mc 25195.kt', 'who held it then, and who does now');
is(system("$dunghen dossier show $code --at 2026-03-02T07:50 --db $db >/dev/null 2>&1") >> 8, 1, 'before it came there was none');

# --- the end ---
@a = act('2026-03-03T08:00', [ qt => conclude_inspection => { unit => '25195', decision => '02/QD' } ],
	[ qt => conclude_inspection => { unit => '25195', decision => '01/QD' } ], [ qt => open_inspection => { %open, unit => 'dn', decision => '03/QD' } ]);
is_deeply([ map { $_->{ok} ? 'ok' : $_->{code} } @a ], [ 'inspection.none', 'ok', 'ok' ], 'concluded; another one, of all below the province');
is(may('an', '2026-03-09T08:00', $code), 0, 'reads on by that one');
is(may('an', '2026-03-10T17:01', $code), 1, 'until its last moment');
is(system("$dunghen verify --db $db >/dev/null 2>&1"), 0, 'the ledger bears it out');
done_testing();
