#!/usr/bin/perl
# The JSON API, reading: who may, what is shown to whom, pages by cursor, refusals.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use JSON::PP;
use Test::More;

sub u { my ($s) = @_; utf8::decode($s); return $s }

my $clock  = '2026-03-02T08:00';
my $office = Office->new(
	clock  => $clock,
	people => {
		lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt', chu => 'head 25195',
		la  => 'officer 25210.kt', hai => 'officer 25195.kt, clerk 25195.mc', ra => 'officer 25195.kt',
	});
my @code;
for my $i (1 .. 7) {
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
		owner => { name => 'Lê Thị Mẫu', id_number => "07519000123$i", phone => '0912345678' } } ]);
	push @code, $r->{code};
	$office->act([ lan => hand_over => { dossier => $r->{code}, outcome => 'forward' } ]) if $i > 2;
}
$office->act([ tuan => take => { dossier => $code[6] } ]);

my $api = Api->new(office => $office, tokens => {
	lan => 'lan dossiers.read', whole => 'lan dossiers.read,people.read', tuan => 'tuan dossiers.read', la => 'la dossiers.read',
	hai => 'hai dossiers.read', law => 'portal procedures.read,ledger.read,figures.read', ra => 'ra dossiers.read,procedures.read',
	short => 'lan dossiers.read', gone => 'lan dossiers.read', chu => 'chu dossiers.read,figures.read',
});
$api->make('short', 'lan', 'dossiers.read', until => '2026-03-03');
$api->make('gone', 'lan', 'dossiers.read');
my ($gone) = grep { $_->{state} eq 'good' } reverse @{ decode_json(`$ENV{DUNGHEN} token list --db $office->{db} --json --clock $clock`) };
ok($api->revoke($gone->{token}, $clock), 'one is revoked');
$office->act([ qt => end_assignment => { person => 'ra', unit => '25195.kt', post => 'officer' } ]);
my $s = $office->serve(clock => $clock);

# --- who may ---
my $p = Api::refused($api->get(undef, '/api/v1/dossiers'), 401, 'api.no_token', 'without a token');
is($p->{title}, u('Chưa xác thực'), 'said in Vietnamese');
is_deeply([ @$p{qw(type status instance)} ], [ 'urn:dunghen:api.no_token', 401, '/api/v1/dossiers' ], 'with type, status and instance');
my $r = $api->get(undef, '/api/v1/dossiers', 'Accept-Language' => 'en-GB,en;q=0.9,vi;q=0.1');
is($r->{json}{title}, 'Not authenticated', 'or in English');
is($r->{header}{'content-language'}, 'en', 'which is told');
is($r->{header}{'www-authenticate'}, 'Bearer realm="dunghen"', 'and how to');
Api::refused($api->get(undef, '/api/v1/token', Authorization => 'Bearer dht_' . '0' x 64), 401, 'token.unknown', 'an invented one');
Api::refused($api->get(undef, '/api/v1/token', Authorization => 'Basic bGFuOmxhbg=='), 401, 'token.unknown', 'another scheme');
Api::refused($api->get('gone', '/api/v1/token'), 401, 'token.revoked', 'a revoked one');
Api::refused($api->get('ra', '/api/v1/token'), 401, 'token.no_post', 'one of somebody without a post');
Api::refused($api->get('short', '/api/v1/token'), 401, 'token.ended', 'one that has ended');
Api::refused($api->get('law', '/api/v1/dossiers'), 403, 'api.scope', 'without the scope');
is($api->get('law', '/api/v1/dossiers')->{json}{fields}{scope}, 'dossiers.read', 'which is named');
my $cookie = $office->enter('tuan');
Api::refused($api->get(undef, '/api/v1/inbox', Cookie => $cookie), 401, 'api.no_token', 'a session opens nothing here');
is($s->get('/work', Authorization => "Bearer $api->{token}{tuan}")->{status}, 303, 'and a token no page');
$r = $api->get('lan', '/api/v1/token');
is_deeply([ @{ $r->{json} }{qw(for scopes until)} ], [ 'lan', ['dossiers.read'], '2028-01-01T00:00:00+07:00' ], 'a token tells what it is');

# --- procedures ---
my $law = $api->get('law', '/api/v1/procedures')->{json}{procedures};
cmp_ok(scalar @$law, '>', 8, 'procedures');
my ($field) = map { $_->{field} } grep { $_->{code} eq '1.001612' } @$law;
my $bytes = $field;
utf8::encode($bytes);
my $some = $api->get('law', '/api/v1/procedures?level=commune&field=' . ($bytes =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ger))->{json}{procedures};
ok(@$some > 0 && @$some < @$law && !grep({ $_->{field} ne $field || $_->{level} ne 'commune' } @$some), 'by field and level');
my $one = $api->get('law', '/api/v1/procedures/1.001612')->{json};
is($one->{code}, '1.001612', 'one of them');
cmp_ok(scalar @{ $one->{papers} }, '>', 0, 'with its papers');
Api::refused($api->get('law', '/api/v1/procedures/9.999999'), 404, 'api.procedure', 'none of that code');

# --- dossiers: what whom it acts for may read ---
my $list = $api->get('lan', '/api/v1/dossiers')->{json};
is_deeply([ sort map { $_->{code} } @{ $list->{dossiers} } ], [ sort @code ], 'the counter sees all of its dossiers');
is($list->{next}, undef, 'on one page');
is_deeply([ sort map { $_->{code} } @{ $api->get('tuan', '/api/v1/dossiers')->{json}{dossiers} } ], [ sort @code ],
	'so does an officer of the commune that decides');
is_deeply($api->get('la', '/api/v1/dossiers')->{json}, { dossiers => [], next => undef }, 'another commune none');
is_deeply([ map { $_->{code} } @{ $api->get('lan', '/api/v1/dossiers?person=tuan')->{json}{dossiers} } ], [ $code[6] ], 'by who holds it');
is_deeply([ sort map { $_->{code} } @{ $api->get('lan', '/api/v1/dossiers?unit=25195.mc&open=true')->{json}{dossiers} } ], [ @code[ 0, 1 ] ], 'by unit');
is(scalar @{ $api->get('lan', '/api/v1/dossiers?late=true')->{json}{dossiers} }, 0, 'late: none');
is(scalar @{ $api->get('lan', "/api/v1/dossiers?code=$code[3]")->{json}{dossiers} }, 1, 'by code');
unlike(encode_json($list), qr/Lê|M\x{e1}\x{ba}\x{ab}u|0912/, 'a list names nobody outside');

# Cursor by cursor: all of them, each once.
my (@seen, $pages);
my $path = '/api/v1/dossiers?limit=3';
for (my $next = ''; defined $next; $pages++) {
	my $page = $api->get('lan', $path . ($next ne '' ? "&after=$next" : ''))->{json};
	push @seen, map { $_->{code} } @{ $page->{dossiers} };
	$next = $page->{next};
}
is_deeply([ sort @seen ], [ sort @code ], 'page by page, each once');
cmp_ok($pages, '>=', 3, 'three at a time');
my $next = $api->get('lan', $path)->{json}{next};
unlike($next, qr/:|H19/, 'a cursor says nothing');
Api::refused($api->get('lan', "/api/v1/dossiers?late=true&after=$next"), 400, 'api.cursor', 'of another filter');
Api::refused($api->get('lan', '/api/v1/dossiers?after=' . ($next =~ s/..\z//r) . 'zz'), 400, 'api.cursor', 'a bent one');
Api::refused($api->get('lan', "/api/v1/inbox?after=$next"), 400, 'api.cursor', 'of another address');
Api::refused($api->get('lan', '/api/v1/dossiers?limit=1000'), 422, 'api.limit', 'too many rows');
Api::refused($api->get('lan', '/api/v1/dossiers?late=yes'), 422, 'api.bool', 'neither true nor false');
Api::refused($api->get('lan', '/api/v1/dossiers?state=nowhere'), 422, 'list.state', 'a state that is none');
Api::refused($api->get('lan', '/api/v1/dossiers?unit=99999'), 404, 'unit.unknown', 'a unit that is none');
is(Api::refused($api->get('lan', '/api/v1/dossiers?nmae=x'), 400, 'api.query', 'a misspelt parameter')->{fields}{name}, 'nmae', 'is named');
Api::refused($api->get('lan', '/api/v1/dossiers?limit=3&limit=4'), 400, 'api.query', 'one given twice');

# --- one dossier ---
my $d = $api->get('tuan', "/api/v1/dossiers/$code[6]")->{json};
is_deeply([ @$d{qw(code state procedure)} ], [ $code[6], 'open', '1.001612' ], 'facts');
is($d->{holder}{person}, 'tuan', 'holder');
is($d->{ribbon}{segments}[-2]{holder}{unit}, '25195.kt', 'ribbon');
is_deeply([ map { $_->{kind} } @{ $d->{history} } ], [qw(submitted received handed_over taken)], 'history');
is($d->{owner}{name}, u('Lê T•• M••'), 'the owner masked');
is($d->{owner}{masked}, JSON::PP::true, 'which is told');
like($d->{owner}{id_number}, qr/^\D+237$/, 'the number too');
ok(scalar(grep { $_->{do} eq 'hand_over' } @{ $d->{possible} }), 'what can be done');
is($api->get('whole', "/api/v1/dossiers/$code[6]")->{json}{owner}{name}, u('Lê Thị Mẫu'), 'whole with people.read');
is($api->get('tuan', "/api/v1/dossiers/$d->{dossier}")->{json}{code}, $code[6], 'by its id');
Api::refused($api->get('la', "/api/v1/dossiers/$code[6]"), 403, 'right.reader', 'another commune does not open it');
Api::refused($api->get('tuan', '/api/v1/dossiers/H19.21-260302-9999'), 404, 'dossier.unknown', 'there is none');
like($api->get('tuan', "/api/v1/dossiers/$code[6]", 'Accept-Language' => 'en')->{json}{trace}[0]{text}, qr/^[ -~\x{2013}\x{2018}-\x{201d}]+$/, 'the derivation in English');

# --- the inbox ---
my $box = $api->get('tuan', '/api/v1/inbox')->{json};
is_deeply([ map { $_->{code} } @{ $box->{tasks} } ], [ $code[6] ], 'what the officer holds');
is($box->{count}{untaken}, 4, 'and what waits');
ok(scalar(grep { $_ eq $box->{take_next} } @code[ 2 .. 5 ]), 'what taking the next would give');
is(scalar @{ $api->get('tuan', '/api/v1/inbox?show=untaken&limit=2')->{json}{tasks} }, 2, 'what waits, two at a time');
is($api->get('hai', '/api/v1/inbox')->{json}{seat}{post}, 'officer', 'of two seats the first');
is($api->get('hai', '/api/v1/inbox?unit=25195.mc&post=clerk')->{json}{seat}{post}, 'clerk', 'or the one asked for');
Api::refused($api->get('tuan', '/api/v1/inbox?post=head'), 403, 'api.seat', 'nobody takes another seat');
Api::refused($api->get('tuan', '/api/v1/inbox?show=mine'), 422, 'api.show', 'nothing of that name');

# --- figures, the log ---
my ($agency) = grep { $_->{unit} eq '25195' } @{ $api->get('chu', '/api/v1/figures')->{json}{agencies} };
is($agency->{received_direct}, 7, 'figures of the month');
is($agency->{official}, undef, 'no share of so few');
my $head = $api->get('law', '/api/v1/ledger/head')->{json};
like($head->{checkpoint}, qr/\A\Q$head->{origin}\E\n$head->{size}\n\Q$head->{root}\E\n\n\x{2014} /, 'the head of the log, signed');

# --- what is not there ---
Api::refused($api->get('lan', '/api/v1/nothing'), 404, 'problem.404', 'no such address');
Api::refused($api->get('lan', '/api/v2/dossiers'), 404, 'problem.404', 'no such version');
$r = $api->post('lan', '/api/v1/dossiers', '{}');
Api::refused($r, 405, 'problem.405', 'a POST where there is none');
is($r->{header}{allow}, 'GET, HEAD', 'says what is allowed');
Api::refused($api->get('lan', '/api/v1/acts'), 405, 'problem.405', 'a GET where there is none');
is($s->raw("HEAD /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")->{status}, 200, 'HEAD comes with GET');
is($s->get('/api/v1/openapi.json')->{header}{'content-type'}, 'application/json', 'the document is served');
like($s->get('/nothing')->{header}{'content-type'}, qr{^text/}, 'pages refuse as before');
is($s->stop, 0, 'it stops');
$api->check;

is(system("$ENV{DUNGHEN} verify --db $office->{db} >/dev/null"), 0, 'the store verifies');
done_testing();
