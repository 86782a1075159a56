#!/usr/bin/perl
# Public figures: what the pages say of every agency, beside a recount in Perl from what the
# ledger tells of each dossier (rules 25 and 26), written without a look at the program's own.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Encode qw(decode);
use File::Temp qw(tempdir);
use IO::Uncompress::Unzip;
use JSON::PP;
use Served;
use Test::More;
use Time::Local qw(timegm);

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
# A province that lies ahead: its own last moment is then the time there, whatever day it is.
is(system("$dunghen demo --no-serve --db $db --dossiers 150 --months 2 --seed 5 --until 2029-11-24 >/dev/null 2>&1"),
	0, 'a province');

sub at {
	my ($text) = @_;
	return undef if !defined $text;
	my @t = $text =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\+07:00$/ or die $text;
	return timegm($t[5], $t[4], $t[3], $t[2], $t[1] - 1, $t[0]) - 7 * 3600;
}
sub day { my ($at) = @_; return int(($at + 7 * 3600) / 86400) }

# --- the file ---
my $s    = Served->start(db => $db);
my $file = $s->get('/figures.csv');
is($file->{status}, 200, 'the table as a file');
like($file->{header}{'content-type'}, qr{text/csv; charset=utf-8}, 'of its type');
like($file->{header}{'content-disposition'}, qr/attachment; filename="dunghen-2029-11-01\.csv"/, 'with a name');
ok($file->{body} =~ s/^\xef\xbb\xbf//, 'with the mark that spreadsheets read');
my @lines = split /\r\n/, decode('UTF-8', $file->{body});
my @name  = $lines[0] =~ /"([^"]*)"/g;
is(scalar @name, 19, 'its columns');
my %said;
for my $l (@lines[1 .. $#lines]) {
	my @f = map { s/^"|"$//gr } $l =~ /("[^"]*"|[^,]+)/g;
	is(scalar @f, 19, "$f[0] has them all") or diag $l;
	$said{$f[0]} = \@f;
}

# --- the recount ---
my ($any)  = values %said;
my $now    = at($any->[18]);
my $from   = at("$any->[2]T00:00:00+07:00");
my $end    = at("$any->[3]T23:59:59+07:00");
my $until  = $end < $now ? $end : $now;
my ($list) = map { decode_json($_) } `$dunghen dossier list --db $db --limit 1000 --json`;
my %count;
my %column = (online => 4, online_helped => 5, counter => 6, post => 6);

my ($late_s, $unequal, %caused, %received) = (0, 0);
sub recount {
	my ($d) = @_;
	my ($received, $first, $ready) = map { at($d->{$_}) } qw(received_at first_ready_at ready_at);
	my ($closed, $due, $lived) = map { at($d->{$_}) } qw(closed_at due lived_due);
	my $c = $count{ $d->{competent} } //= [ (0) x 19 ];
	my $solved = $first // ($d->{state} eq 'withdrawn' ? $closed : undef);
	my $ended = $d->{state} =~ /^(declined|withdrawn|stopped)$/ ? $closed : $ready;

	if (defined $received && (!defined $solved || $solved >= $from)) {
		$c->[$received < $from ? 7 : $column{ $d->{channel} }]++;
		if (defined $solved) {
			my $good = $d->{state} eq 'withdrawn' || ($d->{decision} // '') eq 'not_eligible' || !defined $due;
			# Rule 25: with a letter of apology it is late officially, whenever it came.
			my $letter = grep { $_->{kind} eq 'apology' && ($_->{ended} // '') eq 'signed' } @{ $d->{obligations} };
			my $late = $letter ? 1 : day($solved) <=> day($due // $solved);
			$c->[ $good || $late == 0 ? 9 : $late < 0 ? 8 : 10 ]++;
		}
	}
	if (!defined $ended) {
		$c->[14]++ if $lived < $until;
	} elsif ($ended >= $from) {
		$c->[ $ended <= $lived ? 12 : 13 ]++;
	}
	$c->[16]++ if $d->{state} eq 'open' && defined $due && $due < $now;
	# Whose lateness it was (rule 27), of what ended late.
	my $parts = 0;
	$parts += $_->{late_s} for @{ $d->{lateness}{parts} };
	$unequal++ if $parts != $d->{lateness}{late_s};
	if (defined $ended && $ended >= $from && $ended > $lived) {
		$late_s += $d->{lateness}{late_s};
		$received{ $d->{competent} } += $d->{lateness}{late_s};
		$caused{ $_->{account}{unit} } += $_->{late_s} for @{ $d->{lateness}{parts} };
	}
	return;
}
for my $d (@{ $list->{dossiers} }) {
	recount(decode_json(scalar `$dunghen dossier show $d->{dossier} --db $db --json`));
}
my @sum = (0) x 19;
for my $agency (sort keys %count) {
	my $c = $count{$agency};
	my $f = $said{$agency};
	for my $i (4 .. 10, 12 .. 14, 16) {
		$sum[$i] += $c->[$i];
		is(defined $f ? $f->[$i] : 0, $c->[$i], "$agency: $name[$i]");
	}
}
ok($sum[10] > 0 && $sum[13] > $sum[10], 'more were late as lived than officially');
ok($sum[14] > 0, 'some are late and open');

# --- late hours by unit: parts that add up ---
is($unequal, 0, 'the parts of every dossier are its lateness, to the second');
ok($late_s > 0, 'something ended late');
my $late = $s->get('/figures/late.csv');
is($late->{status}, 200, 'late hours by unit as a file');
my ($by_cause, $by_agency, $named) = (0, 0, 0);
for my $l ((split /\r\n/, decode('UTF-8', $late->{body}))[1 .. 2000]) {
	last if !defined $l;
	my @f = map { s/^"|"$//gr } $l =~ /("[^"]*"|[^,]+)/g;
	$by_cause  += $f[4];
	$by_agency += $f[6];
	next if $f[0] eq '';
	$named++;
	is($f[4], $caused{ $f[0] } // 0, "$f[0] caused as much as its dossiers say");
	is($f[6], $received{ $f[0] } // 0, "$f[0] received as much");
}
ok($named > 0, 'of units by name');
is($by_cause, $late_s, 'what was caused adds up to all lateness');
is($by_agency, $late_s, 'and so does what was received');
like($s->get('/figures/late.xlsx')->{header}{'content-type'}, qr/spreadsheetml/, 'and as a workbook');

# --- the same as a workbook ---
my $book = $s->get('/figures.xlsx');
is($book->{status}, 200, 'the table as a workbook');
like($book->{header}{'content-disposition'}, qr/dunghen-2029-11-01\.xlsx/, 'with a name');
my (%part, $sheet);
my $zip = IO::Uncompress::Unzip->new(\$book->{body}, Strict => 1) or die 'no archive';
for (my $more = 1; $more > 0; $more = $zip->nextStream) {
	my ($text, $piece) = ('');
	$text .= $piece while $zip->read($piece) > 0;
	$part{ $zip->getHeaderInfo->{Name} } = decode('UTF-8', $text);
}
is(join(' ', sort keys %part), '[Content_Types].xml _rels/.rels xl/_rels/workbook.xml.rels xl/styles.xml '
	. 'xl/workbook.xml xl/worksheets/sheet1.xml', 'its parts, each whole');
$sheet = $part{'xl/worksheets/sheet1.xml'};
is(scalar(() = $sheet =~ /<row /g), scalar @lines, 'a row for each line');
my ($first) = map { $said{$_} } ($lines[1] =~ /^"([^"]+)"/);
like($sheet, qr{<c r="B2" s="0" t="inlineStr"><is><t xml:space="preserve">\Q$first->[1]\E</t>}, 'the agency');
like($sheet, qr{<c r="I2" s="0"><v>$first->[8]</v>}, 'and its figures');

# --- the pages ---
my $home = decode('UTF-8', $s->get('/')->{body});
my $solved = $sum[8] + $sum[9] + $sum[10];
# Of a share per ten thousand one decimal is shown, halves upward.
sub shown {
	my ($n, $of) = @_;
	return sprintf('%.1f', int((int(10000 * $n / $of + .5) + 5) / 10) / 10) =~ tr/./,/r;
}
my $official = shown($sum[8] + $sum[9], $solved);
my $lives = $sum[12] + $sum[13] + $sum[14];
my $lived = shown($sum[12], $lives);
like($home, qr/Tháng này ở Thành phố Đồng Nai/, 'the home page speaks of this month');
like($home, qr/<div class="v">\Q$official\E%/, 'with the official share');
like($home, qr/thực tế từ lần hẹn đầu: \Q$lived\E%/, 'and the lived one beneath');
like($home, qr/<div class="v">$sum[16]</, 'with what is overdue');
like($home, qr/9 trên 10 hồ sơ: \d+ ngày/, 'and how long it takes');
like($home, qr/cập nhật \d\d:\d\d/, 'as of a time');
like($home, qr{Hài lòng</div><div class="v">—</div><div[^>]*>chưa đo}, 'what has no source is said to be unmeasured');
my $page = $s->get('/figures');
is($page->{status}, 200, 'the agencies');
my $text = decode('UTF-8', $page->{body});
my ($agencies) = $text =~ /<main(.*?)id="late"/s;
is(scalar(() = $agencies =~ /<tr>/g) - 1, scalar keys %said, 'each has a row');
like($text, qr/Giờ trễ theo đơn vị/, 'and whose lateness it was stands below');
like($text, qr/dưới 5 hồ sơ/, 'no share of a few');
unlike($text, qr/H19\.\d+-\d{6}-\d{4}|cb\d{4}/, 'no dossier, no person');
is($s->get('/figures', Cookie => 'lang=en')->{status}, 200, 'in English too');
like(decode('UTF-8', $s->get('/figures.csv', Cookie => 'lang=en')->{body}), qr/"on time \(official\)"/,
	'and the file');
is($s->raw("POST /figures HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")->{status}, 405,
	'nothing is changed there');

is($s->stop >> 8, 0, 'it stops');
done_testing();
