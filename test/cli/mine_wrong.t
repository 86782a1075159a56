#!/usr/bin/perl
# What is sent in place of a log, and logs in forms that are rare: each is read, or says what it
# is and how to mend it; of several files the one it is about is named.
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
sub run { my ($words) = @_; my $out = `cd $dir && timeout 120 $dunghen mine $words 2>&1`; return ($? >> 8, decode_utf8($out)) }
sub mined { my ($status, $out) = run("$_[0] --json"); return (JSON::PP->new->decode($out || '{}'), $status) }

# --- XES of two bytes a letter -----------------------------------------------------------
my $body = '<log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="Tiếp nhận 𝄞"/><date key="time:timestamp" value="2026-03-02T08:00:00Z"/></event></trace></log>';
my $utf16 = qq(<?xml version="1.0" encoding="UTF-16"?>\n$body);
spew('plain.xes', encode('UTF-8', $body));
my ($want) = mined('plain.xes');
is($want->{activities}[0]{name}, 'Tiếp nhận 𝄞', 'a log');
spew('le.xes', "\xff\xfe" . encode('UTF-16LE', $utf16));
spew('be.xes', "\xfe\xff" . encode('UTF-16BE', $utf16));
spew('bare.xes', encode('UTF-16LE', $utf16));
my $le = "\xff\xfe" . encode('UTF-16LE', $utf16);
gzip \$le => "$dir/le.xes.gz";
is_deeply((mined($_))[0], $want, "the same out of $_") for qw(le.xes be.xes bare.xes le.xes.gz);
is((mined('le.xes --xes copy.xes'))[1], 0, 'and written again');
is_deeply((mined('copy.xes'))[0], $want, 'in UTF-8');
my $ocel = '<log><object-types/><event-types/><objects><object id="o" type="t"/></objects><events><event id="e" type="a" time="2026-03-02"><objects><relationship object-id="o" qualifier=""/></objects></event></events></log>';
spew('le.xml', "\xff\xfe" . encode('UTF-16LE', qq(<?xml version="1.0" encoding="UTF-16"?>$ocel)));
is((mined('le.xml'))[0]{object}{type}, 't', 'OCEL too');

# --- packed and filled up ----------------------------------------------------------------
my ($one, $two) = (encode('UTF-8', substr $body, 0, 100), encode('UTF-8', substr $body, 100));
my $packed = '';
gzip \$one => \my $first;
gzip \$two => \my $second;
spew('padded.xes.gz', $first . $second . "\0" x 200_000);
is_deeply((mined('padded.xes.gz'))[0], $want, 'zeros behind the end are no damage');
spew('rubbish.xes.gz', $first . $second . "\0" x 10 . 'rubbish');
is((mined('rubbish.xes.gz'))[0]{code}, 'unpack.damaged', 'anything else is');

# --- what is none ------------------------------------------------------------------------
spew('book.xlsx', "PK\3\4\x14\0\6\0\x08\0" . "\0" x 16 . "\x13\0\0\0[Content_Types].xml" . 'x' x 500);
spew('old.xls', "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 512);
spew('log.zip', "PK\3\4\x14\0\6\0\x08\0" . "\0" x 16 . "\x07\0\0\0log.csv" . 'x' x 500);
spew('page.xml', '<html><body/></html>');
spew('empty.csv', '');
spew('blank.csv', "\r\n\n");
for ([ 'book.xlsx', 'mine.workbook', qr/CSV UTF-8/ ], [ 'old.xls', 'mine.workbook', qr/CSV UTF-8/ ], [ 'log.zip', 'mine.zip', qr/Unpack/ ],
	[ 'page.xml', 'mine.no_log', qr/XES, OCEL 2\.0 or a CSV/ ], [ 'empty.csv', 'mine.empty', qr/each later one is an event/ ], [ 'blank.csv', 'mine.empty', qr/event/ ]) {
	my ($e, $status) = mined($_->[0]);
	is("$status $e->{code}", "1 $_->[1]", $_->[0]);
	like($e->{hint}{en}, $_->[2], 'how to mend it');
}
like((run('plain.xes --svg none/x.svg'))[1], qr{^Không đọc hoặc không ghi được none/x\.svg \(}, 'what the library says stands behind');
for my $option (qw(xes csv)) {
	my ($e, $status) = mined("plain.xes --$option out.$option.gz");
	is("$status $e->{code}", '1 mine.packed_out', "--$option is not packed");
	ok(!-e "$dir/out.$option.gz", 'nor written under that name');
}

# --- which of several --------------------------------------------------------------------
spew('a.csv', "case,activity,time\n1,a,2026-03-02\n");
spew('b.csv', encode('UTF-8', "case;activity;Ngày giờ;user\n2;b;never;x\n2;b;2026-03-02;x\n"));
my ($e) = mined('a.csv b.csv');
is("$e->{code} $e->{file}", 'mine.time b.csv', 'the file of an error');
like((run('a.csv b.csv --lang en'))[1], qr/^File b\.csv: Line 2, case 2/, 'for people too');
ok(!exists +(mined('b.csv'))[0]{file}, 'one alone is not named');
my ($r) = mined('a.csv b.csv --lenient');
is($r->{skipped}{first}[0]{file}, 'b.csv', 'the file of what is passed over');
my ($status, $out) = run('a.csv a.csv b.csv plain.xes --lenient --lang en');
like($out, qr/^File b\.csv: Line 2, case 2/m, 'for people too');
like($out, qr/^a\.csv and those behind it:\ncase.*\n(?:.*\n){3}b\.csv and those behind it:\n(?:.*\n){2}time +Ngày giờ.*\nresource +user.*\nplain\.xes and those/m, 'what was taken for what, where it differs') or diag $out;
unlike((run('a.csv a.csv --lang en'))[1], qr/behind it/, 'not where it does not');
is((mined('a.csv nowhere.csv'))[0]{code}, 'file.missing', 'a file there is none of');
($e) = mined('a.csv b.csv --lenient --due x');
is("$e->{code} $e->{file}", 'mine.column a.csv', 'a column that one has not');
done_testing();
