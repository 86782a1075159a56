#!/usr/bin/perl
# `dunghen deadline`, `worktime`, `help` and `version` as a person or another
# program calls them: first line, JSON, exit status, refusals.
use strict;
use warnings;
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);

sub run {
	my @args = @_;
	open my $out, '-|', 'sh', '-c', 'exec "$@" 2>' . "$dir/err", 'sh', $program, @args or die;
	local $/;
	my $text = <$out> // '';
	close $out;
	return ($? >> 8, $text);
}

sub file {
	my ($name, $text) = @_;
	open my $f, '>', "$dir/$name" or die;
	print $f $text;
	close $f;
	return "$dir/$name";
}

sub status_is {
	my ($want, $why, @args) = @_;
	my ($status, $text) = run(@args);
	is($status, $want, $why);
	isnt(-s "$dir/err", 0, "$why: says so") if $want && !grep { $_ eq '--json' } @args;
	return $text;
}

sub answer {
	my ($status, $text) = run(@_, '--json');
	my $got = eval { decode_json($text) } // {};
	return $status ? {} : $got;
}

my @plain = ('deadline', '--received', '2025-03-03T08:15', '--limit', '5d');
my ($status, $text) = run(@plain);
is($status, 0, 'a deadline');
is((split /\n/, $text)[0], '2025-03-10T17:00:00+07:00', 'the due time stands on line 1');
like($text, qr/^R2 .*\nR3 /m, 'then the derivation, each line with its rule');

my $d = answer(@plain);
is($d->{due}, '2025-03-10T17:00:00+07:00', 'JSON: due');
is($d->{effective_start}, '2025-03-03T08:15:00+07:00', 'JSON: effective_start');
is($d->{apology_by}, '2025-03-07T17:00:00+07:00', 'JSON: apology_by');
ok(!$d->{provisional}, 'JSON: provisional');
is($d->{trace}[0]{rule}, 'R2', 'JSON: trace with rules');
ok($d->{trace}[0]{text}{vi} && $d->{trace}[0]{text}{en}, 'JSON: sentences in both languages');

for my $limit ('same-day', '12h', '2.5d') {
	$d = answer('deadline', '--received', '2025-03-03T08:15', '--limit', $limit);
	ok(exists $d->{apology_by} && !defined $d->{apology_by}, "no apology time for $limit");
}
$d = answer(@plain, '--pause', '2025-03-05T10:00/');
ok(exists $d->{due} && !defined $d->{due}, 'no due while a pause is open');
$d = answer(@plain, '--pause', '2025-03-06T10:00/2025-03-07T10:00', '--pause',
	'2025-03-04T10:00/2025-03-05T10:00');
is($d->{due}, '2025-03-12T17:00:00+07:00', 'pauses in any order');
$d = answer(@plain, '--policy', 'reset', '--pause', '2025-03-05T10:00/2025-03-11T14:00');
is($d->{due}, '2025-03-18T17:00:00+07:00', 'policy reset');
$d = answer('deadline', '--received=2023-10-27T09:32', '--limit=5d', '--mode=time_of_day',
	'--office=B');
is($d->{due}, '2023-11-03T09:32:00+07:00', 'time of day, profile B');
$d = answer('deadline', '--received', '2025-03-03T01:15:00Z', '--limit', '5d');
is($d->{effective_start}, '2025-03-03T08:15:00+07:00', 'another offset is turned into ours');
ok(answer('deadline', '--received', '2026-12-31T09:00', '--limit', '1d')->{provisional},
	'into 2027: provisional');

my @at = ('deadline', '--limit', '5d', '--received');
status_is(2, 'month 13', @at, '2025-13-01T00:00');
status_is(2, 'a leap second', @at, '2016-12-31T23:59:60Z');
status_is(2, 'hour 24', @at, '2025-03-03T24:00');
status_is(2, 'no time', @at, 'tomorrow');
status_is(2, 'bad UTF-8', @at, "2025-\xff");
status_is(1, 'year 9999', @at, '9999-12-31T23:59:59');
status_is(1, 'year 1', @at, '0001-01-01T00:00');
status_is(1, 'before the table', @at, '2020-12-31T09:00');
status_is(1, 'past the table', @at, '2030-12-31T09:00');
status_is(2, 'limit 5x', 'deadline', '--received', '2025-03-03T08:15', '--limit', '5x');
status_is(1, 'a limit too long', 'deadline', '--received', '2025-03-03T08:15', '--limit', '99999999d');
status_is(2, 'no limit', 'deadline', '--received', '2025-03-03T08:15');
status_is(2, 'an unknown option', @plain, '--limits', '3d');
status_is(2, 'an option twice', @plain, '--limit', '3d');
status_is(2, 'an option without value', @plain, '--office');
status_is(2, 'a word too many', @plain, 'now');
status_is(2, 'an unknown policy', @plain, '--policy', 'stop');
status_is(2, 'an unknown mode', @plain, '--mode', 'noon');
status_is(2, 'a pause that is none', @plain, '--pause', '2025-03-05T10:00');
status_is(1, 'pauses overlap', @plain, '--pause', '2025-03-04T10:00/2025-03-05T12:00', '--pause',
	'2025-03-05T10:00/2025-03-06T10:00');
status_is(1, 'resumed before paused', @plain, '--pause', '2025-03-06T10:00/2025-03-05T12:00');
status_is(2, 'an unknown language', @plain, '--lang', 'fr');
status_is(2, 'an unknown command', 'deadlines');
status_is(3, 'no such file', @plain, '--office', "$dir/none.json");
status_is(1, 'broken JSON', @plain, '--office', file('broken.json', '{"sessions":['));
status_is(1, 'another offset', @plain, '--office',
	file('utc.json', '{"utc_offset":"+00:00","sessions":[["mon-fri","09:00","17:00"]]}'));
status_is(1, 'a broken calendar', @plain, '--calendar', file('bad.csv', "day,name\n"));

$text = status_is(2, 'JSON says so too', @plain, '--limits', '3d', '--json');
my $refusal = decode_json($text);
is($refusal->{code}, 'opt.unknown', 'a refusal in JSON has a code');
ok($refusal->{message}{vi} && $refusal->{message}{en}, 'and sentences');

is(status_is(0, 'working seconds', 'worktime', '2025-03-03T08:00', '2025-03-04T10:00'), "36000\n",
	'ten hours');
is(status_is(0, 'backwards', 'worktime', '2025-03-04T10:00', '2025-03-03T08:00'), "0\n", 'are none');
is(answer('worktime', '2025-03-03T08:00', '2025-03-04T10:00')->{working_seconds}, 36000, 'in JSON');
my $c2 = file('c2.json', '{"utc_offset":"+07:00","sessions":[["mon-fri","07:30","11:30"],' .
	'["mon-fri","13:30","17:00"]]}');
is(status_is(0, 'another office', 'worktime', '2025-03-03T00:00', '2025-03-10T00:00', '--office',
	$c2), 5 * 27000 . "\n", 'five days of 7.5 hours');
my $c3 = file('c3.json', '{"utc_offset":"+07:00","sessions":[["mon-sat","07:30","11:30"]],' .
	'"closed":["03-04"]}');
is(status_is(0, 'Saturdays', 'worktime', '2025-03-03T00:00', '2025-03-10T00:00', '--office', $c3),
	5 * 14400 . "\n", 'five mornings: one closed, one Saturday');
status_is(2, 'one time only', 'worktime', '2025-03-03T08:00');
status_is(1, 'outside the table', 'worktime', '2019-03-03T08:00', '2025-03-04T10:00');
my $pairs = file('pairs', "2025-03-03T08:00 2025-03-04T10:00\n2025-03-03T08:00 2025-03-03T09:00\n");
is(`$program worktime - < $pairs`, "36000\n3600\n", 'pairs from stdin');
my $wrong = file('wrong', "2025-03-03T08:00 2025-03-03T09:00\nnonsense\n");
is(`$program worktime - < $wrong 2>/dev/null`, "3600\n", 'answers up to the first bad line');
is($? >> 8, 2, 'and then stops');
like(`$program worktime - --lang en < $wrong 2>&1 >/dev/null`, qr/^Line 2: /, 'saying which');
like(`$program worktime - --json < $wrong`, qr/"line":2[,}]/, 'in JSON too');

# The confirmed years of a calendar are those in its file.
my $csv = file('2025.csv', "date,name_vi,kind,source\n2025-03-04,Ngày nghỉ thử,holiday,test\n");
$d = answer('deadline', '--received', '2025-03-03T08:15', '--limit', '1d', '--calendar', $csv);
is($d->{due}, '2025-03-05T17:00:00+07:00', 'a calendar of its own');
ok(!$d->{provisional}, 'its year is confirmed');
ok(answer('deadline', '--received', '2025-12-31T08:15', '--limit', '1d', '--calendar',
	$csv)->{provisional}, 'the next one is not');
status_is(1, 'before its first year', 'deadline', '--received', '2024-12-31T08:15', '--limit', '1d',
	'--calendar', $csv);

like(status_is(0, 'help', 'help'), qr/deadline.*worktime/s, 'help lists the commands');
like(status_is(0, 'help deadline', 'help', 'deadline'), qr/--received.*dunghen deadline/s,
	'help has options and examples');
is(status_is(0, '--help', 'deadline', '--help'), status_is(0, 'help', 'help', 'deadline'),
	'the same both ways');
like(status_is(0, 'version', 'version'), qr/^dunghen \d/, 'version');
like(answer('version')->{version}, qr/^\d/, 'version in JSON');
for my $command (map { $_->{name} } @{ decode_json((run('help', '--json'))[1]) }) {
	unlike(status_is(0, "help $command", 'help', $command), qr/(?:option|help)\.[a-z]/,
		"every sentence of $command is there");
}
unlike((run(@plain))[1], qr/\033/, 'no colour but on a terminal');
done_testing();
