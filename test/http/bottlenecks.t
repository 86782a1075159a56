#!/usr/bin/perl
# Where the time goes, for leaders: whose pages they are, whom they name (rule 44), that what
# can be pressed narrows them down or opens into as many dossiers as it says, and that a new entry
# is there at once.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Encode qw(decode encode);
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;
use Time::HiRes qw(time);

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
my $s = Served->start(command => 'demo', db => $db, speed => 0, dossiers => 800, months => 3, until => '2026-11-25');
my $at = '/board/bottlenecks';

sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
sub page {
	my ($who, $path, $lang) = @_;
	my $r = $s->get($path, Cookie => $lang ? "$who; lang=$lang" : $who);
	$r->{text} = decode('UTF-8', $r->{body});
	return $r;
}
sub somebody {
	my ($agency, $post) = @_;
	my $text = decode('UTF-8', $s->get("/demo/people?agency=$agency")->{body});
	for my $row ($text =~ m{<tr>(.*?)</tr>}gs) {
		return $1 if $row =~ /\Q$post\E/ && $row =~ /name="person" value="([^"]+)"/;
	}
	die "no $post at $agency\n";
}
sub plain { my ($href) = @_; return $href =~ s/&amp;/&/gr }
sub number { my ($text) = @_; return $text =~ s/\.//gr }
sub dossiers { my ($text) = @_; return number(($text =~ m{<div class="v"><a href="[^"]*">([\d.]+)</a></div>})[0] // '-1') }
sub fact { my ($text, $name) = @_; return number(($text =~ m{<dt>\Q$name\E</dt><dd>(?:<[^>]+>)*([\d.]+)})[0] // '-1') }
# Of whatever list; -1: it is none.
sub listed { my ($text) = @_; return number(($text =~ m{<p class="muted">[\d.]+–[\d.]+ trên ([\d.]+) hồ sơ, })[0] // '-1') }
# The cells of a row as [ head, address or '', text ].
sub cells {
	my ($row) = @_;
	return map { m{data-name="([^"]*)">(?:<a href="([^"]*)">)?([^<]*)} ? [ $1, plain($2 // ''), $3 ] : () } split /(?=<td)/, $row;
}
sub rows_of {
	my ($text, $head) = @_;
	my ($section) = $text =~ m{<section class="card table"><h2>\Q$head\E</h2>(.*?)</section>}s;
	return ($section // '') =~ m{<tr>(<td.*?)</tr>}gs;
}
sub cell { my ($name, @cells) = @_; return (grep { $_->[0] eq $name } @cells)[0] }

# --- for whom ---
my ($list) = map { decode_json($_) } `$dunghen dossier list --db $db --open --limit 1000 --json`;
my ($officer) = grep { ($_->{holder}{post} // '') eq 'officer' && $_->{holder}{person} } @{ $list->{dossiers} };
my $desk = enter($officer->{holder}{person});
is(page($desk, $_)->{status}, 403, "an officer may not: $_") for $at, "$at?view=steps", "$at/dossiers", "$at/dossiers?view=steps&deviation=any", "$at/model.bpmn";
is($s->get($at)->{status}, 303, 'nobody without a sign-in');
my $chair = enter(somebody('dn', 'Chủ tịch'));
my $all   = page($chair, "$at?of=quarter");
is($all->{status}, 200, 'the chairman of the province may');
like($all->{text}, qr{<h1>Điểm nghẽn: Thành phố Đồng Nai, quý 4/2026</h1>}, 'of the whole province');
my ($commune) = page($chair, '/board')->{text} =~ /unit=(\d+)"/;
my $mayor = enter(somebody($commune, 'Chủ tịch'));
my $own   = page($mayor, "$at?of=quarter");
is($own->{status}, 200, 'so may the chairman of a commune');
unlike($own->{text}, qr/Thành phố Đồng Nai, /, 'but of the commune');
ok(dossiers($own->{text}) > 0 && dossiers($own->{text}) < dossiers($all->{text}), 'which is a part of it');
is(page($mayor, "$at?unit=$_")->{status}, 403, "not of $_") for 'dn', 'so-xd';
is(page($mayor, "$at/$_")->{status}, 403, "nor $_") for "dossiers?unit=so-xd", "dossiers?unit=so-xd&view=steps&deviation=any", "model.bpmn?unit=so-xd";
is(page($chair, "$at?unit=$commune&of=quarter")->{text} =~ /<h1>/ ? dossiers(page($chair, "$at?unit=$commune&of=quarter")->{text}) : -1,
	dossiers($own->{text}), 'both see the same of it');

# --- what is there ---
for my $view ('', 'map', 'people', 'time') {
	my $p = page($chair, "$at?of=quarter&view=$view");
	my @svg = $p->{text} =~ m{(<svg xmlns.*?</svg>)}gs;
	ok(@svg >= 2, "view '$view': pictures") or diag $p->{status};
	ok(!grep({ / style=|<script|<style/ } @svg), 'of attributes alone');
	ok(!grep({ !/<title>[^<]+</ } @svg), 'each with a title');
}
like(page($chair, "$at?of=quarter", 'en')->{text}, qr/Bottlenecks: .*Why it waits/s, 'in English');
like(page($chair, '/board')->{text}, qr{href="/board/bottlenecks"}, 'it is a section of the house');

my $loops = page($chair, "$at?of=year&view=people")->{text};
my ($found) = map { decode_json($_) } `$dunghen mine --db $db --holder unit --json`;
my ($turns) = map { cell('Lượt', cells($_))->[2] } grep { cell('Vòng qua', cells($_))->[2] eq '2' } rows_of($loops, 'Đi vòng');
ok($turns && number($turns) <= $found->{loops}[0]{count}, 'loops are those with a return (rule 35)') or diag $turns // 'none';
ok($found->{loops}[0]{count} < (eval { my $n = 0; $n += $_->{count} for @{ $found->{holders}{ping_pong_segment} }; $n } // 0), 'planned ways there and back are none');

# --- numbers open ---
my $moved = listed(page($chair, "$at/dossiers?of=quarter")->{text});
is($moved, dossiers($all->{text}), 'all of them are listed');
my ($walk, $pages, %seen) = ("$at/dossiers?of=quarter", 0);
while ($walk && $pages++ < 20) {
	my $text = page($chair, $walk)->{text};
	$seen{$_}++ for $text =~ m{<a class="code" href="/dossiers/([^"]+)"}g;
	$walk = plain(($text =~ m{<a class="btn plain slim" href="([^"]+)" rel="next"})[0] // '');
}
is(scalar keys %seen, $moved, "page by page, $pages of them");
ok($pages > 1 && !grep({ $_ > 1 } values %seen), 'none of them twice');
like(page($chair, "$at/dossiers?of=quarter&after=200")->{text}, qr{<p class="muted">201–\d+ trên .*<nav class="pager"}s, 'a page says which rows it has');
is(listed(page($chair, "$at/dossiers?of=quarter&after=$_")->{text}), $moved, "nonsense is the first page: $_") for 'x', -5, 99999999, '99999999999999999999';
for my $row (rows_of($all->{text}, 'Các điểm nghẽn')) {
	my @cells = cells($row);
	my $n = number(cell('Hồ sơ', @cells)->[2]);
	for my $c (grep { $_->[1] =~ /holder=/ } @cells) {
		is(listed(page($chair, $c->[1])->{text}), $n, "$c->[0] of a place opens into its dossiers");
	}
	ok($row =~ /các đơn vị có dưới/ == !grep({ $_->[1] =~ /holder=/ } @cells), 'whoever is named opens, others do not (rule 44)');
}
my @necks = rows_of($all->{text}, 'Các điểm nghẽn');
ok(@necks >= 10, 'bottlenecks');
for my $kpi ($all->{text} =~ m{<div class="v"><a href="([^"]*)">}g) {
	is(listed(page($chair, plain($kpi))->{text}), $moved, 'a figure at the head opens');
}
my ($causes) = $all->{text} =~ m{<h2>Vì sao phải chờ</h2>\s*<table(.*?)</section>}s;
for my $row (($causes // '') =~ m{<tr>(.*?)</tr>}gs) {
	my @share = map { s/,/./r } $row =~ m{>([\d]+,\d)%<}g;
	next if @share != 5;
	my $sum = 0;
	$sum += $_ for @share;
	ok(abs($sum - 100) < 0.26, 'five causes are all of a wait') or diag "@share";
}
# Each part of a wait opens into dossiers that waited for it.
my $split = 0;
for my $row (rows_of($all->{text}, 'Vì sao phải chờ')) {
	my @part = map { plain($_) } $row =~ m{<a href="([^"]*cause=[^"]*)">}g;
	my ($n) = map { number($_->[2]) } grep { $_->[0] eq 'Lượt' } cells($row);
	for my $href (@part) {
		my $list = listed(page($chair, $href)->{text});
		ok($list > 0 && $list <= $n, 'a cause opens') or diag $href;
		$split++;
	}
	like(page($chair, $part[0])->{text}, qr{Bước: .* · Rồi đến: .* · Chỉ tính phần chờ vì }, 'and says which') if @part;
}
ok($split > 10, "$split parts of waits");
# Under a filter of two steps too, which is not the place or passage of the row.
my ($pressed) = page($chair, "$at?of=quarter&view=map")->{text} =~ m{<a href="([^"]*\bfrom=[^"]+)"};
my $under = page($chair, plain($pressed) =~ s/view=map&?//r)->{text};
my $opened = 0;
for my $row (rows_of($under, 'Các điểm nghẽn'), rows_of($under, 'Đang đứng lúc này')) {
	my @cells = cells($row);
	my $n = number(cell('Hồ sơ', @cells)->[2]);
	for my $c (grep { $_->[1] =~ /holder=/ && $_->[1] !~ /beyond/ } @cells) {
		is(listed(page($chair, $c->[1])->{text}), $n, "under a filter: $c->[0]");
		$opened++;
	}
}
for my $row (rows_of($under, 'Vì sao phải chờ')) {
	my ($times) = grep { $_->[0] eq 'Lượt' } cells($row);
	my $n = listed(page($chair, $times->[1])->{text});
	ok($n > 0 && $n <= number($times->[2]) && $n <= dossiers($under), 'under a filter a passage opens into dossiers of it');
	$opened++;
}
ok($opened > 5, "$opened under a filter");
my ($code) = page($chair, "$at/dossiers?of=quarter")->{text} =~ m{href="/dossiers/([^"]+)"};
is(page($chair, "/dossiers/$code")->{status}, 200, 'a dossier opens');

# --- what is pressed narrows down ---
my ($passage) = page($chair, "$at?of=quarter&view=map")->{text} =~ m{<a href="([^"]*\bfrom=[^"]+)"};
my $narrow = page($chair, plain($passage // ''));
ok(dossiers($narrow->{text}) > 0 && dossiers($narrow->{text}) < dossiers($all->{text}), 'a way of the map is a filter');
my ($drop) = $narrow->{text} =~ m{<ul class="chips[^>]*>.*?<a class="btn plain" href="([^"]+)"}s;
is(dossiers(page($chair, plain($drop // ''))->{text}), dossiers($all->{text}), 'which can be dropped');
my @field = $all->{text} =~ m{<select[^>]*name="field".*?</select>}s ? $& =~ m{<option value="([^"]+)">[^<]*\(([\d.]+)\)}g : ();
my $sum = 0;
for (my $i = 0; $i < @field; $i += 2) {
	$sum += number($field[ $i + 1 ]);
}
is($sum, dossiers($all->{text}), 'fields add up to all');
is(dossiers(page($chair, "$at?of=quarter&field=" . join '', map { sprintf '%%%02X', ord } split //, encode('UTF-8', $field[0]))->{text}),
	number($field[1]), 'a field has as many as it says');

# --- filters besides: as `dunghen mine --filter` keeps them ---
sub cli {
	my (@filter) = @_;
	my $words = join ' ', map { "--filter '$_'" } @filter;
	my ($found) = map { decode_json($_) } `$dunghen mine --db $db --json --holder unit --office A $words`;
	return $found;
}
sub part { my ($text) = @_; return join '', map { sprintf '%%%02X', ord } split //, encode('UTF-8', $text) }
my $whole = cli();
my ($first) = sort { $b->{count} <=> $a->{count} || "$a->{from}$a->{to}" cmp "$b->{from}$b->{to}" }
	grep { $_->{from} !~ /^(?:wait|handout|closed)$/ && $_->{to} !~ /^(?:wait|handout|closed)$/ } @{ $whole->{dfg} };
my ($step_a, $step_b) = @{$first}{qw(from to)};
my %asked = (
	"from=" . part($step_a) . "&to=" . part($step_b) => "next:$step_a>$step_b",
	"from=" . part($step_a) . "&to=closed&later=1" => "later:$step_a>closed",
	'least=24' => 'duration:24h/', 'most=48' => 'duration:/48h', 'least=24&most=120' => 'duration:24h/120h',
);
for my $q (sort keys %asked) {
	is(dossiers(page($chair, "$at?of=year&$q")->{text}), cli($asked{$q})->{log}{cases}, "as many: $q");
}
for my $share (50, 80, 95) {
	my $text = page($chair, "$at?of=year&ways=$share")->{text};
	my $n = dossiers($text);
	my $all_of = dossiers(page($chair, "$at?of=year")->{text});
	my $left = 0;
	for my $v (@{ $whole->{variants} }) {
		last if $left * 100 >= $all_of * $share;
		$left += $v->{cases} if @{ $v->{path} };
	}
	is($n, $left, "the commonest ways, of $share per cent");
}
is(dossiers(page($chair, "$at?of=year&$_")->{text}), dossiers(page($chair, "$at?of=year")->{text}), "nonsense leaves nothing out: $_")
	for 'least=x', 'most=-1', 'ways=0', 'ways=101', 'least=99999999999999999999', 'later=1';
my $span = page($chair, "$at?of=year&from=" . part($step_a) . '&to=closed&later=1')->{text};
my ($between) = map { decode_json($_) } do { my $w = "'$step_a>closed'"; utf8::encode($w); `$dunghen mine --db $db --json --office A --between $w` };
like($span, qr{<h2>Từ “\Q$step_a\E” đến “kết thúc”</h2>}, 'from one step to another');
is(fact($span, 'Hồ sơ đã đến'), $between->{between}{reached}, 'as many came to it');
is(listed(page($chair, plain(($span =~ m{<a href="([^"]*span=1[^"]*)">})[0] // ''))->{text}), $between->{between}{reached}, 'and open');
like($span, qr{<ul class="chips.*→ … → kết thúc}s, 'what holds is said');
my ($kept) = $span =~ m{(<form method="get" action="/board/bottlenecks".*?</form>)}s;
like($kept, qr{<option value="closed" selected>}, 'and stays chosen');

# --- where they stand now ---
my @stand = rows_of($all->{text}, 'Đang đứng lúc này');
ok(@stand >= 5, 'places where dossiers stand');
my $standing = fact($all->{text}, 'Hồ sơ');
my $stood = page($chair, "$at/dossiers?of=quarter&stand=1")->{text};
is(listed($stood), $standing, 'all of them open');
my %held = map { $_->{code} => 1 } grep { $_->{holder}{post} } @{ $list->{dossiers} };
my @there = $stood =~ m{href="/dossiers/([^"]+)"}g;
is(join(' ', sort @there), join(' ', sort keys %held), 'they are those that a post holds, whenever they came');
is(fact(page($chair, $at)->{text}, 'Hồ sơ'), $standing, 'as many whatever the period: what has not moved stands too');
my $small_sum = 0;
for my $row (@stand) {
	my @cells = cells($row);
	my ($n, $beyond) = map { number(cell($_, @cells)->[2]) } 'Hồ sơ', 'Lâu hơn thường lệ';
	ok($beyond <= $n, 'no more are late than there are');
	$small_sum += $n;
	for my $c (grep { $_->[1] ne '' } @cells) {
		is(listed(page($chair, $c->[1])->{text}), $c->[1] =~ /stand=beyond/ ? $beyond : $n, "$c->[0] of where they stand opens");
	}
}
ok($small_sum <= $standing, 'the first places are some of all');

# --- loops, ways, hours, months ---
for my $row (rows_of($loops, 'Đi vòng')) {
	my @cells = cells($row);
	my $n = number(cell('Hồ sơ', @cells)->[2]);
	is(listed(page($chair, $_->[1])->{text}), $n, "loops: $_->[0] opens") for grep { $_->[1] ne '' } @cells;
}
my $map = page($chair, "$at?of=quarter&view=map")->{text};
my $ways = 0;
while ($map =~ m{<a href="([^"]*\bway=[0-9a-f]{16}[^"]*)" aria-label="([^"]*)"}g) {
	my ($href, $said) = ($1, $2);
	my $n = listed(page($chair, plain($href))->{text});
	ok(grep({ number($_) == $n } $said =~ /([\d.]*\d)/g), "a way opens into as many as it says: $said") or diag $n;
	$ways++;
}
ok($ways >= 5, "$ways ways");
my $when = page($chair, "$at?of=quarter&view=time")->{text};
my @hour = $when =~ m{<a href="([^"]*\bhour=\d-\d+[^"]*)" aria-label="[^"]*?: ([\d.]+) sự kiện}g;
ok(@hour > 40, 'hours of the week');
for (my $i = 0; $i < @hour; $i += 16) {
	my $n = listed(page($chair, plain($hour[$i]))->{text});
	ok($n > 0 && $n <= number($hour[ $i + 1 ]), 'an hour opens into those that moved in it');
}
my %month = (began => 0, ended => 0);
while ($when =~ m{<a href="([^"]*\b(began|ended)=\d{4}-\d\d[^"]*)" aria-label="([^"]*)"}g) {
	my ($href, $which, $said) = ($1, $2, $3);
	my $n = listed(page($chair, plain($href))->{text});
	ok(grep({ number($_) == $n } $said =~ /(?<![\d\/])([\d.]*\d)(?![\d\/])/g), "a month opens: $said") or diag $n;
	$month{$which} += $n;
}
is($month{began}, dossiers($all->{text}), 'all began in some month');
my $people = page($chair, "$at?of=quarter&view=people")->{text};
my @again = $people =~ m{<a href="([^"]*\bagain=[^"]+)" aria-label="[^"]*?: ([\d.]+)}g;
ok(@again > 4, 'work done again');
for (my $i = 0; $i < @again && $i < 20; $i += 2) {
	my $n = listed(page($chair, plain($again[$i]))->{text});
	ok($n > 0 && $n <= number($again[ $i + 1 ]), 'opens into where it was');
}
is(listed(page($chair, "$at/dossiers?of=quarter&$_")->{text}), 0, "nonsense is none: $_")
	for 'way=x', 'loop=x', 'loop=0', 'hour=9-1', 'hour=1', 'began=2026', 'ended=2026-13', 'again=x', 'cause=x', 'stand=1&at=x';

# --- the model of their ways ---
my $model = page($chair, "$at?of=year&view=model&open=1")->{text};
my ($mined) = map { decode_json($_) } `$dunghen mine --db $db --model --json`;
my ($empty) = map { my $all = decode_json($_); map { $_->{cases} } grep { !@{ $_->{path} } } @{ $all->{variants} } } `$dunghen mine --db $db --json`;
$mined->{log}{cases} -= $empty // 0;		# nobody has held these yet: they have not moved
$mined->{log}{variants} -= defined $empty;
$mined->{fit}{fitting_cases} -= $empty // 0;
is(join(' ', map { number($_) } $model =~ /Tìm từ ([\d.]+) vụ việc, ([\d.]+) sự kiện, ([\d.]+) đường đi/), join(' ', @{ $mined->{log} }{qw(cases events variants)}), 'of the log of `dunghen mine`');
is(fact($model, 'Hồ sơ đi đúng mô hình'), $mined->{fit}{fitting_cases}, 'with nothing left out all fit');
is(fact($model, 'Hồ sơ ngoài mô hình'), 0, 'and none is outside');
my ($drawn) = $model =~ m{<div class="picture model"[^>]*>(.*?</svg>)}s;
ok($drawn && $drawn !~ / style=|<script|<style/, 'drawn of attributes alone');
my $noisy = page($chair, "$at?of=year&view=model&open=1&noise=20")->{text};
($mined) = map { decode_json($_) } `$dunghen mine --db $db --model --noise 0.2 --json`;
is(fact($noisy, 'Hồ sơ đi đúng mô hình'), $mined->{fit}{fitting_cases}, 'as many fit the model of what is common');
my ($unfit) = $noisy =~ m{<dt>Hồ sơ ngoài mô hình</dt><dd><a href="([^"]+)"};
ok($unfit && fact($noisy, 'Hồ sơ ngoài mô hình') > 0, 'some do not');
is(listed(page($chair, plain($unfit // ''))->{text}), fact($noisy, 'Hồ sơ ngoài mô hình'), 'those open');
my ($fit) = $noisy =~ m{<dt>Hồ sơ đi đúng mô hình</dt><dd><a href="([^"]+)"};
is(listed(page($chair, plain($fit // ''))->{text}), $mined->{fit}{fitting_cases}, 'and those that fit');
my $off = 0;
while ($noisy =~ m{<a href="([^"]*deviation=(?:extra|missing)[^"]*)">([\d.]+)</a>}g) {
	my ($href, $n) = ($1, number($2));
	my $list = page($chair, plain($href))->{text};
	my $sum = 0;
	$sum += number($_) for $list =~ /(?:thừa|thiếu) ([\d.]+) lần/g;
	ok(listed($list) > 200 || $sum == $n, 'what differs opens: the dossiers have as many as it says') or diag "$href $sum $n";
	$off++;
}
ok($off >= 4, "$off activities");
my $ended = page($chair, "$at?of=year&view=model")->{text};
my ($finished, $open) = map { number($_) } $ended =~ /Chỉ tính ([\d.]+) hồ sơ đã kết thúc; ([\d.]+) hồ sơ đang giải quyết/;
is($finished + $open, dossiers($ended), 'finished and open ones are all');
is(fact($ended, 'Hồ sơ đi đúng mô hình'), $finished, 'only finished ones are asked');
my ($file) = $ended =~ m{href="([^"]+model\.bpmn[^"]*)"};
my $bpmn = page($chair, plain($file // ''));
like($bpmn->{header}{'content-type'}, qr{^application/xml}, 'as a file');
like($bpmn->{header}{'content-disposition'}, qr{attachment; filename="dunghen-model\.bpmn"}, 'to be kept');
my @tasks = $bpmn->{text} =~ /<task id="[^"]+" name="([^"]+)"/g;
is(scalar @tasks, number(($ended =~ /mô hình có ([\d.]+) hoạt động/)[0]), 'with the activities of the picture');
is(scalar(() = $bpmn->{text} =~ /<bpmndi:BPMNShape /g), scalar(() = $bpmn->{text} =~ /<(?:task|startEvent|endEvent|exclusiveGateway|parallelGateway) /g), 'each laid out');

# --- beside the steps of their law ---
my $steps = page($chair, "$at?of=year&view=steps")->{text};
my ($conformed) = map { decode_json($_) } `$dunghen mine --db $db --conform --json`;
my $want = $conformed->{total};
is(fact($steps, 'Hồ sơ đã đối chiếu'), $want->{dossiers}, 'as many as `dunghen mine --conform` measures');
is(fact($steps, 'đúng hết'), $want->{conforming}, 'as many without a deviation');
is(fact($steps, 'Quay vòng'), $want->{loops}{dossiers}, 'as many went back');
my ($kinds) = $steps =~ m{<h2>Sai lệch theo loại</h2>(.*?)</section>}s;
my %kind = (skipped => 'bỏ bước', inserted => 'thêm bước', wrong_order => 'sai thứ tự', wrong_post => 'sai vị trí', over_limit => 'quá hạn bước');
for my $k (sort keys %kind) {
	my ($times, $n) = $kinds =~ m{<b>$kind{$k}</b></td><td[^>]*>(?:<a [^>]*>)?([\d.]+)(?:</a>)?</td><td[^>]*>(?:<a [^>]*>)?([\d.]+)};
	is(join(' ', map { number($_) } $times, $n), "$want->{$k}{times} $want->{$k}{dossiers}", $k);
}
my ($beside) = $steps =~ m{<h2>Hồ sơ so với quy trình của thủ tục</h2>(.*)}s;
my ($procedure) = $steps =~ m{<h2>Theo thủ tục</h2>.*?procedure=([\d.]+)["&]}s;
my $one = page($chair, "$at?of=year&view=steps&procedure=$procedure")->{text};
ok($one =~ /<h2>Từng bước: /, 'step by step when it is of one procedure');
my ($of_one) = $one =~ m{<h2>Hồ sơ so với quy trình của thủ tục</h2>(.*)}s;
my $openings = 0;
for my $part ($beside, $of_one) {
	my $text = $part // '';
	$text =~ s{(data-name="Lượt">)<a href="[^"]+">}{$1}g;
	while ($text =~ m{<a href="([^"]+deviation=[^"]+)">([\d.]+)</a>}g) {
		my ($href, $n) = ($1, $2);
		is(listed(page($chair, plain($href))->{text}), number($n), plain($href)) if $openings++ < 120;
	}
}
ok($openings > 20, "$openings counts open");
for my $row (rows_of($steps, 'Theo thủ tục'), rows_of($steps, 'Theo đơn vị')) {
	my @shut = grep { $_->[2] =~ /^[1-9][\d.]*$/ && $_->[1] eq '' } cells($row);
	ok(!@shut || $row =~ /có dưới 5 hồ sơ/, 'every number of a row opens') or diag join ' ', map { "$_->[0] $_->[2]" } @shut;
}
for my $why ('nhập từ hệ thống cũ', 'chưa vào bước nào', 'không còn phiên bản thủ tục') {
	my ($href, $n) = $steps =~ m{<dt>Không đối chiếu: \Q$why\E</dt><dd><a href="([^"]+)">([\d.]+)};
	is(listed(page($chair, plain($href))->{text}), number($n), "left out: $why") if $href;
}
my ($sum_of, @few) = (0);
for my $row (($steps =~ m{<h2>Theo thủ tục</h2>(.*?)</section>}s)[0] =~ m{<tr>(<td.*?)</tr>}gs) {
	$sum_of += number(($row =~ m{data-name="Hồ sơ">(?:<a [^>]*>)?([\d.]+)<})[0]);
	push @few, $row if $row =~ /các thủ tục có dưới 5 hồ sơ/;
	ok($row =~ /các thủ tục có dưới 5/ || number(($row =~ m{data-name="Hồ sơ">(?:<a [^>]*>)?([\d.]+)<})[0]) >= 5, 'no procedure of few has a row (rule 44)');
}
is($sum_of, $want->{dossiers}, 'procedures add up');
my $small = page($mayor, "$at?of=year&view=steps")->{text};
ok($small =~ /các thủ tục có dưới 5 hồ sơ/, 'small procedures are together');
ok(!grep({ /các thủ tục có dưới 5/ && /<a / } $small =~ m{<tr>(<td.*?)</tr>}gs), 'and open into nothing');
ok(!grep({ /data-name="đơn vị"/ && number((m{data-name="Hồ sơ">(?:<a [^>]*>)?([\d.]+)<})[0]) < 5 } $small =~ m{<tr>(<td.*?)</tr>}gs), 'no unit of few has a row');
ok(page($chair, "$at/dossiers?of=year&view=steps&deviation=over_limit")->{text} =~ m{quá hạn bước: \S}, 'a dossier is told where it departs');
is(page($chair, "$at/dossiers?of=year&view=steps&deviation=$_")->{status}, 200, "nonsense asks for any: $_") for 'x', 'any&step=nowhere&version=99', 'any&version=-', 'unfit';

# --- whom they name (rule 44) ---
my $posts = page($chair, "$at?of=quarter&by=post&view=people")->{text};
like($posts, qr/ · vị trí \d/, 'positions have numbers');
my ($pictures) = join '', $posts =~ m{<svg xmlns.*?</svg>}gs;
# but that of the chairman's own seat, who leads it
my @named = grep { !/^ · (?:vị trí \d|Chủ tịch UBND thành phố|[\d.]+$)/ } map { / · [^·]*/g } $pictures =~ m{<title>([^<]*)</title>}g;
ok(!@named, 'and no titles') or diag join "\n", @named;
unlike($pictures, qr/giver=[^"&]*\.(?:officer|head|clerk)/, 'nor codes');
my $room = enter(somebody($commune, 'Trưởng phòng'));
my $led = page($room, "$at?of=year&by=post&view=people")->{text};
like($led, qr/ · (?:Công chức|Chuyên viên|Trưởng|Phó)/, 'whoever leads a unit sees the titles of its own') or diag substr $led, 0, 3000;
my @rare = $own->{text} =~ m{<select[^>]*name="procedure".*?</select>}s ? $& =~ m{<option value="([^"]+)">[^<]*\(([1-4])\)}g : ();
ok(@rare > 0, 'some procedures have few dossiers here');
my $rare = page($chair, "$at?of=quarter&unit=$commune&procedure=$rare[0]")->{text};
ok($rare =~ /Dưới 5 hồ sơ thì không phân tích/, 'of few dossiers nothing is told');
ok($rare !~ /<svg xmlns/, 'and nothing drawn');
ok(page($chair, "$at/dossiers?of=quarter&unit=$commune&procedure=$rare[0]$_")->{text} !~ m{href="/dossiers/}, "nor listed: $_") for '', '&view=steps&deviation=any', '&view=model&deviation=unfit&noise=40';
is(page($chair, "$at/model.bpmn?of=quarter&unit=$commune&procedure=$rare[0]")->{status}, 404, 'nor as a model');
my ($held) = $all->{text} =~ /các đơn vị có dưới 5 hồ sơ/;
ok($held, 'small units are together');

# --- a new entry is there at once ---
my ($done, $before, $path);
for my $d (@{ $list->{dossiers} }) {
	next if $d->{state} ne 'open' || ($d->{holder}{post} // '') ne 'officer' || !$d->{holder}{person};
	my ($agency) = split /\./, $d->{holder}{unit};
	$path   = "$at/dossiers?of=year&unit=$agency";
	$before = row(page($chair, $path)->{text}, $d->{code});
	next if !defined $before;
	my $officer = enter($d->{holder}{person});
	my ($token) = page($officer, '/own/password')->{text} =~ /name="token" value="([^"]+)"/;
	my ($form) = page($officer, "/dossiers/$d->{code}")->{text} =~ m{action="(/dossiers/[^"]*/act/hand_over[^"]*)"} or next;
	my $r = $s->post(plain($form), "token=$token&key=t$d->{code}", Cookie => $officer);
	if ($r->{status} == 303) {
		$done = $d->{code};
		last;
	}
}
sub row {
	my ($text, $code) = @_;
	my ($row) = $text =~ m{(<tr><td[^>]*><a class="code" href="/dossiers/\Q$code\E">.*?</tr>)}s;
	return $row;
}
SKIP: {
	skip 'nothing could be handed over', 2 if !ok($done, 'a step is handed over while it is served');
	my $start = time;
	my $after = row(page($chair, $path)->{text}, $done);
	ok(time - $start < 1, 'the page is there within a second') or diag time - $start;
	isnt($after, $before, 'and knows of it');
}
is($s->stop >> 8, 0, 'it stops');
done_testing();
