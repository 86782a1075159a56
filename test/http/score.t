#!/usr/bin/perl
# Scorecards of units: they add up to what the ledger says, and tell nothing of units with little work.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
system("$dunghen demo --no-serve --db $db --dossiers 900 --months 2 --until 2026-11-23 >/dev/null 2>&1") == 0 or die "no province\n";
my $s = Served->start(db => $db, clock => '2026-11-28T08:00');

sub enter {
	my ($key) = @_;
	my ($cookie) = ($s->post('/demo/sign-in', "person=$key")->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
my (%post, $chair);
for my $l (split /\n/, `sqlite3 $db/store.db "SELECT bytes FROM entry WHERE kind IN ('unit_created','person_added','assigned')"`) {
	my $e = decode_json($l);
	$post{unit}{ $e->{stream} =~ s/^unit\///r } = $e->{body}{key} if $e->{kind} eq 'unit_created';
	$post{person}{ $e->{stream} =~ s/^person\///r } = $e->{body}{key} if $e->{kind} eq 'person_added';
	push @{ $post{at}{ $post{unit}{ $e->{body}{unit} } . ' ' . $e->{body}{post} } }, $post{person}{ $e->{stream} =~ s/^person\///r }
		if $e->{kind} eq 'assigned';
}
$chair = enter($post{at}{'dn head'}[0]);
my $officer = enter($post{at}{'25195.vhxh officer'}[0]);

my $page = $s->get('/board/score?of=year', Cookie => $chair);
is($page->{status}, 200, 'the chair sees all units');
like(substr($page->{body}, 0, 400000), qr{So với cùng loại}, 'side by side');
is($s->get('/board/score', Cookie => $officer)->{status}, 403, 'an officer does not');

my $csv = $s->get('/board/score.csv?of=year', Cookie => $chair)->{body};
my ($head, @rows) = split /\r\n/, $csv;
my @names = $head =~ /"([^"]*)"/g;
my (%sum, %by);
for (@rows) {
	my ($key, $rest) = /^(?:\x{feff}|\xef\xbb\xbf)?"([^"]+)","[^"]*",(.*)$/ or die "row: $_";
	my @n = split /,/, $rest;
	$by{$key} = \@n;
	$sum{$_} += $n[$_] for 0 .. $#n;
}
cmp_ok(scalar @rows, '>', 20, 'units that have something');
is($sum{0}, eval { my $t = 0; $t += $sum{$_} // 0 for 12 .. 20; $t }, 'every step is in one band');
ok(!(grep { $_->[0] + $_->[6] < 5 } values %by), 'none with too little work to be told apart');

# --- what the ledger says, from outside: all units, also those not told ---
sub sql { return split /\n/, `sqlite3 $db/store.db "$_[0]"` }
my ($held, $back) = map { split /\|/ } sql('SELECT SUM(held_s), SUM(given) FROM work_sum');
my ($ob) = sql("SELECT SUM(work_s) FROM obligation o JOIN dossier d ON d.id = o.dossier WHERE o.kind = 1 AND o.to_at IS NOT NULL AND o.account_unit > 0 AND NOT d.imported");
is($held, $ob, 'seconds of units are those of all holds');
my ($sent) = sql("SELECT COUNT(*) FROM entry WHERE kind = 'sent_back'");
is($back, $sent, 'sent back as often as the ledger says');
# Silence ends an opinion only where the law takes it for agreement.
my ($answers) = sql("SELECT COUNT(*) FROM entry WHERE kind = 'opinion_answered' OR (kind = 'opinion_silent' AND instr(bytes, 'agrees') > 0)");
my ($asked) = sql('SELECT SUM(asked) FROM work_sum');
is($asked, $answers, 'opinions given as often, too');
my ($given, $taken) = map { split /\|/ } sql('SELECT SUM(given), SUM(taken) FROM work_sum');
cmp_ok($taken, '<=', $given, 'nothing comes back that was not sent back');
like(substr($s->get('/board/score.xlsx', Cookie => $chair)->{body}, 0, 2), qr/^PK/, 'also as a workbook');

# --- the ledger of silence (rule 36) ---
my $silence = $s->get('/board/silence?of=year', Cookie => $chair);
is($silence->{status}, 200, 'the chair sees who was silent');
like(substr($silence->{body}, 0, 400000), qr{Được miễn.*?Chức danh|Chức danh.*?Được miễn}s, 'by unit and post, excused apart');
is($s->get('/board/silence', Cookie => $officer)->{status}, 403, 'an officer does not see others');
my ($top, @lines) = split /\r\n/, $s->get('/board/silence.csv?of=year', Cookie => $chair)->{body};
my @whole;
for (@lines) {
	my ($unit, $rest) = /^"([^"]+)","[^"]*","[^"]*",(.*)$/ or die "row: $_";
	my @n = split /,/, $rest;
	$whole[$_] += $n[$_] for 0 .. $#n;
	is($n[0], $n[1] + $n[2] + $n[3] + $n[4] + $n[5] + $n[6], "$unit: every one is counted once");
}
my $due = q{due < CAST(strftime('%s', '2026-11-28 01:00:00') AS INTEGER)};
my ($in_time) = sql("SELECT COUNT(*) FROM opinion WHERE answered_at <= due AND $due");
is($whole[1], $in_time, 'in time as often as the rows say');
my ($other) = sql("SELECT COUNT(*) FROM opinion WHERE ((answered_at IS NULL AND silent) OR answered_at > due) AND $due");
is($whole[0] - $whole[1], $other, 'late, silent or excused as well');
my ($said) = sql("SELECT COUNT(*) FROM entry WHERE kind = 'opinion_silent'");
cmp_ok($whole[3], '<=', $said, 'each silence stands in the ledger');
like(substr($s->get('/board/silence.xlsx', Cookie => $chair)->{body}, 0, 2), qr/^PK/, 'also as a workbook');
done_testing();
