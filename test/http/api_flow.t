#!/usr/bin/perl
# Where the time goes, for programs of those who lead: whose it is, that few dossiers tell nothing (rule 44), and
# that the numbers are those of the pages and of `dunghen mine`.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Encode qw(decode encode);
use File::Temp qw(tempdir);
use JSON::PP;
use List::Util qw(sum0);
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
my ($found) = mine('--holder unit --office A');
sub mine { my ($how) = @_; return map { decode_json($_) } `$dunghen mine --db $db --json $how` }

# A commune with dossiers, by what its rooms held.
my %held;
$held{ $_->{holder} =~ s/\..*//r } += $_->{cases} for grep { ($_->{holder} // '') =~ /^\d+\./ } @{ $found->{bottlenecks}{places} };
my ($commune) = sort { $held{$b} <=> $held{$a} || $a cmp $b } grep { $holds{"$_ head"} } keys %held;
my ($room) = sort grep { /^\Q$commune\E\..* head$/ } keys %holds;
my $officer = $holds{ (sort grep { /^\Q$commune\E\..* officer$/ } keys %holds)[0] }[0];

my %office = (db => $db, clock => $clock, admin => 'admin', dir => $dir);
my $api = Api->new(office => \%office, tokens => {
	chair => "$holds{'dn head'}[0] figures.read,dossiers.read", mayor => "$holds{qq{$commune head}}[0] figures.read,dossiers.read",
	room => "$holds{$room}[0] figures.read", officer => "$officer figures.read,dossiers.read", lists => "$holds{'dn head'}[0] dossiers.read",
	figures => "$holds{'dn head'}[0] figures.read", portal => 'portal figures.read',
});
my $s = $office{served} = Served->start(db => $db, clock => $clock);
my $at = '/api/v1/bottlenecks';
my @all = ('', '/model', '/steps', '/dossiers', '/dossiers?deviation=any');

# An address with more words.
sub with { my ($what, $more) = @_; return $what . ($what =~ /\?/ ? '&' : '?') . $more }
sub part { my ($text) = @_; return join '', map { /[A-Za-z0-9._-]/ ? $_ : sprintf '%%%02X', ord } split //, encode('UTF-8', $text) }
sub got {
	my ($path, $who) = @_;
	my $r = $api->get($who // 'chair', "$at$path");
	is($r->{status}, 200, $path) or diag substr $r->{body}, 0, 400;
	return $r->{json};
}
sub found { my ($path, $who) = @_; return got($path, $who)->{found} // {} }
sub enter {
	my ($key) = @_;
	my ($cookie) = ($s->post('/demo/sign-in', "person=$key")->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
my $cookie = enter($holds{'dn head'}[0]);
sub page { my ($path) = @_; return decode('UTF-8', $s->get("/board/bottlenecks$path", Cookie => $cookie)->{body}) }
sub number { my ($text) = @_; return $text =~ s/\.//gr }

# --- for whom ---
for my $what (@all) {
	Api::refused($api->get('officer', "$at$what"), 403, 'problem.403', "an officer may not: $what");
	Api::refused($api->get('portal', "$at$what"), 403, $what =~ /dossiers/ ? 'api.scope' : 'problem.403', "nor the portal: $what");
	Api::refused($api->get($what =~ /dossiers/ ? 'figures' : 'lists', "$at$what"), 403, 'api.scope', "nor a token without the scope: $what");
	Api::refused($api->get(undef, "$at$what"), 401, 'api.no_token', "nor without one: $what");
	Api::refused($api->get('mayor', $at . with($what, "unit=$_")), 403, 'problem.403', "a commune's chairman not of $_: $what") for 'dn', 'so-xd', 'nowhere';
	is(got(with($what, 'of=year'), 'mayor')->{unit}, $commune, 'but of the commune');
}
my $whole = got('?of=year&limit=1000');
is_deeply([ @$whole{qw(unit few least from to)} ], [ 'dn', JSON::PP::false, 5, '2026-01-01', '2026-11-26' ], 'the chairman of the province of all of it');
is(got('')->{from}, '2026-11-01', 'this month unless asked otherwise');
is_deeply(got("?of=year&unit=$commune")->{found}, got('?of=year', 'mayor')->{found}, 'both see the same of a commune');
ok(found('?of=year', 'mayor')->{dossiers} < $whole->{found}{dossiers}, 'which is a part of all');

# --- as `dunghen mine` counts ---
my $f = $whole->{found};
my ($empty) = map { $_->{cases} } grep { !@{ $_->{path} } } @{ $found->{variants} };
is($f->{dossiers}, $found->{log}{cases} - ($empty // 0), 'of all that were ever held');
is($whole->{moved}, $f->{dossiers}, 'without a filter');
is($f->{time}, $found->{bottlenecks}{time}, 'in the same time');
is($f->{median_s}, int $found->{duration}{median_s}, 'and the same median');
is_deeply($f->{count}, { map { $_ => scalar @{ $f->{$_} } } keys %{ $f->{count} } }, 'lists are as long as they say');
my %variant = map { join("\n", @{ $_->{path} }) => $_->{cases} } grep { @{ $_->{path} } } @{ $found->{variants} };
is_deeply({ map { join("\n", @{ $_->{path} }) => $_->{dossiers} } @{ $f->{variants} } }, \%variant, 'the same variants');
my %way = map { ("$_->{from}\n$_->{to}" => [ @$_{qw(count cases)}, map { int } @$_{qw(sum_s median_s min_s max_s)} ]) } @{ $found->{dfg} };
is_deeply({ map { ("$_->{from}\n$_->{to}" => [ @$_{qw(count dossiers sum_s median_s min_s max_s)} ]) } @{ $f->{ways} } }, \%way, 'the same ways');
my %usual = map { $_->{activity} => int $_->{usual_s} } @{ $found->{performance} };
is_deeply({ map { $_->{activity} => $_->{usual_s} } @{ $f->{activities} } }, \%usual, 'the same usual stays');
my %place = map { ("$_->{activity}\n" . ($_->{holder} // '') => [ @$_{qw(stays cases)}, map { int } @$_{qw(stay_s lost_s longest_s)} ]) } @{ $found->{bottlenecks}{places} };
my @named = grep { defined $_->{holder}{key} } @{ $f->{places} };
ok(@named > 20, scalar(@named) . ' places with a name');
is_deeply([ map { [ @$_{qw(stays dossiers stay_s lost_s longest_s usual_s)} ] } @named ],
	[ map { [ @{ $place{"$_->{activity}\n$_->{holder}{key}"} // [] }, $usual{ $_->{activity} } ] } @named ], 'stand the same');
is_deeply([ map { $_->{lost_s} } @{ $f->{places} } ], [ sort { $b <=> $a } map { $_->{lost_s} } @{ $f->{places} } ], 'most lost first');
ok(abs(sum0(map { $_->{lost_s} } @{ $f->{places} }) - $f->{lost_s}) <= @{ $f->{places} }, 'places add up to what is lost');
ok(abs(sum0(map { $_->{stay_s} } @{ $f->{places} }) - $f->{stay_s}) <= @{ $f->{places} }, 'and to what was stood');
my %passage = map { ("$_->{from}\n$_->{to}" => [ $_->{passages}, int($_->{wait_s} + $_->{work_s} + 0.0001) ]) } @{ $found->{waiting}{handovers} };
is_deeply({ map { ("$_->{from}\n$_->{to}" => [ $_->{passages}, $_->{wait_s} + $_->{work_s} ]) } @{ $f->{handovers} } }, \%passage, 'the same hand-overs');
my @cause = qw(batching_s prioritisation_s contention_s unavailability_s extraneous_s);
my @apart = grep { sum0(@$_{@cause}) != $_->{wait_s} || grep { $_ < 0 } @$_{@cause} } $f->{waiting}, @{ $f->{handovers} };
ok(!@apart, 'five causes are all of a wait, to the second') or diag explain $apart[0];
ok($f->{waiting}{wait_s} > 0 && $f->{handovers}[0]{wait_s} >= $f->{handovers}[-1]{wait_s}, 'longest wait first');
my ($turns) = grep { $_->{length} == 2 } @{ $f->{loops} };
ok($turns->{count} > 0 && $turns->{count} <= $found->{loops}[0]{count}, 'loops by length');
my @firsts = map { scalar @{ found('?of=year&limit=3')->{$_} } } qw(places handovers ways variants transfers);
is_deeply(\@firsts, [ (3) x 5 ], 'as many as asked for');

# --- as the pages show ---
my $text = page('?of=year');
my ($dossiers) = $text =~ m{<div class="v"><a href="[^"]*">([\d.]+)</a></div>};
is($f->{dossiers}, number($dossiers), 'as many as the page says');
my ($necks) = $text =~ m{<h2>Các điểm nghẽn</h2>(.*?)</section>}s;
my @rows = map { [ m{<td[^>]*>(?:<[^>]+>)*([^<]+)}g ] } $necks =~ m{<tr>(<td.*?)</tr>}gs;
my %name = map { $_->{activity} => $_->{name} } @{ $f->{activities} };
is_deeply([ map { [ $name{ $_->{activity} }, $_->{holder}{name}, $_->{stays}, $_->{dossiers} ] } @{ $f->{places} }[ 0 .. $#rows ] ],
	[ map { [ @$_[ 0, 1 ], map { number($_) } @$_[ 2, 3 ] ] } @rows ], scalar(@rows) . ' places as on the page');
my $people = page('?of=year&view=people');
my ($loop) = ($people =~ m{<h2>Đi vòng</h2>(.*?)</section>}s)[0] =~ m{data-name="Vòng qua">2</td><td[^>]*>(?:<a [^>]*>)?([\d.]+)<};
is($turns->{count}, number($loop // '-1'), 'as many loops');

# --- filters ---
my ($w) = grep { $_->{dossiers} > 20 && $_->{dossiers} < $f->{dossiers} } @{ $f->{ways} };
is(found('?of=year&from=' . part($w->{from}) . '&to=' . part($w->{to}))->{dossiers}, $w->{dossiers}, 'a way as a filter leaves its dossiers');
my ($act) = grep { $_->{dossiers} > 20 && $_->{dossiers} < $f->{dossiers} } @{ $f->{activities} };
is(found('?of=year&activity=' . part($act->{activity}))->{dossiers}, $act->{dossiers}, 'so does an activity');
my ($hand) = grep { defined $_->{giver}{key} && defined $_->{taker}{key} && $_->{count} > 10 } @{ $f->{transfers} };
my $handed = found("?of=year&giver=$hand->{giver}{key}&taker=$hand->{taker}{key}")->{dossiers};
ok($handed > 0 && $handed <= $hand->{count}, 'and who hands to whom');

my ($first) = grep { $_->{from} !~ /^(?:wait|handout|closed)$/ && $_->{to} !~ /^(?:wait|handout|closed)$/ } @{ $found->{dfg} };
my $span = 'from=' . part($first->{from}) . '&to=closed&later=true';
my %same = ('least=24' => 'duration:24h/', 'most=48' => 'duration:/48h', 'least=24&most=120' => 'duration:24h/120h', $span => "later:$first->{from}>closed");
is(found("?of=year&$_")->{dossiers}, kept($same{$_}), "as many as --filter $same{$_} keeps") for sort keys %same;
sub kept { my ($filter) = @_; return (mine('--filter ' . encode('UTF-8', "'$filter'")))[0]{log}{cases} }
ok(found('?of=year&ways=50')->{dossiers} >= $f->{dossiers} / 2 && found('?of=year&ways=50')->{dossiers} < $f->{dossiers}, 'half of them by the commonest ways');
is(found("?of=year&$span" =~ s/true/false/r)->{dossiers}, found("?of=year&$span" =~ s/&later=true//r)->{dossiers}, 'directly unless said');
my $between = found("?of=year&$span")->{between};
my ($mine) = map { $_->{between} } mine('--office A --between ' . encode('UTF-8', "'$first->{from}>closed'"));
is_deeply([ @$between{qw(reached median_s mean_s p90_s longest_s)} ], [ $mine->{reached}, map { int } @{ $mine->{working} }{qw(median_s mean_s p90_s max_s)} ],
	'from one to another it takes as long') or diag explain $mine;
is($f->{between}, undef, 'which is not there unless asked');
is(got("/dossiers?of=year&limit=1&span=true&$span")->{count}, $between->{reached}, 'and opens');

# --- the model ---
my $model = found('/model?of=year&open=true');
my ($mined) = mine('--model --holder unit');
is_deeply([ @{ $model->{log} }{qw(dossiers events variants)} ], [ $mined->{log}{cases} - ($empty // 0), $mined->{log}{events}, $mined->{log}{variants} - defined $empty ],
	'the model is of the log of `dunghen mine`');
is($model->{fit}{fitness}, 10000, 'with nothing left out all fit');
my $noisy = found('/model?of=year&open=true&noise=20&activity=handout');
($mined) = mine('--model --noise 0.2 --filter activity:handout');
is_deeply($noisy->{model}{$_}, $mined->{model}{$_}, "of what is common the same $_") for qw(tree cuts fall_throughs filtered_cuts given_up);
is_deeply($noisy->{deviations}, $mined->{deviations}, 'and deviations');
is_deeply([ @{ $noisy->{fit} }{qw(measured_dossiers fitting_dossiers cost worst_cost)} ], [ @{ $mined->{fit} }{qw(measured_cases fitting_cases cost worst_cost)} ], 'as many fit');
ok($noisy->{fit}{fitting_dossiers} < $noisy->{log}{dossiers}, 'and some do not');
is($noisy->{fit}{fitness}, int(10000 * $mined->{fit}{fitness} + 1e-9), 'per ten thousand');
is($noisy->{model}{noise_percent}, 20, 'which is told');
my $ended = found('/model?of=year');
is($ended->{log}{dossiers}, $ended->{log}{finished}, 'finished ones alone unless asked');
is($ended->{log}{finished} + $ended->{log}{open}, $f->{dossiers}, 'finished and open ones are all');

# --- beside the steps ---
my $steps = found('/steps?of=year');
my ($conformed) = mine('--conform');
my $want = $conformed->{total};
is_deeply([ @{ $steps->{total} }{qw(dossiers conforming)}, $steps->{total}{loops} ], [ @$want{qw(dossiers conforming)}, $want->{loops} ],
	'as many as `dunghen mine --conform` measures');
my @kind = qw(skipped inserted wrong_order wrong_post over_limit);
is_deeply($steps->{total}{$_}, $want->{$_}, $_) for @kind;
is($steps->{total}{fitness}, int(10000 * $want->{fitness} + 1e-9), 'the fitness');
my %version = map { ("$_->{procedure} $_->{version}" => $_) } @{ $conformed->{procedures} };
my @alone = grep { defined $_->{procedure} } @{ $steps->{procedures} };
is_deeply([ map { [ @$_{qw(dossiers conforming)} ] } @alone ], [ map { [ @{ $version{"$_->{procedure} $_->{version}"} }{qw(dossiers conforming)} ] } @alone ], 'version by version');
my (%there, %here);
for my $p (@alone) {
	my $name = "$p->{procedure} $p->{version}";
	$there{"$name $_->{kind} $_->{step}"} = [ @$_{qw(times dossiers)} ] for @{ $version{$name}{deviations} };
	for my $step (@{ $p->{steps} }) {
		$here{"$name $_ $step->{step}"} = [ @{ $step->{$_} }{qw(times dossiers)} ] for grep { $step->{$_}{times} > 0 } @kind;
	}
}
is_deeply(\%here, \%there, 'and step by step');
ok(!grep({ $_->{dossiers} < 5 } @alone), 'none of few (rule 44)');
is(sum0(map { $_->{dossiers} } @{ $steps->{procedures} }), $want->{dossiers}, 'procedures add up');
ok(!grep({ $_->{dossiers} < 5 } @{ $steps->{units} }), 'no unit of few');
my @small = grep { !defined $_->{procedure} } @{ found('/steps?of=year', 'mayor')->{procedures} };
ok(@small == 1 && !@{ $small[0]{steps} }, 'small procedures are together, without steps');

# --- the dossiers behind a number ---
sub count { my ($words) = @_; return got("/dossiers?of=year&limit=1&$words")->{count} }
sub place { my ($p) = @_; return 'at=' . part($p->{activity}) . '&holder=' . part($p->{holder}{key}) }
is_deeply([ map { count(place($_)) } @named[ 0 .. 9 ] ], [ map { $_->{dossiers} } @named[ 0 .. 9 ] ], 'as many as stood at a place');
my @w = @{ $f->{ways} }[ 0 .. 5 ];
is_deeply([ map { count('from=' . part($_->{from}) . '&to=' . part($_->{to})) } @w ], [ map { $_->{dossiers} } @w ], 'as many as went from one to the other');
my @v = @{ $f->{variants} }[ 0 .. 3 ];
is_deeply([ map { count("way=$_->{way}") } @v ], [ map { $_->{dossiers} } @v ], 'as many as went a way');
my @l = grep { $_->{count} > 0 } @{ $f->{loops} };
is_deeply([ map { count("loop=$_->{length}") } @l ], [ map { $_->{dossiers} } @l ], 'as many as went in circles');
my ($h) = @{ $f->{handovers} };
my %cause = (batching => 'batching_s', priority => 'prioritisation_s', contention => 'contention_s', off => 'unavailability_s', extraneous => 'extraneous_s');
for my $cause (sort keys %cause) {
	my @waited = all_of('at=' . part($h->{from}) . '&next=' . part($h->{to}) . "&cause=$cause");
	my $sum = sum0(map { $_->{stay_s} } @waited);
	ok($sum <= $h->{ $cause{$cause} } + 1 && $sum >= $h->{ $cause{$cause} } - @waited - 1, "they add up to what was waited: $cause") or diag "$sum $h->{ $cause{$cause} }";
}
my @k = map { [ $_ => $steps->{total}{$_}{dossiers} ] } @kind;
push @k, [ none => $steps->{total}{conforming} ], [ any => $steps->{total}{dossiers} - $steps->{total}{conforming} ],
	[ measured => $steps->{total}{dossiers} ], [ loops => $steps->{total}{loops}{dossiers} ], [ imported => $steps->{unmeasured}{imported} ],
	[ unbegun => $steps->{unmeasured}{not_begun} ], [ unknown => $steps->{unmeasured}{unknown_version} ];
is(count("deviation=$_->[0]"), $_->[1], "deviation $_->[0]") for @k;
my ($p) = @alone;
my ($step) = sort { $b->{over_limit}{dossiers} <=> $a->{over_limit}{dossiers} } @{ $p->{steps} };
is(count("procedure=$p->{procedure}&version=$p->{version}&step=$step->{step}&deviation=over_limit"), $step->{over_limit}{dossiers}, 'at a step');
my ($u) = grep { defined $_->{unit}{key} } @{ $steps->{units} };
is(count("holder=$u->{unit}{key}&deviation=over_limit"), $u->{over_limit}{dossiers}, 'at a unit');
my $rough = found('/model?of=year&open=true&noise=20');
is(count('open=true&noise=20&deviation=fit'), $rough->{fit}{fitting_dossiers}, 'as many as go the model');
is(count('open=true&noise=20&deviation=unfit'), $rough->{fit}{measured_dossiers} - $rough->{fit}{fitting_dossiers}, 'and as do not');
my ($d) = @{ $rough->{deviations} };
is(sum0(map { $_->{apart} } all_of("open=true&noise=20&deviation=$_&at=" . part($d->{activity}))), $d->{$_}, "$_ as often as the model says") for qw(extra missing);
my $now = $whole->{standing};
ok($now->{dossiers} > 0 && $now->{beyond} > 0, 'some stand now');
is_deeply([ map { count("stand=$_") } qw(now beyond) ], [ @$now{qw(dossiers beyond)} ], 'as many as stand now, and too long');
my ($stand) = grep { defined $_->{holder}{key} } @{ $now->{places} };
is_deeply([ map { count(place($stand) . "&stand=$_") } qw(now beyond) ], [ @$stand{qw(dossiers beyond)} ], 'at a place');
is(sum0(map { count("began=2026-$_") } qw(08 09 10 11)), $f->{dossiers}, 'each began in a month');
ok(count('hour=1-9') > 0, 'and moved in an hour');

# Page by page: all, each once, the longest first.
sub all_of {
	my ($words) = @_;
	my (@row, $next);
	do {
		my $page = $api->get('chair', "$at/dossiers?of=year&limit=200&$words" . (defined $next ? "&after=$next" : ''))->{json};
		push @row, @{ $page->{dossiers} };
		$next = $page->{next};
	} while (defined $next);
	return @row;
}
my @moved = all_of('');
is(scalar @moved, count(''), 'as many on all pages as it says');
my %once = map { $_->{code} => 1 } @moved;
is(scalar keys %once, scalar @moved, 'each once');
is_deeply([ map { $_->{stay_s} } @moved ], [ sort { $b <=> $a } map { $_->{stay_s} } @moved ], 'longest first');
my %field = map { $_ => 1 } qw(stay_s came_at version deviations returns outside apart times away_s lasted_s at);
sub told { my ($words) = @_; my $row = got("/dossiers?of=year&limit=1&$words")->{dossiers}[0]; return join ' ', sort grep { $field{$_} && defined $row->{$_} } keys %$row }
is(told($_->[0]), $_->[1], "'$_->[0]' tells $_->[1]") for [ '', 'came_at stay_s' ], [ 'stand=now', 'came_at stay_s' ],
	[ 'deviation=any', 'deviations outside returns version' ], [ 'deviation=imported', '' ], [ 'deviation=unfit&noise=20', 'apart' ], [ "way=$v[0]{way}", 'lasted_s' ],
	[ 'loop=2', 'away_s times' ], [ 'hour=1-9', 'times' ], [ 'ended=2026-11', 'at lasted_s' ];
my ($departing) = @{ got('/dossiers?of=year&deviation=over_limit')->{dossiers} };
ok(scalar(grep { $_->{kind} eq 'over_limit' && $_->{step} && $_->{name} } @{ $departing->{deviations} }), 'and where it departs');
is($api->get('chair', "/api/v1/dossiers/$moved[0]{code}")->{json}{dossier}, $moved[0]{dossier}, 'a dossier opens');
my $cut = got('/dossiers?of=year&limit=2')->{next};
Api::refused($api->get('chair', "$at/dossiers?of=year&stand=now&after=$cut"), 400, 'api.cursor', 'a cursor is of its own question');

# --- whom it names (rule 44) ---
my @few = grep { defined $_->{holder} && !defined $_->{holder}{key} } @{ $f->{places} };
ok(@few > 0 && !grep({ $_->{holder}{name} ne 'các đơn vị có dưới 5 hồ sơ' } @few), 'small units are one without a key');
my $posts = found('?of=year&by=post&limit=1000');
my @key = grep { defined } map { $_->{holder}{key} } @{ $posts->{places} };
ok(!grep({ !/^dn\./ } @key), 'posts of other units have no key') or diag "@key[0..3]";
ok(scalar(grep { !defined $_->{holder}{key} && $_->{holder}{name} =~ / · vị trí \d/ } @{ $posts->{places} }), 'but numbers');
ok(scalar(grep { ($_->{holder}{key} // '') =~ /^\Q$commune\E\..*\.\w+$/ } @{ found('?of=year&by=post', 'room')->{places} }), 'whoever leads a unit sees its posts');
my ($rare) = $s->get("/board/bottlenecks?of=year&unit=$commune", Cookie => $cookie)->{body} =~ m{<option value="([\w.-]+)">[^<]*\(([1-4])\)<};
ok($rare, 'some procedure has few dossiers here');
for my $what (@all) {
	my $nothing = got(with($what, "of=year&unit=$commune&procedure=$rare"));
	is_deeply([ @$nothing{qw(few found moved count)} ], [ JSON::PP::true, undef, undef, undef ], 'of few dossiers nothing is told');
	ok(!@{ $nothing->{dossiers} // [] }, 'and none listed');
}

# --- what is not understood ---
my %wrong = ('?by=person' => 'api.word', '/model?noise=7' => 'api.word', '?of=week' => 'score.of', '/model?open=1' => 'api.bool', '?limit=1001' => 'api.limit',
	'?limit=0' => 'api.limit', '?to=handout' => 'api.with', '?taker=25195' => 'api.with',
	(map { ("/dossiers?$_" => 'api.word') } 'deviation=x', 'stand=1', 'cause=rain', 'loop=1', 'hour=7-0', 'hour=1'), (map { ("/dossiers?$_" => 'api.with') }
		'deviation=extra', 'step=s1', 'version=1', 'again=25195.kt'), '/dossiers?deviation=any&version=x' => 'api.number', '?least=x' => 'api.number', '?most=-1' => 'api.number', '?ways=101' => 'api.number',
	'?later=1&from=a&to=b' => 'api.bool', '?later=true' => 'api.with', '/dossiers?span=true' => 'api.with',
	'/dossiers?stand=now&loop=2' => 'api.apart', '/dossiers?limit=201' => 'api.limit');
Api::refused($api->get('chair', "$at$_"), 422, $wrong{$_}, $_) for sort keys %wrong;
Api::refused($api->get('chair', "$at$_"), 400, 'api.query', $_) for '?view=map', '?noise=20', '/steps?by=post', '/model?limit=3', '?of=year&of=month';
is($api->get('chair', "$at?by=person", 'Accept-Language' => 'en')->{json}{hint}, 'Take one of: unit post.', 'in English');
my ($wait) = grep { $_->{activity} eq 'handout' } @{ $api->get('chair', "$at?of=year", 'Accept-Language' => 'en')->{json}{found}{activities} };
like($wait->{name}, qr/^[ -~]+$/, 'names too');

# --- as doc/api.md says ---
my ($root) = $FindBin::Bin =~ m{(.*)/test/http\z};
open my $doc, '<', "$root/doc/api.md" or die;
my ($lines) = do { local $/ = undef; <$doc> } =~ /## Where the time goes\n.*?\n```\n(.*?)\n```/s;
local @ENV{qw(SITE TOKEN)} = ("http://127.0.0.1:$s->{port}", $api->{token}{chair});
my @answers = map { decode_json(`$_` || '{}') } split /\n/, $lines;
ok(@answers > 3 && !grep({ !exists $_->{few} } @answers), 'examples are answered');

is($s->stop, 0, 'it stops');
$api->check;
done_testing();
