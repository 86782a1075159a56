#!/usr/bin/perl
# Mining event logs of anybody: what is read, what is refused and how, what a lenient reading
# passes over, filters, promises, both languages.
use strict;
use warnings;
use Encode qw(decode_utf8);
use File::Temp qw(tempdir);
use IO::Compress::Gzip qw(gzip);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 120 $dunghen mine $words 2>$dir/err`;
	return ($? >> 8, $out);
}
sub mined {
	my ($words) = @_;
	my ($status, $out) = run("$words --json");
	return (decode_json($out || '{}'), $status);
}
sub edge {
	my ($r, $from, $to) = @_;
	return (grep { $_->{from} eq $from && $_->{to} eq $to } @{ $r->{dfg} // [] })[0] // {};
}

# --- what XES says -------------------------------------------------------------------
sub event { my ($name, $at, @more) = @_; return qq{<event><string key="concept:name" value="$name"/><date key="time:timestamp" value="$at"/>@more</event>\n} }
sub trace { my ($name, @events) = @_; return qq{<trace><string key="concept:name" value="$name"/>\n@events</trace>\n} }
my $head = qq{\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n};
my $traps = $head . qq{<x:log xes.version="1849.2016" xmlns:x="http://www.xes-standard.org/">
<x:extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<x:global scope="trace"><x:string key="concept:name" value="UNKNOWN"/></x:global>
<x:global scope="event"><x:string key="concept:name" value="UNKNOWN"/><x:string key="org:resource" value="UNKNOWN"/>
<x:date key="time:timestamp" value="1970-01-01T00:00:00Z"/></x:global>
<x:classifier name="c" keys="concept:name"/>
<x:list key="meta_all"><x:values><x:string key="concept:name" value="meta"><x:date key="time:timestamp" value="2000-01-01T00:00:00Z"/></x:string></x:values></x:list>
<x:trace><x:string key="nest" value="n"><x:string key="concept:name" value="not this"/></x:string>
<x:event><x:string key="concept:name" value="B &amp; C"/><x:string key="time:timestamp" value="2026-03-02T10:00:00.5+02:00"/><x:string key="org:resource" value="Lan"/></x:event>
<x:event><x:string key="concept:name" value="Nộp"/><x:date key="time:timestamp" value="2026-03-02T08:30:00+01:00"/>
<x:string key="k" value="v"><x:string key="concept:name" value="inner"/></x:string></x:event>
<x:string key="concept:name" value="ca 1"/></x:trace>
<x:trace><x:string key="concept:name" value="ca 2"/></x:trace>
<x:trace><x:string key="concept:name" value="ca 1"/>
<x:event><x:string key="concept:name" value="B &amp; C"/><x:date key="time:timestamp" value="2026-03-02T08:00:00.5Z"/><x:string key="org:resource" value=""/></x:event></x:trace>
</x:log>};
spew('traps.xes', $traps);
gzip \$traps => "$dir/traps.xes.gz";
my ($r) = mined('traps.xes');
is_deeply($r->{log}, { cases => 2, events => 3, first => '2026-03-02T07:30:00+00:00', last => '2026-03-02T08:00:00.500000+00:00' },
	'traces of one name are one case, an empty one is a case, offsets hold') or diag explain $r;
is_deeply($r->{variants}, [ { path => [], cases => 1 }, { path => [ decode_utf8('Nộp'), 'B & C', 'B & C' ], cases => 1 } ],
	'by time, ties as they stand, ways by code points');
is(edge($r, decode_utf8('Nộp'), 'B & C')->{sum_s}, 1800.5, 'to the fraction of a second');
is($r->{holders}{unattributed_s} . ' ' . $r->{holders}{holding}[0]{seconds}, '1800.5 0', 'no default holds anything');
is_deeply((mined('traps.xes.gz'))[0], $r, 'the same packed');
is($r->{dfg}[0]{working_sum_s}, undef, 'no office, no working time');
is((mined('traps.xes traps.xes'))[0]{log}{events}, 6, 'two files are one log');

# --- text ----------------------------------------------------------------------------
spew('log.csv', "\xef\xbb\xbfMã hồ sơ;Hoạt động;Thời điểm;Người xử lý;Phòng;Hạn\r\n" .
	"1;Nộp;2026-03-02 08:00;Hoa;Một cửa;2026-03-02\r\n2;Nộp;2026-03-02 08:00;Hoa;Một cửa;02/03/2026 09:00\r\n" .
	"1;\"Xét; duyệt\";2026-03-02T11:00:00;Tuấn;Kinh tế;\r\n2;\"Xét; duyệt\";2026-03-03;;Kinh tế;2026-03-02\r\n");
($r) = mined('log.csv --due han --zone +07:00 --office A');
is($r->{log}{first}, '2026-03-02T01:00:00+00:00', 'times without an offset are of the zone');
is_deeply([ @{ edge($r, decode_utf8('Nộp'), decode_utf8('Xét; duyệt')) }{qw(count sum_s working_sum_s)} ], [ 2, 68400, 37800 ],
	'the hours of office A') or diag explain $r->{dfg};
is_deeply([ @{ $r->{due} }{qw(with_due on_time late on_time_by_date late_by_date)} ], [ 2, 0, 2, 1, 1 ],
	'due by instants and by days') or diag explain $r->{due};
is((mined('log.csv'))[0]{log}{first}, '2026-03-02T08:00:00+00:00', 'or UTC');
($r) = mined("log.csv --holder 'Phòng'");
is($r->{holders}{dimension}, decode_utf8('Phòng'), 'another column is the holder');
is($r->{holders}{transfers}, 2, 'and hands over');
my ($status, $text) = run('log.csv --due han --office A');
is($status, 0, 'in words');
like($text, qr/2 vụ việc, 4 sự kiện, 2 hoạt động, 1 đường đi/, 'what there is');
like($text, qr/case\s+Mã hồ sơ\s+đoán theo tên cột/, 'which column was taken for what');
like($text, qr/Nộp → Xét; duyệt/, 'the way through');
like((run("log.csv --case 'ma ho so' --lang en"))[1], qr/Cases: 2; events: 4;.*case\s+Mã hồ sơ\s+as told/s, 'in English, told');
unlike($text, qr/mine\.|\{|import\./, 'no key without a sentence');

# --- filters -------------------------------------------------------------------------
for ([ "attribute:Phòng='Kinh tế'", 2 ], [ 'started:2026-03-03/', 0 ], [ 'started:/2026-03-02', 2 ], [ 'ended:2026-03-03/2026-03-03', 1 ],
	[ "holder:Tuấn", 1 ], [ "'next:Nộp>Xét; duyệt'", 2 ], [ 'duration:4h/', 1 ], [ 'not:duration:4h/', 1 ]) {
	my ($filter, $cases) = @$_;
	is((mined("log.csv --filter $filter"))[0]{log}{cases}, $cases, "only $filter");
}
is((mined("log.csv --filter duration:4h/ --filter holder:Tuấn"))[0]{log}{cases}, 0, 'filters hold together');

# --- the map -------------------------------------------------------------------------
is((run('traps.xes --svg map.svg'))[0], 0, 'a map is drawn');
my $svg = do { open my $h, '<:raw', "$dir/map.svg" or die; local $/; decode_utf8(<$h>) };
like($svg, qr/^<svg [^>]*viewBox.*<\/svg>$/s, 'as a picture of its own');
like($svg, qr/\Q@{[ decode_utf8('Vẽ 2 trên 2 hoạt động và 2 trên 2 lần chuyển tiếp') ]}\E/, 'which says what it leaves out');
like($svg, qr/>B &amp; C</, 'names are escaped');
like($svg, qr/\Q@{[ decode_utf8('Nộp → B &amp; C: 1 lần, trong 1 vụ việc, trung vị 30 phút 0 giây') ]}\E/, 'each way says how often and how long');
unlike($svg, qr/https?:(?!\/\/www\.w3\.org\/2000\/svg)|<script/, 'nothing is fetched');
run('traps.xes --svg again.svg --lang vi');
is(do { open my $h, '<:raw', "$dir/again.svg" or die; local $/; decode_utf8(<$h>) }, $svg, 'the same again');
run('traps.xes --svg en.svg --lang en');
like(do { open my $h, '<:raw', "$dir/en.svg" or die; local $/; <$h> }, qr/Drawn are 2 of 2 activities/, 'in English');

# --- faults --------------------------------------------------------------------------
my $good = event('a', '2026-01-01T00:00:00Z') . event('b', '2026-01-02T00:00:00Z');
my %fault = (
	'mine.time'     => trace('x1', $good, event('c', '0000-01-01T00:00:00Z')),
	'mine.untimed'  => trace('x1', $good, '<event><string key="concept:name" value="c"/></event>'),
	'mine.nameless' => trace('x1', $good, '<event><date key="time:timestamp" value="2026-01-03T00:00:00Z"/></event>'),
	'mine.caseless' => "<trace>$good</trace>" . trace('x1', $good),
);
for my $code (sort keys %fault) {
	spew('fault.xes', qq{<log xes.version="1.0">\n$fault{$code}</log>});
	my ($e, $status) = mined('fault.xes');
	is("$status $e->{code}", "1 $code", "$code by name") or diag explain $e;
	like($e->{message}{vi} // JSON::PP->new->encode($e), $code eq 'mine.caseless' ? qr/2.*concept:name/ : qr/\d.*x1.*(?:time:timestamp|concept:name)/s,
		"$code: line, case, attribute");
	($r, $status) = mined('fault.xes --lenient');
	is("$status $r->{log}{events} $r->{skipped}{count} $r->{skipped}{first}[0]{code}", "0 2 1 $code", "$code: passed over, counted, listed")
		or diag explain $r;
}
like((run('fault.xes --lenient --lang en'))[1], qr/Passed over\nPlaces that cannot count: 1\..*Line /s, 'and told in words');
my @nan = map { trace("n$_", event('a', $_)) } 'NaN', '', '-0001-01-01T00:00:00Z', '99999-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '1' x 5000;
spew('nan.xes', "<log>@nan</log>");
is((mined('nan.xes --lenient'))[0]{skipped}{count}, scalar @nan, 'times that are none');
spew('rows.csv', "case,activity,time\n1,a,2026-01-01\n,b,2026-01-02\n2,,2026-01-03\n3,c,\n4,d,soon\n");
is((mined('rows.csv'))[0]{code}, 'mine.caseless', 'a row of no case');
($r) = mined('rows.csv --lenient');
is_deeply([ map { "$_->{line} $_->{code} $_->{attribute}" } @{ $r->{skipped}{first} } ],
	[ '3 mine.caseless case', '4 mine.nameless activity', '5 mine.untimed time', '6 mine.time time' ], 'rows passed over');

# Faults of the whole: no lenience helps.
for (
	[ '<log><trace></log>', 'xml.syntax' ],
	[ '<html/>', 'mine.no_log' ],
	[ '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><log>&b;</log>', 'xml.doctype' ],
	[ '<log><trace>' . '<list key="a"><values>' x 100, 'xml.deep' ],
	[ '<log><trace><string key="concept:name" value="' . 'x' x 3_000_000 . '"/></trace></log>', 'xml.long' ],
	[ "\x1f\x8b\x08garbage", 'unpack.damaged' ],
	[ '', 'mine.empty' ],
	[ "a,b\n1,2\n", 'mine.no_column' ],
	[ "case,activity,time\n1,\"a,2026-01-01\n", 'csv.quote' ],
	[ "case,activity,time\n1,\xff,2026-01-01\n", 'table.utf8' ],
) {
	my ($bytes, $code) = @$_;
	spew('bad', $bytes);
	my ($e, $status) = mined('bad --lenient');
	is("$status " . ($e->{code} // ''), "1 $code", "$code by name") or diag explain $e;
}
for ([ 'log.csv --filter soon', 'mine.filter' ], [ 'log.csv --zone 7', 'mine.zone' ], [ 'log.csv --activity nope', 'mine.column' ],
	[ 'log.csv ' . '--filter attribute:Phòng=x ' x 9, 'mine.filters' ]) {
	is((mined($_->[0]))[0]{code}, $_->[1], "$_->[1] by name");
}
is((run('none.xes'))[0], 3, 'a file that is not there');

# Many of everything, in bounded memory.
spew('many.csv', "case,activity,time,resource\n" . join '', map { "c$_,a" . $_ % 3000 . ",2026-01-01T00:00:00Z,r$_\n" } 1 .. 60_000);
($r) = mined('many.csv');
is(scalar @{ $r->{activities} }, 3000, 'many activities');
is(scalar @{ $r->{variants} }, 3000, 'as many ways');
is($r->{variants}[0]{path}[0] . ' ' . $r->{variants}[2999]{path}[0], 'a0 a999', 'of one count by code points');
# --- beyond counting -----------------------------------------------------------------
# A comes at nine and ten; Lan is done with them at eleven and twelve: an hour each, the
# second waits an hour for the first.
spew('two.csv', "case,activity,time,resource\n1,in,2026-03-02 09:00:00,\n1,check,2026-03-02 10:00:00,Lan\n"
	. "2,in,2026-03-02 09:00:00,\n2,check,2026-03-02 11:00:00,Lan\n2,sign,2026-03-02 18:00:00,Lan\n");
spew('nine.json', '{"utc_offset":"+00:00","sessions":[["mon-fri","09:00","17:00"]]}');
($r) = mined('two.csv --office nine.json --between in\>sign');
my %at = map { ("$_->{from}>$_->{to}" => $_) } @{ $r->{waiting}{handovers} };
is($at{'in>check'}{$_->[0]}, $_->[1], "in > check: $_->[0]")
	for [ passages => 2 ], [ handed_over => 2 ], [ wait_s => '3600' ], [ contention_s => '3600' ], [ work_s => '7200' ];
is_deeply([ map { "$_->{activity} $_->{lost_s}" } @{ $r->{bottlenecks}{places} } ], [ 'check 3600', 'sign 0' ], 'where it is lost');
is($r->{between}{reached} . ' of ' . $r->{between}{cases}, '1 of 2', 'from in to sign');
is($r->{between}{working}{median_s}, 8 * 3600, 'in working time');
is($r->{heat}[0][9], 2, 'Mondays at nine');
($r) = mined('two.csv --reads arrival');
is($r->{bottlenecks}{reading} . ' ' . $r->{bottlenecks}{time} . ' ' . $r->{waiting}{nobody}, 'arrival elapsed 2', 'what is charged to the earlier event');
my ($told, $out) = run('two.csv --office nine.json --between in\>sign --lang en');
like($out, $_, "told: $_") for qr/^Bottlenecks: working time lost/m, qr/^in\s+check\s+1 h\s+0\.0%\s+0\.0%\s+100\.0%/m,
	qr/in → sign: 1 of 2 cases, median 9 h 0 min/, qr/^In one go: batches 1, events 2/m;
for my $case ([ 'two.csv --between in', 'mine.between' ], [ 'two.csv --between nowhere\>in', 'mine.no_activity' ], [ 'two.csv --reads guess', 'mine.reads' ]) {
	my ($r, $status) = mined($case->[0]);
	ok($r->{code} eq $case->[1] && $status > 0, "$case->[0]: refused");
}
# --- pictures ------------------------------------------------------------------------
my $slurp = sub { my ($f) = @_; open my $h, '<:raw', "$dir/$f" or die "$f: $!"; local $/; decode_utf8(<$h>) };
my @pictures = qw(map bottlenecks causes variants coverage sankey handovers referrals load queues trend heat dots cases);
for my $name (@pictures) {
	is((run("two.csv --office nine.json --svg $name.svg --picture $name"))[0], 0, "the picture $name");
	my $svg = $slurp->("$name.svg");
	ok($svg =~ m{^<svg [^>]*viewBox="0 0 \d+ \d+".*<title>[^<]+</title>.*</svg>$}s && $svg !~ /<(?:script|style)|style=|on\w+=|&(?!amp;|lt;|gt;|quot;|#)/,
		"$name: whole, titled, attributes alone");
}
like($slurp->('causes.svg'), qr/\Q@{[ decode_utf8('bận việc trước: 1 giờ (100,0%)') ]}\E/, 'a part says how much it is');
like($slurp->('heat.svg'), qr/\Q@{[ decode_utf8('Thứ Hai, 9 giờ: 2 sự kiện (40,0%)') ]}\E/, 'a cell says how many');
is(join(' ', $slurp->('coverage.svg') =~ />(\d+%: [^<]+)</g), '95%: 2 50%: 1', 'no mark of coverage is written over another');
my %shape = map { $_ => 1 } $slurp->('dots.svg') =~ m{scale\(1\.8\)"><path [^>]* d="M([^"]+)"/>}g;
is(scalar keys %shape, 3, 'each activity has a shape of its own, for grey');
ok((mined('two.csv --svg x.svg --picture nothing'))[0]{code} eq 'mine.picture', 'no other picture');
# A filter moves nothing: the boxes stand where they stood.
my $boxes = sub { return join ' ', $_[0] =~ /(<rect x="\d+" y="\d+" width="190"[^>]*rx="8")/g };
run("two.csv --svg all.svg");
run("two.csv --filter activity:sign --svg some.svg");
is($boxes->($slurp->('some.svg')), $boxes->($slurp->('all.svg')), 'a filter leaves the map as it is');
isnt($slurp->('some.svg'), $slurp->('all.svg'), 'but for the numbers');
# Of what is left, that is: a box that is faint is not counted as drawn.
run('two.csv --filter not:activity:sign --svg rest.svg --lang en');
my ($nodes, $of) = $slurp->('rest.svg') =~ /Drawn are (\d+) of (\d+) activities of the part filtered/;
my $dark = () = $slurp->('rest.svg') =~ /rx="8" fill="#fff" stroke="#1c2430"/g;
is("$nodes of $of", "$dark of 2", 'a filtered map says how many it draws of how many');
for my $lang (qw(vi en)) {
	is((run("two.csv --office nine.json --html $lang.html --lang $lang"))[0], 0, "a report, $lang");
	my $html = $slurp->("$lang.html");
	is(scalar(() = $html =~ /<section id=/g), 1 + @pictures, "$lang: has all sections, and what can be pressed");
	my ($data) = $html =~ m{<script type="application/json" id="log">(.*?)</script>}s;
	is(scalar @{ JSON::PP->new->decode($data // '{"c":[]}')->{c} }, 2, "$lang: brings the log along");
	# Its words are for the script to fill in.
	$html =~ s/\Q$data\E//;
	$html =~ s{<script>.*?</script>}{}gs;
	unlike($html, qr{(?:src|href)="(?!#)[^"]*"|url\(|https?:(?!//www\.w3\.org/2000/svg)|\{\w+#?\}}, "$lang: fetches nothing and leaves nothing unsaid");
	like($html, qr/<html lang="$lang">/, "$lang: says its language");
}
# The ends of time, in any zone.
spew('ends.csv', "case,activity,time,resource\n1,a,1900-01-01 00:00:00,x\n1,b,9999-12-31 23:59:59,y\n2,a,2026-01-01 00:00:00,x\n2,a,2026-01-01 00:00:00,x\n");
spew("zone$_.json", qq({"utc_offset":"$_","sessions":[["mon-fri","09:00","17:00"]]})) for qw(+14:00 -11:00);
for my $words ('', '--json', '--html ends.html', '--between a\>b', map { "--office zone$_.json --json" } qw(+14:00 -11:00)) {
	is((run("ends.csv $words"))[0], 0, "from the first year to the last: $words");
}
spew('empty.xes', '<log></log>');
spew('eventless.xes', '<log><trace><string key="concept:name" value="c"/></trace></log>');
for my $log (qw(empty eventless)) {
	is((run("$log.xes --html $log.html $_"))[0], 0, "a report of nothing: $log $_") for '', '--json';
}
done_testing();
