#!/usr/bin/perl
# Event logs made to do harm, small ones (the large: test/slow/mine_hostile.t): each ends in an
# error by name or a listed skip, soon.
use strict;
use warnings;
use File::Temp qw(tempdir);
use IO::Compress::Gzip qw(gzip);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub mined {
	my ($words) = @_;
	my $out = `cd $dir && timeout 60 $dunghen mine $words --json 2>$dir/err`;
	return (decode_json($out || '{}'), $? >> 8);
}
sub refused {
	my ($name, $bytes, $code) = @_;
	spew('bad', $bytes);
	my ($e, $status) = mined('bad --lenient');
	is("$status " . ($e->{code} // ''), "1 $code", $name) or diag explain $e;
}

my $laughs = join '', '<!DOCTYPE log [<!ENTITY a0 "ha">', (map { my $n = $_ - 1; "<!ENTITY a$_ \"" . "&a$n;" x 10 . '">' } 1 .. 9), ']>';
refused('billion laughs in XES', "$laughs<log><trace><string key=\"concept:name\" value=\"&a9;\"/></trace></log>", 'xml.doctype');
refused('in OCEL', "$laughs<log><objects/><events><event id=\"&a9;\"/></events></log>", 'xml.doctype');
refused('an entity from outside', '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', 'xml.doctype');
refused('an entity nobody declared', '<log><trace><string key="concept:name" value="&x;"/></trace></log>', 'xml.syntax');
refused('another coding than it says', "<?xml version='1.0' encoding='UTF-16'?><log/>", 'xml.syntax');
for ([ 'XES', '<log><trace><event>', '<string key="k" value="v">', 'xml.deep' ], [ 'XES lists', '<log>', '<list key="k"><values>', 'xml.deep' ],
	[ 'OCEL', '<log><objects>', '<object id="o">', 'xml.deep' ], [ 'JSON', '{"other":', '[', 'json_stream.deep' ],
	[ 'JSON objects', '{"other":', '{"a":', 'json_stream.deep' ]) {
	refused("a hundred thousand levels: $_->[0]", $_->[1] . $_->[2] x 100_000, $_->[3]);
}
for ([ 'XES', '<log><trace><string key="concept:name" value="', 'xml.long' ], [ 'OCEL', '<log><objects><object id="', 'xml.long' ],
	[ 'JSON', '{"events":[{"id":"', 'json_stream.long' ], [ 'a number', '{"events":[{"id":1', 'json_stream.long' ], [ 'CSV', "case,activity,time\n1,\"", 'table.long' ]) {
	refused("one value of 8 MB: $_->[0]", $_->[1] . '1' x 8_000_000, $_->[2]);
}
refused('a comment of 8 MB', '<log><!--' . 'x' x 8_000_000, 'xml.long');
refused('a row of ten thousand columns', join(',', 'case', 'activity', 'time', 1 .. 10_000) . "\n", 'csv.fields');
refused('an event with a hundred thousand relations', '{"events":[{"id":"e","type":"a","time":"2026-01-01","relationships":[' .
	join(',', ('{"objectId":"o","qualifier":""}') x 100_000) . ']}],"objects":[]}', 'ocel.large');

# A packed file a thousand times as large, of one token.
my $zeros = '<log><trace><string key="concept:name" value="' . '0' x 200_000_000;
gzip \$zeros => "$dir/bomb.xes.gz";
undef $zeros;
cmp_ok(-s "$dir/bomb.xes.gz", '<', 300_000, 'a small file');
is((mined('bomb.xes.gz'))[0]{code}, 'xml.long', 'that unpacks to 200 MB, read for one of them');

# Times that are none, identifiers twice, many of them: listed, and the rest counts.
my @bad = ('NaN', 'Infinity', '0000-01-01T00:00:00Z', '-0001-01-01T00:00:00Z', '10000-01-01T00:00:00Z', '2026-02-30', '1e308', '9' x 400, "2026-01-01T00:00:00+99:00", '');
my $trace = sub { my ($name, @times) = @_; "<trace><string key='concept:name' value='$name'/>" . join('', map { "<event><string key='concept:name' value='a'/><date key='time:timestamp' value='$_'/></event>" } @times) . '</trace>' };
spew('times.xes', '<log>' . $trace->('1', @bad, '2026-01-01T00:00:00Z') . '</log>');
my ($r) = mined('times.xes --lenient');
is("$r->{skipped}{count} $r->{log}{events}", @bad . ' 1', 'times that are none: XES');
spew('times.csv', "case,activity,time\n" . join('', map { "1,a,$_\n" } @bad) . "1,a,2026-01-01\n");
($r) = mined('times.csv --lenient');
is("$r->{skipped}{count} $r->{log}{events}", @bad . ' 1', 'text');
my $n = 0;
spew('times.json', JSON::PP->new->encode({ objects => [ { id => 'o', type => 't' } ], events => [ map { { id => 'e' . $n++, type => 'a', time => $_,
	relationships => [ { objectId => 'o', qualifier => '' } ] } } @bad, '2026-01-01' ] }));
($r) = mined('times.json --lenient');
is("$r->{skipped}{count} $r->{log}{events}", @bad . ' 1', 'OCEL');
spew('same.xes', '<log>' . $trace->('1', '2026-01-01T00:00:00Z') x 10_000 . '</log>');
($r) = mined('same.xes');
is("$r->{log}{cases} $r->{log}{events}", '1 10000', 'ten thousand traces of one name are one case');
spew('untimed.xes', "<log><trace><string key='concept:name' value='1'/>" . "<event><string key='concept:name' value='a'/></event>" x 50_000 . '</trace></log>');
($r) = mined('untimed.xes --lenient');
is_deeply([ $r->{skipped}{count}, scalar @{ $r->{skipped}{first} } ], [ 50_000, 20 ], 'fifty thousand events without time: counted, the first ones shown');

# A hundred thousand ways through.
spew('ways.csv', "case,activity,time\n" . join '', map { my $c = $_; map { "$c,a" . int($c / 317**$_) % 317 . ",2026-01-0" . ($_ + 1) . "\n" } 0 .. 2 } 0 .. 99_999);
($r) = mined('ways.csv');
is(scalar @{ $r->{variants} }, 100_000, 'as many ways as cases');
done_testing();
