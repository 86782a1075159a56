#!/usr/bin/perl
# Tables with a row for each event, as offices and their programs write them: marks between
# columns, codings, packed ones, quotes over lines, forms of times; what is guessed can be told.
use strict;
use warnings;
use Encode qw(encode decode_utf8);
use File::Temp qw(tempdir);
use IO::Compress::Gzip qw(gzip);
use JSON::PP;
use Test::More;
use utf8;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub run {
	my ($words) = @_;
	my $line = encode('UTF-8', "cd $dir && timeout 120 $dunghen mine $words 2>$dir/err");
	my $out = `$line`;
	return ($? >> 8, $out);
}
sub mined { my ($status, $out) = run("$_[0] --json"); return (decode_json($out || '{}'), $status) }

my @rows = ([ 'Mã hồ sơ', 'Bước', 'Thời điểm', 'Cán bộ' ], [ '1', 'Nộp', '02/03/2026 08:00', 'Hoa' ],
	[ '1', "Xét\nduyệt, ký", '02/03/2026 11:30', 'Tuấn "Em"' ], [ '2', 'Nộp', '03/03/2026 08:00', 'Hoa' ]);
sub table {
	my ($mark, $all) = @_;
	return join '', map { join($mark, map { my $f = $_; $all || $f =~ /[\n"\Q$mark\E]/ ? '"' . $f =~ s/"/""/gr . '"' : $f } @$_) . "\r\n" } @rows;
}

# --- marks and codings -----------------------------------------------------------------
spew('comma.csv', encode('UTF-8', table(',')));
my ($r) = mined('comma.csv --zone +07:00');
is_deeply([ $r->{log}{cases}, $r->{log}{events}, $r->{dfg}[0]{to}, $r->{dfg}[0]{sum_s} + 0, $r->{log}{first} ],
	[ 2, 3, "Xét\nduyệt, ký", 12600, '2026-03-02T01:00:00+00:00' ], 'a table is read') or diag explain $r;
spew('all.csv', encode('UTF-8', table(',', 1)));
spew('semicolon.csv', "\xef\xbb\xbf" . encode('UTF-8', table(';')));
spew('tab.tsv', encode('UTF-8', table("\t")));
spew('bar.txt', encode('UTF-8', table('|')));
spew('le.txt', "\xff\xfe" . encode('UTF-16LE', table("\t")));
spew('be.csv', "\xfe\xff" . encode('UTF-16BE', table(',')));
my $utf8 = encode('UTF-8', table(';'));
gzip \$utf8 => "$dir/packed.csv.gz";
my $wide = encode('UTF-16LE', "\x{feff}" . table(';'));
gzip \$wide => "$dir/wide.csv.gz";
is_deeply((mined("$_ --zone +07:00"))[0], $r, "the same out of $_")
	for qw(all.csv semicolon.csv tab.tsv bar.txt le.txt be.csv packed.csv.gz wide.csv.gz);
spew('caret.txt', encode('UTF-8', table('^')));
is((mined('caret.txt'))[0]{code}, 'mine.no_column', 'a mark that is not guessed');
is_deeply((mined("caret.txt --zone +07:00 --delimiter '^'"))[0], $r, 'but told');
is_deeply((mined('semicolon.csv --zone +07:00 --delimiter semicolon'))[0], $r, 'by a word too');
is((run('comma.csv --delimiter xy'))[0], 2, 'no mark');
# Without tones that stand apart in that coding, which Encode does not compose.
spew('latin.csv', encode('cp1252', "case;activity;time\n1;Prüfung;2026-03-02\n"));
is((mined('latin.csv'))[0]{code}, 'table.utf8', 'bytes of another coding are refused');
is((mined('latin.csv --encoding WINDOWS-1252'))[0]{activities}[0]{name}, 'Prüfung', 'and read when it is told');
is((mined('latin.csv --encoding KLINGON'))[0]{code}, 'table.coding', 'none that is known');
spew('viet.csv', "case;activity;time\n1;Ti\xea\xecp nh\xe2\xf2n;2026-03-02\n");
is((mined('viet.csv --encoding WINDOWS-1258'))[0]{activities}[0]{name}, 'Tiếp nhận', 'tones that stand apart are put together');
spew('cut.txt', "\xff\xfe" . encode('UTF-16LE', "case\tactivity\ttime\n1\ta\t2026-03-02\n2\tb\t2026") . "\x00");
is((mined('cut.txt'))[0]{code}, 'table.coded', 'half a letter at the end');
is((mined('cut.txt'))[0]{message}{en} =~ /Line (\d)/ && $1, 3, 'with its line') or diag explain((mined('cut.txt'))[0]);
# A text that is longer than what is read at once, letters of all lengths over every edge.
my $long = join '', "case,activity,time\n", map { sprintf "%d,Việc 𝄞 %d,2026-03-02\n", $_ % 7, $_ % 50 } 1 .. 20000;
spew('long.csv', encode('UTF-8', $long));
spew('long16.csv', "\xfe\xff" . encode('UTF-16BE', $long));
is_deeply((mined('long16.csv'))[0], (mined('long.csv'))[0], 'a long one of two bytes a letter');

# --- times -----------------------------------------------------------------------------
sub first { my ($time, $words) = @_; spew('t.csv', "case,activity,time\n1,a,\"$time\"\n"); my ($r) = mined("t.csv $words"); return $r->{log}{first} // $r->{code} }
for (
	[ '2026-03-02T08:30:00.5+07:00', '', '2026-03-02T01:30:00.500000+00:00' ], [ '2026-03-02 08:30', '', '2026-03-02T08:30:00+00:00' ],
	[ '02/03/2026 08:30', '', '2026-03-02T08:30:00+00:00' ], [ '8h30 2/3/2026', '', '2026-03-02T08:30:00+00:00' ],
	[ '2026/03/02 08:30:15', '--zone +07:00', '2026-03-02T01:30:15+00:00' ], [ '20260302083015', '', '2026-03-02T08:30:15+00:00' ],
	[ '1772436600', '', '2026-03-02T07:30:00+00:00' ], [ '1772436600250', '--zone +07:00', '2026-03-02T07:30:00.250000+00:00' ],
	[ '03/02/2026 08:30 PM', "--time-form '%m/%d/%Y %I:%M %p'", '2026-03-02T20:30:00+00:00' ],
	[ '2 March 2026, 8:30:00.25 +0200', "--time-form '%d %b %Y, %H:%M:%S.%f %z'", '2026-03-02T06:30:00.250000+00:00' ],
	[ '1772436600', "--time-form %s", '2026-03-02T07:30:00+00:00' ], [ '02.03.26', "--time-form %d.%m.%y --zone -03:30", '2026-03-02T03:30:00+00:00' ],
	[ '2026-03-02', "--time-form %d.%m.%Y", '2026-03-02T00:00:00+00:00' ],
	[ '2010/12/30 14:32:00.000', '', '2010-12-30T14:32:00+00:00' ], [ '02/03/2026 14:32:00.25', '', '2026-03-02T14:32:00.250000+00:00' ],
	[ '31.12.2023 23:59', '', '2023-12-31T23:59:00+00:00' ], [ '1.1.2024', '--zone +07:00', '2023-12-31T17:00:00+00:00' ], [ '31-12-2023 23:59:58', '', '2023-12-31T23:59:58+00:00' ],
	[ '2024-01-01 00:00:00 UTC', '--zone +07:00', '2024-01-01T00:00:00+00:00' ], [ '2024-01-01 00:00:00 Z', '--zone +07:00', '2024-01-01T00:00:00+00:00' ],
	[ '2024-01-01 10:00:00,250', '', '2024-01-01T10:00:00.250000+00:00' ], [ '2024-01-01T10:00:00 UTC', '', '2024-01-01T10:00:00+00:00' ],
	[ '03/03/2026 08:30:15 +07:00', '', '2026-03-03T01:30:15+00:00' ], [ '03/03/2026 08:30:15.123456 +07:00', '', '2026-03-03T01:30:15.123456+00:00' ],
	[ '02/03/2026 8:30 SA', '', '2026-03-02T08:30:00+00:00' ], [ '02/03/2026 8:30 CH', '', '2026-03-02T20:30:00+00:00' ], [ '02/03/2026 12:05:09 SA', '', '2026-03-02T00:05:09+00:00' ],
	[ '2026-03-02 08:30 pm', '', '2026-03-02T20:30:00+00:00' ], [ '2026-03-02 12:30:00PM +07:00', '', '2026-03-02T05:30:00+00:00' ], [ '2.3.2026 8:30:15 PM', '', '2026-03-02T20:30:15+00:00' ],
	[ '1700000000.5', '--zone +07:00', '2023-11-14T22:13:20.500000+00:00' ],
	[ '02/03/202608:30', '', 'mine.time' ], [ '2026-03-02 13:30 PM', '', 'mine.time' ], [ '2026-03-02 00:30 AM', '', 'mine.time' ], [ '02/03/26.5 8:30', '', 'mine.time' ],
	[ '31.04.2026', '', 'mine.time' ], [ '1.5', '', 'mine.time' ], [ '1700000000.', '', 'mine.time' ], [ '2026-03-02 UTC', '', 'mine.time' ], [ '2026-03-02 08:30 +25:00', '', 'mine.time' ],
	[ '31.02.2026', "--time-form %d.%m.%Y", 'mine.time' ], [ '02/03/2026 25:00', '', 'mine.time' ], [ '0000/01/01', '', 'mine.time' ],
	[ '12:30 PM', "--time-form '%I:%M %p'", undef ], [ '1', '--time-form %Q', undef ],
) {
	my ($time, $words, $want) = @$_;
	is(first($time, $words), $want, "a time: $time $words") if defined $want;
	is((run("t.csv $words"))[0], 2, "no form of a time: $words") if !defined $want;
}

first('March 2nd', '');
like((mined('t.csv'))[0]{hint}{en}, qr/--time-form '%m\/%d\/%Y %I:%M %p'/, 'a time that is refused names the way out');

# --- columns ---------------------------------------------------------------------------
sub roles { my ($text, $words) = @_; spew('c.csv', encode('UTF-8', $text)); my ($s, $out) = run("c.csv --lang en " . ($words // '')); $out = decode_utf8($out); return join '|', $out =~ /^(?:case|activity|time|resource)  +(\S(?:.*?\S)?)  +\S/mg }
is(roles("Mã số hồ sơ,Trạng thái,Thời gian kết thúc,Cán bộ\n1,a,2026-03-02,x\n"), 'Mã số hồ sơ|Trạng thái|Thời gian kết thúc|Cán bộ', 'heads of offices');
is(roles("Ticket,Status,Event Time\n1,a,2026-03-02\n"), 'Ticket|Status|Event Time|–', 'of programs for tickets');
is(roles("Ticket ID,Status,Activity,end_time\n1,x,a,2026-03-02\n"), 'Ticket ID|Activity|end_time|–', 'a state is an activity only where nothing else is');
is(roles("sep=;\r\ncase;activity;time\r\n1;a,b;2026-03-02\r\n"), 'case|activity|time|–', "Excel's first line");
is(roles("\x{feff}sep=\t\ncase\tactivity\ttime\n1\ta\t2026-03-02\n"), 'case|activity|time|–', 'with a mark, with tabs');
is(roles("sep=;\ncase,activity,time\n1,a,2026-03-02\n", '--delimiter comma'), 'case|activity|time|–', 'what is told goes before it');
spew('c.csv', "sep=;\ncase;activity;time\n1;a;never\n");
like((mined('c.csv'))[0]{message}{en}, qr/^Line 3,/, 'lines are counted all the same');
spew('mac.csv', join "\r", 'case,activity,time', (map { "$_,a,2026-03-02" } 1 .. 9000), '');
is((mined('mac.csv'))[0]{log}{events}, 9000, 'lines that end in a carriage return');
spew('mac16.csv', "\xff\xfe" . encode('UTF-16LE', join "\r", 'case,activity,time', (map { "$_,a,2026-03-02" } 1 .. 9000), ''));
is((mined('mac16.csv'))[0]{log}{events}, 9000, 'of two bytes a letter');
spew('in.csv', "case,activity,time\n1,\"a\rb\",2026-03-02\n");
is((mined('in.csv'))[0]{activities}[0]{name}, "a\rb", 'one within a cell stays');
spew('c.csv', "number,what,when\n1,a,2026-03-02\n");
like((mined('c.csv'))[0]{message}{en}, qr/number, what, when/, 'a column that is missing: those that are there');
like((mined('c.csv --case nope'))[0]{message}{en}, qr/number, what, when/, 'that was told');
spew('c.csv', join(',', map { "column$_" } 1 .. 60) . "\n");
like((mined('c.csv'))[0]{message}{en}, qr/column1, .*, …/, 'of many the first');
spew('cells.csv', "case,activity,time\n1,a,2026-03-02\n1,sign, at last,2026-03-03\n1,b,2026-03-04,,\n");
is((mined('cells.csv'))[0]{code}, 'mine.cells', 'a comma in a cell');
spew('cells.csv', "case,time,activity\n1,2026-03-02,a\n1,2026-03-03,sign, at last\n1,2026-03-04,b,,\n");
is((mined('cells.csv'))[0]{code}, 'mine.cells', 'more cells than heads');
my ($cells) = mined('cells.csv --lenient');
is("$cells->{log}{events} $cells->{skipped}{count} $cells->{skipped}{first}[0]{line}", '2 1 3', 'are passed over; empty ones are nothing');
spew('twice.csv', "case,activity,time,activity,note,note\n1,a,2026-03-02,b,,\n");
is((mined('twice.csv'))[0]{code}, 'mine.doubled', 'two heads of a name');
($cells) = mined('twice.csv --lenient');
is("$cells->{activities}[0]{name} $cells->{skipped}{count}", 'a 1', 'the first counts; others are nobody\'s');

# --- office hours ----------------------------------------------------------------------
spew('old.csv', "case,activity,time\n1,a,2011-10-10T09:00:00\n1,b,2011-10-11T10:00:00\n");
my ($e) = mined('old.csv --office A');
is($e->{code}, 'mine.office_years', 'holidays of the law do not reach back');
like($e->{hint}{en}, qr/--office FILE with (\{.*\})/, 'but a file holds for all years');
spew('office.json', $1) if $e->{hint}{en} =~ /--office FILE with (\{.*?\})[;.]/;
is((mined('old.csv --zone +07:00 --office office.json'))[0]{dfg}[0]{working_sum_s} + 0, 3600 * 8.5, 'as it is written there');

# --- how far it is ---------------------------------------------------------------------
spew('many.csv', "case,activity,time\n" . join '', map { "$_,a,2026-03-02\n" } 1 .. 250_000);
run('many.csv --progress --lang en --json');
my $said = do { open my $h, '<:utf8', "$dir/err" or die; local $/; <$h> };
is_deeply([ $said =~ /([\d,]+) events/g ], [ '100,000', '200,000' ], 'progress is told') or diag $said;
run('many.csv --json');
is(-s "$dir/err", 0, 'and not where nobody looks');
done_testing();
