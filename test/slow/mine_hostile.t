#!/usr/bin/perl
# Event logs made to do harm, large ones: each ends in an error by name, or is mined, within
# an address space that is bounded (ulimit -v), so that no size of input decides on memory.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

# In that many MB.
sub mined {
	my ($mb, $words, $filter) = @_;
	my $out = `cd $dir && (ulimit -v @{[ $mb * 1024 ]}; timeout 1200 $dunghen mine $words --json @{[ $filter // '' ]}) 2>$dir/err`;
	return ($out, $? >> 8);
}
sub write_to {
	my ($name, $head, $piece, $times, $end) = @_;
	open my $h, '>:raw', "$dir/$name" or die "$name: $!";
	print $h $head;
	print $h $piece for 1 .. $times;
	print $h $end // '';
	close $h or die "$name: $!";
}

my $mega = 'x' x (1 << 20);
for (
	[ 'an attribute of 1 GB: XES', '<log><trace><string key="concept:name" value="', 'xml.long' ],
	[ 'OCEL in XML', '<log><objects/><events><event id="e"><attributes><attribute name="a">', 'ocel.large' ],
	[ 'OCEL in JSON', '{"objects":[],"events":[{"id":"', 'json_stream.long' ],
	[ 'text', qq{case,activity,time\n1,"}, 'table.long' ],
) {
	my ($what, $head, $code) = @$_;
	write_to('large', $head, $mega, 1024);
	my ($out, $status) = mined(150, 'large --lenient');
	is("$status " . (decode_json($out || '{}')->{code} // ''), "1 $code", $what) or diag `head -c 2000 $dir/err`;
}
write_to('deep', '<log>', '<string key="a" value="b">' x 40_000, 100);
my ($out, $status) = mined(150, 'deep');
is(decode_json($out || '{}')->{code}, 'xml.deep', 'four million levels');
write_to('skips', qq{case,activity,time\n}, "1,a,never\n" x 100_000, 200);
($out, $status) = mined(150, 'skips --lenient');
is(decode_json($out || '{}')->{skipped}{count}, 20_000_000, 'twenty million rows without a time, in as little memory');
write_to('stray', '<log>', '<event/>' x 100_000, 100, '</log>');
($out, $status) = mined(150, 'stray');
is(decode_json($out || '{}')->{skipped}{count}, 10_000_000, 'ten million events of no trace');

# Ten million ways through, each of one case: memory goes with what there is, 80 bytes an
# event, and no further.
open my $h, '>:raw', "$dir/ways.csv" or die;
my $rows = "case,activity,time\n";
for my $c (0 .. 9_999_999) {
	$rows .= "$c,a" . $c % 250 . ",2026-03-02\n$c,b" . int($c / 250) % 250 . ",2026-03-03\n$c,c" . int($c / 62500) . ",2026-03-04\n";
	if (length $rows > 1 << 20) { print $h $rows; $rows = '' }
}
print $h $rows;
close $h or die;
($out, $status) = mined(4000, 'ways.csv', '| head -c 300');
like($out, qr/"cases":10000000,"events":30000000/, 'ten million variants') or diag `head -c 2000 $dir/err`;

# More than eight million different pairs, told to people: they need no memory beside that of
# the pairs, of which only the slowest are shown.
open $h, '>:raw', "$dir/pairs.csv" or die;
print $h "case,activity,time\n";
for my $i (0 .. 2919) {
	print $h join '', map { "c,A$_,2024-01-01\nc,A$i,2024-01-01\n" } $i + 1 .. 2919;
}
close $h or die;
$out = `cd $dir && timeout 1200 $dunghen mine pairs.csv --lang en 2>&1`;
is("$?", 0, 'nine million pairs, for people') or diag substr $out, 0, 2000;
like($out, qr/^A0 +A\d+ +\d/m, 'and the first of them are told');
$out = `cd $dir && timeout 1200 $dunghen mine pairs.csv --html pairs.html 2>&1 >/dev/null`;
is("$? $out", '0 ', 'and reported');
done_testing();
