#!/usr/bin/perl
# A person's card (rule 36): for that person and their direct head, from twenty dossiers on; by pages, API and
# command line alike. Scorecards by the API, held against its document.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Api;
use JSON::PP;
use Office;
use Test::More;

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', yen => 'officer 25195.kt',
	chu => 'head 25195', nga => 'head 25195.vhxh', tinh => 'head dn',
});
my @code;
for my $i (1 .. 20) {
	my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => $i % 2 ? 'online' : 'counter',
		receiving => '25195.mc', owner => { name => "Nguyễn Văn Thử $i" } } ]);
	push @code, $made->{code};
	$o->act([ lan => hand_over => { dossier => $made->{code}, outcome => 'forward' } ],
		[ tuan => take => { dossier => $made->{code} } ]);
	$o->act([ tuan => hand_over => { dossier => $made->{code}, outcome => 'forward' } ]) if $i < 20;
}
my $api = Api->new(office => $o, tokens => { map { $_ => "$_ figures.read" } qw(tuan minh chu nga tinh) });
my $s = $o->serve(clock => '2026-03-02T09:00');
$o->enter($_) for qw(tuan minh yen chu nga tinh);

# --- nineteen dossiers: nothing for anybody ---
my $few = $api->get('tuan', '/api/v1/scores/tuan')->{json};
is_deeply([ @$few{qw(dossiers least)}, $few->{enough} ? 1 : 0, exists $few->{work} ? 1 : 0 ], [ 19, 20, 0, 0 ], 'nineteen: nothing is told');
my $page = $o->get(tuan => '/score')->{body};
utf8::decode($page);
like($page, qr{Dưới 20 hồ sơ}, 'and the page says why');
unlike($page, qr{<dt>Hồ sơ|<dt>Bước}, 'with no figure');

# --- the twentieth ---
$o->post(tuan => "/dossiers/$code[19]/act/hand_over", outcome => 'forward');
my $own = $api->get('tuan', '/api/v1/scores/tuan')->{json};
is_deeply([ $own->{dossiers}, $own->{work}{steps}, $own->{work}{late} ], [ 20, 20, 0 ], 'from twenty on there is a card');
is($own->{established_signals}, 0, 'signals without a ruling are no part of it');
ok(!exists $own->{rulings_owed_late}, 'nor what heads answer for');
is($o->get($_->[0] => '/score/tuan')->{status}, $_->[1], "$_->[0]: $_->[1]")
	for [ tuan => 200 ], [ minh => 200 ], [ yen => 404 ], [ chu => 404 ], [ nga => 404 ], [ tinh => 404 ];
is($api->get('minh', '/api/v1/scores/tuan')->{status}, 200, 'the direct head by the API');
Api::refused($api->get($_, '/api/v1/scores/tuan'), 403, 'score.denied', "$_ not") for qw(chu nga tinh);
Api::refused($api->get('chu', '/api/v1/scores/nobody'), 403, 'score.denied', 'nobody of that key: the same answer');
is($api->get('chu', '/api/v1/scores/minh')->{status}, 200, 'of a head, who heads the unit above');
Api::refused($api->get('tuan', '/api/v1/scores/minh'), 403, 'score.denied', 'not from below');
my $people = $o->get(minh => '/score')->{body};
is_deeply([ $people =~ m{href="/score/([a-z]+)"}g ], [ qw(tuan yen) ], 'a head has those of the unit, by key');
is_deeply([ $o->get(chu => '/score')->{body} =~ m{href="/score/([a-z]+)"}g ], [ qw(lan minh nga) ], 'where nobody heads a room, the one above does');

# --- side by side, by the API ---
for my $by (qw(unit agency field procedure)) {
	my $all = $api->get('tinh', "/api/v1/scores?by=$by&of=year")->{json};
	ok(@{ $all->{scores} } > 0, "cards by $by");
}
my ($ward) = @{ $api->get('chu', '/api/v1/scores?by=agency')->{json}{scores} };
my %unit = map { $_->{key} => $_ } @{ $api->get('chu', '/api/v1/scores?by=unit')->{json}{scores} };
is($ward->{key}, '25195', 'the ward');
is($ward->{work}{steps}, $unit{'25195.mc'}{work}{steps} + $unit{'25195.kt'}{work}{steps}, 'is its rooms together');
my %criterion = map { $_->{id} => $_->{points_hundredths} } @{ $ward->{score}{criteria} };
is($criterion{$_}, undef, "$_ has no source") for qw(agencies publicity attitude feedback);
is($criterion{units_time}, 200, 'every unit was early');
is($criterion{total_time}, undef, 'and nothing is solved yet');
is($unit{'25195.kt'}{score}, undef, 'a room has no dossiers of its own');
is($unit{'25195.kt'}{rates}, undef, 'nor rates');
Api::refused($api->get('tuan', '/api/v1/scores'), 403, 'problem.403', 'an officer leads nothing');
Api::refused($api->get('chu', '/api/v1/scores?unit=25210'), 403, 'problem.403', 'nor a chairman another ward');
Api::refused($api->get('chu', '/api/v1/scores?by=person'), 422, 'score.by', 'there is no list of persons');
Api::refused($api->get('chu', '/api/v1/scores?of=ever'), 422, 'score.of', 'nor such a period');
is($s->stop, 0, 'it stops');
$api->check;

# --- the command line ---
my $cli = "$ENV{DUNGHEN} score --db $o->{db} --lang en";
my @days = '--from 2026-03-01 --until 2026-03-31';
is(decode_json(scalar `$cli @days --person tuan --as minh --json`)->{dossiers}, 20, 'the head by the command line');
is(system("$cli @days --person tuan --as chu >/dev/null 2>&1") >> 8, 1, 'nobody else');
is(system("$cli @days --person tuan >/dev/null 2>&1") >> 8, 1, 'nor who does not say who they are');
my $all = decode_json(scalar `$cli @days --by agency --json`);
is($all->{scores}[0]{work}{steps}, $ward->{work}{steps}, 'and the cards of agencies');
like(scalar `$cli @days --by unit`, qr/25195\.kt\s+20\b/, 'as a table');
is(system("$cli --by person >/dev/null 2>&1") >> 8, 1, 'there is no list of persons');
done_testing;
