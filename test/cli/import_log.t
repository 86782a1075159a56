#!/usr/bin/perl
# Rule 24: open dossiers of a former system out of its event log, XES and text.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Encode qw(decode_utf8);
use IO::Compress::Gzip qw(gzip);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 60 $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out);
}
sub json_lines { return map { decode_json($_) } split /\n/, $_[0] }
sub shown { return decode_json((run("dossier show $_[0] --json"))[1]) }

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"), 0,
	'a store');
spew("$dir/people", join '', map { encode_json($_) . "\n" } (
	(map { { key => "k$_", as => 'qt', do => 'add_person', args => { key => $_ } } } qw(hoa minh tuan)),
	(map { { key => "a$_->[0]", as => 'qt', do => 'assign', args => { person => $_->[0], unit => $_->[1], post => $_->[2] } } }
		[ hoa => '25195.mc', 'head' ], [ minh => '25195.kt', 'head' ], [ tuan => '25195.kt', 'officer' ]),
));
is(system("$dunghen act --db $dir/s < $dir/people > $dir/out"), 0, 'with people');

# [ name, { attributes of the case }, [ activity, time, resource ]… ]; times not in order.
my @cases = (
	[ 'H19.21-260225-0001', { chu => 'Hồ Thị Thử &', han => '2026-03-10T17:00:00.000+07:00', x => 'a' },
		[ 'Kiểm tra', '2026-02-26T02:00:00.500Z', 'Anh Tuấn' ], [ 'Nộp', '2026-02-25T08:00:00+07:00', 'Chị Hoa' ] ],
	[ 'H19.21-260225-0002', { chu => 'Lê Thử', han => '2026-03-11T17:00:00+07:00' },
		[ 'Nộp', '2026-02-25T08:00:00+07:00', 'Chị Hoa' ], [ 'Kiểm tra', '2026-02-25T08:00:00+07:00', 'Anh Tuấn' ] ],
	[ 'H19.21-260225-0003', { chu => 'Đã Xong', han => '2026-03-11T17:00:00+07:00' },
		[ 'Nộp', '2026-02-25T08:00:00+07:00', '' ], [ 'Trả kết quả', '2026-02-26T08:00:00+07:00', '' ] ],
	[ 'H19.21-260225-0004', { chu => 'Mới Nộp', han => '2026-03-11T17:00:00+07:00' },
		[ 'Nộp', '2026-02-25T09:00:00+07:00', '' ] ],
	[ 'H19.21-260225-0005', { chu => 'Không Giờ', han => '2026-03-11T17:00:00+07:00' },
		[ 'Nộp', '2026-02-30T09:00:00+07:00', '' ] ],
	[ 'H19.21-260225-0006', { chu => 'Việc Lạ', han => '2026-03-11T17:00:00+07:00' },
		[ 'Họp', '2026-02-25T09:00:00+07:00', '' ] ],
);
sub xml { my ($t) = @_; return $t =~ s/&/&amp;/gr }
sub attr { my ($type, $key, $value) = @_; return qq{<$type key="$key" value="} . xml($value) . '"/>' }
my $xes = qq{\xef\xbb\xbf<?xml version="1.0"?>\n<log xes.version="1849.2016">\n<global scope="event">} . attr(string => 'concept:name', '?')
	. '</global>' . join '', map {
		my ($name, $own, @events) = @$_;
		"<trace>\n" . attr(string => 'concept:name', $name) . attr(string => 'chu', $own->{chu}) . attr(date => 'han', $own->{han})
		. '<string key="nest" value="n"><string key="concept:name" value="no"/></string>'
		. join('', map { "\n<event>" . attr(string => 'concept:name', $_->[0]) . attr(date => 'time:timestamp', $_->[1])
			. ($_->[2] ne '' ? attr(string => 'org:resource', $_->[2]) : '') . '</event>' } @events) . "</trace>\n";
	} @cases;
$xes .= '</log>';
spew("$dir/log.xes", $xes);
gzip \$xes => "$dir/log.xes.gz";
spew("$dir/map.txt", "map chu=name\nmap han=due\nset source=cu\nset procedure=1.001612\nset channel=counter\n" .
	"set receiving=25195.mc\nvalue step:Nộp=s1\nvalue step:Kiểm tra=s2\nvalue holder:Anh Tuấn=tuan\nvalue holder:Chị Hoa=hoa\n");

my @want = ('H19.21-260225-0001 would', 'H19.21-260225-0002 would', 'H19.21-260225-0003 skipped',
	'H19.21-260225-0004 would', 'H19.21-260225-0005 log.time', 'H19.21-260225-0006 import.step');
sub told { return map { "$_->{code} " . ($_->{reason_code} // $_->{result}) } @_ }
my $options = "--as qt --map-file map.txt --done 'Trả kết quả' --json";
for my $file (qw(log.xes log.xes.gz)) {
	my ($status, $out) = run("import $file $options --dry-run");
	is($status, 1, "$file: a trial");
	my ($map, @lines) = json_lines($out);
	my $sum = pop @lines;
	is_deeply($map->{log}, { case => 'concept:name', activity => 'concept:name', time => 'time:timestamp',
		resource => 'org:resource' }, "$file: which keys are what is told");
	is_deeply([ map { "$_->{column}:" . ($_->{field} // '') } @{ $map->{columns} } ],
		[ qw(case:code first:received_at last: events: activity:step resource:holder chu:name han:due nest:) ],
		"$file: a column for each attribute of cases") or diag $out;
	is_deeply([ told(@lines) ], \@want, "$file: each case is told") or diag $out;
	is_deeply($sum, { in => 0, already => 0, would => 3, refused => 2, skipped => 1 }, "$file: finished ones are counted");
}

# The same as text, a row for each event, the cases mixed.
my @rows = map { my ($name, $own, @events) = @$_; map { [ $name, $_->[0], $_->[1], $_->[2], $own->{chu}, $own->{han} ] } @events } @cases;
@rows = @rows[ 9, 0, 2, 4, 1, 3, 5, 6, 7, 8 ];
@rows = grep { defined } @rows;
spew("$dir/log.csv", join '', map { join(';', @$_) . "\n" } [ 'Mã hồ sơ', 'Hoạt động', 'Thời điểm', 'Người xử lý', 'chu', 'han' ], @rows);
my ($status, $out) = run("import log.csv --events $options --dry-run");
my ($map, @lines) = json_lines($out);
pop @lines;
is_deeply($map->{log}, { case => decode_utf8('Mã hồ sơ'), activity => decode_utf8('Hoạt động'),
	time => decode_utf8('Thời điểm'), resource => decode_utf8('Người xử lý') },
	'columns of a text are known by their heads') or diag $out;
is_deeply([ sort { $a cmp $b } told(@lines) ], \@want, 'and its cases are the same') or diag $out;
is((json_lines((run("import log.csv --case 'ma ho so' --activity nope $options"))[1]))[-1]{code}, 'import.column',
	'a column that is not there');

# For good.
($status, $out) = run("import log.xes.gz $options");
is((json_lines($out))[-1]{in}, 3, 'the open ones come in') or diag $out;
my $d = shown('H19.21-260225-0001');
is("$d->{received_at} $d->{due}", '2026-02-25T08:00:00+07:00 2026-03-10T17:00:00+07:00',
	'received with its first event, due as its attribute says') or diag JSON::PP->new->canonical->encode($d);
like(JSON::PP->new->canonical->encode($d), qr/"step":"s2"/, 'at the step of its last event');
like((run('dossier show H19.21-260225-0001'))[1], qr/tuan/, 'in hand with who did that');
like((run('dossier show H19.21-260225-0002'))[1], qr/tuan/, 'of one time the later in the log is the later');
like((run('dossier show H19.21-260225-0004'))[1], qr/hoa/, 'where nobody is named, with the head');
is((json_lines((run("import log.xes.gz $options"))[1]))[-1]{already}, 3, 'once more: nothing comes twice');

# Faults of the whole.
for (
	[ '<log><trace></log>', 'xml.syntax' ],
	[ '<html/>', 'xes.log' ],
	[ '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><log>&b;</log>', 'xml.doctype' ],
	[ '<log><trace><string value="1"/></trace></log>', 'xes.key' ],
	[ '<log>' . '<list key="a">' x 200, 'xml.deep' ],
	[ '<log><string key="a" value="' . 'x' x 3_000_000 . '"/></log>', 'xml.long' ],
	[ '<log><trace>' . join('', map { "<string key=\"k$_\" value=\"1\"/>" } 1 .. 60) . '</trace></log>', 'log.wide' ],
	[ "\x1f\x8b\x08garbage", 'unpack.damaged' ],
	[ substr(do { open my $h, '<:raw', "$dir/log.xes.gz"; local $/; <$h> }, 0, 200), 'unpack.damaged' ],
) {
	my ($text, $code) = @$_;
	spew("$dir/bad.xes", $text);
	($status, $out) = run("import bad.xes $options");
	is((json_lines($out))[-1]{code} // '', $code, "$code: by name") or diag $out;
	is($status, 1, "$code: the exit status");
}
spew("$dir/bad.csv", "case,activity,time\n1,a,2026-01-01\n,b,2026-01-02\n");
($status, $out) = run("import bad.csv --events $options");
is((json_lines($out))[-1]{code}, 'log.case', 'an event of no case');
spew("$dir/bad.csv", "number,what\n1,a\n");
($status, $out) = run("import bad.csv --events $options");
is((json_lines($out))[-1]{code}, 'log.column', 'no column that could be the case');
is($status, 1, 'is refused');
is((run('verify'))[0], 0, 'the store verifies');
done_testing();
