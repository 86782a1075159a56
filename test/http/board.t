#!/usr/bin/perl
# The leaders' board: for whom it is, that every figure opens into as many dossiers as it
# says, and the screen on the wall.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Encode qw(decode);
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
# Its clock stands still, at the morning of its last working day.
my $s = Served->start(command => 'demo', db => $db, speed => 0, dossiers => 800, months => 3,
	until => '2026-11-25');

sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
sub page {
	my ($who, $path) = @_;
	my $r = $s->get($path, Cookie => $who);
	$r->{text} = decode('UTF-8', $r->{body});
	return $r;
}
# Somebody of an agency by their post, from the list of the demonstration's people.
sub somebody {
	my ($agency, $post) = @_;
	my $text = decode('UTF-8', $s->get("/demo/people?agency=$agency")->{body});
	for my $row ($text =~ m{<tr>(.*?)</tr>}gs) {
		return $1 if $row =~ /\Q$post\E/ && $row =~ /name="person" value="([^"]+)"/;
	}
	die "no $post at $agency\n";
}

# --- for whom ---
my ($list) = map { decode_json($_) } `$dunghen dossier list --db $db --limit 1000 --json`;
my ($officer) = grep { ($_->{holder}{post} // '') eq 'officer' && $_->{holder}{person} } @{ $list->{dossiers} };
is(page(enter($officer->{holder}{person}), '/board')->{status}, 403, 'an officer has no board');
is(page(enter($officer->{holder}{person}), '/board/dossiers?list=overdue')->{status}, 403, 'nor its lists');
is($s->get('/board')->{status}, 303, 'nobody without a sign-in');

my $chair = enter(somebody('dn', 'Chủ tịch'));
my $board = page($chair, '/board');
is($board->{status}, 200, 'the chairman of the province has one');
like($board->{text}, qr{<h1>Thành phố Đồng Nai, tháng 11/2026</h1>}, 'of the whole province');
# The commune with most dossiers: rows stand in that order.
my ($commune) = $board->{text} =~ /unit=(\d+)"/;
my $mayor   = enter(somebody($commune, 'Chủ tịch'));
my $own     = page($mayor, '/board');
is($own->{status}, 200, 'so has the chairman of a commune');
unlike($own->{text}, qr/Thành phố Đồng Nai, /, 'but of the commune');
is(page($mayor, '/board?unit=dn')->{status}, 403, 'not of the province');
is(page($mayor, '/board?unit=so-xd')->{status}, 403, 'nor of a department');
is(page($mayor, '/board/dossiers?list=overdue&unit=dn')->{status}, 403, 'nor its dossiers');
is(page($mayor, '/board/figures.csv?unit=so-nv')->{status}, 403, 'nor its table');
is(page($chair, '/board?unit=nowhere')->{status}, 403, 'a unit that is none is refused');

# --- figures and their dossiers ---
sub table {
	my ($who, $query) = @_;
	my @line = split /\r\n/, page($who, "/board/figures.csv$query")->{text};
	shift @line;
	my @sum = (0) x 19;
	for my $l (@line) {
		my @f = map { s/^"|"$//gr } $l =~ /("[^"]*"|[^,]+)/g;
		$sum[$_] += $f[$_] for 4 .. 10, 12 .. 14, 16, 17;
	}
	return (scalar @line, @sum);
}
sub counted {
	my ($who, $query) = @_;
	my (%seen, $n);
	my $path = "/board/dossiers?$query";
	while ($path) {
		my $p = page($who, $path);
		return "status $p->{status}" if $p->{status} != 200;
		for my $code ($p->{text} =~ m{href="/dossiers/([^"]+)"}g) {
			return "$code twice" if $seen{$code}++;
		}
		my ($next) = $p->{text} =~ /href="([^"]+)" rel="next"/;
		$path = $next ? $next =~ s/&amp;/&/gr : undef;
		return 'no end' if ++$n > 100;
	}
	return scalar keys %seen;
}
my %column = (self => 4, helped => 5, late => 10, lived => 13, broken => 14, overdue => 16, asleep => 17);
for my $case ([ $chair, '' ], [ $chair, '&of=last' ], [ $chair, '&of=quarter' ], [ $chair, '&of=year&with=year' ],
	[ $chair, "&unit=$commune" ], [ $chair, '&unit=so-nnmt&of=quarter' ], [ $mayor, '' ])
{
	my ($who, $query) = @$case;
	my ($agencies, @sum) = table($who, $query =~ s/^&/?/r);
	for my $name (sort keys %column) {
		my $list = $name;
		# what is open and late is so now, whatever the period
		next if $query =~ /of=last/ && $name eq 'broken';
		is(counted($who, "list=$list$query"), $sum[ $column{$name} ], "$name$query: as many as said");
	}
	my $text = page($who, '/board' . $query =~ s/^&/?/r)->{text};
	my $n = $sum[10];
	like($text, qr/>$n quá hạn</, "$query: the page says so too");
}
my ($agencies) = table($mayor, '');
is($agencies, 1, 'the table of a commune is of the commune');
is(substr(page($mayor, '/board/figures.xlsx')->{body}, 0, 2), 'PK', 'as a workbook too');
is(page($mayor, '/board/figures.xlsx?unit=dn')->{status}, 403, 'of nothing else');
my ($all, @sum) = table($chair, '?of=year');
ok($sum[4] > 100, 'there is more than a page of some');
my $bands = 0;
$bands += counted($chair, "list=overdue&band=$_") for 0 .. 3;
is($bands, $sum[16], 'ages add up to what is overdue');
my @holder = $board->{text} =~ m{list=overdue&amp;holder=([^"]+)">[^<]*</a></td><td class="num">(\d+)<}g;
ok(@holder > 0, 'somebody holds what is overdue');
while (my ($unit, $n) = splice @holder, 0, 2) {
	is(counted($chair, "list=overdue&holder=$unit"), $n, "$unit holds $n of them");
}
# --- where the time goes just now: steps in hand past their own due ---
my ($causes, $necks) = $board->{text} =~ m{<h2>Thời gian của dân đi đâu</h2>(.*?)</section>.*?<h2>Điểm nghẽn lớn nhất</h2>(.*?)</section>}s;
my @cause = ($causes // '') =~ m{<td class="num"[^>]*>([\d.]+)</td><td class="num nowrap"[^>]*>([\d.]+) giờ}g;
is(scalar @cause, 10, 'five causes, each with steps and hours');
my ($said, $steps, $hours) = ($causes =~ /small">([\d.]+) giờ/, 0, 0);
while (my ($n, $h) = splice @cause, 0, 2) {
	s/\.//g for $n, $h;
	$steps += $n;
	$hours += $h;
}
$said =~ s/\.//g;
ok(abs($hours - $said) <= 3, 'which add up to all of it') or diag "$hours $said";
my ($open) = map { decode_json($_) } `$dunghen dossier list --db $db --open --limit 1000 --json`;
my ($hour, $day, $month) = $board->{text} =~ m{<b>(\d\d:\d\d) thứ \w+ (\d\d)/(\d\d)/2026</b>};
my $late = 0;
for my $one (map { $_->{code} } grep { $_->{state} eq 'open' } @{ $open->{dossiers} }) {
	my $d = decode_json(`$dunghen dossier show $one --db $db --json`);
	$late += grep { $_->{kind} eq 'step' && !$_->{to} && $_->{due} && $_->{due} lt "2026-$month-${day}T$hour" } @{ $d->{obligations} };
}
is($steps, $late, 'as many as a look at every open dossier finds');
my @neck = $necks =~ m{giờ</td>}g;
ok(@neck > 0 && @neck <= 5, 'the largest are named');
my @opens = "$causes$necks" =~ m{href="/board/dossiers\?([^"]*)".*?<td class="num"[^>]*>([\d.]+)</td>}g;
is(scalar @opens, 2 * (5 + @neck), 'each opens into its dossiers');
while (my ($list, $n) = splice @opens, 0, 2) {
	is(counted($chair, $list =~ s/&amp;/&/gr =~ s/^&//r), $n =~ s/\.//gr, "$list: as many as said");
}
unlike($causes . $necks, qr/ style=/, 'without a style of their own');

ok(counted($chair, 'list=gap&of=year') > 0, 'some are on time in the reports and late for people');
ok(counted($chair, 'list=gap&of=year') < $sum[13], 'not all that are late');
is(page($chair, '/board/dossiers?list=nothing')->{status}, 404, 'no such list');
is(page($chair, '/board/dossiers?list=late&after=x')->{status}, 422, 'no such place in it');
my $rows = page($chair, '/board/dossiers?list=self&of=year')->{text};
unlike($rows, qr/data-name="Chủ hồ sơ"/, 'rows name nobody from outside');

# --- the page ---
like($board->{text}, qr/<polyline points="[\d, ]+"/, 'weeks are drawn');
like($board->{text}, qr/role="img" aria-label="Đúng hạn 12 tuần: từ [\d,]+% đến [\d,]+%"/, 'and told');
like(page($chair, '/board?with=year')->{text}, qr/kỳ so sánh chưa có số liệu/, 'what has nothing beside it says so');
like(page($chair, '/board')->{text}, qr{aria-current="page">Điều hành}, 'it is a section of the house');
my $wall = page($chair, '/board/wall');
is($wall->{status}, 200, 'the screen on the wall');
is($wall->{header}{refresh}, '60', 'comes again each minute');
unlike($wall->{text}, qr{<form|href="/board/|/dossiers}, 'and has nothing to press');
unlike($wall->{text}, qr{<script[^>]+(htmx|keys)}, 'nor scripts for it');
is(page(enter($officer->{holder}{person}), '/board/wall')->{status}, 403, 'not for everybody');
is(page($chair, '/board', 'en')->{status}, 200, 'again');
like(decode('UTF-8', $s->get('/board', Cookie => "$chair; lang=en")->{body}), qr/Solved on time/, 'in English');

is($s->stop >> 8, 0, 'it stops');
done_testing();
