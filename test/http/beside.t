#!/usr/bin/perl
# Two units or periods of the bottlenecks side by side, on pages and for programs: that each side is what its page
# alone says, that every number opens into as many dossiers, that both differ as `dunghen mine --compare` says, whose
# it is, and that a side of few dossiers tells nothing (rule 44).
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Encode qw(decode encode);
use File::Temp qw(tempdir);
use JSON::PP;
use Seats;
use Served;
use Test::More;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
my $clock   = '2026-11-26T08:00';
system("$dunghen demo --no-serve --db $db --dossiers 800 --months 3 --until 2026-11-25 >/dev/null 2>&1") == 0 or die "no province\n";

my %holds = %{ Seats::of($db) };
sub mine { my ($how) = @_; return decode_json(`$dunghen mine --db $db --json $how`) }

# Communes with dossiers, by what their rooms held.
my %held;
$held{ $_->{holder} =~ s/\..*//r } += $_->{cases} for grep { ($_->{holder} // '') =~ /^\d+\./ } @{ mine('--holder unit --office A')->{bottlenecks}{places} };
my ($commune, $other) = sort { $held{$b} <=> $held{$a} || $a cmp $b } grep { $holds{"$_ head"} } keys %held;
my $officer = $holds{ (sort grep { /^\Q$commune\E\..* officer$/ } keys %holds)[0] }[0];

my %office = (db => $db, clock => $clock, admin => 'admin', dir => $dir);
my $api = Api->new(office => \%office, tokens => {
	chair => "$holds{'dn head'}[0] figures.read,dossiers.read", mayor => "$holds{qq{$commune head}}[0] figures.read,dossiers.read",
	officer => "$officer figures.read,dossiers.read", lists => "$holds{'dn head'}[0] dossiers.read",
});
my $s = $office{served} = Served->start(db => $db, clock => $clock);
my $at = '/api/v1/bottlenecks/beside';

sub part { my ($text) = @_; return join '', map { /[A-Za-z0-9._-]/ ? $_ : sprintf '%%%02X', ord } split //, encode('UTF-8', $text) }
sub enter {
	my ($key) = @_;
	my ($cookie) = ($s->post('/demo/sign-in', "person=$key")->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
my %who = (chair => enter($holds{'dn head'}[0]), mayor => enter($holds{"$commune head"}[0]), officer => enter($officer));
sub fetch { my ($path, $who, $lang) = @_; return $s->get($path, Cookie => $who{ $who // 'chair' } . ($lang ? "; lang=$lang" : '')) }
sub page { my ($words, @more) = @_; return decode('UTF-8', fetch("/board/bottlenecks?$words", @more)->{body}) }
sub beside { my ($words, @more) = @_; return page("view=beside&$words", @more) }
sub got {
	my ($words, $who) = @_;
	my $r = $api->get($who // 'chair', "$at?$words");
	is($r->{status}, 200, "asked: $words") or diag substr $r->{body}, 0, 400;
	return $r->{json};
}
sub plain { my ($href) = @_; return $href =~ s/&amp;/&/gr }
sub number { my ($text) = @_; return $text =~ s/\.//gr }
sub dossiers { my ($text) = @_; return number(($text =~ m{<div class="v"><a href="[^"]*">([\d.]+)</a></div>})[0] // '-1') }
sub listed {
	my ($href) = @_;
	return number((decode('UTF-8', fetch(plain($href))->{body}) =~ m{<p class="muted">[\d.]+–[\d.]+ trên ([\d.]+) hồ sơ, })[0] // '-1');
}
# The rows below a head: [ [ text, address or '' ] of each cell ].
sub rows_of {
	my ($text, $head) = @_;
	my ($section) = $text =~ m{<section class="card table"><h2>\Q$head\E</h2>(.*?)</section>}s;
	return map { my $row = $_; [ map { m{<a href="([^"]*)">([^<]*)</a>} ? [ $2, plain($1) ] : [ s/<[^>]*>//gr =~ s/\A.*?>|\s+\z//gsr, '' ] } split /(?=<td)/, $row ] }
		($section // '') =~ m{<tr>(<td.*?)</tr>}gs;
}
sub figures { my ($text) = @_; return map { ($_->[0][0] => [ @$_[ 1, 2 ] ]) } grep { $_->[0][0] ne 'Cơ quan, kỳ' } rows_of($text, 'Đặt cạnh nhau') }
sub heads { my ($text) = @_; return map { map { $_->[0] } @$_[ 1, 2 ] } grep { $_->[0][0] eq 'Cơ quan, kỳ' } rows_of($text, 'Đặt cạnh nhau') }
my @STEPS = ('Khác nhau nhiều nhất: có bước nào', 'Khác nhau nhiều nhất: đi từ bước này sang bước kia');

# --- for whom ---
for my $unit2 ('dn', 'so-xd', $other, 'nowhere') {
	is(fetch("/board/bottlenecks?view=beside&unit2=$unit2", 'mayor')->{status}, 403, "a commune's chairman not beside $unit2");
	Api::refused($api->get('mayor', "$at?unit2=$unit2"), 403, 'problem.403', "nor a program of theirs: $unit2");
}
is(fetch("/board/bottlenecks?view=beside&unit2=$commune", 'mayor')->{status}, 200, 'but beside their own');
is(fetch('/board/bottlenecks?view=beside', 'officer')->{status}, 403, 'an officer may not');
Api::refused($api->get('officer', $at), 403, 'problem.403', 'nor a program of theirs');
Api::refused($api->get('lists', $at), 403, 'api.scope', 'nor a token without the scope');
Api::refused($api->get(undef, $at), 401, 'api.no_token', 'nor without one');
is(fetch('/board/bottlenecks?view=beside&unit2=nowhere')->{status}, 403, 'a unit that is none is nobody\'s');

# --- which sides ---
my ($dn, $first, $second) = map { (page("of=year&unit=$_") =~ m{<h1>Điểm nghẽn: (.*), năm 2026</h1>})[0] } '', $commune, $other;
my @sides = (
	[ '', "$dn, tháng 11/2026", "$dn, tháng 10/2026" ], [ 'of=last', "$dn, tháng 10/2026", "$dn, tháng 11/2026" ],
	[ 'of=quarter', "$dn, quý 4/2026", "$dn, tháng 10/2026" ], [ 'of2=year', "$dn, tháng 11/2026", "$dn, năm 2026" ],
	[ "of=year&unit=$commune&unit2=$other", "$first, năm 2026", "$second, năm 2026" ],
	[ "of=year&unit=$commune&unit2=$commune", "$first, năm 2026", "$first, tháng 10/2026" ],
	[ "of=year&unit=$commune&unit2=dn", "$first, năm 2026", "$dn, năm 2026" ],
	[ "of=quarter&unit=$commune&unit2=$other&of2=year", "$first, quý 4/2026", "$second, năm 2026" ],
	[ 'of2=century', "$dn, tháng 11/2026", "$dn, tháng 10/2026" ],
);
is_deeply([ heads(beside($_->[0])) ], [ @$_[ 1, 2 ] ], "sides of '$_->[0]'") for @sides;

# --- each side is what its page alone says, and opens ---
my $filter = part('Thẩm định');
my %alone = (
	'of=last' => 'of=month', "of=year&unit=$commune&unit2=$other" => "of=year&unit=$other", 'of=quarter&of2=year&unit2=dn' => 'of=year',
	'of=quarter&of2=year&ways=80' => 'of=year&ways=80', 'of=quarter&least=48' => 'of=last&least=48', "of=year&unit2=$commune&most=400" => "of=year&unit=$commune&most=400",
);
my $opened = 0;
for my $words (sort keys %alone) {
	my $text = beside($words);
	my %figure = figures($text);
	my @one = map { page($_) } $words, $alone{$words};
	is_deeply([ map { number($_->[0]) } @{ $figure{'Hồ sơ'} } ], [ map { dossiers($_) } @one ], "as many as each alone: $words");
	is_deeply([ map { $_->[0] } @{ $figure{'Trung vị một hồ sơ'} } ], [ map { (m{<h2 class="muted small">Trung vị một hồ sơ</h2><div class="v"><a [^>]*>([^<]+)})[0] } @one ], 'the same median');
	is_deeply([ map { listed($_->[1]) } @{ $figure{'Hồ sơ'} } ], [ map { number($_->[0]) } @{ $figure{'Hồ sơ'} } ], 'which open');
	ok(!grep({ $_->[1] !~ /lasted=1/ } map { @$_ } values %figure), 'so does every figure');
	my ($picture) = $text =~ m{<div class="picture"[^>]*>(<svg.*?</svg>)}s;
	ok($picture && $picture !~ / style=|<script|<style/, 'drawn of attributes alone');
	is(scalar(() = ($picture // '') =~ /stroke-dasharray/g), 2, 'one of both is dashed, in the legend too');
	for my $head (@STEPS) {
		my @rows = rows_of($text, $head);
		ok(@rows > 0, $head);
		for my $row (@rows[ 0 .. ($#rows < 3 ? $#rows : 3) ]) {
			for my $cell (grep { $_->[1] ne '' } @$row[ 1, 2 ]) {
				is(listed($cell->[1]), number(($cell->[0] =~ / · ([\d.]+)\z/)[0] // ''), "opens: $cell->[0]");
				$opened++;
			}
			ok(!grep({ ($_->[0] =~ /^0/) == ($_->[1] ne '') } @$row[ 1, 2 ]), 'but for none');
		}
	}
}
ok($opened > 50, "$opened shares");

# What a filter of a passage leaves, and a passage of it.
my ($way) = grep { $_->{dossiers}[0] > 30 && $_->{dossiers}[1] > 30 } @{ got('of=quarter')->{found}{ways} };
my $through = 'of=quarter&from=' . part($way->{from}) . '&to=' . part($way->{to});
my $narrow = beside($through);
is_deeply([ map { number($_->[0]) } @{ { figures($narrow) }->{'Hồ sơ'} } ], $way->{dossiers}, 'a filter holds for both sides');
is(listed($_->[1]), number($_->[0]), 'and for their lists') for @{ { figures($narrow) }->{'Hồ sơ'} };
my @through = grep { $_->[1] ne '' } map { @$_[ 1, 2 ] } map { rows_of($narrow, $_) } @STEPS;
is(listed($_->[1]), number(($_->[0] =~ / · ([\d.]+)\z/)[0]), "within the filter: $_->[0]") for @through[ 0 .. 7 ];
like($narrow, qr{<ul class="chips[^>]*>.*?href="[^"]*view=beside[^"]*"}s, 'which can be dropped');

# From the second side's list back to both, that side first.
my $list = decode('UTF-8', fetch({ figures(beside("of=quarter&unit=$commune&unit2=$other&of2=year")) }->{'Hồ sơ'}[1][1])->{body});
my ($back) = $list =~ m{<p class="crumbs[^>]*><a href="([^"]+)"};
is_deeply([ heads(decode('UTF-8', fetch(plain($back))->{body})) ], [ "$second, năm 2026", "$first, quý 4/2026" ], 'a list leads back to both');

# --- as `dunghen mine --compare` says ---
# What moved in October began by its end and ended after its beginning; and so for November.
my $both = got('of=last&limit=1000');
my $mined = mine('--office A --filter ended:2026-10-01/ --compare started:/2026-10-31 --compare ended:2026-11-01/');
my @told = map { [ @$_{qw(dossiers events variants)}, @{ $_->{duration} }{qw(median_s mean_s max_s)}, $_->{working_duration}{median_s} ] } @{ $both->{compare} };
my @cli = map { [ @$_{qw(cases events variants)}, map { int } @{ $_->{duration} }{qw(median_s mean_s max_s)}, $_->{working_duration}{median_s} ] } @{ $mined->{compare} };
is_deeply(\@told, \@cli, 'both sides as on the command line');
sub ten_thousandths { my ($share) = @_; return int($share * 10000 + 1e-9) }
my %gap = map { $_ => ten_thousandths($mined->{durations}{$_}) } qw(second_longer largest_gap);
is_deeply($both->{found}{durations}, \%gap, 'as far apart');
ok($gap{largest_gap} > 100 && $gap{second_longer} != 5000, 'which they are');
is_deeply([ map { [ @$_{qw(activity events dossiers)} ] } @{ $both->{found}{activities} } ], [ map { [ @$_{qw(name events cases)} ] } @{ $mined->{activities} } ], 'the same activities, in the same order');
sub whole { my ($median) = @_; return [ map { defined ? int : undef } @$median ] }
is_deeply([ map { [ @$_{qw(from to count dossiers)}, $_->{median_s} ] } @{ $both->{found}{ways} } ],
	[ map { [ @$_{qw(from to count cases)}, whole($_->{median_s}) ] } @{ $mined->{dfg} } ], 'the same passages');
my @share = map { map { ten_thousandths($_) } @{ $_->{share} } } @{ $mined->{dfg} };
is_deeply([ map { @{ $_->{share} } } @{ $both->{found}{ways} } ], \@share, 'with the same shares');
my ($said) = decode('UTF-8', `$dunghen mine --db $db --lang vi --office A --filter ended:2026-10-01/ --compare started:/2026-10-31 --compare ended:2026-11-01/`) =~ s/\s+/ /gr =~ /(Lấy ngẫu nhiên.*?%\.)/;
my $shown = beside('of=last');
is(($shown =~ m{<p>(Lấy ngẫu nhiên[^<]*)</p>})[0], $said, 'the page says the same');
my %figure = figures($shown);
is_deeply([ map { number($_->[0]) } map { @$_ } @figure{ 'Hồ sơ', 'Sự kiện', 'Đường đi khác nhau' } ], [ map { my $k = $_; map { $_->[$k] } @cli } 0 .. 2 ], 'and counts as many');
my @first = rows_of($shown, $STEPS[1]);
ok(@first == 15 || @first == grep({ $_->{share}[0] != $_->{share}[1] } @{ $mined->{dfg} }), 'the passages furthest apart');
is_deeply([ map { [ map { number(($_->[0] =~ /([\d.]+)\z/)[0] // 0) } @$_[ 1, 2 ] ] } grep { $_->[1][1] && $_->[2][1] } @first ],
	[ map { $_->{cases} } grep { $_->{cases}[0] && $_->{cases}[1] } @{ $mined->{dfg} }[ 0 .. $#first ] ], 'in that order');

# --- for programs ---
my $pair = got("of=year&unit=$commune&unit2=$other&limit=1000");
is_deeply([ map { [ @$_{qw(unit unit_name from to few)} ] } @{ $pair->{compare} } ],
	[ [ $commune, $first, '2026-01-01', '2026-11-26', JSON::PP::false ], [ $other, $second, '2026-01-01', '2026-11-26', JSON::PP::false ] ], 'which sides');
for my $k (0, 1) {
	my $one = $api->get('chair', "/api/v1/bottlenecks?of=year&limit=1000&unit=" . ($commune, $other)[$k])->{json};
	is_deeply([ $pair->{compare}[$k]{moved}, $pair->{compare}[$k]{dossiers} ], [ $one->{moved}, $one->{found}{dossiers} ], 'as many as alone');
	my %way = map { ("$_->{from}\n$_->{to}" => [ @$_{qw(count dossiers median_s)} ]) } @{ $one->{found}{ways} };
	is_deeply({ map { ("$_->{from}\n$_->{to}" => [ map { $_->[$k] } @$_{qw(count dossiers median_s)} ]) } grep { $_->{count}[$k] } @{ $pair->{found}{ways} } }, \%way, 'the same ways as alone');
	my %act = map { ($_->{activity} => [ @$_{qw(events dossiers)} ]) } @{ $one->{found}{activities} };
	is_deeply({ map { ($_->{activity} => [ map { $_->[$k] } @$_{qw(events dossiers)} ]) } grep { $_->{events}[$k] } @{ $pair->{found}{activities} } }, \%act, 'and activities');
}
sub count { my ($words) = @_; return $api->get('chair', "/api/v1/bottlenecks/dossiers?of=year&limit=1&$words")->{json}{count} }
my ($w) = grep { $_->{dossiers}[0] && $_->{dossiers}[1] } @{ $pair->{found}{ways} };
is_deeply([ map { count("unit=$_&has=" . part($w->{from}) . '&next=' . part($w->{to})) } $commune, $other ], $w->{dossiers}, 'a passage lists as many');
my ($act) = grep { $_->{dossiers}[0] && $_->{dossiers}[1] } @{ $pair->{found}{activities} };
is_deeply([ map { count("unit=$_&has=" . part($act->{activity})) } $commune, $other ], $act->{dossiers}, 'so does a step');
is_deeply([ map { count("unit=$_&lasted=true") } $commune, $other ], [ map { $_->{dossiers} } @{ $pair->{compare} } ], 'and all');
is(count("has=$_"), 0, "nonsense is none: $_") for 'x', part($w->{from}) . '&next=x';
my $longest = $api->get('chair', '/api/v1/bottlenecks/dossiers?of=year&limit=5&lasted=true')->{json}{dossiers};
is_deeply([ map { $_->{lasted_s} } @$longest ], [ sort { $b <=> $a } map { $_->{lasted_s} } @$longest ], 'longest first');
is(scalar @{ got('of=year&limit=2')->{found}{$_} }, 2, 'as many as asked for') for qw(activities ways);

# --- few (rule 44) ---
my ($rare) = page("of=year&unit=$commune") =~ m{<option value="([\w.-]+)">[^<]*\(([1-4])\)<};
ok($rare, 'some procedure has few dossiers here');
my $few = beside("of=year&unit=$commune&unit2=dn&procedure=$rare");
my %few = figures($few);
ok(!grep({ $_->[0][0] ne '–' || $_->[0][1] ne '' } values %few), 'of a side of few nothing is told');
is(number($few{'Hồ sơ'}[1][0]), dossiers(page("of=year&procedure=$rare")), 'of the other what it is alone');
like($few, qr{<p class="empty">\Q$first\E, năm 2026: dưới 5 hồ sơ}, 'and it says so');
ok($few !~ /<svg xmlns|Lấy ngẫu nhiên|Khác nhau nhiều nhất/, 'nothing is compared');
my $half = got("of=year&unit=$commune&unit2=dn&procedure=$rare");
is_deeply([ @$half{qw(few found)}, map { @$_{qw(few dossiers moved)} } $half->{compare}[0] ], [ JSON::PP::true, undef, JSON::PP::true, undef, undef ], 'nor for programs');
ok($half->{compare}[1]{dossiers} >= 5, 'but of the other side');
my $none = beside("of=year&unit=$commune&of2=year&unit2=$other&field=x");
ok(!figures($none), 'of two such sides nothing at all');
is(scalar(() = $none =~ m{<p class="empty">}g), 2, 'which both are named');
is(got("of=year&unit=$commune&unit2=$other&field=x")->{found}, undef, 'nor for programs');

# --- the same beside itself, and in English ---
my $same = got('of=year&of2=year');
is_deeply($same->{found}{durations}, { second_longer => 5000, largest_gap => 0 }, 'nothing differs from itself');
is_deeply($same->{compare}[0], $same->{compare}[1], 'both sides are one');
like(beside('of=year&of2=year'), qr{Hai bên như nhau}, 'which the page says');
like(beside('of=last', 'chair', 'en'), qr{Side by side.*Of one case each, taken by chance.*Furthest apart: which steps occur}s, 'in English');

# --- what is not understood ---
my %wrong = ('of2=week' => 'api.word', 'limit=1001' => 'api.limit', 'to=handout' => 'api.with');
Api::refused($api->get('chair', "$at?$_"), 422, $wrong{$_}, $_) for sort keys %wrong;
Api::refused($api->get('chair', "/api/v1/bottlenecks/dossiers?$_->[0]"), 422, $_->[1], $_->[0])
	for [ 'next=x', 'api.with' ], [ 'lasted=1', 'api.word' ], [ 'has=x&loop=2', 'api.apart' ];
Api::refused($api->get('chair', "$at?$_"), 400, 'api.query', $_) for 'view=beside', 'noise=20', 'has=x';
Api::refused($api->get('chair', '/api/v1/bottlenecks?unit2=dn'), 400, 'api.query', 'a second side is of this alone');

is($s->stop, 0, 'it stops');
$api->check;
done_testing();
