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
my (%post, $chair);
for my $l (split /\n/, `sqlite3 $db/store.db "SELECT bytes FROM entry WHERE kind IN ('unit_created','person_added','assigned')"`) {
	my $e = decode_json($l);
	$post{unit}{ $e->{stream} =~ s/^unit\///r } = $e->{body}{key} if $e->{kind} eq 'unit_created';
	$post{body}{ $e->{body}{key} } = 1 if $e->{kind} eq 'unit_created' && ($e->{body}{role} // '') eq 'body';
	$post{person}{ $e->{stream} =~ s/^person\///r } = $e->{body}{key} if $e->{kind} eq 'person_added';
	push @{ $post{at}{ $post{unit}{ $e->{body}{unit} } . ' ' . $e->{body}{post} } }, $post{person}{ $e->{stream} =~ s/^person\///r }
		if $e->{kind} eq 'assigned';
}

# --- a signal that stands by a ruling (rule 34): the person replies, who has the duty rules ---
sub sql { return split /\n/, `sqlite3 $db/store.db "$_[0]"` }
# Ids as texts (13 characters of base 32).
sub id_text {
	my ($letter, $n) = @_;
	return join '', $letter, map { substr '0123456789abcdefghjkmnpqrstvwxyz', ($n >> 5 * $_) & 31, 1 } reverse 0 .. 12;
}
sub act {
	my ($as, $do, $at, %args) = @_;
	open my $out, '>', "$dir/line" or die;
	print $out encode_json({ key => "$do-$at", as => $as, do => $do, at => $at, args => \%args }), "\n";
	close $out;
	my $said = `$dunghen act --db $db < $dir/line`;
	$said =~ /"ok":true/ or diag($said);
	return;
}
system("$dunghen signals --tell --db $db --clock 2026-11-24T07:45 >/dev/null 2>&1");
my ($signal) = sql('SELECT s.matter || ' . "' '" . ' || s.person || ' . "' '" . ' || s.unit FROM signal s WHERE NOT s.good AND s.person > 0 AND s.state = 0 ORDER BY (SELECT SUM(steps) FROM work_sum w WHERE w.unit = s.unit) DESC LIMIT 1');
my ($matter, $accused, $at_unit) = split / /, $signal // '';
my $about = $post{person}{ id_text(p => $accused) };
act($about, 'reply_signal', '2026-11-24T08:00:00', matter => id_text(m => $matter), text => 'Giai trinh');
my ($ruler) = sql("SELECT duty_person FROM signal WHERE matter = $matter");
act($post{person}{ id_text(p => $ruler) }, 'rule_signal', '2026-11-24T09:00:00', matter => id_text(m => $matter), ruling => 'established', text => 'Dung');

my $s = Served->start(db => $db, clock => '2026-11-28T08:00');

sub enter {
	my ($key) = @_;
	my ($cookie) = ($s->post('/demo/sign-in', "person=$key")->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
$chair = enter($post{at}{'dn head'}[0]);
my $officer = enter($post{at}{'25195.vhxh officer'}[0]);

my $page = $s->get('/board/score?of=year', Cookie => $chair);
is($page->{status}, 200, 'the chair sees all units');
like(substr($page->{body}, 0, 400000), qr{So với cùng loại}, 'side by side');
is($s->get('/board/score', Cookie => $officer)->{status}, 403, 'an officer does not');

# The columns of a file by the names in its head; rows by their keys.
my @column = qw(key name steps early late held_s untaken_s over_s wait_s away_s given taken asked asked_early asked_late
	asked_s asked_over_s ruled ruled_late called called_late own_s expected_s contested won lost sent sent_wrong);
sub cards {
	my ($by) = @_;
	my (undef, @rows) = split /\r\n/, $s->get("/board/score.csv?of=year&by=$by", Cookie => $chair)->{body};
	my %by;
	for (@rows) {
		my @cell = /("(?:[^"]|"")*"|[^,]*)(?:,|$)/g;
		s/^\xef\xbb\xbf//, s/^"|"$//g for @cell;
		my %row;
		@row{@column} = @cell;
		$row{bands} = [ @cell[32 .. 49] ];
		@row{qw(points most)} = @cell[30, 31];
		$by{ $row{key} } = \%row;
	}
	return %by;
}
my %unit = cards('unit');
my $total = sub { my ($of, %by) = @_; my $t = 0; $t += $_->{$of} for values %by; return $t };
cmp_ok(scalar keys %unit, '>', 20, 'units that have something');
is($total->('steps', %unit), eval { my $t = 0; $t += $_ for map { @{ $_->{bands} } } values %unit; $t }, 'every step is in one band');
ok(!(grep { $_->{steps} + $_->{asked} < 5 } values %unit), 'none with too little work to be told apart');

# --- parts add up: each card by what it is of, from the rows of the sums ---
my ($first, $last) = map { sql("SELECT CAST(julianday('$_') - julianday('1970-01-01') AS INTEGER)") } '2026-01-01', '2026-11-28';
my %card = map { $_ => { cards($_) } } qw(agency field procedure);
for my $of (qw(steps early late held_s untaken_s over_s wait_s away_s given taken asked asked_early asked_late asked_s ruled called)) {
	my ($all) = sql("SELECT SUM($of) FROM work_sum WHERE day >= $first AND day <= $last");
	is($total->($of, %{ $card{$_} }), $all, "$of by $_ adds up to the whole") for qw(field procedure);
}
my ($ward) = sort { $b->{steps} <=> $a->{steps} } grep { $_->{key} =~ /^\d+$/ } values %{ $card{agency} };
my %rooms;
for (sql("SELECT unit, SUM(steps), SUM(held_s), SUM(late), SUM(given), SUM(ruled) FROM work_sum WHERE day >= $first AND day <= $last GROUP BY unit")) {
	my ($id, @n) = split /\|/;
	my $key = $post{unit}{ id_text(u => $id) } // die "no unit $id\n";
	next if $key !~ /^\Q$ward->{key}\E(?:\.|$)/;
	$rooms{ (qw(steps held_s late given ruled))[$_] } += $n[$_] for 0 .. 4;
}
is($ward->{$_}, $rooms{$_}, "$_ of a ward are those of its rooms") for qw(steps held_s late given ruled);
for my $card (map { values %{ $card{$_} } } qw(agency field procedure)) {
	my $bands = 0;
	$bands += $_ for @{ $card->{bands} };
	is($bands, $card->{steps}, "$card->{key}: every step is in one band") if $bands != $card->{steps};
	ok(0, "$card->{key}: parts are more than the whole") if $card->{early} + $card->{late} > $card->{steps} || $card->{untaken_s} > $card->{held_s} || $card->{wait_s} > $card->{held_s};
}
cmp_ok($ward->{points}, '>', 0, 'the ward has points');
is($ward->{most}, 1000, 'of ten: four criteria have no source and leave the maximum (rule 28)');

# --- what the ledger says, from outside: all units, also those not told ---
my ($held, $back) = map { split /\|/ } sql('SELECT SUM(held_s), SUM(given) FROM work_sum');
my ($ob) = sql("SELECT SUM(work_s) FROM obligation o JOIN dossier d ON d.id = o.dossier WHERE o.kind = 1 AND o.to_at IS NOT NULL AND o.account_unit > 0 AND NOT d.imported");
is($held, $ob, 'seconds of units are those of all holds');
my ($untaken) = sql('SELECT SUM(untaken_s) FROM work_sum');
my ($lay) = sql("SELECT SUM(work_s) FROM obligation o JOIN dossier d ON d.id = o.dossier WHERE o.kind = 1 AND o.to_at IS NOT NULL AND o.taken_at IS NULL AND o.account_unit > 0 AND NOT d.imported");
is($untaken, $lay, 'and what nobody had taken');
my ($away) = sql('SELECT SUM(away_s) FROM work_sum');
my ($waits) = sql("SELECT SUM(work_s) FROM obligation o JOIN dossier d ON d.id = o.dossier WHERE o.kind = 2 AND o.to_at IS NOT NULL AND NOT d.imported");
is($away, $waits, 'and what was with the citizen');
my ($sent) = sql("SELECT COUNT(*) FROM entry WHERE kind = 'sent_back'");
is($back, $sent, 'sent back as often as the ledger says');
# Silence ends an opinion only where the law takes it for agreement.
my ($answers) = sql("SELECT COUNT(*) FROM entry WHERE kind = 'opinion_answered' OR (kind = 'opinion_silent' AND instr(bytes, 'agrees') > 0)");
my ($asked) = sql('SELECT SUM(asked) FROM work_sum');
is($asked, $answers, 'opinions given as often, too');
my ($given, $taken) = map { split /\|/ } sql('SELECT SUM(given), SUM(taken) FROM work_sum');
cmp_ok($taken, '<=', $given, 'nothing comes back that was not sent back');
for my $of (qw(steps held_s late wait_s asked ruled)) {
	my ($unlike) = sql("SELECT COUNT(*) FROM (SELECT day, unit, procedure, $of AS a FROM work_sum) x LEFT JOIN (SELECT day, unit, procedure, SUM($of) AS b FROM work_own GROUP BY day, unit, procedure) y USING (day, unit, procedure) WHERE a IS NOT b");
	is($unlike, 0, "$of of persons add up to those of their unit, day by day");
}
my ($unlike) = sql('SELECT COUNT(*) FROM (SELECT unit, band, SUM(n) AS a FROM work_spread GROUP BY unit, band) x LEFT JOIN (SELECT unit, band, SUM(n) AS b FROM work_own_spread GROUP BY unit, band) y USING (unit, band) WHERE a IS NOT b');
is($unlike, 0, 'and their bands');
# Rates of procedures are those of agencies.
my ($solved) = sql('SELECT SUM(early + on_time + late) FROM tally');
my ($how) = sql('SELECT SUM(asked_none + asked_once + asked_more) FROM tally');
is($how, $solved, 'whatever was solved was asked for never, once or more often');
my ($asks) = sql('SELECT COUNT(*) FROM dossier WHERE solved_as > 0 AND asks = 1 AND NOT imported');
my ($once) = sql('SELECT SUM(asked_once) FROM tally');
is($once, $asks, 'as the rows say');
like(substr($s->get("/board/score.xlsx?by=$_", Cookie => $chair)->{body}, 0, 2), qr/^PK/, "by $_ also as a workbook") for qw(unit agency field procedure);

# --- signals: of the unit by a ruling, of nobody else ---
my $where = $post{unit}{ id_text(u => $at_unit) };
my %stand;    # unit => established, not praise, not under appeal
$stand{ $post{unit}{ id_text(u => $_) } }++ for sql('SELECT unit FROM signal WHERE NOT good AND ruling = 1 AND state IN (2, 4)');
sub standing_are {
	my ($n) = @_;
	return $n ? qr{Tín hiệu đã kết luận</dt><dd class="is-late">$n<} : qr{Tín hiệu đã kết luận</dt><dd>0<};
}
my $standing = $s->get("/board/score/card?of=year&by=unit&key=$where", Cookie => $chair)->{body};
cmp_ok($stand{$where}, '>', 0, 'the ruling stands');
like($standing, standing_are($stand{$where}), "$where has its signals that stand");
my ($told) = sql('SELECT COUNT(*) FROM signal');
cmp_ok($told, '>', 1, 'though more were told');

# --- one card ---
my $card = $s->get('/board/score/card?of=year&by=agency&key=' . $ward->{key}, Cookie => $chair);
is($card->{status}, 200, 'the card of an agency');
my $text = substr($card->{body}, 0, 400000);
like($text, qr{Nghị định 61/2018}, 'with the criteria');
is(scalar(() = $text =~ /<td class="num nowrap muted"[^>]*>chưa đo được</g), 4, 'four criteria are not measured');
my $all = 0;
# The Front of a ward answers for itself: its bodies are no rooms of the People's Committee.
$all += $stand{$_} for grep { /^\Q$ward->{key}\E(?:\.|$)/ && !$post{body}{$_} } keys %stand;
like($text, standing_are($all), 'with the signals that stand by a ruling, and others do not count');
like(scalar $s->get('/board/score/card?of=year&by=procedure&key=1.001612', Cookie => $chair)->{body}, qr{Tín hiệu đã kết luận</dt><dd>chưa đo được}, 'of a procedure there are none');
like($text, qr{Chín phần mười}, 'and how long steps took');
is($s->get('/board/score/card?by=agency&key=25195', Cookie => $officer)->{status}, 403, 'not for an officer');
is($s->get('/board/score/card?by=person&key=25195', Cookie => $chair)->{status}, 404, 'there is no list of persons');
my ($field) = sort keys %{ $card{field} };
utf8::encode($field) if utf8::is_utf8($field);
is($s->get('/board/score/card?of=year&by=field&key=' . ($field =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ger), Cookie => $chair)->{status}, 200, 'of a field, by its name');

# --- of a person (rule 36): themselves and their direct head ---
my $key = $post{at}{'25195.vhxh officer'}[0];
my %who = (self => $officer, head => enter($post{at}{'25195.vhxh head'}[0]), above => enter($post{at}{'25195 head'}[0]),
	beside => enter($post{at}{'25195.kt officer'}[0]), chair => $chair);
is($s->get("/score/$key?of=year", Cookie => $who{$_->[0]})->{status}, $_->[1], "$_->[0] asks for the card: $_->[1]")
	for [ self => 200 ], [ head => 200 ], [ above => 404 ], [ beside => 404 ], [ chair => 404 ];
is($s->get('/score/nobody', Cookie => $officer)->{status}, 404, 'nobody of that key: the same answer');
my $own = $s->get('/score?of=year', Cookie => $officer)->{body};
unlike($own, qr{href="/score/}, 'who heads nobody has nobody in a list');
my $lead = $s->get('/score?of=year', Cookie => $who{head})->{body};
like($lead, qr{href="/score/\Q$key\E"}, 'a head has links to those of the unit');
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
	$whole[$_] += $n[$_] for 0 .. 6;
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

# --- rule 34: whoever searches the ledger finds neither a signal nor that one was closed or passed on ---
my $searcher = enter('admin');
for my $kind (qw(matter_closed matter_moved)) {
	my ($all)     = sql("SELECT COUNT(*) FROM entry WHERE kind = '$kind'");
	my ($signals) = sql("SELECT COUNT(*) FROM entry e JOIN signal s ON s.matter = e.stream_id WHERE e.kind = '$kind'");
	my $csv       = $s->get("/admin/search.csv?kind=$kind", Cookie => $searcher);
	my (undef, @rows) = split /\r\n/, $csv->{body};
	is($csv->{status}, 200, "a search for $kind");
	cmp_ok($signals, '>', 0, "$kind of signals there are");
	is(scalar @rows, $all - $signals, 'and found are the others');
}
done_testing();
